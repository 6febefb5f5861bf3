import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

export type ChoicePage = paths['/api/v1/opt-outs']['get']['responses']['200']['content']['application/json'];
export type Choice = ChoicePage['results'][number];
export type Made =
  paths['/api/v1/opt-outs']['post']['responses']['200']['content']['application/json']['results'][number];
export type Told =
  paths['/api/v1/suppressions/check']['post']['responses']['200']['content']['application/json']['results'][number];
export type Filters = Omit<
  NonNullable<paths['/api/v1/opt-outs']['get']['parameters']['query']>,
  'projectId' | 'cursor' | 'limit'
>;

type DefaultPeriods =
  paths['/api/v1/opt-outs/default-periods']['get']['responses']['200']['content']['application/json'];
export type DefaultPeriod = DefaultPeriods['results'][number];

/** The most that one call of the API may hold. */
export const MOST_IDS = 2000;

export const CHOICES = ['choices'] as const;

/** When everybody was opted out by default, newest first. */
export const defaultPeriodsQuery = (projectId: number) =>
  queryOptions({
    queryKey: [...CHOICES, projectId, 'default-periods'],
    queryFn: (): Promise<DefaultPeriods> =>
      must(api.GET('/api/v1/opt-outs/default-periods', { params: { query: { projectId } } })),
  });

/** Opt-outs or opt-ins of a project, newest first, page after page. */
export const choicesQuery = (projectId: number, filters: Filters) =>
  infiniteQueryOptions({
    queryKey: [...CHOICES, projectId, filters],
    queryFn: ({ pageParam }): Promise<ChoicePage> =>
      must(
        api.GET('/api/v1/opt-outs', {
          params: { query: { projectId, ...filters, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
