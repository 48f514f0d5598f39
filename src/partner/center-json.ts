/** Centres and their vaccination sessions as programs of then read them. */
import { z } from 'zod';
import type { Language } from '../conversation/vocabulary';
import type { Centre } from '../store/places';
import type { ShownSession } from '../vaccination/find-sessions';
import { stateNames } from './cowin-ids';
import { hour, inLanguage, writtenDate } from './fields';
import type { KnownPlaces } from './known-places';
import { slotText } from './slot-text';

/** Clients with types of their own read whole numbers here, and nothing else. */
const degrees = z.int().describe('Whole degrees');

export const placeOfCenter = z.object({
  center_id: z.int(),
  name: z.string(),
  name_l: inLanguage,
  address: z.string(),
  address_l: inLanguage,
  state_name: z.string(),
  state_name_l: inLanguage,
  district_name: z.string(),
  district_name_l: inLanguage,
  block_name: z.string(),
  block_name_l: inLanguage,
  pincode: z.int().meta({ example: 700091 }),
  lat: degrees,
  long: degrees,
});

const whole = z.object({
  ...placeOfCenter.shape,
  from: hour,
  to: hour,
  fee_type: z.enum(['Free', 'Paid']),
});

const session = z.object({
  session_id: z.uuid(),
  date: z.string().describe('DD-MM-YYYY'),
  available_capacity: z.int().min(0).describe('Both doses together'),
  available_capacity_dose1: z.int().min(0),
  available_capacity_dose2: z.int().min(0),
  min_age_limit: z.int().describe('The youngest who may come that day, some of them only with a listed illness'),
  allow_all_age: z.boolean().describe('Anybody from 18 years on, without a listed illness'),
  vaccine: z.string().meta({ example: 'COVISHIELD' }),
  slots: z.array(z.string().meta({ example: '09:00AM-11:00AM' })).describe('Those that are not over'),
});

export const flatSession = z
  .object({ ...whole.shape, fee: z.string().describe('Rupees').meta({ example: '250' }), ...session.shape })
  .meta({ id: 'Session' });

export const centerWithSessions = z
  .object({
    ...whole.shape,
    sessions: z.array(session),
    vaccine_fees: z.array(z.object({ vaccine: z.string(), fee: z.string().describe('Rupees') })).optional(),
  })
  .meta({ id: 'Center' });

/** We know of no streets and no blocks. */
const NO_BLOCK = { en: 'Not Applicable', hi: 'लागू नहीं', bn: 'প্রযোজ্য নয়' } as const;

export function placeJson(
  { ids, districts }: Pick<KnownPlaces, 'ids' | 'districts'>,
  { _id, names, district, pin, location }: Centre,
  language: Language | undefined,
): z.output<typeof placeOfCenter> {
  const ofDistrict = districts.get(district);
  const wordsIn = (of: Language) => {
    const state = stateNames(ofDistrict?.state ?? '')[of];
    const districtName = ofDistrict?.names[of] ?? district;
    return { name: names[of], districtName, state, address: `${districtName}, ${state} ${pin}`, block: NO_BLOCK[of] };
  };
  const [english, local] = [wordsIn('en'), language && wordsIn(language)];
  return {
    ...{ center_id: ids.numberOf(_id), name: english.name, address: english.address },
    ...{ state_name: english.state, district_name: english.districtName, block_name: english.block },
    ...{ pincode: Number(pin), lat: Math.round(location[1]), long: Math.round(location[0]) },
    ...(local && {
      ...{ name_l: local.name, address_l: local.address },
      ...{ state_name_l: local.state, district_name_l: local.districtName, block_name_l: local.block },
    }),
  };
}

export function flatJson(
  place: z.output<typeof placeOfCenter>,
  shown: ShownSession,
  ids: Pick<KnownPlaces['ids'], 'sessionUuid'>,
): z.output<typeof flatSession> {
  return { ...place, ...openingOf([shown], shown.price), fee: String(shown.price), ...sessionJson(shown, ids) };
}

export function centerJson(
  place: z.output<typeof placeOfCenter>,
  shown: readonly ShownSession[],
  { ids, price }: { ids: Pick<KnownPlaces['ids'], 'sessionUuid'>; price: number },
): z.output<typeof centerWithSessions> {
  const fees = new Map(shown.filter((each) => each.price > 0).map((each) => [each.vaccine, each.price]));
  const vaccineFees = [...fees].map(([vaccine, fee]) => ({ vaccine, fee: String(fee) }));
  return {
    ...place,
    ...openingOf(shown, shown.length > 0 ? Math.max(...fees.values(), 0) : price),
    sessions: shown.map((each) => sessionJson(each, ids)),
    ...(vaccineFees.length > 0 && { vaccine_fees: vaccineFees }),
  };
}

/** From the first hour to the last of all that is shown. */
function openingOf(
  shown: readonly ShownSession[],
  price: number,
): Pick<z.output<typeof whole>, 'from' | 'to' | 'fee_type'> {
  const hours = shown.flatMap((each) => each.hours);
  const from = hours.map((each) => each.from).sort()[0] ?? '00:00';
  const to =
    hours
      .map((each) => each.to)
      .sort()
      .at(-1) ?? '00:00';
  return { from: `${from}:00`, to: `${to}:00`, fee_type: price > 0 ? 'Paid' : 'Free' };
}

const sessionJson = (
  { _id, day, free: [first, second], minAge, allAges, vaccine, hours }: ShownSession,
  ids: Pick<KnownPlaces['ids'], 'sessionUuid'>,
): z.output<typeof session> => ({
  ...{ session_id: ids.sessionUuid(_id), date: writtenDate(day), available_capacity: first + second },
  ...{ available_capacity_dose1: first, available_capacity_dose2: second },
  ...{ min_age_limit: minAge, allow_all_age: allAges, vaccine, slots: hours.map(slotText) },
});
