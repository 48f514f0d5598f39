/** Updates as Telegram sends them. https://core.telegram.org/bots/api#update */
export const OWNER = 5_000_001;

let updates = 700_000_000;
let messages = 0;

const newUpdate = (content: object): { update_id: number } => ({ update_id: ++updates, ...content });

export const person = (id = OWNER, more: object = {}): object => ({
  id,
  is_bot: false,
  first_name: 'রহিমা',
  username: 'rahima_example',
  ...more,
});

interface About {
  from?: object;
  chat?: object;
}

/** A message in the private chat of a person, of this content: `{ text }`, `{ sticker }`, … */
export function messageUpdate(content: object, { from = person(), chat }: About = {}): { update_id: number } {
  return newUpdate({ message: messageOf(content, from, chat) });
}

export const editUpdate = (content: object): { update_id: number } =>
  newUpdate({ edited_message: { ...messageOf(content, person()), edit_date: 1_614_746_000 } });

export const pressUpdate = (data: string | undefined, { from = person(), chat }: About = {}): { update_id: number } =>
  newUpdate({
    callback_query: {
      id: `press-${++messages}`,
      from,
      chat_instance: '1',
      message: messageOf(
        { text: '1 মহিলা' },
        { id: 123456, is_bot: true },
        chat ?? { id: (from as { id: number }).id, type: 'private' },
      ),
      ...(data === undefined ? {} : { data }),
    },
  });

export const otherUpdate = newUpdate;

export const ownContact = (phone = '919830012345', owner = OWNER): object => ({
  contact: { phone_number: phone, first_name: 'রহিমা', user_id: owner },
});

const messageOf = (content: object, from: object, chat?: object): object => ({
  message_id: ++messages,
  from,
  chat: chat ?? { id: (from as { id: number }).id, first_name: 'রহিমা', type: 'private' },
  date: 1_614_746_000,
  ...content,
});
