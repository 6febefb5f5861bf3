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

/** Each of the last thirty days, the oldest first, those too on which nothing came. */
export function byDay(counts: readonly Count[], now: number): readonly DayOfRecords[] {
  const days = Array.from({ length: DAYS }, (_, before) =>
    new Date(now - (DAYS - 1 - before) * DAY).toISOString().slice(0, 10),
  );
  const sum = (day: string, outcome: Count['outcome']) =>
    counts.filter((each) => each.day === day && each.outcome === outcome).reduce((all, { count }) => all + count, 0);
  return days.map((day) => ({
    day,
    taken: sum(day, 'taken'),
    refused: sum(day, 'refused'),
    dropped: sum(day, 'dropped'),
  }));
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
