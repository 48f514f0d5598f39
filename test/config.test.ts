import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, SETTINGS } from '../src/config';
import { readHttpSettings } from '../src/channels/sms/http-settings';
import { AppError } from '../src/errors';
import { ROOT } from '../src/root';

const KEY = Buffer.alloc(32, 7).toString('base64');
const SERVER = { MONGODB_URI: 'mongodb://db.example.org/tikasetu', DATA_KEY: KEY };
const TWILIO = { TWILIO_AUTH_TOKEN: 'token', PUBLIC_URL: 'https://tika.example.org' };

/** The settings a refused environment is told about, in the order of the message. */
function refused(environment: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    const { code, message } = error as AppError;
    expect(code).toBe('CONFIG_INVALID');
    const [title, ...problems] = message.split('\n');
    expect(title).toBe('TikaSetu cannot start with these settings:');
    return problems.map((problem) => /^ {2}([A-Z_]+) \S/.exec(problem)?.[1] ?? problem);
  }
  return [];
}

describe('a bare environment', () => {
  test('starts on the embedded engine, with the simulator', () => {
    expect(readConfig({})).toEqual({
      production: false,
      port: 3000,
      publicUrl: undefined,
      mongodbUri: undefined,
      dataDir: './data',
      dataKey: undefined,
      twilio: undefined,
      twilioSender: undefined,
      kannel: { token: undefined, allow: undefined },
      kannelSender: undefined,
      ussd: { token: undefined, allow: undefined, language: 'bn', unicode: [] },
      telegram: undefined,
      http: readHttpSettings({}),
      desk: { callerSecret: undefined, looksPerDay: 150 },
      simulator: true,
      sandbox: true,
      jobs: true,
      logLevel: 'info',
    });
  });

  test('is what empty settings and blanks mean', () => {
    const empty = Object.fromEntries(SETTINGS.map((setting, index) => [setting, index % 2 ? '' : '  ']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  test('is not disturbed by what is meant for others', () => {
    expect(readConfig({ PATH: '/usr/bin', port: '1' })).toEqual(readConfig({}));
  });
});

describe('settings', () => {
  test('make a configuration that nobody can change', () => {
    const config = readConfig({ ...SERVER, ...TWILIO });
    expect(Object.isFrozen(config)).toBe(true);
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
  });

  test('are read in the form they are used in', () => {
    const environment = {
      ...SERVER,
      ...TWILIO,
      PUBLIC_URL: 'https://tika.example.org/',
      PORT: '8080',
      LOG_LEVEL: 'warn',
    };
    expect(readConfig(environment)).toMatchObject({
      port: 8080,
      publicUrl: 'https://tika.example.org',
      mongodbUri: SERVER.MONGODB_URI,
      dataKey: Buffer.alloc(32, 7),
      twilio: { authToken: 'token', publicUrl: 'https://tika.example.org' },
      logLevel: 'warn',
    });
  });

  test.each([
    ['the embedded engine', {}, true],
    ['the embedded engine, told off', { SIMULATOR: 'off' }, false],
    ['a server', SERVER, false],
    ['a server, told on', { ...SERVER, SIMULATOR: 'on' }, true],
    ['production on the embedded engine', { NODE_ENV: 'production' }, false],
  ])('have the simulator by default only on the embedded engine: %s', (_, environment, simulator) => {
    expect(readConfig(environment)).toMatchObject({ simulator, sandbox: simulator });
  });

  test('have the sandbox also without the simulator, and none where it is not wanted', () => {
    expect(readConfig({ ...SERVER, SANDBOX: 'on' })).toMatchObject({ simulator: false, sandbox: true });
    expect(readConfig({ SANDBOX: 'off' })).toMatchObject({ simulator: true, sandbox: false });
  });
});

test('messages start from us only with an account, a token and a number', () => {
  const sender = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_FROM: '+13035550123' };
  const { twilioSender } = readConfig({ ...TWILIO, ...sender });
  expect(twilioSender).toEqual({ accountSid: sender.TWILIO_ACCOUNT_SID, authToken: 'token', from: '+13035550123' });
  for (const missing of Object.keys(sender)) {
    expect(readConfig({ ...TWILIO, ...sender, [missing]: '' }).twilioSender).toBeUndefined();
  }
});

test('each gateway is read in the form it is used in', () => {
  const config = readConfig({
    PUBLIC_URL: 'https://tika.example.org',
    ...{ KANNEL_TOKEN: 'kannel-token', KANNEL_ALLOW: '127.0.0.1, 10.0.0.0/8' },
    ...{
      KANNEL_URL: 'http://127.0.0.1:13013',
      KANNEL_USERNAME: 'tika',
      KANNEL_PASSWORD: 'pass',
      KANNEL_FROM: 'TIKAST',
    },
    ...{ USSD_TOKEN: 'ussd-token', USSD_LANGUAGE: 'hi', USSD_UNICODE: 'json, header' },
    ...{ TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_SECRET: 'hook', TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' },
    ...{ HTTP_SMS_SECRET: 'secret', HTTP_SMS_REPLY: 'body', DLT_ENTITY_ID: '1101' },
  });
  const statusUrl = 'https://tika.example.org';
  expect(config.kannelSender).toEqual({
    url: 'http://127.0.0.1:13013',
    username: 'tika',
    password: 'pass',
    from: 'TIKAST',
    statusUrl,
  });
  expect(['127.0.0.1', '::ffff:10.1.2.3', '192.0.2.1', ''].map((each) => config.kannel.allow?.has(each))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(config.ussd).toMatchObject({ token: 'ussd-token', language: 'hi', unicode: ['json', 'header'] });
  const mode = { webhook: { publicUrl: statusUrl, secret: 'hook' } };
  expect(config.telegram).toEqual({ token: '1:a', mode, apiRoot: 'http://127.0.0.1:8081' });
  expect(config.http).toMatchObject({ inbound: { replyBody: '{text}' }, dlt: { entityId: '1101' } });
  expect(readConfig({ TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_MODE: 'polling' }).telegram).toMatchObject({
    mode: 'polling',
  });
});

describe('a wrong setting stops the start', () => {
  test.each([
    ['PORT', 'three thousand'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'tika.example.org'],
    ['PUBLIC_URL', 'ftp://tika.example.org'],
    ['MONGODB_URI', 'localhost:27017'],
    ['DATA_KEY', 'secret'],
    ['DATA_KEY', Buffer.alloc(31).toString('base64')],
    ['TWILIO_ACCOUNT_SID', 'SK0123456789abcdef0123456789abcdef'],
    ['TWILIO_FROM', '9830012345'],
    ['KANNEL_TOKEN', 'two words'],
    ['KANNEL_ALLOW', 'localhost'],
    ['KANNEL_STATUS_URL', 'localhost:3000'],
    ['USSD_TOKEN', 'a&b'],
    ['USSD_ALLOW', '10.0.0.0/99'],
    ['USSD_LANGUAGE', 'bangla'],
    ['USSD_UNICODE', 'json, somebody'],
    ['TELEGRAM_MODE', 'pull'],
    ['TELEGRAM_API_ROOT', 'localhost'],
    ['HTTP_SMS_REPLY', 'maybe'],
    ['DLT_TEMPLATES', '{"*": "1107"}'],
    ['DLT_REQUIRED', 'yes'],
    ['SIMULATOR', 'true'],
    ['LOG_LEVEL', 'verbose'],
  ])('%s=%s', (setting, value) => {
    expect(refused({ ...SERVER, ...TWILIO, [setting]: value })).toEqual([setting]);
  });

  test.each([
    ['a server without a key', { MONGODB_URI: SERVER.MONGODB_URI }, ['DATA_KEY']],
    [
      'a number of Twilio without its token',
      { ...TWILIO, TWILIO_AUTH_TOKEN: '', TWILIO_FROM: '+13035550123' },
      ['TWILIO_AUTH_TOKEN'],
    ],
    ['Twilio without our address', { TWILIO_AUTH_TOKEN: 'token' }, ['PUBLIC_URL']],
    ['Kannel without a password', { KANNEL_URL: 'http://127.0.0.1:13013', KANNEL_USERNAME: 'tika' }, ['KANNEL_URL']],
    ['a bot without a secret', { TELEGRAM_BOT_TOKEN: '1:a' }, ['TELEGRAM_WEBHOOK_SECRET']],
    ['a secret without a bot', { TELEGRAM_WEBHOOK_SECRET: 'a' }, ['TELEGRAM_BOT_TOKEN']],
    ['the simulator in production', { NODE_ENV: 'production', SIMULATOR: 'on' }, ['SIMULATOR']],
  ])('%s', (_, environment, settings) => {
    expect(refused(environment)).toEqual(settings);
  });

  test('and every other problem is told in the same message', () => {
    const environment = {
      NODE_ENV: 'production',
      PORT: 'x',
      PUBLIC_URL: 'x',
      MONGODB_URI: 'mongodb://db.example.org',
      TWILIO_FROM: 'x',
      SIMULATOR: 'on',
      LOG_LEVEL: 'x',
    };
    const all = ['DATA_KEY', 'LOG_LEVEL', 'PORT', 'PUBLIC_URL', 'SIMULATOR', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'];
    expect(refused(environment).sort()).toEqual(all);
  });

  test('without repeating a value, which may be a secret', () => {
    expect(() => readConfig({ DATA_KEY: 'hunter2', TWILIO_ACCOUNT_SID: 'hunter2' })).toThrow(/^(?!.*hunter2)/s);
  });
});

describe('.env.example', () => {
  const text = readFileSync(join(ROOT, '.env.example'), 'utf8');
  const given = Object.fromEntries(
    [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );

  test('names every setting, once, and no other', () => {
    expect([...text.matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name).sort()).toEqual([...SETTINGS].sort());
  });

  test('states every default as it is', () => {
    expect(readConfig(given)).toEqual(readConfig({}));
    expect(given).toMatchObject({ PORT: '3000', DATA_DIR: './data', LOG_LEVEL: 'info' });
  });

  test('holds no secret', () => {
    const secrets = SETTINGS.filter(
      (name) => /KEY|TOKEN|SECRET|PASSWORD|MONGODB_URI/.test(name) && name !== 'HTTP_SMS_SECRET_IN',
    );
    for (const secret of secrets) expect(given[secret]).toBe('');
  });

  test('says of each setting in a sentence what it is, with an example and its default', () => {
    const paragraphs = text.trim().split('\n\n').slice(1);
    expect(paragraphs).toHaveLength(SETTINGS.length);
    for (const paragraph of paragraphs)
      expect(paragraph).toMatch(/^# [A-Z][^]*\.\n# Example: \S[^]*\. Default: \S[^]*\.\n[A-Z_]+=.*$/);
  });
});
