import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, must } from '../../api/client';
import { isOpen, type RequestPage, type Wait } from '../request-words';
import { queryOf, type Filters } from './filters';

/** While something on the page is being worked on, and while all that is open waits for something that takes hours or days. */
const AT_WORK = 5_000;
const WAITING = 60_000;

/** What ends with an hour, a day or somebody's doing. */
const LONG_WAITS: readonly (Wait | null)[] = ['grace', 'approval', 'export', 'hold', 'sweep', 'action'];

/** Milliseconds after which the page is fetched anew; false: nothing on it will change by itself. */
export function paceOf(page: RequestPage | undefined): number | false {
  const open = (page?.results ?? []).filter(isOpen);
  if (open.length === 0) return false;
  return open.some(({ waitingFor }) => !LONG_WAITS.includes(waitingFor)) ? AT_WORK : WAITING;
}

export function listQuery(filters: Filters, organizationId: string) {
  const query = queryOf(filters, organizationId);
  return queryOptions({
    queryKey: ['requests', 'list', query],
    queryFn: () => must(api.GET('/api/v1/requests', { params: { query } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => paceOf(state.data),
  });
}
