import { type NotedTrouble, type RequestRow, troublesOf, waitAfter } from '../../request-model/index.js';
import type { RequestSummary } from '../dto/requests.dto.js';

const MOST_NAMED = 10;

/**
 * What a person should see to.
 * @param freed ordinals of subjects that were left alone for a hold which is over
 */
export function attentionOf(
  row: Pick<RequestRow, 'attentionSince' | 'troubles'>,
  freed: readonly number[],
): RequestSummary['attention'] {
  const troubles = row.attentionSince === null ? [] : toBeSeenTo(troublesOf(row));
  const told = troubles.map(({ collection, code, message }) => ({ collection, code, message }));
  if (freed.length === 0) return told;
  return [...told, { collection: null, code: 'hold-ended', message: sentence(freed) }];
}

/** What a store is merely waited for stands there only where nothing else does: then it has lasted too long. */
function toBeSeenTo(troubles: readonly NotedTrouble[]): readonly NotedTrouble[] {
  const others = troubles.filter(({ code }) => waitAfter(code) !== code);
  return others.length > 0 ? others : troubles;
}

/** Counts people from 1, as pages and folders do. */
function sentence(freed: readonly number[]): string {
  const more = freed.length > MOST_NAMED ? ' and others' : '';
  const numbers = freed.slice(0, MOST_NAMED).map((ordinal) => ordinal + 1);
  const which = `${freed.length === 1 ? 'subject' : 'subjects'} ${numbers.join(', ')}${more}`;
  return `The hold on ${which} of this deletion has ended, and they were not erased: open a new deletion for them.`;
}
