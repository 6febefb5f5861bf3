import type { Detail } from './tour-answers.js';
import type { Checks } from './tour-checks.js';
import type { TourClient } from './tour-client.js';
import type { TourPeople } from './tour-people.js';
import type { Bar, Screen } from './tour-screen.js';

/** What every stop of the tour works with. */
export interface Tour {
  readonly client: TourClient;
  readonly screen: Screen;
  readonly checks: Checks;
  readonly people: TourPeople;
  readonly signal: AbortSignal;
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
