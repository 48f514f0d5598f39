/** `/desk/queue`: takes requests for a person, one operator each; talks with the person, and hands them back to the flow. */
import { openQuestion } from '../conversation/open-question';
import { localeFor } from '../conversation/reach';
import type { Conversation } from '../conversation/ports';
import type { ListedRequest } from '../store/help-requests';
import { audit, type Done } from '../web/audit';
import type { Answered, Route, Visit } from '../web/route';
import { QueuePage, QueuePart, requestPath, type Queue, type Waiting } from './queue';
import { RequestPage, SayPart, TalkPart, type Refused } from './request';
import { hourAgreed, MOST_WORDS, takerOf, type DeskDeps } from './shared';

const MOST_SHOWN = 200;
const LIST = '/desk/queue';

export function queueRoutes(deps: DeskDeps): Route[] {
  const deed = (path: string, run: Deed): Route => ({
    ...{ method: 'post', path: `${LIST}/:id/${path}`, right: 'relay' },
    run: (visit) => onMine(deps, visit, run),
  });
  return [
    { method: 'get', path: LIST, right: 'relay', run: (visit) => list(deps, visit) },
    { method: 'get', path: `${LIST}/:id`, right: 'relay', run: (visit) => show(deps, visit) },
    { method: 'get', path: `${LIST}/:id/talk`, right: 'relay', run: (visit) => talk(deps, visit) },
    { method: 'post', path: `${LIST}/:id/take`, right: 'relay', run: (visit) => take(deps, visit) },
    deed('take-over', takeOver),
    deed('say', say),
    deed('hand-back', handBack),
    deed('call-at', callAt),
    deed('give-back', giveBack),
    deed('done', done),
  ];
}

type Deed = (deps: DeskDeps, visit: Visit, request: ListedRequest) => Promise<Answered>;

const gone = ({ t }: Visit): Answered => ({ to: LIST, notice: t('queue:gone') });

/** What only who has the request may do. */
async function onMine(deps: DeskDeps, visit: Visit, run: Deed): Promise<Answered> {
  const request = await deps.store.helpRequests.get(visit.params['id'] ?? '');
  if (!request) return gone(visit);
  if (request.taken?.by.staff === visit.staff._id) return run(deps, visit, request);
  return { to: requestPath(request.id), notice: visit.t('queue:notYours') };
}

async function list({ store }: DeskDeps, visit: Visit): Promise<Answered> {
  const [open, taken] = await Promise.all([
    store.helpRequests.openOnes(MOST_SHOWN),
    store.helpRequests.takenOnes(MOST_SHOWN),
  ]);
  const queue: Queue = { open: await withChannels(store, open), taken: await withChannels(store, taken) };
  if (visit.isPart) return { part: <QueuePart visit={visit} {...queue} /> };
  return { page: <QueuePage visit={visit} {...queue} />, title: visit.t('queue:list.title') };
}

const withChannels = (store: DeskDeps['store'], all: readonly ListedRequest[]): Promise<Waiting[]> =>
  Promise.all(all.map(async (each) => withChannel(each, await store.conversations.load(each.contact))));

const withChannel = (request: ListedRequest, conversation: Conversation | null): Waiting => ({
  ...request,
  channel: conversation?.channel ?? null,
});

async function show(deps: DeskDeps, visit: Visit, refused?: Refused): Promise<Answered> {
  const { store, render } = deps;
  const request = await store.helpRequests.get(visit.params['id'] ?? '');
  if (!request) return gone(visit);
  const { contact, topic } = request;
  const isMine = request.taken?.by.staff === visit.staff._id;
  const showsNumber = isMine && visit.query['number'] === 'show';
  if (isMine) await audit(visit, { action: 'talk.looked', about: `contact:${contact}`, why: 'request' });
  if (showsNumber) await audit(visit, { action: 'number.looked', about: `contact:${contact}`, why: 'call' });
  const conversation = await store.conversations.load(contact);
  const question = conversation && openQuestion(render, conversation, visit.language);
  const seen = {
    ...{ visit, conversation, showsNumber, request: withChannel(request, conversation) },
    lines: isMine ? await store.talks.of(contact) : [],
    asked: question ? render([question], visit.language).text : null,
    inLatin: isInLatin(conversation),
  };
  return { page: <RequestPage {...seen} {...(refused ? { refused } : {})} />, title: visit.t(`queue:topic.${topic}`) };
}

const isInLatin = (conversation: Conversation | null): boolean =>
  conversation !== null && localeFor(conversation).endsWith('Latn');

async function talk({ store }: DeskDeps, visit: Visit): Promise<Answered> {
  const request = await store.helpRequests.get(visit.params['id'] ?? '');
  if (request?.taken?.by.staff !== visit.staff._id) return { missing: true };
  return { part: <TalkPart visit={visit} lines={await store.talks.of(request.contact)} /> };
}

async function take({ store }: DeskDeps, visit: Visit): Promise<Answered> {
  const { t, now } = visit;
  const id = visit.params['id'] ?? '';
  const taken = await store.helpRequests.take(id, takerOf(visit), now);
  if (!taken) {
    const by = (await store.helpRequests.get(id))?.taken?.by;
    if (by?.staff === visit.staff._id) return { to: requestPath(id) };
    return by ? { to: LIST, notice: t('queue:takenBy', { name: by.name }) } : gone(visit);
  }
  await audit(visit, { action: 'request.taken', about: `contact:${taken.contact}`, detail: { topic: taken.topic } });
  return { to: requestPath(id) };
}

const holdingOf = (visit: Visit, { contact }: ListedRequest) => ({ contact, ...takerOf(visit), now: visit.now });

async function takeOver(deps: DeskDeps, visit: Visit, request: ListedRequest): Promise<Answered> {
  const problem = await holding(deps, visit, request);
  return { to: requestPath(request.id), ...(problem ? { notice: problem } : {}) };
}

/** Whoever writes has the conversation, and has it again where it fell back while they typed. Answers what is in the way. */
async function holding({ hold }: DeskDeps, visit: Visit, request: ListedRequest): Promise<string | undefined> {
  const outcome = await hold.takeOver(holdingOf(visit, request));
  if (outcome.status === 'others') return visit.t('queue:talk.others', { name: outcome.name });
  if (outcome.status === 'unknown') return visit.t('queue:talk.none');
  if (outcome.status === 'held') await audit(visit, { action: 'talk.takenOver', about: `contact:${request.contact}` });
  return undefined;
}

async function say(deps: DeskDeps, visit: Visit, request: ListedRequest): Promise<Answered> {
  const { t, once: key } = visit;
  const { id, contact } = request;
  const words = wordsOf(visit);
  const problem = problemOf(visit, words) ?? (await holding(deps, visit, request));
  const isSaid = !problem && (await deps.hold.say({ ...holdingOf(visit, request), words, key }));
  if (isSaid) await audit(visit, { action: 'talk.said', about: `contact:${contact}`, detail: { words } });
  const error = isSaid ? undefined : (problem ?? t('queue:talk.over'));
  if (!visit.isPart) return error ? show(deps, visit, { form: 'say', words, error }) : { to: requestPath(id) };
  const inLatin = isInLatin(await deps.store.conversations.load(contact));
  return { part: <SayPart {...{ visit, id, inLatin }} goesOn {...(error ? { words, error } : {})} /> };
}

const wordsOf = ({ form }: Visit): string => (form['words'] ?? '').trim();

function problemOf({ t }: Visit, words: string): string | undefined {
  if (words === '') return t('queue:say.empty');
  return words.length > MOST_WORDS ? t('queue:say.tooLong', { most: MOST_WORDS }) : undefined;
}

/** The talk is over, and with it the request. */
async function handBack(deps: DeskDeps, visit: Visit, request: ListedRequest): Promise<Answered> {
  const { t, once: key, now, staff } = visit;
  const { hold, store } = deps;
  const words = wordsOf(visit);
  const problem = problemOf(visit, words) ?? (await holding(deps, visit, request));
  const isBack = !problem && (await hold.handBack({ ...holdingOf(visit, request), words, key }));
  if (!isBack) return show(deps, visit, { form: 'back', words, error: problem ?? t('queue:talk.over') });
  await audit(visit, { action: 'talk.handedBack', about: `contact:${request.contact}`, detail: { words } });
  await store.helpRequests.done(request.id, staff._id, now);
  return { to: LIST, notice: t('queue:back.done') };
}

async function callAt(deps: DeskDeps, visit: Visit, request: ListedRequest): Promise<Answered> {
  const agreed = await hourAgreed(deps.store, visit);
  if ('error' in agreed) return show(deps, visit, { form: 'call', ...agreed });
  await leave(deps, visit, request);
  const isAgreed = await deps.store.helpRequests.callAt(request.id, visit.staff._id, agreed.at);
  return over(
    visit,
    isAgreed,
    { ...about(request, 'request.callAgreed'), detail: agreed },
    visit.t('queue:call.agreed'),
  );
}

async function giveBack(deps: DeskDeps, visit: Visit, request: ListedRequest): Promise<Answered> {
  await leave(deps, visit, request);
  const isBack = await deps.store.helpRequests.giveBack(request.id, visit.staff._id);
  return over(visit, isBack, about(request, 'request.givenBack'), visit.t('queue:end.givenBack'));
}

async function done(deps: DeskDeps, visit: Visit, request: ListedRequest): Promise<Answered> {
  await leave(deps, visit, request);
  const isDone = await deps.store.helpRequests.done(request.id, visit.staff._id, visit.now);
  return over(visit, isDone, about(request, 'request.done'), visit.t('queue:end.isDone'));
}

const about = ({ contact }: ListedRequest, action: string) => ({ action, about: `contact:${contact}` });

/** @param isOver `false`: it was given back meanwhile, and may be somebody else's */
async function over(visit: Visit, isOver: boolean, deed: Done, notice: string): Promise<Answered> {
  if (!isOver) return { to: LIST, notice: visit.t('queue:notYours') };
  await audit(visit, deed);
  return { to: LIST, notice };
}

/** Nobody is left with a conversation that nobody reads. */
const leave = ({ hold }: DeskDeps, visit: Visit, request: ListedRequest): Promise<boolean> =>
  hold.leave(holdingOf(visit, request));
