/**
 * What may be wrong with a call. Codes that Co-WIN had keep its number, its status and its meaning; the others begin with TIKAPI.
 * The sentence is for whoever writes the client: it says what to do.
 */
export interface Refusal {
  status: number;
  errorCode: string;
  error: string;
}

const refusal = (status: number, errorCode: string, error: string): Refusal => ({ status, errorCode, error });

export const REFUSALS = {
  otpMissing: refusal(400, 'USRAUT0012', 'OTP is required'),
  txnMissing: refusal(400, 'USRAUT0013', 'txnId is required'),
  otpWrong: refusal(400, 'USRAUT0014', 'Invalid OTP: the six digits are sent as SHA-256, in hexadecimal'),
  nobody: refusal(400, 'APPOIN0001', 'Nobody is registered on this number'),
  slotUnknown: refusal(400, 'APPOIN0015', 'Invalid slot: send one of the slots of this session, as listed'),
  pinWrong: refusal(400, 'APPOIN0018', 'Invalid Pincode'),
  alreadyBooked: refusal(400, 'APPOIN0022', 'Already booked for this dose: reschedule or cancel that appointment'),
  full: refusal(409, 'APPOIN0040', 'This session is completely booked: try another slot, date or center'),
  captchaMissing: refusal(400, 'APPOIN0044', 'Captcha is empty: ask for one, or leave the field out'),
  captchaWrong: refusal(400, 'APPOIN0045', 'Wrong captcha: ask for a new one'),

  malformed: refusal(400, 'TIKAPI0400', 'The request cannot be read'),
  unauthenticated: refusal(
    401,
    'TIKAPI0401',
    'Unauthenticated access: sign in and send "Authorization: Bearer <token>"',
  ),
  tokenExpired: refusal(
    401,
    'TIKAPI0402',
    'Unauthenticated access: the token has expired or was revoked, sign in again',
  ),
  keyUnknown: refusal(401, 'TIKAPI0403', 'X-Api-Key is missing, unknown or disabled'),
  signInWrong: refusal(401, 'TIKAPI0411', 'Wrong user_name, password or otp'),
  forbidden: refusal(403, 'TIKAPI0404', 'This token is not meant for this call'),
  notFound: refusal(404, 'TIKAPI0405', 'There is no such thing, or it is not yours'),
  wrongMethod: refusal(405, 'TIKAPI0406', 'This path is called by another method'),
  tooLarge: refusal(413, 'TIKAPI0407', 'The body is larger than 16 kB'),
  notJson: refusal(415, 'TIKAPI0408', 'Send JSON, with "Content-Type: application/json"'),
  keyReused: refusal(422, 'TIKAPI0409', 'This Idempotency-Key was sent with another request before'),
  stillRunning: refusal(409, 'TIKAPI0410', 'The same request is still being carried out: ask again in a moment'),
  tooMany: refusal(429, 'TIKAPI0429', 'Too many calls: wait as long as Retry-After says'),
  broken: refusal(500, 'TIKAPI0500', 'Something went wrong on our side: try again'),
  unavailable: refusal(503, 'TIKAPI0503', 'The service is starting or busy: try again in a moment'),

  stateUnknown: refusal(400, 'TIKAPI1001', 'Unknown state_id: see /admin/location/states'),
  districtUnknown: refusal(400, 'TIKAPI1002', 'Unknown district_id: see /admin/location/districts/{state_id}'),
  centerUnknown: refusal(400, 'TIKAPI1003', 'Unknown center_id'),
  dateWrong: refusal(400, 'TIKAPI1004', 'Invalid date: send DD-MM-YYYY'),
  sessionUnknown: refusal(400, 'TIKAPI1005', 'Unknown session_id, or it does not take place any more'),

  cardWrong: refusal(400, 'TIKAPI2001', 'photo_id_number cannot be right for this photo_id_type'),
  cardTaken: refusal(400, 'TIKAPI2002', 'This card is registered already'),
  numberFull: refusal(400, 'TIKAPI2003', 'As many people as may be are registered on this number'),
  ageUnlikely: refusal(400, 'TIKAPI2004', 'birth_year cannot be right: people of 18 to 118 years are registered'),
  notEligible: refusal(400, 'TIKAPI2005', 'This person may not be vaccinated yet by the rules of today'),
  personUnknown: refusal(404, 'TIKAPI2006', 'No such beneficiary on this number'),
  hasDose: refusal(400, 'TIKAPI2007', 'Somebody who was vaccinated is not deleted'),
  hasDate: refusal(400, 'TIKAPI2008', 'Cancel the appointment first'),
  tooManyPeople: refusal(429, 'TIKAPI2009', 'Too many registrations on this number today'),

  doseNotDue: refusal(400, 'TIKAPI3001', 'This dose cannot be booked on this day, at this session, for this person'),
  appointmentUnknown: refusal(404, 'TIKAPI3002', 'No such appointment on this number'),
  certificateUnknown: refusal(404, 'TIKAPI3003', 'No dose of this beneficiary is recorded yet'),
} as const satisfies Record<string, Refusal>;

export type RefusalName = keyof typeof REFUSALS;

/** What any call of a kind may be refused with. */
export const EVERY_CALL: readonly RefusalName[] = ['tooMany', 'keyUnknown', 'broken', 'unavailable'];
export const WITH_INPUT: readonly RefusalName[] = ['malformed'];
export const WITH_BODY: readonly RefusalName[] = ['tooLarge', 'notJson'];
export const DONE_ONCE: readonly RefusalName[] = ['keyReused', 'stillRunning'];
export const WITH_TOKEN: readonly RefusalName[] = ['unauthenticated', 'tokenExpired', 'forbidden'];

const MARK = '@';
/** As the message of a schema's error: this fault has a code of its own. */
export const asRefusal = (name: RefusalName): string => `${MARK}${name}`;
export const refusalIn = (message: string): RefusalName | undefined =>
  message.startsWith(MARK) ? (message.slice(MARK.length) as RefusalName) : undefined;
