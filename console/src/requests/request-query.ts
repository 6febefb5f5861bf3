import { queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

export type RequestDetail = paths['/api/v1/requests/{id}']['get']['responses']['200']['content']['application/json'];
export type Subject = RequestDetail['subjects'][number];

/** Everything about one request. Its key begins as those of lists do, so that what is decided about it makes them all look again. */
export function requestQuery(id: string) {
  return queryOptions({
    queryKey: ['requests', id] as const,
    queryFn: (): Promise<RequestDetail> => must(api.GET('/api/v1/requests/{id}', { params: { path: { id } } })),
  });
}
