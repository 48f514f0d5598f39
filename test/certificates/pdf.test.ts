/** The paper itself: drawn, printed by another program, and its square read back as a phone would. */
import jsQR from 'jsqr';
import { createPublicKey, verify } from 'node:crypto';
import type { PNG } from 'pngjs';
import { certificatePdf, type CertificateDeps } from '../../src/certificates/certificate';
import { drawCertificate } from '../../src/certificates/draw';
import type { Facts } from '../../src/certificates/facts';
import type { Statement } from '../../src/certificates/statement';
import { dayOf } from '../../src/clock';
import { LANGUAGES } from '../../src/conversation/vocabulary';
import { certificateDeps } from '../support/certificates';
import { actualTexts, describeWithPoppler, inkIn, pictureOf } from '../support/pdf';
import { openWorld, type World } from '../support/world';
import { vaccinated, type Vaccinated } from './world';

const FACTS: Facts = {
  ...{ id: 'abcdefghij', name: 'রহিমা', birthYear: 1952, card: { type: 'voter', last4: '0123' } },
  ...{ reference: '20417733915206', dose: 1, of: 2, vaccine: 'COVISHIELD', day: '2021-03-03' },
  ...{ centre: null, district: null, nextFrom: '2021-05-26', issuedAt: new Date('2021-03-03T10:00:00Z') },
};
/** Where the foot begins, from the top of the page. */
const FOOT = 0.765;

let world: World;
let deps: CertificateDeps;
let someone: Vaccinated;
beforeAll(async () => {
  world = await openWorld();
  deps = certificateDeps(world.site.store, () => world.clock.now(), 'https://tika.example.org');
  someone = await vaccinated(world);
});
afterAll(() => world.close());

async function pdfIn(language: (typeof LANGUAGES)[number]): Promise<Buffer> {
  const pdf = await certificatePdf(deps, someone.id, 1, language);
  if (!pdf) throw new Error('no certificate');
  return pdf;
}

describe('a certificate', () => {
  test.each(LANGUAGES)('is one small page that can be read aloud in %s', async (language) => {
    const pdf = await pdfIn(language);
    const text = pdf.toString('latin1');
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(pdf.length).toBeLessThan(120_000);
    expect(text).toContain(`/Lang (${language})`);
    for (const said of [deps.words[language]('certificate:title'), 'রহিমা', String(2021 - 69)])
      expect(actualTexts(pdf).some((each) => each.includes(said))).toBe(true);
  });

  test('is the same whenever it is drawn', async () => {
    const first = await pdfIn('bn');
    world.clock.advance(60_000);
    expect((await pdfIn('bn')).equals(first)).toBe(true);
  });

  test('is none where there is no such dose', async () => {
    expect(await certificatePdf(deps, someone.id, 2, 'bn')).toBeNull();
    expect(await certificatePdf(deps, 'nobody', 1, 'bn')).toBeNull();
  });
});

describeWithPoppler('a certificate on paper', () => {
  const DPI = 150;
  const MM = DPI / 25.4;
  const squareOf = ({ data, width, height }: PNG) => jsQR(new Uint8ClampedArray(data), width, height);

  test.each(LANGUAGES)('holds the facts, signed, in a square of 35 mm or more in %s', async (language) => {
    const square = squareOf(pictureOf(await pdfIn(language), DPI));
    const [page = '', statement = ''] = square?.data.split('#') ?? [];
    expect(page).toBe('https://tika.example.org/verify');
    const { topLeftCorner, topRightCorner } = square?.location ?? fail();
    expect((topRightCorner.x - topLeftCorner.x) / MM).toBeGreaterThan(45);
    const [header = '', payload = '', signature = ''] = statement.split('.');
    const key = createPublicKey({ key: { ...deps.signer.publicKey }, format: 'jwk' });
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify(null, signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      ...{ alg: 'EdDSA', kid: deps.signer.publicKey.kid },
    });
    const { reference = '' } = (await world.site.store.persons.get(someone.id)) ?? {};
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({
      ...{ jti: someone.certificate._id, name: 'রহিমা 1', born: 2021 - 69, dose: 1, of: 2, vaccine: 'COVISHIELD' },
      ...{ day: dayOf(someone.certificate.at), ref: reference.slice(-4) },
      centre: { bn: 'বিধাননগর', hi: 'बिधाननगर', en: 'Bidhannagar' }[language],
      iat: Math.floor(someone.certificate.at.getTime() / 1000),
    } satisfies Statement);
  });

  const named = (name: string, centre = 'বিধাননগর'): Promise<Buffer> =>
    drawCertificate(
      { ...FACTS, name, centre: { bn: centre, hi: centre, en: centre } },
      { language: 'bn', t: deps.words.bn, statement: `https://tika.example.org/verify#${'x'.repeat(520)}` },
    );

  test.each([
    ['of many words', 'লক্ষ্মীনারায়ণ চন্দ্রশেখর বন্দ্যোপাধ্যায় বিভূতিভূষণ চক্রবর্তী'],
    ['of one word', 'বন্দ্যোপাধ্যায়চট্টোপাধ্যায়মুখোপাধ্যায়গঙ্গোপাধ্যায়ভট্টাচার্য'],
    ['of wide letters', `W${'w'.repeat(59)}`],
  ])('has room for the longest name %s at a centre of four lines', async (_, name) => {
    const picture = pictureOf(await named(name, 'স্মৃতি উপস্বাস্থ্যকেন্দ্র ও গ্রামীণ হাসপাতাল '.repeat(4).trim()), 50);
    for (const nowhere of [
      [0, 0.03, 0.07, 1],
      [0.93, 0.03, 1, 1],
      [0, FOOT - 0.008, 0.6, FOOT],
    ])
      expect(inkIn(picture, nowhere)).toEqual([]);
  });
});

describe('a name on paper', () => {
  const fallback = (): string => deps.words.bn('certificate:otherLetters');
  const saidFor = async (name: string): Promise<string[]> =>
    actualTexts(
      await drawCertificate({ ...FACTS, name }, { language: 'bn', t: deps.words.bn, statement: 'https://example.org' }),
    );

  test.each(['முருகன் செல்வி', 'محمد علی', 'রহিমা செல்வி'])(
    'in letters that we cannot draw is no row of empty boxes: %s',
    async (name) => {
      const said = await saidFor(name);
      expect(said).not.toContain(name);
      expect(said.join()).toContain(fallback());
    },
  );

  test.each([
    ['রহিমা 😀 বিবি', 'রহিমা বিবি'],
    ['💉 রহিমা বিবি', 'রহিমা বিবি'],
    ['ক্‍ষমা O’Brien', 'ক্‍ষমা O’Brien'],
  ])('leaves out what is no letter: %j', async (name, drawn) => {
    const said = await saidFor(name);
    expect(said).toContain(drawn);
    expect(said.join()).not.toContain(fallback());
  });
});

function fail(): never {
  throw new Error('there is no square, or no paper');
}
