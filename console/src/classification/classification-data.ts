import { queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';
import { projectKey } from '../projects/project-queries';

type Json<Of> = Of extends { content: { 'application/json': infer Answer } } ? Answer : never;

type ClassificationPath = '/api/v1/projects/{projectId}/classification';

export type Classification = Json<paths[ClassificationPath]['get']['responses'][200]>;
export type PropertyClass = Classification['rules'][number]['class'];
export type Suggestion = Json<paths[`${ClassificationPath}/suggestions`]['post']['responses'][200]>['results'][number];
export type View = Json<paths['/api/v1/projects/{projectId}/views']['get']['responses'][200]>;
export interface ClassChange {
  readonly name: string;
  readonly class: PropertyClass | null;
}

export const PROPERTY_CLASSES: readonly PropertyClass[] = ['ordinary', 'sensitive', 'withheld'];

const of = (projectId: number) => ({ params: { path: { projectId } } });

export const classificationQuery = (projectId: number) =>
  queryOptions({
    queryKey: [...projectKey(projectId), 'classification'],
    queryFn: () => must(api.GET('/api/v1/projects/{projectId}/classification', of(projectId))),
  });

export const viewQuery = (projectId: number) =>
  queryOptions({
    queryKey: [...projectKey(projectId), 'view'],
    queryFn: () => must(api.GET('/api/v1/projects/{projectId}/views', of(projectId))),
  });

export const changeClasses = (projectId: number, changes: ClassChange[]) =>
  must(api.PATCH('/api/v1/projects/{projectId}/classification', { ...of(projectId), body: { changes } }));

export const findSuggestions = (projectId: number) =>
  must(api.POST('/api/v1/projects/{projectId}/classification/suggestions', of(projectId)));
