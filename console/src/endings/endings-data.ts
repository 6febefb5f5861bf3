import { queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

type Endings =
  paths['/api/v1/organizations/{organizationId}/project-endings']['get']['responses']['200']['content']['application/json'];
/** A project that was deleted, or emptied. */
export type Ending = Endings['results'][number];
export type EndingKind = Ending['kind'];

export const ENDINGS = ['endings'] as const;
const AT_WORK = 3_000;
const AT_WORK_STATES: readonly Ending['state'][] = ['setting-aside', 'restoring', 'going'];

export const endingsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...ENDINGS, organizationId],
    queryFn: () =>
      must(api.GET('/api/v1/organizations/{organizationId}/project-endings', { params: { path: { organizationId } } })),
    // Workers carry it on.
    refetchInterval: ({ state: { data } }) =>
      data?.results.some(({ state }) => AT_WORK_STATES.includes(state)) === true ? AT_WORK : false,
  });

/** @param name of the project, as the owner typed it */
export function endProject(projectId: number, kind: EndingKind, name: string): Promise<Ending> {
  const order = { params: { path: { projectId } }, body: { name } };
  return kind === 'deleted'
    ? must(api.DELETE('/api/v1/projects/{projectId}', order))
    : must(api.POST('/api/v1/projects/{projectId}/reset', order));
}

export const restoreProject = (id: string): Promise<Ending> =>
  must(api.POST('/api/v1/project-endings/{id}/restore', { params: { path: { id } } }));
