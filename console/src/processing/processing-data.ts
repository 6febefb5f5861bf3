import { queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';
import { projectKey } from '../projects/project-queries';

type Json<Of> = Of extends { content: { 'application/json': infer Answer } } ? Answer : never;

type RecordPath = '/api/v1/projects/{projectId}/processing-record';

export type ProcessingRecord = Json<paths[RecordPath]['get']['responses'][200]>;
export type ProcessedCollection = ProcessingRecord['collections'][number];
export type SettingInForce = ProcessingRecord['settings'][number];

const of = (projectId: number) => ({ params: { path: { projectId } } });

/** Drawn up whenever it is opened. */
export const processingRecordQuery = (projectId: number) =>
  queryOptions({
    queryKey: [...projectKey(projectId), 'processing-record'],
    queryFn: () => must(api.GET('/api/v1/projects/{projectId}/processing-record', of(projectId))),
    staleTime: 0,
  });

/** The same as a file, byte for byte as the API gives it. */
export const processingRecordFile = (projectId: number) =>
  must(api.GET('/api/v1/projects/{projectId}/processing-record', { ...of(projectId), parseAs: 'blob' }));
