import { queryOptions, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { components, paths } from '../api/openapi';
import { Problem } from '../api/problem';
import { sessionEnded } from '../api/session-ended';

export type Session = paths['/api/v1/session']['get']['responses']['200']['content']['application/json'];
export type Organization = Session['organizations'][number];
export type Project = Organization['projects'][number];
export type Components = components;

const KEPT = 'habeas.organization';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ client, queryKey }): Promise<Session | null> => {
    try {
      return await must(api.GET('/api/v1/session'));
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      // Whoever was signed in signs in again over the page: a page that went away would take what was typed with it.
      const known = client.getQueryData<Session | null>(queryKey) ?? null;
      if (known !== null) sessionEnded.notice();
      return known;
    }
  },
  staleTime: 60_000,
});

/** Who is signed in; null: nobody. */
export function useSession(): Session | null {
  return useSuspenseQuery(sessionQuery).data;
}

const organizationQuery = queryOptions({
  queryKey: ['organization-chosen'],
  queryFn: () => sessionStorage.getItem(KEPT),
  staleTime: Infinity,
});

/** The organization one works in, of those one belongs to: the one chosen in this tab, else the first. Null: none. */
export function useOrganization(): Organization | null {
  const session = useSession();
  const { data: chosen } = useQuery(organizationQuery);
  const organizations = session?.organizations ?? [];
  return organizations.find(({ id }) => id === chosen) ?? organizations[0] ?? null;
}

export function useChooseOrganization(): (id: string) => void {
  const queries = useQueryClient();
  return (id) => {
    sessionStorage.setItem(KEPT, id);
    queries.setQueryData(organizationQuery.queryKey, id);
  };
}

/** Whether one may open requests and see what is held: owners and admins may. */
export function mayAsk(organization: Organization | null): boolean {
  return organization !== null && organization.role !== 'member';
}
