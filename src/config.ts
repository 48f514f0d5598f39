/** Every setting, from the environment. Nothing else reads process.env. */
import { z } from 'zod';
import { readAllowList, type AllowList } from './allow-list';
import { HTTP_SMS_SETTINGS, readHttpSettings, type HttpSettings } from './channels/sms/http-settings';
import type { TelegramAccount } from './channels/telegram/telegram';
import { USSD_GATEWAYS, type UssdGateway } from './channels/ussd/gateways';
import { LANGUAGES, type Language } from './conversation/vocabulary';
import { AppError } from './errors';

const text = z.string().trim().min(1).optional();
const address = z
  .url({ protocol: /^https?$/, error: 'must be a full address such as https://tika.example.org' })
  .transform((url) => url.replace(/\/+$/, ''))
  .optional();
const secret = z
  .string()
  .regex(/^[\w.~-]+$/, 'must be letters and digits, as it stands in an address: openssl rand -hex 24')
  .optional();
const addresses = z
  .string()
  .transform((list) => readAllowList(list))
  .refine((list) => list !== undefined, 'must be addresses such as 203.0.113.7, 198.51.100.0/24')
  .optional();
const onOff = z.enum(['on', 'off'], { error: 'must be on or off' }).optional();

const schema = z.object({
  NODE_ENV: text,
  PORT: z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535).default(3000),
  PUBLIC_URL: address,
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  DATA_DIR: z.string().trim().min(1).default('./data'),
  DATA_KEY: z
    .string()
    .transform((key) => Buffer.from(key, 'base64'))
    .refine((key) => key.length === 32, 'must be 32 bytes in base64: openssl rand -base64 32')
    .optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/i, 'must be AC and 32 hexadecimal digits')
    .optional(),
  TWILIO_AUTH_TOKEN: text,
  TWILIO_FROM: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'must be a number such as +13035550123')
    .optional(),
  KANNEL_TOKEN: secret,
  KANNEL_ALLOW: addresses,
  KANNEL_URL: address,
  KANNEL_USERNAME: text,
  KANNEL_PASSWORD: text,
  KANNEL_FROM: text,
  KANNEL_STATUS_URL: address,
  USSD_TOKEN: secret,
  USSD_ALLOW: addresses,
  USSD_LANGUAGE: z.enum(LANGUAGES, { error: 'must be bn, hi or en' }).default('bn'),
  USSD_UNICODE: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(USSD_GATEWAYS, { error: `must be some of ${USSD_GATEWAYS.join(', ')}` })))
    .default([]),
  TELEGRAM_BOT_TOKEN: text,
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be letters, digits, _ or -: openssl rand -hex 24')
    .optional(),
  TELEGRAM_MODE: z.enum(['webhook', 'polling'], { error: 'must be webhook or polling' }).default('webhook'),
  TELEGRAM_API_ROOT: address,
  DESK_CALLER_SECRET: z.string().trim().min(16, 'must be at least 16 characters: openssl rand -hex 24').optional(),
  DESK_LOOKS_PER_DAY: z.coerce.number({ error: 'must be a number' }).int().min(1).default(150),
  SIMULATOR: onOff,
  SANDBOX: onOff,
  TRUSTED_PROXIES: addresses,
  JOBS: onOff,
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
});

/** The names of all settings, as `.env.example` lists them. */
export const SETTINGS: readonly string[] = [...Object.keys(schema.shape), ...HTTP_SMS_SETTINGS];

type Given = Readonly<Record<string, string | undefined>>;

/** What is wrong beside the other settings. Told together with what is wrong by itself, so that one start shows it all. */
function contradictions(given: Given): string[] {
  const { MONGODB_URI, DATA_KEY, SIMULATOR, NODE_ENV, TWILIO_AUTH_TOKEN, PUBLIC_URL } = given;
  const twilio = TWILIO_AUTH_TOKEN ?? given.TWILIO_ACCOUNT_SID ?? given.TWILIO_FROM;
  return [
    MONGODB_URI && !DATA_KEY && 'DATA_KEY is required with MONGODB_URI: openssl rand -base64 32',
    SIMULATOR === 'on' &&
      NODE_ENV?.trim() === 'production' &&
      'SIMULATOR cannot be on in production: whoever reaches it can write in the name of any number',
    twilio && !TWILIO_AUTH_TOKEN && 'TWILIO_AUTH_TOKEN is required with the other TWILIO_ settings',
    twilio && !PUBLIC_URL && 'PUBLIC_URL is required with Twilio: its signatures cover the address',
    ...gatewayContradictions(given),
    given.DLT_TEMPLATES && 'DLT_TEMPLATES is no setting any more: npm run dlt -- import takes the ids from a file',
  ].filter((problem) => typeof problem === 'string' && problem !== '') as string[];
}

function gatewayContradictions(given: Given): (string | false | undefined)[] {
  const { KANNEL_URL, KANNEL_USERNAME, KANNEL_PASSWORD, TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET } = given;
  const sender = [KANNEL_URL, KANNEL_USERNAME, KANNEL_PASSWORD];
  return [
    sender.some(Boolean) &&
      !sender.every(Boolean) &&
      'KANNEL_URL is required together with KANNEL_USERNAME and KANNEL_PASSWORD',
    TELEGRAM_WEBHOOK_SECRET &&
      !TELEGRAM_BOT_TOKEN &&
      'TELEGRAM_BOT_TOKEN is required with the other TELEGRAM_ settings',
    TELEGRAM_BOT_TOKEN &&
      !TELEGRAM_WEBHOOK_SECRET &&
      given.TELEGRAM_MODE !== 'polling' &&
      'TELEGRAM_WEBHOOK_SECRET is required unless TELEGRAM_MODE is polling',
  ];
}

interface KannelSender {
  url: string;
  username: string;
  password: string;
  from: string | undefined;
  /** The service as Kannel reaches it. */
  statusUrl: string | undefined;
}

interface TwilioSender {
  accountSid: string;
  authToken: string;
  from: string;
}

export interface Config {
  production: boolean;
  port: number;
  publicUrl: string | undefined;
  /** Unset: the embedded engine on `dataDir`. */
  mongodbUri: string | undefined;
  dataDir: string;
  /** 32 bytes. Unset on the embedded engine: kept beside the data. */
  dataKey: Buffer | undefined;
  twilio: { authToken: string; publicUrl: string } | undefined;
  /** For messages that start from us. */
  twilioSender: TwilioSender | undefined;
  /** Without a token the door stays shut. */
  kannel: { token: string | undefined; allow: AllowList | undefined };
  kannelSender: KannelSender | undefined;
  ussd: {
    token: string | undefined;
    allow: AllowList | undefined;
    /** Of most people who dial, until one says otherwise. */
    language: Language;
    /** Whose phones show more than Latin letters. */
    unicode: readonly UssdGateway[];
  };
  telegram: TelegramAccount | undefined;
  http: HttpSettings;
  /** With the secret the telephony system signs who calls. */
  desk: { callerSecret: string | undefined; looksPerDay: number };
  /** Whose word is taken for where a request comes from. */
  trustedProxies: AllowList | undefined;
  simulator: boolean;
  /** Whether partners may try the API out, on a database of its own. */
  sandbox: boolean;
  /** Whether what comes round (reminders, sending, sweeps) runs in the service itself. */
  jobs: boolean;
  logLevel: string;
}

/** The environment, with what `.env` in the current folder adds to it. */
export function environment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return process.env;
}

/** Throws AppError('CONFIG_INVALID') naming every setting that is wrong or missing. */
export function readConfig(environment: NodeJS.ProcessEnv): Readonly<Config> {
  // An empty value, as .env.example has it, is no value.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { success, data, error } = schema.safeParse(given);
  const http = readHttpSettings(startingWith(given, /^(HTTP_SMS_|DLT_(?!TEMPLATES))/));
  const wrong = error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`) ?? [];
  const problems = [...wrong, ...contradictions(given), ...('problems' in http ? http.problems : [])];
  if (!success || 'problems' in http || problems.length > 0) {
    throw new AppError('CONFIG_INVALID', `TikaSetu cannot start with these settings:\n  ${problems.join('\n  ')}`);
  }
  return Object.freeze(configOf(data, http));
}

function startingWith(given: Given, names: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.test(name))) as Record<string, string>;
}

function configOf(data: z.infer<typeof schema>, http: HttpSettings): Config {
  const production = data.NODE_ENV === 'production';
  const simulator = data.SIMULATOR ? data.SIMULATOR === 'on' : !data.MONGODB_URI && !production;
  return {
    production,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL,
    mongodbUri: data.MONGODB_URI,
    dataDir: data.DATA_DIR,
    dataKey: data.DATA_KEY,
    twilio:
      data.TWILIO_AUTH_TOKEN && data.PUBLIC_URL
        ? { authToken: data.TWILIO_AUTH_TOKEN, publicUrl: data.PUBLIC_URL }
        : undefined,
    twilioSender:
      data.TWILIO_ACCOUNT_SID && data.TWILIO_AUTH_TOKEN && data.TWILIO_FROM
        ? { accountSid: data.TWILIO_ACCOUNT_SID, authToken: data.TWILIO_AUTH_TOKEN, from: data.TWILIO_FROM }
        : undefined,
    kannel: { token: data.KANNEL_TOKEN, allow: data.KANNEL_ALLOW },
    kannelSender: kannelSenderOf(data),
    ussd: {
      token: data.USSD_TOKEN,
      allow: data.USSD_ALLOW,
      language: data.USSD_LANGUAGE,
      unicode: data.USSD_UNICODE,
    },
    telegram: telegramOf(data),
    http,
    desk: { callerSecret: data.DESK_CALLER_SECRET, looksPerDay: data.DESK_LOOKS_PER_DAY },
    trustedProxies: data.TRUSTED_PROXIES,
    simulator,
    sandbox: data.SANDBOX ? data.SANDBOX === 'on' : simulator,
    jobs: data.JOBS !== 'off',
    logLevel: data.LOG_LEVEL,
  };
}

function kannelSenderOf(data: z.infer<typeof schema>): KannelSender | undefined {
  const { KANNEL_URL: url, KANNEL_USERNAME: username, KANNEL_PASSWORD: password, KANNEL_FROM: from } = data;
  const statusUrl = data.KANNEL_STATUS_URL ?? data.PUBLIC_URL;
  return url && username && password ? { url, username, password, from, statusUrl } : undefined;
}

function telegramOf(data: z.infer<typeof schema>): TelegramAccount | undefined {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: secret, TELEGRAM_API_ROOT: apiRoot } = data;
  if (!token) return undefined;
  if (data.TELEGRAM_MODE === 'polling') return { token, mode: 'polling', apiRoot };
  return secret ? { token, mode: { webhook: { publicUrl: data.PUBLIC_URL, secret } }, apiRoot } : undefined;
}
