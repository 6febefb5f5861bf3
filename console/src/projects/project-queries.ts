import { queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

type Json<Of> = Of extends { content: { 'application/json': infer Answer } } ? Answer : never;

export type ProjectSettings = Json<paths['/api/v1/projects/{projectId}']['get']['responses'][200]>;
export type ApiSecret = Json<
  paths['/api/v1/projects/{projectId}/api-secret']['get']['responses'][200]
>['results'][number];
export type Suppression = Json<paths['/api/v1/projects/{projectId}/suppression']['get']['responses'][200]>;
export type DataMap = Json<paths['/api/v1/data-map']['get']['responses'][200]>;
export type Collection = DataMap['collections'][number];
export type Coverage = Json<paths['/api/v1/data-map/coverage']['post']['responses'][200]>;

/** What is asked anew after something of a project was changed. */
export const projectKey = (projectId: number) => ['project', projectId] as const;

const of = (projectId: number) => ({ params: { path: { projectId } } });

export const projectQuery = (projectId: number) =>
  queryOptions({
    queryKey: [...projectKey(projectId), 'settings'],
    queryFn: () => must(api.GET('/api/v1/projects/{projectId}', of(projectId))),
  });

export const apiSecretsQuery = (projectId: number) =>
  queryOptions({
    queryKey: [...projectKey(projectId), 'api-secret'],
    queryFn: async () => (await must(api.GET('/api/v1/projects/{projectId}/api-secret', of(projectId)))).results,
  });

export const suppressionQuery = (projectId: number) =>
  queryOptions({
    queryKey: [...projectKey(projectId), 'suppression'],
    queryFn: () => must(api.GET('/api/v1/projects/{projectId}/suppression', of(projectId))),
  });

export const placeDatabasesQuery = queryOptions({
  queryKey: ['place-databases'],
  queryFn: async () => (await must(api.GET('/api/v1/place-databases'))).results,
});

export const dataMapQuery = queryOptions({
  queryKey: ['data-map'],
  queryFn: () => must(api.GET('/api/v1/data-map')),
  staleTime: 60_000,
});
