/** States and districts, by the numbers they have always had. */
import { z } from 'zod';
import type { Language, Names } from '../conversation/vocabulary';
import { stateNames } from './cowin-ids';
import type { ApiDeps } from './deps';
import { endpoint, type Endpoint } from './endpoint';
import { inLanguage, placeNumber } from './fields';
import { knownPlaces } from './known-places';

/** Hours for which a list may be kept. */
const TTL = 24;
const ttl = z.literal(TTL).describe('Hours for which this may be kept');
const number = z.int();

const states = z.object({
  states: z.array(z.object({ state_id: number, state_name: z.string(), state_name_l: inLanguage })),
  ttl,
});
const districts = z.object({
  districts: z.array(
    z.object({ state_id: number, district_id: number, district_name: z.string(), district_name_l: inLanguage }),
  ),
  ttl,
});

export function placeEndpoints({ store }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      ...{ method: 'get', path: '/admin/location/states', tag: 'Places', access: 'open', summary: 'All states' },
      answers: { 200: states },
      refuses: [],
      run: async ({ language }) => {
        const { cowin } = await knownPlaces(store);
        const each = (state: string) => ({
          state_id: cowin.stateNumber(state),
          ...named('state_name', stateNames(state), language),
        });
        return { json: { states: cowin.states.map(each), ttl: TTL } };
      },
    }),
    endpoint({
      ...{ method: 'get', path: '/admin/location/districts/{state_id}', tag: 'Places', access: 'open' },
      summary: 'The districts of a state',
      params: z.object({ state_id: placeNumber('stateUnknown') }),
      answers: { 200: districts },
      refuses: ['stateUnknown'],
      run: async ({ params: { state_id }, language }) => {
        const places = await knownPlaces(store);
        const state = places.cowin.stateOf(state_id);
        if (state === undefined) return { refused: 'stateUnknown' };
        const theirs = [...places.districts.values()].filter((district) => district.state === state);
        const each = ({ _id, names }: (typeof theirs)[number]) => ({
          ...{ state_id, district_id: places.cowin.districtNumber(_id) },
          ...named('district_name', names, language),
        });
        return { json: { districts: theirs.map(each), ttl: TTL } };
      },
    }),
  ];
}

/** The English name, and beside it the one in the language that was asked for. */
const named = (field: string, names: Names, language: Language | undefined): Record<string, string> => ({
  [field]: names.en,
  ...(language && { [`${field}_l`]: names[language] }),
});
