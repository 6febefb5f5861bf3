import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, must } from '../../api/client';
import type { paths } from '../../api/openapi';
import { mayAsk, useOrganization } from '../../app/session';

export type WaitingPage = paths['/api/v1/approvals']['get']['responses']['200']['content']['application/json'];
/** A deletion that waits for a second person. */
export type Waiting = WaitingPage['results'][number];

/** Somebody else may decide at any time. */
const EVERY = 60_000;

export function approvalsQuery(organizationId: string, cursor?: string) {
  return queryOptions({
    queryKey: ['approvals', organizationId, cursor ?? null],
    queryFn: () => must(api.GET('/api/v1/approvals', { params: { query: { organizationId, cursor } } })),
    refetchInterval: EVERY,
  });
}

/** How many deletions wait for whoever looks, of those that are due first. */
export function useWaitingForMe(): number {
  const organization = useOrganization();
  const { data } = useQuery({
    ...approvalsQuery(organization?.id ?? ''),
    enabled: mayAsk(organization),
    staleTime: EVERY,
  });
  return data?.results.filter(({ mayApprove }) => mayApprove).length ?? 0;
}
