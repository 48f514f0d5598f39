/** What is sent when, in a time that the test moves. */
import { GrammyError, HttpError } from 'grammy';
import { createSendQueue, MOST_PER_SECOND } from '../../../src/channels/telegram/send-queue';

const refused = (code: number, retryAfter?: number): GrammyError =>
  new GrammyError(
    'refused',
    {
      ok: false,
      error_code: code,
      description: 'to রহিমা বিবি',
      parameters: retryAfter === undefined ? {} : { retry_after: retryAfter },
    },
    'sendMessage',
    { text: 'রহিমা বিবি' },
  );
const broken = (): HttpError => new HttpError('failed', new Error('https://example.org/bot123:secret/sendMessage'));

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Fails in these ways first; `at` are the moments of its attempts. */
function sending(...failures: Error[]) {
  const at: number[] = [];
  const startedAt = performance.now();
  const send = (): Promise<void> => {
    at.push(Math.round(performance.now() - startedAt));
    const failure = failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve();
  };
  return { at, send };
}

async function outcomeOf(work: Promise<void>): Promise<unknown> {
  const outcome = work.then(
    () => 'taken',
    (error: unknown) => error,
  );
  await jest.advanceTimersByTimeAsync(600_000);
  return outcome;
}

test.each<[string, Error[], number[]]>([
  ['a broken connection', [broken()], [0, 500]],
  ['a fault of theirs', [refused(502), refused(500)], [0, 500, 1_500]],
  ['too many at once, as long as they ask', [refused(429, 7)], [0, 7_000]],
  ['too many at once, however often', [refused(429, 3), refused(429, 30), broken()], [0, 3_000, 33_000, 35_000]],
  ['too many at once, without a time', [refused(429)], [0, 500]],
])('after %s it is sent again', async (_, failures, moments) => {
  const { at, send } = sending(...failures);
  expect(await outcomeOf(createSendQueue().add(1, send))).toBe('taken');
  expect(at).toEqual(moments);
});

test.each<[string, Error[], number, boolean]>([
  ['blocked', [refused(403)], 1, false],
  ['a bad request', [refused(400)], 1, false],
  ['told to come back in an hour', [refused(429, 3600)], 1, true],
  ['never any answer', Array.from({ length: 20 }, broken), 6, true],
])('%s, it is given up', async (_, failures, attempts, retryable) => {
  const { at, send } = sending(...failures);
  const error = await outcomeOf(createSendQueue().add(1, send));
  expect(error).toMatchObject({ name: 'SendError', retryable });
  expect((error as Error).message).not.toMatch(/রহিমা|secret/);
  expect(error).not.toHaveProperty('cause');
  expect(at).toHaveLength(attempts);
});

test('what one person is told keeps its order, and nobody else waits for it', async () => {
  const queue = createSendQueue();
  const order: string[] = [];
  const first = sending(broken(), broken());
  const works = [
    queue.add(1, () => first.send().then(() => order.push('first'))),
    queue.add(1, () => Promise.resolve(order.push('second'))),
    queue.add(2, () => Promise.resolve(order.push('other'))),
  ];
  await jest.advanceTimersByTimeAsync(10_000);
  await Promise.all(works);
  expect(order).toEqual(['other', 'first', 'second']);
});

test('a message that is given up does not hold back the next', async () => {
  const queue = createSendQueue();
  const first = outcomeOf(queue.add(1, () => Promise.reject(refused(403))));
  const second = outcomeOf(queue.add(1, () => Promise.resolve()));
  expect(await first).toMatchObject({ retryable: false });
  expect(await second).toBe('taken');
});

test(`a thousand messages to a thousand people: never more than ${MOST_PER_SECOND} in any second, and all of them`, async () => {
  const queue = createSendQueue();
  const at: number[] = [];
  const failing = new Set([3, 40, 500]);
  for (let chat = 0; chat < 1000; chat++) {
    void queue.add(chat, () => {
      at.push(performance.now());
      return failing.delete(chat) ? Promise.reject(refused(429, 2)) : Promise.resolve();
    });
  }
  await jest.advanceTimersByTimeAsync(60_000);
  expect(at).toHaveLength(1003);
  const most = Math.max(...at.map((start) => at.filter((each) => each >= start && each < start + 1000).length));
  expect(most).toBe(MOST_PER_SECOND);
});

test('closing waits for what is under way, and gives back what would be tried again', async () => {
  const queue = createSendQueue();
  let arrive = (): void => undefined;
  const underWay = queue.add(1, () => new Promise<void>((resolve) => (arrive = resolve)));
  const waiting = queue.add(2, () => Promise.reject(broken())).catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(100);
  const closed = queue.close(60_000).then(() => 'closed');
  arrive();
  expect(await closed).toBe('closed');
  await underWay;
  expect(await waiting).toMatchObject({ retryable: true });
  await expect(queue.add(3, () => Promise.resolve())).rejects.toMatchObject({ retryable: true });
});
