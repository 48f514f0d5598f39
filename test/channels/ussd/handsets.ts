/** A phone with a USSD session, seen through each gateway as that gateway words it; and the doors it knocks at. */
import express from 'express';
import { randomUUID } from 'node:crypto';
import { ussdRouter } from '../../../src/channels/ussd/router';
import { gate } from '../../../src/channels/gate';
import type { Conversation } from '../../../src/conversation/ports';
import { listen, type Listening } from '../../support/listen';
import type { World } from '../../support/world';

export const TOKEN = 'a-token-of-the-gateway';
/** What a person needs to read a screen and to type. */
const READING_MS = 5000;

export interface Shown {
  status: number;
  text: string;
  /** The session goes on. */
  open: boolean;
}

export interface Handset {
  /** Opens a session; one that was open is dropped. */
  dial: () => Promise<Shown>;
  answer: (text: string) => Promise<Shown>;
  /** The last request once more, as a gateway sends it that got no answer. */
  repeat: () => Promise<Shown>;
}

export interface Doors extends Listening {
  /** From now on they are those of a process that has just started. */
  restart: () => void;
}

/** The doors with the real conversation behind them. */
export async function openDoors({ site, clock }: World): Promise<Doors> {
  const started = () =>
    ussdRouter({
      ...{ converse: site.converse, now: () => clock.now() },
      ...{ gate: gate({ token: TOKEN }), language: 'bn' },
    });
  let router = started();
  const listening = await listen(express().use('/ussd', (request, response, next) => router(request, response, next)));
  return { ...listening, restart: () => void (router = started()) };
}

export const conversationOf = ({ site }: World, number: string): Promise<Conversation | null> =>
  site.store.conversations.load(site.store.vault.contactOf(`tel:${number}`));

/** Where a number's conversation rests: `registration.name`. */
export async function restOf(world: World, number: string): Promise<string> {
  const dialogue = (await conversationOf(world, number))?.dialogue;
  return dialogue ? `${dialogue.flow}.${dialogue.value}` : 'nothing';
}

export async function askAfricasTalking(url: string, form: Record<string, string>): Promise<Shown> {
  const response = await fetch(`${url}/ussd/africastalking?token=${TOKEN}`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const [, word, text = ''] = /^(CON|END) ([^]*)$/.exec(await response.text()) ?? [];
  return { status: response.status, text, open: word === 'CON' };
}

export async function askHeader(url: string, query: Record<string, string>, headers = {}): Promise<Shown> {
  const response = await fetch(`${url}/ussd/header?${new URLSearchParams({ token: TOKEN, ...query }).toString()}`, {
    headers,
  });
  const open = response.headers.get('x-ussd-session') === '1';
  return { status: response.status, text: await response.text(), open };
}

export async function askJson(url: string, body: object): Promise<Shown> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/ussd/json?token=${TOKEN}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (response.status !== 200) return { status: response.status, text: await response.text(), open: false };
  const { Type, Message } = (await response.json()) as { Type: string; Message: string };
  return { status: response.status, text: Message, open: Type === 'Response' };
}

export function africasTalkingHandset(url: string, number: string): Handset {
  let sessionId = '';
  let said: string[] = [];
  const repeat = () =>
    askAfricasTalking(url, {
      ...{ sessionId, serviceCode: '*384*7#', phoneNumber: number, networkCode: '40430', text: said.join('*') },
    });
  const dial = () => {
    sessionId = `ATUid_${randomUUID()}`;
    said = [];
    return repeat();
  };
  const answer = (text: string) => {
    said.push(text);
    return repeat();
  };
  return { dial, answer, repeat };
}

export function headerHandset(url: string, number: string, named: 'session' | 'request'): Handset {
  let tid = '';
  let msg = '';
  const repeat = () => askHeader(url, { msisdn: number.slice(1), msg, code: '*567*8#', tid });
  const answer = (text: string) => {
    if (named === 'request') tid = randomUUID();
    msg = text;
    return repeat();
  };
  const dial = () => {
    tid = randomUUID();
    return answer('*567*8#');
  };
  return { dial, answer, repeat };
}

export function jsonHandset(url: string, number: string, counted: boolean): Handset {
  let session = '';
  let sequence = 0;
  let last = { Type: '', Message: '' };
  const repeat = () =>
    askJson(url, {
      ...{ Mobile: number.slice(1), SessionId: session, ServiceCode: '567', Operator: 'vodafone', ClientState: '' },
      ...{ ...last, ...(counted ? { Sequence: sequence } : {}) },
    });
  const ask = (type: string, message: string) => {
    sequence++;
    last = { Type: type, Message: message };
    return repeat();
  };
  const dial = () => {
    session = randomUUID();
    sequence = 0;
    return ask('Initiation', '*567#');
  };
  return { dial, answer: (text) => ask('Response', text), repeat };
}

type NewHandset = (url: string, number: string) => Handset;
export const HANDSETS: readonly (readonly [string, NewHandset])[] = [
  ['Africa’s Talking', africasTalkingHandset],
  ['header, tid names the session', (url, number) => headerHandset(url, number, 'session')],
  ['header, tid names the request', (url, number) => headerHandset(url, number, 'request')],
  ['JSON with Sequence', (url, number) => jsonHandset(url, number, true)],
  ['JSON without Sequence', (url, number) => jsonHandset(url, number, false)],
];

/** The same phone in the hands of somebody who reads first. */
export function readBy({ clock }: World, handset: Handset): Handset {
  const reading = <T>(act: () => Promise<T>): Promise<T> => {
    clock.advance(READING_MS);
    return act();
  };
  return { ...handset, dial: () => reading(handset.dial), answer: (text) => reading(() => handset.answer(text)) };
}
