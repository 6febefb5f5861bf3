import { useIntl } from 'react-intl';
import { useTexts } from '../texts/texts';
import type { Retention } from './retention-data';

/** Sentences that say from when on a shorter time counts. */
type Sentence = 'retention.change.about' | 'retention.shorten.words';

/** Such a sentence, where what is shortened waits and where it does not. */
export function useGraceWords(sentence: Sentence, { grace }: Retention): string {
  const t = useTexts();
  const intl = useIntl();
  const from = intl.formatDate(grace.until, { dateStyle: 'medium', timeStyle: 'short' });
  return t(sentence, { waits: grace.seconds > 0 ? 'yes' : 'no', from });
}
