import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { sessionQuery } from '../app/session';

/** Signs out and stays on the page, for links that are another account's. */
export function useSignOutHere(): () => void {
  const queries = useQueryClient();
  return () => {
    void api.DELETE('/api/v1/session').finally(() => queries.setQueryData(sessionQuery.queryKey, null));
  };
}
