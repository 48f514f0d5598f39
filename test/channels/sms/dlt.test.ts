import { templateIdOf } from '../../../src/channels/sms/dlt';
import { templateName } from '../../../src/messages/notify';

const ALL = { 'eligible.bn': '1', eligible: '2', '*': '3' };

test.each<[string, string | undefined, Record<string, string>, string | undefined]>([
  ['its language', 'eligible.bn', ALL, '1'],
  ['its name in a language that has none', 'eligible.hi', ALL, '2'],
  ['its name in Latin letters', 'eligible.bn-Latn', ALL, '2'],
  ['Latin letters themselves', 'booked.bn-Latn', { booked: '1', 'booked.bn': '2', 'booked.bn-Latn': '3' }, '3'],
  ['all others', 'code.en', ALL, '3'],
  ['no name', undefined, ALL, '3'],
  ['nothing that fits', 'code.en', { eligible: '2' }, undefined],
  ['no ids at all', 'eligible.bn', {}, undefined],
])('a template is known by %s', (_, name, ids, id) => {
  expect(templateIdOf(ids, name)).toBe(id);
});

test('a message is named as the outbox names it', () => {
  expect(templateIdOf({ booked: '7' }, templateName('booking:booked', 'hi-Latn'))).toBe('7');
});
