import { useQueryClient } from '@tanstack/react-query';
import { api, must } from '../api/client';
import { useMutation, type Mutation } from '../api/mutation';
import { Problem } from '../api/problem';
import { useLeave } from '../app/leave';
import { sessionQuery } from '../app/session';

/** Signs out, and leads to the door. Where the session could not be ended, one stays signed in and is told so. */
export function useSignOut(): Mutation {
  const leave = useLeave();
  return useMutation({ mutationFn: endSession, onSuccess: leave });
}

/** Signs out and stays on the page, for links that are another account's. */
export function useSignOutHere(): Mutation {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: endSession,
    onSuccess: () => void queries.setQueryData(sessionQuery.queryKey, null),
  });
}

/** @throws Problem where the session goes on: its cookie lives, and whoever comes next to this browser would have it */
async function endSession(): Promise<void> {
  try {
    await must(api.DELETE('/api/v1/session'));
  } catch (error) {
    // It was over before.
    if (!(error instanceof Problem) || error.status !== 401) throw error;
  }
}
