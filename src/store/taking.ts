/** A list from which staff take one thing each: whose it is stands in the thing itself, so that no two ever have the same. */
import type { mongo } from 'mongoose';

/** Who of the staff. */
export interface Taker {
  staff: string;
  /** What people are told. */
  name: string;
}

export interface Taken {
  by: Taker;
  at: Date;
}

export type TakingStatus = 'open' | 'taken' | 'done';

/** What a thing that can be taken has stored of it. */
export interface Takeable {
  status: TakingStatus;
  taken?: Taken;
  /** When the taker was last seen at the desk. */
  seenAt?: Date;
}

export const takenBy = (by: Taker, at: Date): mongo.Document => ({
  $set: { status: 'taken' satisfies TakingStatus, taken: { by, at }, seenAt: at },
});

/** Only who has it may change it. */
export const hasIt = (_id: string, staff: string) => ({ _id, status: 'taken' as const, 'taken.by.staff': staff });

export const back: { readonly $unset: mongo.Document } = { $unset: { taken: 1, seenAt: 1 } };

/** All that one of the staff has. */
export const ofTaker = (staff: string) => ({ status: 'taken' as const, 'taken.by.staff': staff });

/** Who closed the lid in the middle has them no longer. */
export const left = (before: Date) => ({ status: 'taken' as const, seenAt: { $lt: before } });
