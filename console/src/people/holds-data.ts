import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

export type HoldPage = paths['/api/v1/holds']['get']['responses']['200']['content']['application/json'];
export type Hold = HoldPage['results'][number];
export type Placing = paths['/api/v1/holds']['post']['requestBody']['content']['application/json'];

export const HOLDS = ['holds'] as const;

/** Holds of a project, newest first, page after page. */
export const holdsQuery = (projectId: number, active: boolean) =>
  infiniteQueryOptions({
    queryKey: [...HOLDS, projectId, active],
    queryFn: ({ pageParam }): Promise<HoldPage> =>
      must(
        api.GET('/api/v1/holds', {
          params: {
            query: {
              projectId,
              active: active ? 'true' : 'false',
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
