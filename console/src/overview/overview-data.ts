import { queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';
import type { SweepScope } from '../app/sweeps';

type Of<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } };
}
  ? Answer
  : never;

export type Overview = Of<'/api/v1/organizations/{organizationId}/overview'>;
export type Metrics = Of<'/api/v1/organizations/{organizationId}/metrics'>;

const EVERY_MINUTE = 60_000;
const ofProject = ({ projectId }: SweepScope) => (projectId === undefined ? {} : { projectId });

export const overviewQuery = (scope: SweepScope) =>
  queryOptions({
    queryKey: ['overview', scope],
    queryFn: (): Promise<Overview> =>
      must(
        api.GET('/api/v1/organizations/{organizationId}/overview', {
          params: { path: { organizationId: scope.organizationId }, query: ofProject(scope) },
        }),
      ),
    refetchInterval: EVERY_MINUTE,
  });

/** @param year null: the one before this */
export const metricsQuery = (scope: SweepScope, year: number | null) =>
  queryOptions({
    queryKey: ['metrics', scope, year],
    queryFn: (): Promise<Metrics> =>
      must(
        api.GET('/api/v1/organizations/{organizationId}/metrics', {
          params: {
            path: { organizationId: scope.organizationId },
            query: { ...ofProject(scope), ...(year === null ? {} : { year }) },
          },
        }),
      ),
  });

/** Where the metrics are fetched as a file. */
export function metricsAddress(scope: SweepScope, year: number, ending: '' | '.csv'): string {
  const query = new URLSearchParams({ year: String(year) });
  if (scope.projectId !== undefined) query.set('projectId', String(scope.projectId));
  return `/api/v1/organizations/${scope.organizationId}/metrics${ending}?${query.toString()}`;
}
