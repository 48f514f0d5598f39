import fc from 'fast-check';
import { likelyBirthYear, mayCome, standingOf, type Born } from '../../../src/vaccination/rules/eligibility';
import { eligibilityOn } from '../../../src/vaccination/rules/programme';
import { PROGRAMME } from '../../support/world';

const rule = eligibilityOn(PROGRAMME, '2021-03-03') ?? fail('no rule applies');
const ORDER = ['closed', 'illness', 'open'];

function fail(message: string): never {
  throw new Error(message);
}

test.each<[Born, number, string, boolean]>([
  [{ birthYear: 1961 }, 2021, 'open', false],
  [{ birthYear: 1962 }, 2021, 'illness', false],
  [{ birthYear: 1962 }, 2022, 'open', false],
  [{ birthYear: 1976 }, 2021, 'illness', false],
  [{ birthYear: 1977 }, 2021, 'closed', false],
  [{ birthYear: 2021 }, 2021, 'closed', false],
  [{ age: 60 }, 2021, 'open', false],
  [{ age: 59 }, 2021, 'illness', true],
  [{ age: 58 }, 2021, 'illness', false],
  [{ age: 45 }, 2021, 'illness', false],
  [{ age: 44 }, 2021, 'closed', true],
  [{ age: 43 }, 2021, 'closed', false],
  [{ age: 110 }, 2021, 'open', false],
])('%j in %i: %s, asks for the year of birth: %s', (born, year, standing, asksBirthYear) => {
  expect(standingOf(born, rule, year)).toEqual({ standing, asksBirthYear });
});

test('whoever turns 60 in the course of the year may come from its first day', () => {
  const turns60 = (year: number): boolean => standingOf({ birthYear: year - 60 }, rule, year).standing === 'open';
  fc.assert(fc.property(fc.integer({ min: 2021, max: 2100 }), turns60));
});

test('nobody loses their turn by growing older', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 110 }), fc.integer({ min: 0, max: 10 }), (age, more) => {
      const rank = (years: number): number => ORDER.indexOf(standingOf({ age: years }, rule, 2021).standing);
      expect(rank(age + more)).toBeGreaterThanOrEqual(rank(age));
    }),
  );
});

test('the year of birth is asked exactly where the two possible years decide differently', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 118 }), (age) => {
      const of = (birthYear: number): string => standingOf({ birthYear }, rule, 2021).standing;
      expect(standingOf({ age }, rule, 2021).asksBirthYear).toBe(of(2021 - age) !== of(2021 - age - 1));
    }),
  );
});

test('what is kept of an age decides as the age itself did', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 118 }), (age) => {
      const birthYear = likelyBirthYear({ age }, 2021);
      expect(standingOf({ birthYear }, rule, 2021).standing).toBe(standingOf({ age }, rule, 2021).standing);
    }),
  );
});

test.each([
  ['open', false, true],
  ['open', true, true],
  ['illness', true, true],
  ['illness', false, false],
  ['closed', true, false],
] as const)('%s with illness %s may come: %s', (standing, hasIllness, may) => {
  expect(mayCome(standing, hasIllness)).toBe(may);
});

test('of several rules the latest that has begun applies, in whatever order they are kept', () => {
  const later = { ...rule, from: '2021-04-01', anyoneFromAge: 45 };
  const programme = { ...PROGRAMME, eligibility: [later, rule] };
  expect(eligibilityOn(programme, '2021-02-28')).toBeUndefined();
  expect(eligibilityOn(programme, '2021-03-31')?.anyoneFromAge).toBe(60);
  expect(eligibilityOn(programme, '2021-04-01')?.anyoneFromAge).toBe(45);
});
