/** What the ways to sign in take and answer. */
import { z } from 'zod';
import { mobileField, UUID } from './fields';
import { asRefusal, type RefusalName } from './refusals';

const TXN_EXAMPLE = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

export const mobile = z.object({ mobile: mobileField });
export const mobileAndSecret = mobile.extend({
  secret: z.unknown().describe('What the portal sent; taken, and not looked at').optional(),
});

export const transaction = z.object({
  txnId: z.uuid().describe('To be sent back with the code, within ten minutes').meta({ example: TXN_EXAMPLE }),
});

/** One that is missing has another code than one that is wrong. */
const needed = (missing: RefusalName, wrong: RefusalName) =>
  z.string({ error: ({ input }) => asRefusal(input === undefined ? missing : wrong) }).min(1, asRefusal(missing));

export const codeGiven = z.object({
  otp: needed('otpMissing', 'otpWrong')
    .regex(/^[0-9a-fA-F]{64}$/, asRefusal('otpWrong'))
    .transform((hex) => hex.toLowerCase())
    .describe('SHA-256 of the six digits, in hexadecimal')
    .meta({ example: '8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92' }),
  txnId: needed('txnMissing', 'otpWrong')
    .regex(UUID, asRefusal('otpWrong'))
    .transform((id) => id.toLowerCase())
    .describe('As it was given')
    .meta({ example: TXN_EXAMPLE }),
});

export const tokenAlone = z.object({
  token: z.string().describe('For "Authorization: Bearer …", 15 minutes long. It tells nobody whose it is'),
});
export const tokenAndAccount = tokenAlone.extend({
  isNewAccount: z.enum(['Y', 'N']).describe('Y: nobody is registered on this number, and it has never written to us'),
});

const ofStaff = (about: string) => z.string().min(1).max(200).describe(about);
export const staffGiven = z.object({
  user_name: ofStaff('As in the consoles'),
  password: ofStaff('As in the consoles'),
  otp: needed('otpMissing', 'signInWrong')
    .max(20, asRefusal('signInWrong'))
    .describe('The six digits their authenticator app shows')
    .meta({ example: '123456' }),
});
