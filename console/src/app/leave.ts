import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sessionQuery } from './session';

/** To the door, with nothing left of what was fetched: the session is over. */
export function useLeave(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null);
    void navigate({ to: '/sign-in' });
  };
}
