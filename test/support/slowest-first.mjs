/** The golden conversations take as long as a third of everything else: begun last, one worker would wait for the other. */
import Sequencer from '@jest/test-sequencer';

const isSlow = ({ path }) => path.includes('/transcripts/');

export default class SlowestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
  }
}
