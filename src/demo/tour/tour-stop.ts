import type { Detail, Preview } from './tour-answers.js';
import type { Checks } from './tour-checks.js';
import type { TourClient } from './tour-client.js';
import type { TourPeople } from './tour-people.js';
import type { Bar, Screen } from './tour-screen.js';
import type { Rows, TourShop } from './tour-shop.postgres.js';

/** What every stop of the tour works with. */
export interface Tour {
  readonly client: TourClient;
  readonly screen: Screen;
  readonly checks: Checks;
  readonly people: TourPeople;
  readonly shop: TourShop;
  /** A folder that goes away with the tour. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

/** One reason for which a deletion leaves something, looked at before and after. */
export interface Watch {
  foresee(preview: Preview): void;
  end(detail: Detail): Promise<void>;
}

/** A line of the last table. */
export interface Finding {
  readonly request: string;
  readonly subjects: number;
  readonly found: string;
  readonly erased: string;
  readonly verified: string;
  readonly untouched: string;
}

/** Shows on a bar where a request stands. */
export function showDetail(bar: Bar): (detail: Detail) => void {
  return ({ status, waitingFor, progress }) => {
    const phase = waitingFor ? `${status}, waits for: ${waitingFor}` : status;
    bar.show(progress ? { ...progress, phase: `${status}: ${progress.phase}` } : { phase, done: 0, total: 0 });
  };
}

/** Rows over all collections and subjects. */
export function rowsOf(detail: Detail): number {
  return detail.subjects.reduce(
    (sum, subject) => sum + subject.tallies.reduce((rows, tally) => rows + tally.rows, 0),
    0,
  );
}

export function whole(count: number): string {
  return count.toLocaleString('en');
}

export function countOf(rows: Rows): number {
  return Object.values(rows).reduce((sum, each) => sum + each.length, 0);
}

/** What an answer says of the subject that was asked for by this id. */
export function subjectOf<Subject extends { readonly distinctId: string | null }>(
  { subjects }: { readonly subjects: readonly Subject[] },
  distinctId: string,
): Subject {
  const found = subjects.find((subject) => subject.distinctId === distinctId);
  if (!found) throw new Error('the server tells nothing of a subject that was asked for');
  return found;
}
