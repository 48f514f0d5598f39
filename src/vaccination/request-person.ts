/** Asks the helpline for a person, with a promise of when that person will write or call. */
import { addDays, dayOf, instantOf, timeOf } from '../clock';
import type { EffectTypes } from '../conversation/effects';
import type { HelpTopic, Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import { currentProgramme } from './current-programme';

export interface PersonRequest {
  contact: string;
  address: string;
  topic: HelpTopic;
  language: Language;
  now: Date;
}

/** Who asks later than this before closing time is promised the next morning. */
const LAST_HOURS_OF_TODAY = 2;
/** The next morning is over by then. */
const MORNING_HOURS = 4;

export async function requestPerson(
  store: Store,
  request: PersonRequest,
): Promise<EffectTypes['requestPerson']['output']> {
  const today = dayOf(request.now);
  const { helpline } = (await currentProgramme(store, today)).programme;
  const { contact, address, topic, language, now } = request;
  const { promisedBy } = await store.helpRequests.open({
    contact,
    address,
    topic,
    language,
    askedAt: now,
    promisedBy: promiseOf(helpline, today, timeOf(request.now)),
  });
  const day = dayOf(promisedBy) > today ? 'tomorrow' : 'today';
  return { by: { day, time: timeOf(promisedBy) } };
}

function promiseOf(helpline: { from: string; to: string }, today: string, time: string): Date {
  if (time <= hoursAfter(helpline.to, -LAST_HOURS_OF_TODAY)) return instantOf(today, helpline.to);
  return instantOf(addDays(today, 1), hoursAfter(helpline.from, MORNING_HOURS));
}

function hoursAfter(time: string, hours: number): string {
  const hour = Number(time.slice(0, 2)) + hours;
  return `${String(hour).padStart(2, '0')}${time.slice(2)}`;
}
