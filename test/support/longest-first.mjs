import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/**
 * Specs of a minute and more, in the order of their time: begun last, one of them would go on alone while the other workers are done.
 * A machine that has run them before knows by itself what takes long.
 */
const LONGEST = [
  'ways-in-recordings.long.spec.ts',
  'every-page.story.ts',
  'nobody-undoes-what-may-have-been-done.long.spec.ts',
  'time-killed.long.spec.ts',
  'request-streams-end.long.spec.ts',
  'tour.long.spec.ts',
  'duties-sigkill.long.spec.ts',
];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const found = LONGEST.indexOf(basename(path));
      return found === -1 ? LONGEST.length : found;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
}
