import { createRequestIds, RETRY_WITHIN_MS, type IdentifyRequest } from '../../../src/channels/ussd/request-ids';
import { TestClock } from '../../support/world';

const RAHIMA = 'tel:+919830012345';
const SADHAN = 'tel:+919830012346';

let clock: TestClock;
let identify: IdentifyRequest;
beforeEach(() => {
  clock = new TestClock();
  restart();
});

/** From now on another process answers. */
function restart(transaction: 'session' | 'unknown' = 'unknown'): void {
  identify = createRequestIds({ now: () => clock.now(), transaction });
}

/** A request that is answered at once. */
function asked(transaction: string, text: string, address = RAHIMA): string {
  const { id, delivered } = identify(address, transaction, text);
  delivered();
  return id;
}

/** The id of the next request after a person has read the screen. */
function later(transaction: string, text: string, address = RAHIMA): string {
  clock.advance(RETRY_WITHIN_MS);
  return asked(transaction, text, address);
}

describe('where the transaction names the session', () => {
  beforeEach(() => {
    asked('s-1', '*567#');
  });

  test('the same words again at once are a retry', () => {
    const first = later('s-1', '1');
    clock.advance(RETRY_WITHIN_MS - 1);
    expect(asked('s-1', '1')).toBe(first);
  });

  test('the same words later are the next answer, as often as they come', () => {
    expect(new Set([later('s-1', '1'), later('s-1', '1'), later('s-1', '1')]).size).toBe(3);
  });

  test('a request whose answer has not left is retried, however late', () => {
    clock.advance(RETRY_WITHIN_MS);
    const { id } = identify(RAHIMA, 's-1', '1');
    expect(later('s-1', '1')).toBe(id);
  });

  test('a word that was said before is a new answer', () => {
    const ids = ['1', 'Rahima', '1', 'Rahima'].map((text) => later('s-1', text));
    expect(new Set(ids).size).toBe(4);
  });

  test('that is known of the first session, too', () => {
    restart('session');
    expect(later('s-1', '1')).not.toBe(later('s-1', '1'));
  });

  test.each(['session', 'unknown'] as const)('another process gives no id a second time (%s)', (transaction) => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      restart(transaction);
      ids.push(
        ...['1', 'Rahima Bibi 69', '1'].map((text) => later('s-1', text)).slice(transaction === 'session' ? 0 : 1),
      );
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a retry keeps its id though others have shown meanwhile what the transaction names', () => {
    restart();
    const { id } = identify(RAHIMA, 's-1', '*567#');
    later('s-2', '*567#', SADHAN);
    later('s-2', '1', SADHAN);
    expect(asked('s-1', '*567#')).toBe(id);
  });
});

describe('where the transaction names the request', () => {
  test('the same one again is a retry, however late', () => {
    asked('t-1', '*567#');
    const second = later('t-2', '1');
    clock.advance(60_000);
    expect(asked('t-2', '1')).toBe(second);
  });

  test('the same words under the next one are the next answer, however soon', () => {
    expect(asked('t-2', '1')).not.toBe(asked('t-3', '1'));
  });

  test('another process gives a retry the same id', () => {
    const first = asked('t-2', '1');
    restart();
    expect(asked('t-2', '1')).toBe(first);
  });

  test('also after each of them has been asked for more', () => {
    const texts = ['*567#', '1', 'Rahima', '1'];
    const askedAll = (): string[] => texts.map((text, n) => later(`t-${n}`, text));
    const first = askedAll();
    restart();
    expect(askedAll()).toEqual(first);
  });
});

test('two people who are given the same id do not take each other’s requests for retries', () => {
  asked('s-1', '*567#');
  asked('s-1', '*567#', SADHAN);
  const first = later('s-1', '1');
  later('s-1', '1', SADHAN);
  expect(later('s-1', '1')).not.toBe(first);
});

test('an id tells nothing of the words, and differs with them', () => {
  const id = asked('s-1', 'WKH1186253');
  expect(id).not.toContain('WKH');
  expect(asked('s-1', 'WKH1186254')).not.toBe(id);
});

describe('when more have come than are kept', () => {
  const others = (count: number): void => {
    for (let n = 0; n < count; n++) asked('t-1', '1', `tel:+9198${String(30_000_000 + n)}`);
  };

  // Where the transaction names the session, only what is remembered can be a retry.
  beforeEach(() => restart('session'));

  test('whoever has been silent longest is forgotten, and given no id a second time', () => {
    const first = asked('t-1', '1');
    others(10_000);
    expect(asked('t-1', '1')).not.toBe(first);
  });

  test('whoever has asked meanwhile is not', () => {
    asked('t-1', '*567#');
    others(9_999);
    const second = asked('t-1', '1');
    others(9_999);
    expect(asked('t-1', '1')).toBe(second);
  });
});
