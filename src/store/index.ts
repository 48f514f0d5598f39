/** Everything that is stored, over one connection. */
import type { Connection } from 'mongoose';
import { accountStore, type AccountStore } from './accounts';
import { apiSessionStore, type ApiSessionStore } from './api-sessions';
import { apiTransactionStore, type ApiTransactionStore } from './api-transactions';
import { appointmentStore, type AppointmentStore } from './appointments';
import { apiAnswerStore, type ApiAnswerStore } from './api-answers';
import { apiCallStore, type ApiCallStore } from './api-calls';
import { apiUsageStore, type ApiUsageStore } from './api-usage';
import { atCentreStore, type AtCentreStore } from './at-centre';
import { auditStore, type AuditStore } from './audit';
import { beatStore, type BeatStore } from './beats';
import { callStore, type CallStore } from './calls';
import { captchaStore, type CaptchaStore } from './captchas';
import { caseStore, type CaseStore } from './cases';
import { certificateStore, type CertificateStore } from './certificates';
import { codeStore, type CodeStore } from './codes';
import { consentStore, type ConsentStore } from './consents';
import { contactStore, type ContactStore } from './contacts';
import { conversationStore, type Conversations } from './conversations';
import { dayConflictStore, type DayConflictStore } from './day-conflicts';
import { dltTemplateStore, type DltTemplateStore } from './dlt-templates';
import { funnelStore, type FunnelStore } from './funnel';
import { glitchStore, type GlitchStore } from './glitches';
import { handOverStore, type HandOverStore } from './hand-overs';
import { helpRequestStore, type HelpRequestStore } from './help-requests';
import { importStore, type ImportStore } from './imports';
import { limitStore, type LimitStore } from './limits';
import { messageStore, type MessageStore } from './messages';
import { partnerStore, type PartnerStore } from './partners';
import { personStore, type PersonStore } from './persons';
import { placeStore, type PlaceStore } from './places';
import { programmeStore, type ProgrammeStore } from './programme';
import { proposalStore, type ProposalStore } from './proposals';
import { reportStore, type ReportStore } from './reports';
import { ruleChangeStore, type RuleChangeStore } from './rule-changes';
import { secondLookStore, type SecondLookStore } from './second-looks';
import { sessionChangeStore, type SessionChangeStore } from './session-changes';
import { sessionPlanStore, type SessionPlanStore } from './session-plans';
import { settingStore, type SettingStore } from './settings';
import { signInTries, type SignInTries } from './sign-in-tries';
import { slotStore, type SlotStore } from './slots';
import { staffStore, type StaffStore } from './staff';
import { staffPhoneStore, type StaffPhoneStore } from './staff-phones';
import { talkStore, type TalkStore } from './talks';
import type { Vault } from './vault';
import { villageListStore, type VillageListStore } from './village-lists';
import { webSessionStore, type WebSessionStore } from './web-sessions';
import { webhookEventStore, type WebhookEventStore } from './webhook-events';
import { wishStore, type WishStore } from './wishes';

export interface Store {
  vault: Vault;
  conversations: Conversations;
  persons: PersonStore;
  appointments: AppointmentStore;
  atCentre: AtCentreStore;
  secondLooks: SecondLookStore;
  dayConflicts: DayConflictStore;
  slots: SlotStore;
  sessionChanges: SessionChangeStore;
  sessionPlans: SessionPlanStore;
  imports: ImportStore;
  places: PlaceStore;
  programme: ProgrammeStore;
  proposals: ProposalStore;
  wishes: WishStore;
  ruleChanges: RuleChangeStore;
  helpRequests: HelpRequestStore;
  contacts: ContactStore;
  consents: ConsentStore;
  accounts: AccountStore;
  codes: CodeStore;
  captchas: CaptchaStore;
  limits: LimitStore;
  dltTemplates: DltTemplateStore;
  messages: MessageStore;
  calls: CallStore;
  /** What the helpline and a person say to each other, past the flow. */
  talks: TalkStore;
  beats: BeatStore;
  settings: SettingStore;
  cases: CaseStore;
  handOvers: HandOverStore;
  certificates: CertificateStore;
  /** Where people stop. */
  funnel: FunnelStore;
  glitches: GlitchStore;
  staffPhones: StaffPhoneStore;
  reports: ReportStore;
  staff: StaffStore;
  signInTries: SignInTries;
  webSessions: WebSessionStore;
  apiSessions: ApiSessionStore;
  apiTransactions: ApiTransactionStore;
  audit: AuditStore;
  villageLists: VillageListStore;
  partners: PartnerStore;
  /** What partners are told. */
  webhookEvents: WebhookEventStore;
  apiCalls: ApiCallStore;
  apiUsage: ApiUsageStore;
  apiAnswers: ApiAnswerStore;
  /** Idempotent; unique indexes hold invariants, so nothing is served before they stand. */
  createIndexes: () => Promise<void>;
}

export function createStore(connection: Connection, vault: Vault): Store {
  const persons = personStore(connection, vault);
  const appointments = appointmentStore(connection);
  const secondLooks = secondLookStore(connection);
  const dayConflicts = dayConflictStore(connection, vault);
  const slots = slotStore(connection);
  const sessionChanges = sessionChangeStore(connection);
  const sessionPlans = sessionPlanStore(connection);
  const imports = importStore(connection);
  const places = placeStore(connection);
  const proposals = proposalStore(connection);
  const wishes = wishStore(connection);
  const beats = beatStore(connection);
  const cases = caseStore(connection, vault, beats);
  const accounts = accountStore(connection, vault);
  const codes = codeStore(connection, vault);
  const consents = consentStore(connection, vault);
  const conversations = conversationStore(connection, vault);
  const ruleChanges = ruleChangeStore(connection);
  const helpRequests = helpRequestStore(connection, vault, beats);
  const messages = messageStore(connection, vault);
  const funnel = funnelStore(connection);
  const glitches = glitchStore(connection, vault);
  const staffPhones = staffPhoneStore(connection, vault);
  const reports = reportStore(connection);
  const calls = callStore(connection, vault, conversations.load, beats);
  const talks = talkStore(connection, vault, beats);
  const tries = signInTries(connection, vault);
  const webSessions = webSessionStore(connection, vault);
  const apiSessions = apiSessionStore(connection, vault);
  const apiTransactions = apiTransactionStore(connection, vault);
  const audit = auditStore(connection, vault);
  const villageLists = villageListStore(connection, vault);
  const apiAnswers = apiAnswerStore(connection, vault);
  const webhookEvents = webhookEventStore(connection, vault);
  return {
    vault,
    conversations,
    persons,
    appointments,
    atCentre: atCentreStore(connection),
    secondLooks,
    dayConflicts,
    slots,
    sessionChanges,
    sessionPlans,
    imports,
    places,
    programme: programmeStore(connection),
    proposals,
    wishes,
    ruleChanges,
    helpRequests,
    contacts: contactStore(connection),
    consents,
    accounts,
    codes,
    captchas: captchaStore(connection, vault),
    limits: limitStore(connection, vault),
    dltTemplates: dltTemplateStore(connection),
    messages,
    calls,
    talks,
    beats,
    settings: settingStore(connection),
    cases,
    handOvers: handOverStore(connection),
    certificates: certificateStore(connection),
    funnel,
    glitches,
    staffPhones,
    reports,
    staff: staffStore(connection, vault),
    signInTries: tries,
    webSessions,
    apiSessions,
    apiTransactions,
    audit,
    villageLists,
    partners: partnerStore(connection, vault),
    webhookEvents,
    apiCalls: apiCallStore(connection, vault),
    apiUsage: apiUsageStore(connection),
    apiAnswers,
    createIndexes: async () => {
      const indexed = [
        conversations,
        persons,
        appointments,
        secondLooks,
        dayConflicts,
        cases,
        slots,
        sessionChanges,
        sessionPlans,
        imports,
        places,
        proposals,
        wishes,
        helpRequests,
        messages,
        calls,
        talks,
        accounts,
        codes,
        consents,
        ruleChanges,
        funnel,
        glitches,
        staffPhones,
        tries,
        webSessions,
        apiSessions,
        apiTransactions,
        audit,
        villageLists,
        apiAnswers,
        webhookEvents,
      ];
      for (const part of indexed) await part.createIndexes();
    },
  };
}
