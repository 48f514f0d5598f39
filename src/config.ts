/** Every setting, from the environment. Nothing else reads process.env. */
import { z } from 'zod';
import { AppError } from './errors';

const text = z.string().trim().min(1).optional();
const schema = z.object({
  NODE_ENV: text,
  PORT: z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be a full address such as https://tika.example.org' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
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
  SIMULATOR: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
});

/** The names of all settings, as `.env.example` lists them. */
export const SETTINGS: readonly string[] = Object.keys(schema.shape);

/** What is wrong beside the other settings. Told together with what is wrong by itself, so that one start shows it all. */
function contradictions(given: Readonly<Record<string, string | undefined>>): string[] {
  const { MONGODB_URI, DATA_KEY, SIMULATOR, NODE_ENV, TWILIO_AUTH_TOKEN, PUBLIC_URL } = given;
  const twilio = TWILIO_AUTH_TOKEN ?? given.TWILIO_ACCOUNT_SID ?? given.TWILIO_FROM;
  return [
    MONGODB_URI && !DATA_KEY && 'DATA_KEY is required with MONGODB_URI: openssl rand -base64 32',
    SIMULATOR === 'on' &&
      NODE_ENV?.trim() === 'production' &&
      'SIMULATOR cannot be on in production: whoever reaches it can write in the name of any number',
    twilio && !TWILIO_AUTH_TOKEN && 'TWILIO_AUTH_TOKEN is required with the other TWILIO_ settings',
    twilio && !PUBLIC_URL && 'PUBLIC_URL is required with Twilio: its signatures cover the address',
  ].filter((problem) => typeof problem === 'string' && problem !== '') as string[];
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
  simulator: boolean;
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
  const wrong = error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
  const problems = [...wrong, ...contradictions(given)];
  if (!success || problems.length > 0) {
    throw new AppError('CONFIG_INVALID', `TikaSetu cannot start with these settings:\n  ${problems.join('\n  ')}`);
  }
  const production = data.NODE_ENV === 'production';
  return Object.freeze({
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
    simulator: data.SIMULATOR ? data.SIMULATOR === 'on' : !data.MONGODB_URI && !production,
    logLevel: data.LOG_LEVEL,
  });
}
