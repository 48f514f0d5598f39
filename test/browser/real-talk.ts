import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import { phoneRouter } from '../../src/channels/phone/router';
import { followUp } from '../../src/conversation/follow-up';
import { createNotify } from '../../src/messages/notify';
import { oneWay, sendQueued } from '../../src/messages/send-queued';
import { createRender } from '../../src/render/render';
import { certificatesOf } from '../support/certificates';
import type { World } from '../support/world';

/** The simulator on the real conversation; its time stands still until it is moved, and then all that is due is sent. */
export function realTalk({ site: { converse, store }, clock }: World): Express {
  const render = createRender();
  const notify = createNotify(store);
  const failed = (error: unknown): never => {
    throw error;
  };
  const now = () => clock.now();
  const inboxOf = (address: string) => store.messages.sentTo(store.vault.contactOf(address));
  const advance = async (ms: number) => {
    clock.advance(ms);
    await followUp({ conversations: store.conversations, notify, failed }, now());
    const routes = oneWay(() => Promise.resolve(undefined));
    await sendQueued({ store, render, begin: failed, routes, now, failed, certificates: certificatesOf(store, now) });
  };
  return express().use('/phone', phoneRouter({ converse, inboxOf, newId: randomUUID, clock: { now, advance } }));
}
