import { Moment } from '../app/values';
import { Rich } from '../texts/texts';
import type { Retention } from './retention-data';

interface GraceWordsProps {
  /** Of the sentences that say from when on a shorter time counts. */
  readonly sentence: 'retention.change.about' | 'retention.shorten.words';
  readonly grace: Retention['grace'];
}

/** Such a sentence, where what is shortened waits and where it does not. */
export function GraceWords({ sentence, grace: { seconds, until } }: GraceWordsProps) {
  return <Rich id={sentence} values={{ waits: seconds > 0 ? 'yes' : 'no', from: <Moment iso={until} /> }} />;
}
