/** The closed set of what can go wrong apart from what people write: a person's mistake is a transition, not an error. */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'ENGINE_UNAVAILABLE'
  | 'DATABASE_UNAVAILABLE'
  | 'FLOW_BROKEN'
  | 'CATALOGUE_BROKEN'
  | 'TURN_CONTENDED'
  | 'TURN_EXPIRED'
  | 'NUMBER_TAKEN_BACK'
  | 'SEED_FAILED';

export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A provider did not take a message. Its text names nobody. */
export class SendError extends Error {
  override readonly name = 'SendError';

  constructor(
    message: string,
    readonly retryable: boolean,
    /** It has said no. Where it has said nothing, or failed, the message may have gone all the same. */
    readonly refused = !retryable,
  ) {
    super(message);
  }
}
