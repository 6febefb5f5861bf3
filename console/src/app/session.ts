import { queryOptions, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
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

/** The organization that was chosen in this tab; null: none was. */
export function useChosenOrganization(): string | null {
  return useQuery(organizationQuery).data ?? null;
}

/** The organization one works in, as the session has it now, of those one belongs to: the one chosen in this tab, else the first. Null: none. */
export function useOrganizationNow(): Organization | null {
  const session = useSession();
  const chosen = useChosenOrganization();
  const organizations = session?.organizations ?? [];
  return organizations.find(({ id }) => id === chosen) ?? organizations[0] ?? null;
}

/** What whoever works on a page had when it was opened and has no more: that they are owner, a role that may ask, or that they belong to it. */
export type Lost = 'owner' | 'role' | 'membership';

/** For whom a page was opened, and what they have lost since. */
export interface Standing {
  readonly organization: Organization | null;
  readonly lost: Lost | null;
  /** Goes on with what they may do now; what was typed is gone then, where they may not send it. */
  readonly goOn: () => void;
}

/** Given by `KeptStanding`, around a page. */
export const StandingHere = createContext<Standing | null>(null);

/** The organization one works in. On a page it stays as it was when the page was opened where less is left of it since. */
export function useOrganization(): Organization | null {
  const now = useOrganizationNow();
  const here = use(StandingHere);
  return here === null ? now : here.organization;
}

/** Whether what was typed can still be sent by whoever typed it. */
export function useMaySend(needs: 'admin' | 'owner' = 'admin'): boolean {
  const lost = use(StandingHere)?.lost ?? null;
  return lost === null || (lost === 'owner' && needs === 'admin');
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
