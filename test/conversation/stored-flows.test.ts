/** Dialogues as version 1 of their flows stored them go on in those of today. */
import { FLOWS } from '../../flows';
import { migrate, type Stored } from '../../flows/migrations';
import { resumeFlow, type Rest } from '../../src/conversation/engine';

const APPOINTMENT = {
  ...{ id: 'a1', person: 'p1', name: 'রহিমা বিবি', reference: '20417733915206', code: '4817', cardType: 'voter' },
  ...{ needsCertificate: false, centre: { bn: 'ক', hi: 'क', en: 'k' }, day: '2021-03-05', from: '09:00', to: '11:00' },
  price: 0,
};

const broughtUp = (stored: Stored): Rest => {
  const { value, context, version } = migrate(stored);
  return { flow: stored.flow as Rest['flow'], version, value, context, done: false };
};

const unheard = () => Promise.reject(new Error('no effect expected'));

test('two people of whom one was asked for are not taken for a family', async () => {
  const people = [
    { id: 'p1', name: 'রহিমা বিবি' },
    { id: 'p2', name: 'আব্দুল করিম' },
  ];
  const context = { person: null, people, pinCode: null, found: null, attempts: 0, next: null };
  const rest = broughtUp({ flow: 'booking', version: 1, value: 'person', context });
  expect(rest.version).toBe(FLOWS.booking.version);
  const { prompts } = await resumeFlow(rest, { type: 'UNCLEAR' }, unheard);
  expect(prompts[0]?.choices?.map(({ value }) => value)).toEqual(['p1', 'p2']);
});

test('places that were offered are still taken by one person', async () => {
  const offers = [{ slot: 's1', centre: APPOINTMENT.centre, day: '2021-03-05', from: '09:00', to: '11:00', price: 0 }];
  const context = { person: 'p1', people: [], found: { status: 'found', offers, hold: 'h' }, attempts: 0, move: false };
  const asked: unknown[] = [];
  const run = (name: string, _: string, input: unknown): Promise<unknown> => {
    asked.push([name, input]);
    return Promise.resolve({ status: 'booked', appointment: APPOINTMENT });
  };
  const rest = broughtUp({ flow: 'booking', version: 1, value: 'offer', context });
  const step = await resumeFlow(rest, { type: 'CHOSE', value: 'offer1' } as { type: string }, run);
  expect(step.rest?.value).toBe('booked');
  expect(asked).toEqual([['bookAppointment', { person: 'p1', slot: 's1', hold: 'h', others: [], move: false }]]);
});

test.each(['none', 'menu', 'person'])('who looked at a date in "%s" is asked the same question', async (value) => {
  const appointments = [APPOINTMENT, { ...APPOINTMENT, id: 'a2', person: 'p2' }];
  const context = { wanted: null, action: null, appointments, appointment: APPOINTMENT, attempts: 0, next: null };
  const rest = broughtUp({ flow: 'appointment', version: 1, value, context });
  const { prompts } = await resumeFlow(rest, { type: 'UNCLEAR' }, unheard);
  expect(prompts[0]?.key).toBe(`appointment:${value}_again`);
  expect(prompts[0]?.choices?.length).toBeGreaterThan(1);
});
