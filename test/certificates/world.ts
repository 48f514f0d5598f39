/** Somebody who was given a dose, and the doors through which the certificate is had. */
import express from 'express';
import { certificateRouter } from '../../src/certificates/router';
import type { CertificateDeps } from '../../src/certificates/certificate';
import type { Certificate } from '../../src/store/certificates';
import { issueCertificate, openingCode } from '../../src/vaccination/certificates';
import { recordDose } from '../../src/vaccination/record-dose';
import { settlePeople } from '../../src/vaccination/settle-person';
import { certificateDeps } from '../support/certificates';
import { listen, type Listening } from '../support/listen';
import { newAddress, registered, slotOf, TODAY, type World } from '../support/world';

export interface Doors extends Listening {
  deps: CertificateDeps;
}

export async function openDoors(world: World): Promise<Doors> {
  const deps = certificateDeps(world.site.store, () => world.clock.now());
  const app = express();
  const listening = await listen(app);
  const here = { ...deps, publicUrl: listening.url };
  app.use(certificateRouter(here));
  return { ...listening, deps: here };
}

export interface Vaccinated {
  id: string;
  address: string;
  certificate: Certificate;
  code: string;
}

let people = 0;

/** With a first dose at Bidhannagar, on the first day. */
export async function vaccinated(world: World, address = newAddress()): Promise<Vaccinated> {
  const { store } = world.site;
  const now = world.clock.now();
  await store.slots.add([slotOf(50, { inDays: 0, from: '15:00' })]);
  const id = await registered(world, address, ++people);
  const { reference } = (await store.persons.get(id)) ?? { reference: '' };
  const given = { reference, vaccine: 'COVISHIELD', day: TODAY, centre: 'bidhannagar', now };
  const recorded = await recordDose(store, given);
  if (recorded.status !== 'recorded') throw new Error(recorded.status);
  const certificate = await issueCertificate(store, recorded.person, 1, now);
  if (!certificate) throw new Error('no certificate');
  return { id, address, certificate, code: openingCode(store.vault, certificate._id) };
}

/** As a case puts it right. */
export async function corrected(world: World, { id }: Pick<Vaccinated, 'id'>, vaccine: string): Promise<void> {
  const { persons } = world.site.store;
  const [was] = (await persons.get(id))?.doses ?? [];
  if (!was || !(await persons.correctDose(id, 0, was, { ...was, vaccine }, null))) throw new Error('not corrected');
  await settlePeople(world.site.store, world.clock.now());
}
