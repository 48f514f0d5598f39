/** Somebody whose name a health worker gave is asked, on their own telephone, whether they want it. */
import { dayOf, yearOf } from '../clock';
import type { EffectTypes } from '../conversation/effects';
import type { Store } from '../store';
import type { RowStatus, VillageRow } from '../store/village-lists';
import { currentProgramme } from './current-programme';
import { endRow } from './end-row';
import { askedBefore, isRegistered } from './invited-person';
import { ageOf } from './review-rows';

export interface InvitationRequest {
  invitation: string;
  contact: string;
  now: Date;
}

/** A message may arrive after all. */
const WAITING: readonly RowStatus[] = ['asked', 'undeliverable'];

/** Just before the words go out: what has happened since it was decided is seen here. */
export async function readInvitation(
  store: Store,
  request: InvitationRequest,
): Promise<EffectTypes['readInvitation']['output']> {
  const row = await ownRow(store, request);
  const list = row && (await store.villageLists.list(row.list));
  if (!row || !list || !WAITING.includes(row.status)) return { status: 'over' };
  const end = await endOf(store, row);
  if (end) {
    await endRow(store, row, WAITING, end, request.now);
    return { status: 'over' };
  }
  if (await isFull(store, request)) {
    await store.villageLists.change(row._id, { status: WAITING }, { status: 'full', at: request.now });
    return { status: 'over' };
  }
  const { answers, askings } = row;
  const age = ageOf(answers, yearOf(request.now)) ?? 0;
  return { status: 'open', invitation: { village: list.village, name: answers.name ?? '', age, again: askings > 1 } };
}

/** Two lists may have been sent at once. */
async function endOf(store: Store, row: VillageRow): Promise<'registered' | 'refused' | null> {
  if (await isRegistered(store, row)) return 'registered';
  return (await askedBefore(store, [row]))(row).refused ? 'refused' : null;
}

/** Answered twice it is answered once: a yes gives the same answers again, until they are registered. */
export async function answerInvitation(
  store: Store,
  { agrees, ...request }: InvitationRequest & { agrees: boolean },
): Promise<EffectTypes['answerInvitation']['output']> {
  const row = await ownRow(store, request);
  if (!agrees) {
    if (row) await endRow(store, row, [...WAITING, 'full'], 'refused', request.now);
    return { status: 'refused' };
  }
  if (!row || ![...WAITING, 'full', 'confirmed'].includes(row.status)) return { status: 'over' };
  const most = await isFull(store, request);
  const status = most ? 'full' : 'confirmed';
  if (row.status !== status) {
    const isOurs = await store.villageLists.change(row._id, { status: [row.status] }, { status, at: request.now });
    if (!isOurs) return answerInvitation(store, { ...request, agrees });
  }
  if (most) return { status: 'full', most };
  const { phone: _, ...answers } = row.answers;
  return { status: 'agreed', answers };
}

async function ownRow(store: Store, { invitation, contact }: InvitationRequest): Promise<VillageRow | null> {
  const row = await store.villageLists.row(invitation);
  return row?.contact === contact ? row : null;
}

/** As many as a number may have are registered on it; else 0. */
async function isFull(store: Store, { contact, now }: InvitationRequest): Promise<number> {
  const { programme } = await currentProgramme(store, dayOf(now));
  const people = await store.persons.ofContact(contact);
  return people.length < programme.mostPeoplePerNumber ? 0 : programme.mostPeoplePerNumber;
}
