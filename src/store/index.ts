/** Everything that is stored, over one connection. */
import type { Connection } from 'mongoose';
import { accountStore, type AccountStore } from './accounts';
import { appointmentStore, type AppointmentStore } from './appointments';
import { callStore, type CallStore } from './calls';
import { caseStore, type CaseStore } from './cases';
import { codeStore, type CodeStore } from './codes';
import { contactStore, type ContactStore } from './contacts';
import { conversationStore, type Conversations } from './conversations';
import { dltTemplateStore, type DltTemplateStore } from './dlt-templates';
import { handOverStore, type HandOverStore } from './hand-overs';
import { helpRequestStore, type HelpRequestStore } from './help-requests';
import { limitStore, type LimitStore } from './limits';
import { messageStore, type MessageStore } from './messages';
import { personStore, type PersonStore } from './persons';
import { placeStore, type PlaceStore } from './places';
import { programmeStore, type ProgrammeStore } from './programme';
import { proposalStore, type ProposalStore } from './proposals';
import { ruleChangeStore, type RuleChangeStore } from './rule-changes';
import { sessionChangeStore, type SessionChangeStore } from './session-changes';
import { settingStore, type SettingStore } from './settings';
import { slotStore, type SlotStore } from './slots';
import type { Vault } from './vault';
import { wishStore, type WishStore } from './wishes';

export interface Store {
  vault: Vault;
  conversations: Conversations;
  persons: PersonStore;
  appointments: AppointmentStore;
  slots: SlotStore;
  sessionChanges: SessionChangeStore;
  places: PlaceStore;
  programme: ProgrammeStore;
  proposals: ProposalStore;
  wishes: WishStore;
  ruleChanges: RuleChangeStore;
  helpRequests: HelpRequestStore;
  contacts: ContactStore;
  accounts: AccountStore;
  codes: CodeStore;
  limits: LimitStore;
  dltTemplates: DltTemplateStore;
  messages: MessageStore;
  calls: CallStore;
  settings: SettingStore;
  cases: CaseStore;
  handOvers: HandOverStore;
  /** Idempotent; unique indexes hold invariants, so nothing is served before they stand. */
  createIndexes: () => Promise<void>;
}

export function createStore(connection: Connection, vault: Vault): Store {
  const persons = personStore(connection, vault);
  const appointments = appointmentStore(connection);
  const slots = slotStore(connection);
  const sessionChanges = sessionChangeStore(connection);
  const places = placeStore(connection);
  const proposals = proposalStore(connection);
  const wishes = wishStore(connection);
  const cases = caseStore(connection, vault);
  const accounts = accountStore(connection, vault);
  const codes = codeStore(connection, vault);
  const conversations = conversationStore(connection, vault);
  const ruleChanges = ruleChangeStore(connection);
  const helpRequests = helpRequestStore(connection, vault);
  const messages = messageStore(connection, vault);
  const calls = callStore(connection, vault, conversations.load);
  return {
    vault,
    conversations,
    persons,
    appointments,
    slots,
    sessionChanges,
    places,
    programme: programmeStore(connection),
    proposals,
    wishes,
    ruleChanges,
    helpRequests,
    contacts: contactStore(connection),
    accounts,
    codes,
    limits: limitStore(connection, vault),
    dltTemplates: dltTemplateStore(connection),
    messages,
    calls,
    settings: settingStore(connection),
    cases,
    handOvers: handOverStore(connection),
    createIndexes: async () => {
      const indexed = [
        conversations,
        persons,
        appointments,
        cases,
        slots,
        sessionChanges,
        places,
        proposals,
        wishes,
        helpRequests,
        messages,
        calls,
        accounts,
        codes,
        ruleChanges,
      ];
      for (const part of indexed) await part.createIndexes();
    },
  };
}
