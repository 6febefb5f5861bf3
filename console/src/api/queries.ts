import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';
import { sessionEnded } from './session-ended';

/** What will not be otherwise a moment later is not asked again; nor is anything where the browser knows that it has no connection. */
function worthAnotherTry(failures: number, error: unknown): boolean {
  if (failures >= 2 || !navigator.onLine) return false;
  return !(error instanceof Problem) || error.status === 0 || error.status >= 500;
}

/** Refusals of what the page would not have asked for, had it known: a role was taken away, a member removed, a project ended. */
const CHANGED = ['second-factor-required-here', 'role-too-low', 'organization-not-found', 'project-not-found'];

/** A session that has ended is signed in again over the page, so that what was typed stays. */
function notice(error: unknown): void {
  if (!(error instanceof Problem)) return;
  if (error.status === 401) sessionEnded.notice();
  // What the session opens has changed while the page was open: it is asked for again.
  if (CHANGED.includes(error.code)) void queries.invalidateQueries({ queryKey: ['session'] });
}

/**
 * Without a connection, a question fails at once and the page says why: it does not wait, unseen, until there is one. A change fails too:
 * it is not kept and made later by itself, when whoever ordered it has given it up.
 */
const networkMode = 'always';

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    queries: { retry: worthAnotherTry, staleTime: 5_000, networkMode, refetchOnReconnect: true },
    mutations: { networkMode },
  },
});
