import { queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

export type Sweeps = paths['/api/v1/sweeps']['get']['responses']['200']['content']['application/json'];

/** Whose deletions are meant: an organization's, or one of its projects'. */
export interface SweepScope {
  readonly organizationId: string;
  readonly projectId?: number;
}

const WHILE_SOMETHING_IS_DUE = 2_000;
const ELSE = 15_000;

/** What waits for the next sweep; looked at again by itself, since workers carry it on. */
export const sweepsQuery = (scope: SweepScope) =>
  queryOptions({
    queryKey: ['sweeps', scope],
    queryFn: (): Promise<Sweeps> => must(api.GET('/api/v1/sweeps', { params: { query: scope } })),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && (data.underway || data.due.deletions > 0) ? WHILE_SOMETHING_IS_DUE : ELSE,
  });
