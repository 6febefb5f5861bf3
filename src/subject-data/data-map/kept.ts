import { type CalendarDay, isoPeriod, outlivedBefore, overEverywhere, periodEnd } from '../../compliance/index.js';
import type { Collection, CollectionWindow, KeptUntil, Policy } from './collection.js';

const isReckoned = (until: KeptUntil | string | null): until is KeptUntil =>
  until !== null && typeof until === 'object';

/** Until when the policy keeps rows, where that can be reckoned; null where it keeps none, or says it in words. */
export function keptUntil(policy: Policy): KeptUntil | null {
  return policy.kind === 'keep' && isReckoned(policy.until) ? policy.until : null;
}

/** Whether a deletion ever takes rows of the collection themselves, if only once they are kept no longer. */
export function everErases({ policy }: Pick<Collection, 'policy'>): boolean {
  return policy.kind === 'erase' || keptUntil(policy) !== null;
}

/** The collection as the policy treats it in the end: what is kept for a time is erased afterwards, and so must its table allow. */
export function inTheEnd(collection: Collection): Collection {
  return keptUntil(collection.policy) === null ? collection : released(collection);
}

/** The collection as one whose rows are all erased, whatever keeps them. */
export function released(collection: Collection): Collection {
  return { ...collection, policy: { kind: 'erase', rows: true } };
}

/**
 * Of a kept collection what is kept no longer at a moment, as a collection that is erased: reading, erasing and proving ask for the
 * same rows by it. Null where nothing can be kept no longer yet.
 */
export function endedPart(collection: Collection, moment: Date): Collection | null {
  const until = keptUntil(collection.policy);
  if (until === null) return null;
  if ('date' in until) return moment >= overEverywhere(until.date) ? released(collection) : null;
  const { column, plus, ...zoned } = until;
  const day = outlivedBefore(moment, plus, zoned.zone ?? 'UTC');
  return { ...released(collection), endedBefore: { column, ...zoned, day } };
}

/**
 * When rows that a policy keeps are to be erased, of which the earliest bears this day; null where nobody can tell.
 * @param earliest null where none bears a day
 */
export function keepEnds(policy: Policy, earliest: CalendarDay | null): Date | null {
  const until = keptUntil(policy);
  if (until === null) return null;
  if ('date' in until) return overEverywhere(until.date);
  return earliest === null ? null : periodEnd(earliest, until.plus, until.zone ?? 'UTC');
}

/** How long a window is, in ISO 8601. */
export function windowText({ after }: Pick<CollectionWindow, 'after'>): string {
  return isoPeriod(after);
}

/** The columns that time takes from rows of a company's table which stay. */
export function windowColumnsOf({ window }: Collection): readonly string[] {
  return window?.does?.kind === 'anonymize' ? window.does.columns : [];
}

/** Until when a policy keeps, as it stands in answers and records: a sentence, `2031-12-31`, or `invoiced_at + P10Y`. */
export function untilText(policy: Policy): string | null {
  if (policy.kind !== 'keep') return null;
  const { until } = policy;
  if (until === null || typeof until === 'string') return until;
  return 'date' in until ? until.date : `${until.column} + ${isoPeriod(until.plus)}`;
}
