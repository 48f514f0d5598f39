/** The ways out of the house, as the service has them connected. */
import type { ChannelName, Locale, MenuItem } from '../conversation/vocabulary';

/** A message in words, as a provider gets it. */
export interface Outgoing {
  occasion: string;
  /** The provider is told this name of it, and tells it back in receipts: 32 hexadecimal digits. */
  reference: string;
  contact: string;
  channel: ChannelName;
  address: string;
  text: string;
  locale: Locale;
  /** Its name, such as `eligible.bn`, where it is one of our templates. */
  template?: string;
  /** The id under which the operators of India know it. */
  templateId?: string;
  /** Goes with the text, by routes that carry documents. */
  document?: Document;
  /** Where it begins a dialogue: its answers, and the turn that their buttons carry. */
  menu?: readonly MenuItem[];
  turn?: number;
}

export interface Document {
  /** As the person sees it: `tikasetu.pdf`. */
  name: string;
  bytes: Buffer;
}

/** What a provider says when it takes a message. */
export interface Accepted {
  id?: string;
  /** It is there already. */
  delivered?: boolean;
}

/** Hands a message to its provider; throws SendError where it was not taken. */
export type Send = (message: Outgoing) => Promise<Accepted | undefined>;

export interface Route {
  /** `kannel`, `twilio`: as metrics and receipts name it. */
  name: string;
  send: Send;
  /** Whether it will say that a message has arrived. */
  receipts: boolean;
  /** Carries files. */
  documents?: true;
  /** Operators of India ask for the id of the template. */
  dlt?: boolean;
}

export interface Routes {
  /** The second is taken where the first fails, and so on. */
  sms: readonly Route[];
  whatsapp?: Route | undefined;
  telegram?: Route | undefined;
}

/** Everything by one way. */
export function oneWay(send: Send, name = 'inbox'): Routes {
  const route = { name, send, receipts: false };
  return { sms: [route], whatsapp: route, telegram: { ...route, name: `${name} of Telegram` } };
}

export const routesOf = ({ sms, whatsapp, telegram }: Routes): Route[] =>
  [...sms, whatsapp, telegram].filter((route) => route !== undefined);
