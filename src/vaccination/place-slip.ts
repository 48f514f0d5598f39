/** What somebody is sent whom staff have given a place: where, when, what to bring, and the code for the door. */
import { dayOf } from '../clock';
import type { Choice, Params } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Message } from '../store/messages';
import type { Person } from '../store/persons';
import { currentProgramme } from './current-programme';
import { summaryOf } from './list-appointments';

const NOTHING = { key: 'common:nothing' };
/** As in the dialogue: the text is registered with them. */
const CHOICES: readonly Choice[] = [
  { value: 'move', key: 'appointment:move', number: '6' },
  { value: 'cancel', key: 'appointment:cancel', number: '7' },
];

/** Once for each place. */
export async function placeSlip(
  store: Store,
  appointment: Appointment,
  person: Person,
  now: Date,
  key: 'booking:booked' | 'booking:moved' = 'booking:booked',
): Promise<Message> {
  const { rule } = await currentProgramme(store, dayOf(now));
  const summary = summaryOf(appointment, person, rule, now);
  const { name, day, from, to, centre, price, cardType, needsCertificate, code, reference } = summary;
  const params: Params = {
    name: { person: name },
    ...{ day: { day }, hours: { from, to }, centre: { names: centre }, code, reference: { reference } },
    price: price > 0 ? { key: 'booking:price', value: price } : NOTHING,
    cardBring: { key: `common:cardBring.${cardType}` },
    certificate: needsCertificate ? { key: 'booking:certificate' } : NOTHING,
  };
  return {
    occasion: `slip:${appointment._id}:${appointment.holder}`,
    ...{ contact: person.contact, kind: 'answer', at: now },
    about: { appointment: appointment._id, holder: appointment.holder },
    prompts: [{ key, params, choices: CHOICES }],
  };
}
