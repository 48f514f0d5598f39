/** Who of ours looked at the people of a number, wrote for them or read what they wrote, as the audit trail has it. */
import { dayOf } from '../clock';
import type { EffectTypes, Look } from '../conversation/effects';
import { LOOK_REASONS, type Looking, type LookReason } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { AuditEntry } from '../store/audit';
import type { Person } from '../store/persons';
import type { Role } from '../store/staff';

/** What the trail calls a look at a person, whoever looked. */
export const LOOKED = 'person.looked';
/** As many as three SMS hold; where each has to say whose record it was, one less. */
const AT_ONCE = 3;
/** Further back than anybody pages. */
const MOST = 100;

const PLACE_OF: Readonly<Record<Role, Look['place']>> = {
  operator: 'helpline',
  vaccinator: 'centre',
  centreManager: 'centre',
  districtOfficer: 'office',
  stateOfficer: 'office',
  auditor: 'office',
};

/** Seen on paper, in a call and in a talk, as well. */
const PRINTED = 'certificate.given';
const OF_NUMBER: Readonly<Record<string, Looking>> = { 'caller.relayed': 'call', 'talk.looked': 'talk' };

/** What those of the centre and those who correct write as their reason. */
const REASONS: readonly (readonly [RegExp, LookReason])[] = [
  [/^(vaccination|second look)\b/, 'dose'],
  [/^case \d/, 'details'],
];

/** @param skip those that were told before */
export async function listLooks(
  store: Store,
  contact: string,
  skip: number,
): Promise<EffectTypes['listLooks']['output']> {
  const people = await store.persons.ofContact(contact);
  const several = people.length > 1;
  const found = await Promise.all([
    ofNumber(store, contact),
    ...people.map((person) => looksAt(store, person, several ? person.name : null)),
  ]);
  const newest = found.flat().sort((a, b) => b.seq - a.seq);
  const count = several ? AT_ONCE - 1 : AT_ONCE;
  return { looks: newest.slice(skip, skip + count).map(({ look }) => look), more: newest.length > skip + count };
}

interface Found {
  seq: number;
  look: Look;
}

async function looksAt({ audit }: Store, { _id }: Person, name: string | null): Promise<Found[]> {
  const about = `person:${_id}`;
  const [looks, printed] = await Promise.all([LOOKED, PRINTED].map((action) => audit.find({ about, action }, MOST)));
  return [
    ...(looks ?? []).map((entry) => foundIn(entry, reasonIn(entry.why), name)),
    ...(printed ?? []).map((entry) => foundIn(entry, 'dose', name)),
  ];
}

/** Each turn and each page of a talk leaves an entry: of one who wrote or read on a day the last one is told. */
async function ofNumber({ audit }: Store, contact: string): Promise<Found[]> {
  const about = `contact:${contact}`;
  const found = await Promise.all(
    Object.entries(OF_NUMBER).map(async ([action, why]) =>
      (await audit.find({ about, action }, MOST)).map((entry) => ({
        staff: entry.staff,
        ...foundIn(entry, why, null),
      })),
    ),
  );
  const keyOf = ({ staff, look: { day, why } }: (typeof found)[number][number]): string => `${staff}:${day}:${why}`;
  const each = new Map(found.flatMap((entries) => entries.toReversed().map((entry) => [keyOf(entry), entry])));
  return [...each.values()].map(({ seq, look }) => ({ seq, look }));
}

const foundIn = ({ seq, at, name: who, role }: AuditEntry, why: Looking, name: string | null): Found => ({
  seq,
  look: { day: dayOf(at), who, place: role ? PLACE_OF[role] : 'office', why, name },
});

/** `date`, or `date: what the operator wrote beside it`. */
function reasonIn(why: string | null): LookReason {
  const [reason] = (why ?? '').split(':');
  const written = LOOK_REASONS.find((each) => each === reason);
  return written ?? REASONS.find(([words]) => words.test(why ?? ''))?.[1] ?? 'other';
}
