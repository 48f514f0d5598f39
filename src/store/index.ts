/** Everything that is stored, over one connection. */
import type { Connection } from 'mongoose';
import { accountStore, type AccountStore } from './accounts';
import { appointmentStore, type AppointmentStore } from './appointments';
import { contactStore, type ContactStore } from './contacts';
import { conversationStore, type Conversations } from './conversations';
import { helpRequestStore, type HelpRequestStore } from './help-requests';
import { messageStore, type MessageStore } from './messages';
import { personStore, type PersonStore } from './persons';
import { placeStore, type PlaceStore } from './places';
import { programmeStore, type ProgrammeStore } from './programme';
import { settingStore, type SettingStore } from './settings';
import { slotStore, type SlotStore } from './slots';
import type { Vault } from './vault';

export interface Store {
  vault: Vault;
  conversations: Conversations;
  persons: PersonStore;
  appointments: AppointmentStore;
  slots: SlotStore;
  places: PlaceStore;
  programme: ProgrammeStore;
  helpRequests: HelpRequestStore;
  contacts: ContactStore;
  accounts: AccountStore;
  messages: MessageStore;
  settings: SettingStore;
  /** Idempotent; unique indexes hold invariants, so nothing is served before they stand. */
  createIndexes: () => Promise<void>;
}

export function createStore(connection: Connection, vault: Vault): Store {
  const persons = personStore(connection, vault);
  const appointments = appointmentStore(connection);
  const slots = slotStore(connection);
  const places = placeStore(connection);
  const accounts = accountStore(connection, vault);
  const conversations = conversationStore(connection, vault);
  const helpRequests = helpRequestStore(connection, vault);
  const messages = messageStore(connection, vault);
  return {
    vault,
    conversations,
    persons,
    appointments,
    slots,
    places,
    programme: programmeStore(connection),
    helpRequests,
    contacts: contactStore(connection),
    accounts,
    messages,
    settings: settingStore(connection),
    createIndexes: async () => {
      const indexed = [conversations, persons, appointments, slots, places, helpRequests, messages, accounts];
      for (const part of indexed) await part.createIndexes();
    },
  };
}
