import { queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

export type Incoming =
  paths['/api/v1/projects/{projectId}/incoming']['get']['responses']['200']['content']['application/json'];
type Count = Incoming['days'][number];

const DAY = 86_400_000;
const DAYS = 30;

export const incomingQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['incoming', projectId],
    queryFn: () => must(api.GET('/api/v1/projects/{projectId}/incoming', { params: { path: { projectId } } })),
  });

export interface DayOfRecords {
  /** `2026-11-29`, in UTC. */
  readonly day: string;
  readonly taken: number;
  readonly refused: number;
  readonly dropped: number;
}

/** The last thirty days, the oldest first. */
function lastDays(now: number): readonly string[] {
  return Array.from({ length: DAYS }, (_, before) =>
    new Date(now - (DAYS - 1 - before) * DAY).toISOString().slice(0, 10),
  );
}

/** Each of the last thirty days, the oldest first, those too on which nothing came. */
export function byDay(counts: readonly Count[], now: number): readonly DayOfRecords[] {
  const sum = (day: string, outcome: Count['outcome']) =>
    counts.filter((each) => each.day === day && each.outcome === outcome).reduce((all, { count }) => all + count, 0);
  return lastDays(now).map((day) => ({
    day,
    taken: sum(day, 'taken'),
    refused: sum(day, 'refused'),
    dropped: sum(day, 'dropped'),
  }));
}

export const LEFT = ['suppressed', 'notKept', 'unbelieved'] as const satisfies readonly (keyof Incoming)[];
export type Left = Record<(typeof LEFT)[number], number> & { readonly day: string };

/** What was not kept on each of the last thirty days, the oldest first; none where nothing was left out on any. */
export function leftByDay(incoming: Pick<Incoming, (typeof LEFT)[number]>, now: number): readonly Left[] {
  const sum = (of: (typeof LEFT)[number], on: string) =>
    incoming[of]
      .flatMap(({ days }) => days)
      .filter(({ day }) => day === on)
      .reduce((all, { count }) => all + count, 0);
  const rows = lastDays(now).map((day) => ({
    day,
    suppressed: sum('suppressed', day),
    notKept: sum('notKept', day),
    unbelieved: sum('unbelieved', day),
  }));
  return rows.some((row) => LEFT.some((name) => row[name] > 0)) ? rows : [];
}

/** What came of all days by door, outcome and reason, the most first. */
export function byReason(counts: readonly Count[]): readonly Omit<Count, 'day'>[] {
  const sums = new Map<string, Omit<Count, 'day'>>();
  for (const { door, outcome, reason, count } of counts) {
    const key = JSON.stringify([door, outcome, reason]);
    sums.set(key, { door, outcome, reason, count: count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()].sort((one, other) => other.count - one.count);
}
