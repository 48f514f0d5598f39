/** Which commands reach us, and what the conversation makes of their words. */
import { COMMANDS, inWords, isAddressed } from '../../../src/channels/telegram/commands';
import { understand } from '../../../src/understanding/understand';

test.each([
  ['/start', true],
  ['/help@TikaSetuBot please', true],
  ['/help@tikasetubot', true],
  ['@TikaSetuBot hello', true],
  ['hello @tikasetubot', true],
  ['/start@OtherBot', false],
  ['/weather', false],
  ['/weather@TikaSetuBot', true],
  ['@TikaSetuBot2 hello', false],
  ['TIKA', false],
  ['write to tika@example.org', false],
  ['', false],
])('in a group "%s" is meant for us: %s', (text, meant) => {
  expect(isAddressed(text, 'TikaSetuBot')).toBe(meant);
});

test.each([
  ['start', 'HELLO'],
  ['register', 'HELLO'],
  ['mydate', 'MENU'],
  ['help', 'HELP'],
  ['stop', 'STOP'],
  ['bangla', 'LANGUAGE'],
  ['hindi', 'LANGUAGE'],
  ['english', 'LANGUAGE'],
])('/%s is understood as %s', (command, type) => {
  expect(understand(inWords(`/${command}`), { asks: undefined, menu: [], language: 'bn', year: 2021 })).toMatchObject({
    type,
  });
});

test('every command has a name that Telegram takes', () => {
  expect(COMMANDS.filter(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command))).toEqual([]);
});
