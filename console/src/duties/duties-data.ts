import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

type List = paths['/api/v1/duties']['get'];
type DutyPage = List['responses']['200']['content']['application/json'];
export type Duty = DutyPage['results'][number];
export type DutyFilters = Pick<NonNullable<List['parameters']['query']>, 'state' | 'kind' | 'due'>;

export const DUTIES = ['duties'] as const;

/** What a project owes, and owed, the newest first, page after page. */
export const dutiesQuery = (projectId: number, filters: DutyFilters) =>
  infiniteQueryOptions({
    queryKey: [...DUTIES, projectId, filters],
    queryFn: ({ pageParam }): Promise<DutyPage> =>
      must(
        api.GET('/api/v1/duties', {
          params: { query: { projectId, ...filters, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** What a deletion left to be done. */
export const dutiesOfRequestQuery = (requestId: string) =>
  queryOptions({
    queryKey: [...DUTIES, 'of-request', requestId],
    queryFn: () => must(api.GET('/api/v1/duties', { params: { query: { requestId } } })),
  });

export const carryOut = (id: string, reason: string) =>
  must(api.POST('/api/v1/duties/{id}/carry-out', { params: { path: { id } }, body: { reason } }));

export const giveUp = (id: string, reason: string, basis: string) =>
  must(api.POST('/api/v1/duties/{id}/give-up', { params: { path: { id } }, body: { reason, basis } }));
