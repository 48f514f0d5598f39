/**
 * What the texts that start from us are filled with: of which kind, as India's operators want to know it, and how long at most.
 *
 * Since November 2025 every variable must be tagged when its text is registered (TRAI's direction of 18 November 2025,
 * https://pib.gov.in/PressReleasePage.aspx?PRID=2191273). Of the tags, numeric (digits alone), alphanumeric (up to 40 characters),
 * url (its domain is registered too), urlott, cbn and email, ours need three: https://msg91.com/help/dlt-registration-in-india/variable-tagging-on-dlt-sms-templates
 */
import { CARD_TYPES, type Names, type Param } from '../conversation/vocabulary';

export type Tag = 'numeric' | 'alphanumeric' | 'url';

interface Variable {
  tag: Tag;
  /** The longest is among them, whatever the language. */
  longest: readonly Param[];
}

/** Every weekday with every month. */
const DAYS: readonly Param[] = Array.from({ length: 12 * 7 }, (_, n) => ({
  day: new Date(Date.UTC(2021, Math.floor(n / 7), 20 + (n % 7))).toISOString().slice(0, 10),
}));
const HOURS: readonly Param[] = [
  ...[
    { from: '09:00', to: '11:00' },
    { from: '10:00', to: '12:00' },
    { from: '11:00', to: '13:00' },
  ],
  ...[
    { from: '12:00', to: '14:00' },
    { from: '15:00', to: '17:00' },
    { from: '18:00', to: '20:00' },
  ],
];
/** Twenty letters: what the name of a centre should not be longer than. */
const CENTRE: Names = { bn: 'উলুবেড়িয়া হাসপাতাল', hi: 'विद्यासागर अस्पताल', en: 'Bidhannagar Hospital' };
const keys = (...all: string[]): readonly Param[] => all.map((key) => ({ key }));

const words = (...longest: readonly Param[]): Variable => ({ tag: 'alphanumeric', longest });
const digits = (longest: string): Variable => ({ tag: 'numeric', longest: [longest] });

export const VARIABLES = {
  name: words({ person: 'লক্ষ্মীনারায়ণ চক্রবর্তী' }),
  names: words('চন্দ্রশেখর, বিভূতিভূষণ, রাজলক্ষ্মী, সর্বমঙ্গলা'),
  day: words(...DAYS),
  fromDay: words(...DAYS),
  oldDay: words(...DAYS),
  untilDay: words(...DAYS),
  hours: words(...HOURS),
  time: words({ time: '12:00' }, { time: '17:00' }, { time: '19:00' }),
  centre: words({ names: CENTRE }),
  /** As the operator wrote it. */
  village: words('উলুবেড়িয়া পূর্বপাড়া'),
  oldCentre: words({ names: CENTRE }),
  price: words({ key: 'booking:price', value: 250 }),
  cardBring: words(...keys(...CARD_TYPES.map((type) => `common:cardBring.${type}`))),
  certificate: words(...keys('booking:certificate')),
  vaccine: words(...keys('common:vaccine.COVISHIELD', 'common:vaccine.COVAXIN')),
  // Shown in groups, and a blank is no digit.
  reference: words({ reference: '20417733915206' }),
  code: digits('481762'),
  // With the address of an authority, and ten letters of a certificate.
  link: { tag: 'url', longest: ['https://tikasetu.wb.gov.in/c/2b4d6f8h9k'] },
  number: digits('21456'),
  pin: digits('700091'),
  ahead: digits('12345'),
  age: digits('103'),
  fromAge: digits('60'),
  withIllnessFrom: digits('45'),
} satisfies Record<string, Variable>;
export type VariableName = keyof typeof VARIABLES;
