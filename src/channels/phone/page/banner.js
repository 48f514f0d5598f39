import { langOf, make } from './dom.js';

export const NAMES = { sms: 'SMS', whatsapp: 'WhatsApp', ussd: 'USSD', telegram: 'Telegram' };

/** A message that came by another channel than the one on the screen; pressing it goes there. @param {import('./telephone.js').Phone} phone */
export function showBanner(phone) {
  phone.talk.unread = '';
  const [channel, talk] = Object.entries(phone.person.talks).find(([, { unread }]) => unread !== '') ?? [];
  const banner = phone.part('banner');
  banner.hidden = channel === undefined;
  banner.dataset.channel = channel ?? '';
  if (banner.dataset.text === (talk?.unread ?? '')) return;
  banner.dataset.text = talk?.unread ?? '';
  banner.replaceChildren(...(talk ? lines(channel, talk.unread) : []));
}

const lines = (channel, text) => [
  make('b', {}, `New ${NAMES[channel]}`),
  make('span', { lang: langOf(text) }, text),
  make('span', { className: 'unseen' }, ' Open it'),
];
