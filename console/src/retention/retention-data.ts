import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask } from '../api/ask';
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

/** What is asked of a preview: windows that are not said are those that count. */
export type Supposed = Pick<RetentionChanges, 'eventMonths' | 'profileUnseenDays' | 'profileDaysAfterEnd'>;

export interface Preview {
  readonly at: string;
  readonly nextRunAt: string | null;
  readonly collections: readonly PreviewedCollection[];
}

export interface PreviewedCollection {
  readonly collection: string;
  readonly title: string;
  readonly rule: string;
  readonly before: string | null;
  readonly months: readonly {
    readonly month: string | null;
    readonly rows: number;
    readonly spared: number;
    readonly referredTo: number;
  }[];
  readonly rows: number;
  readonly spared: number;
  readonly referredTo: number;
}

export interface RunSummary {
  readonly id: string;
  readonly dueAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly result: 'done' | 'in-part' | null;
  readonly phase: string;
  readonly progress: { readonly phase: string; readonly done: number; readonly total: number } | null;
  readonly rows: number;
  readonly spared: number;
  readonly dropped: number;
  readonly orderedBy: string | null;
}

export interface RunPage {
  readonly results: readonly RunSummary[];
  readonly nextCursor: string | null;
  readonly nextRunAt: string | null;
  readonly missedSince: string | null;
}

export interface RunStep {
  readonly projectId: number;
  readonly collection: string;
  readonly title: string;
  readonly rule: string;
  readonly before: string | null;
  readonly found: number | null;
  readonly sparedHeld: number;
  readonly sparedRequested: number;
  readonly sparedOther: number;
  readonly dropped: readonly string[];
  readonly remaining: number | null;
  readonly countedAt: string | null;
  readonly hiddenAt: string | null;
  readonly erasedAt: string | null;
  readonly verifiedAt: string | null;
  readonly scrubbedAt: string | null;
  readonly trouble: { readonly code: string; readonly message: string } | null;
}

export interface RunDetail extends RunSummary {
  readonly steps: readonly RunStep[];
}

export const RETENTION = ['retention'] as const;
const RUNS = [...RETENTION, 'runs'] as const;
const AT_WORK = 3_000;
const ELSE = 30_000;

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
    queryFn: (): Promise<Preview> => ask('POST', `/api/v1/projects/${projectId}/retention/preview`, supposed),
    staleTime: Infinity,
    gcTime: 0,
  });

/** Looked at again by itself, since workers carry a run on. */
export const runsQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: [...RUNS, organizationId],
    queryFn: ({ pageParam }): Promise<RunPage> =>
      ask('GET', '/api/v1/retention/runs', undefined, {
        organizationId,
        limit: '10',
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ results }) => results.some(isUnderWay)) === true ? AT_WORK : ELSE,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: [...RUNS, 'one', id],
    queryFn: (): Promise<RunDetail> => ask('GET', `/api/v1/retention/runs/${id}`),
    refetchInterval: ({ state: { data } }) => (data === undefined || data.finishedAt === null ? AT_WORK : false),
  });

export const runNow = (): Promise<unknown> => ask('POST', '/api/v1/retention/runs');

export function isUnderWay({ startedAt, finishedAt }: Pick<RunSummary, 'startedAt' | 'finishedAt'>): boolean {
  return startedAt !== null && finishedAt === null;
}
