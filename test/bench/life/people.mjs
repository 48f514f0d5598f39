/** People, their dates and what is known of how they write: documents as the service leaves them, made by the thousand. */
import { randomBytes } from 'node:crypto';
import { opened } from '../../../dist/src/conversation/respond.js';
import { knownNumber } from '../people.mjs';

const BATCH = 1_000;
const REFERENCES_FROM = 10_000_000_000_000;
/** Nobody here waits for the disk: what is measured comes afterwards. */
const FAST = { ordered: false, writeConcern: { w: 1, j: false } };
/** Of ten people so many write like this. */
const TONGUES = [
  ...Array(5).fill({ language: 'bn', script: null }),
  ...Array(2).fill({ language: 'hi', script: null }),
  ...Array(2).fill({ language: 'bn', script: 'latin' }),
  { language: 'en', script: null },
];

export const newId = () => randomBytes(16).toString('base64url');

/** @param make the documents of the n-th, by collection */
export async function fill(db, count, make) {
  for (let start = 0; start < count; start += BATCH) {
    const all = Array.from({ length: Math.min(BATCH, count - start) }, (_, index) => make(start + index));
    const collections = Object.keys(all[0]);
    await Promise.all(
      collections.map((name) =>
        db.collection(name).insertMany(
          all.map((each) => each[name]),
          FAST,
        ),
      ),
    );
  }
}

/** @param {import('../../../dist/src/store/vault.js').Vault} vault */
export function personOf(vault, index, more = {}) {
  const id = newId();
  return {
    _id: id,
    contact: vault.contactOf(`tel:${knownNumber(index)}`),
    seat: 1,
    reference: String(REFERENCES_FROM + index),
    sealedName: vault.seal(`persons:${id}:name`, 'রহিমা বিবি'),
    birthYear: 1930 + (index % 31),
    gender: 'female',
    hasIllness: false,
    card: { type: 'voter', last4: '1234', hash: newId() },
    pin: '700091',
    district: 'wb-north-24-parganas',
    doses: [],
    tellWhenEligible: null,
    registeredAt: new Date('2021-03-01T05:00:00Z'),
    ...more,
  };
}

/** Who wrote days ago, and has nothing open. */
export function conversationOf(vault, index) {
  const address = `tel:${knownNumber(index)}`;
  const contact = vault.contactOf(address);
  const heardAt = '2021-03-05T05:00:00.000Z';
  const tongue = TONGUES[index % TONGUES.length];
  const conversation = { ...opened(contact, { address, channel: 'sms' }), ...tongue, turn: 12, heardAt };
  return {
    ...{ _id: contact, turn: 12, language: tongue.language, flow: null, state: null, updatedAt: new Date(heardAt) },
    sealed: vault.seal(`conversations:${contact}:sealed`, conversation),
  };
}

export const slotOf = (id, centre, more) => ({
  ...{ _id: id, session: `${centre._id}:${more.day}`, centre: centre._id, centreNames: centre.names },
  ...{ district: centre.district, from: '11:00', to: '13:00', vaccine: 'COVISHIELD', dose: 1, price: 0 },
  ...{ free: more.capacity, kept: 0, freed: 0, holders: [] },
  ...more,
});

export const appointmentOf = (person, slot, more) => ({
  ...{ _id: newId(), person: person._id, contact: person.contact, dose: 1, slot: slot._id, holder: newId() },
  ...{ vaccine: slot.vaccine, centre: slot.centre, centreNames: slot.centreNames },
  ...{ day: slot.day, from: slot.from, to: slot.to, price: slot.price, code: '4711', status: 'booked' },
  ...{ settling: null, remindAt: null, bookedAt: person.registeredAt, changedAt: person.registeredAt },
  ...more,
});
