/** Everything that is stored, over one connection. */
import type { Connection } from 'mongoose';
import type { ConversationStore } from '../conversation/ports';
import { appointmentStore, type AppointmentStore } from './appointments';
import { contactStore, type ContactStore } from './contacts';
import { conversationStore } from './conversations';
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
  conversations: ConversationStore;
  persons: PersonStore;
  appointments: AppointmentStore;
  slots: SlotStore;
  places: PlaceStore;
  programme: ProgrammeStore;
  helpRequests: HelpRequestStore;
  contacts: ContactStore;
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
  const helpRequests = helpRequestStore(connection, vault);
  const messages = messageStore(connection, vault);
  return {
    vault,
    conversations: conversationStore(connection, vault),
    persons,
    appointments,
    slots,
    places,
    programme: programmeStore(connection),
    helpRequests,
    contacts: contactStore(connection),
    messages,
    settings: settingStore(connection),
    createIndexes: async () => {
      for (const part of [persons, appointments, slots, places, helpRequests, messages]) await part.createIndexes();
    },
  };
}
