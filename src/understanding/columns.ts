/** What stands in the columns of a list: told by their headings, in any of the three scripts. */
import type { CardType } from '../conversation/vocabulary';
import { containsAny, keysOf, lexicon, phrasesIn, wordSet } from './lexicon';
import { matchKey } from './normalise';

export type ColumnKind = 'name' | 'age' | 'gender' | 'phone' | 'card' | 'pin' | 'illness' | 'place' | 'beside';

export interface Column {
  kind: ColumnKind;
  /** Where the heading names the card. */
  card?: CardType;
}

const CARDS = lexicon<CardType>((words) => words.cards);
const set = (phrases: string): ReadonlySet<string> => new Set(keysOf(phrases));

/** Whole headings: `no` alone counts lines, `mobile no` does not. */
const COUNTING = set(
  'sl, sl no, sno, s no, sr, sr no, serial, serial no, no, number, ক্রমিক, ক্রমিক নং, ক্রম, নং, क्रम, क्र, क्र सं, क्रमांक, क्रम संख्या, सं',
);

/** The first whose words a heading contains: "father's name" is nobody who comes, "name of village" no name. */
const HEADINGS: readonly (readonly [ColumnKind, ReadonlySet<string>])[] = [
  [
    'beside',
    set(
      'father, fathers, husband, husbands, guardian, mother, mothers, care of, c o, s o, w o, d o, relation, relative, স্বামী, স্বামীর, পিতা, পিতার, বাবা, বাবার, অভিভাবক, पति, पिता, अभिभावक, swami, pita, pati, remarks, মন্তব্য, टिप्पणी',
    ),
  ],
  [
    'phone',
    set(
      'phone, mobile, mob, contact, cell, telephone, tel, whatsapp, ফোন, মোবাইল, মোবাইলের, फ़ोन, फोन, मोबाइल, मोबाईल, मो, संपर्क',
    ),
  ],
  [
    'card',
    set(
      'card, kard, id, id proof, photo id, identity, identity card, document, কার্ড, কার্ডের, পরিচয়, পরিচয়পত্র, कार्ड, पहचान, पहचान पत्र, epic',
    ),
  ],
  ['age', wordSet(({ labels }) => labels.age)],
  ['pin', wordSet(({ labels }) => labels.pin)],
  ['age', wordSet(({ labels }) => labels.birth)],
  [
    'gender',
    set('sex, gender, m f, f m, male female, লিঙ্গ, মহিলা পুরুষ, পুরুষ মহিলা, लिंग, महिला पुरुष, पुरुष महिला, ling, lingo'),
  ],
  ['illness', set('illness, disease, comorbidity, comorbid, sickness, অসুখ, রোগ, बीमारी, रोग, bimari, osukh, rog')],
  [
    'place',
    set(
      'address, village, vill, para, ward, block, post office, gram, গ্রাম, গ্রামের, পাড়া, ঠিকানা, ওয়ার্ড, गाँव, गांव, ग्राम, पता, मोहल्ला, वार्ड, thikana, pata, gaon',
    ),
  ],
  ['name', new Set([...wordSet(({ labels }) => labels.name), ...keysOf('beneficiary, person')])],
];

const cardNamed = (key: string): CardType | undefined =>
  phrasesIn(key)
    .map((phrase) => CARDS.get(phrase))
    .find(Boolean);

function columnOf(heading: string): Column | undefined {
  const key = matchKey(heading);
  if (key === '') return undefined;
  if (COUNTING.has(key)) return { kind: 'beside' };
  const kind = HEADINGS.find(([, words]) => containsAny(key, words))?.[0];
  const card = kind === undefined || kind === 'card' ? cardNamed(key) : undefined;
  if (card) return { kind: 'card', card };
  return kind && { kind };
}

/** The columns under a line of headings; `undefined` where the line is none. */
export function columnsOf(cells: readonly string[]): (Column | undefined)[] | undefined {
  if (cells.some((cell) => /\d{2}/.test(matchKey(cell)))) return undefined;
  const columns = cells.map(columnOf);
  const known = new Set(columns.flatMap((column) => (column && column.kind !== 'beside' ? [column.kind] : [])));
  return known.size > 1 && (known.has('name') || known.has('phone')) ? columns : undefined;
}
