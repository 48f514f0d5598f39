/** A person with Telegram in hand, at the independent test server: telegram-test-api. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { TelegramServer } from 'telegram-test-api/lib/telegramServer';

export interface Shown {
  chat_id: number;
  text: string;
  reply_markup?: {
    inline_keyboard?: { text: string; callback_data: string }[][];
    keyboard?: { text: string; request_contact?: boolean }[][];
    remove_keyboard?: true;
  };
}

interface Stored {
  messageId: number;
  message: Shown;
}

/** The server takes no port of the system's choice, so one is looked for beforehand. */
export async function openTestServer(): Promise<TelegramServer> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const server = new TelegramServer({ host: '127.0.0.1', port, storeTimeout: 600 });
  await server.start();
  return server;
}

export class TelegramChat {
  private seen = 0;

  constructor(
    private readonly server: TelegramServer,
    private readonly token: string,
    readonly id: number,
  ) {}

  /** Everything the bot has shown in this chat. */
  get stored(): Stored[] {
    const all = this.server.storage.botMessages as unknown as Stored[];
    return all.filter(({ message }) => message.chat_id === this.id);
  }

  get last(): Stored | undefined {
    return this.stored.at(-1);
  }

  say(text: string): Promise<Shown> {
    return this.send({ text });
  }

  /** Any content: `{ sticker: … }`, `{ contact: … }`. @param replies how many messages come back */
  async send(content: object, replies = 1): Promise<Shown> {
    // Its types come from a package that it does not install.
    const { text: _, ...frame } = this.client.makeMessage('') as { text: string };
    await this.server.addUserMessage({ ...frame, ...content });
    return this.heard(replies);
  }

  shareOwnContact(phone: string, replies = 1): Promise<Shown> {
    return this.send({ contact: { phone_number: phone, first_name: 'রহিমা', user_id: this.id } }, replies);
  }

  /** Presses the button whose label has these words, on the last message that has it, or on an older one. */
  async press(label: string, on = this.last): Promise<Shown> {
    const button = on?.message.reply_markup?.inline_keyboard?.flat().find(({ text }) => text.includes(label));
    if (!on || !button) throw new Error(`no button "${label}" below\n${on?.message.text ?? 'nothing yet'}`);
    const message = { message_id: on.messageId };
    await this.server.addUserCallback(this.client.makeCallbackQuery(button.callback_data, { message }));
    return this.heard(1);
  }

  private get client() {
    return this.server.getClient(this.token, { userId: this.id, chatId: this.id });
  }

  private async heard(replies: number): Promise<Shown> {
    this.seen += replies;
    while (this.stored.length < this.seen) await this.server.waitBotMessage();
    return this.stored[this.seen - 1]?.message as Shown;
  }
}
