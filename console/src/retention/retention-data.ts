import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

type Json<Of> = Of extends { content: { 'application/json': infer Answer } } ? Answer : never;
type Settings = paths['/api/v1/projects/{projectId}/retention'];

/** What counts for a project, and what is about to. */
export type Retention = Json<Settings['get']['responses'][200]>;
export type TableWindow = Retention['tables'][number];
export type Pending = Retention['pending'][number];
/** A window as it was or will be. */
export type WindowWords = Pending['before'];
export type RetentionChanges = Json<Settings['patch']['requestBody']>;

type Previews = paths['/api/v1/projects/{id}/retention/preview']['post'];

/** What is asked of a preview: windows that are not said are those that count. */
export type Supposed = Json<NonNullable<Previews['requestBody']>>;
export type Preview = Json<Previews['responses'][200]>;
export type PreviewedCollection = Preview['collections'][number];

export type RunPage = Json<paths['/api/v1/retention/runs']['get']['responses'][200]>;
export type RunSummary = RunPage['results'][number];
export type RunDetail = Json<paths['/api/v1/retention/runs/{id}']['get']['responses'][200]>;
export type RunStep = RunDetail['steps'][number];

export const RETENTION = ['retention'] as const;
const RUNS = [...RETENTION, 'runs'] as const;
const AT_WORK = 3_000;
// A run that was ordered begins a moment later.
const ELSE = 5_000;
const RUNS_AT_ONCE = 10;

const of = (projectId: number) => ({ params: { path: { projectId } } });

export const retentionQuery = (projectId: number) =>
  queryOptions({
    queryKey: [...RETENTION, 'project', projectId],
    queryFn: () => must(api.GET('/api/v1/projects/{projectId}/retention', of(projectId))),
  });

export const changeRetention = (projectId: number, body: RetentionChanges): Promise<Retention> =>
  must(api.PATCH('/api/v1/projects/{projectId}/retention', { ...of(projectId), body }));

export const takeBack = (projectId: number, changeId: string): Promise<Retention> =>
  must(
    api.POST('/api/v1/projects/{projectId}/retention/changes/{changeId}/take-back', {
      params: { path: { projectId, changeId } },
    }),
  );

/** Counted when it is asked for, since that takes a while where much is held. */
export const previewQuery = (projectId: number, supposed: Supposed) =>
  queryOptions({
    queryKey: [...RETENTION, 'preview', projectId, supposed],
    queryFn: () =>
      must(
        api.POST('/api/v1/projects/{id}/retention/preview', { params: { path: { id: projectId } }, body: supposed }),
      ),
    staleTime: Infinity,
    gcTime: 0,
  });

/** Looked at again by itself, since workers carry a run on. */
export const runsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: [...RUNS, organizationId],
    queryFn: ({ pageParam }): Promise<RunPage> =>
      must(
        api.GET('/api/v1/retention/runs', {
          params: {
            query: { organizationId, limit: RUNS_AT_ONCE, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ results }) => results.some(isUnderWay)) === true ? AT_WORK : ELSE,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: [...RUNS, 'one', id],
    queryFn: () => must(api.GET('/api/v1/retention/runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => (data === undefined || data.finishedAt === null ? AT_WORK : false),
  });

export const runNow = () => must(api.POST('/api/v1/retention/runs'));

export function isUnderWay({ startedAt, finishedAt }: Pick<RunSummary, 'startedAt' | 'finishedAt'>): boolean {
  return startedAt !== null && finishedAt === null;
}
