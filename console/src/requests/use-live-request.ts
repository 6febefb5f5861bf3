import { useDocumentVisibility, useNetwork } from '@mantine/hooks';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { Problem } from '../api/problem';
import { requestQuery, type RequestDetail } from './request-query';
import { isOpen } from './request-words';

/** How often one looks where nothing tells of changes: at what is open, and at what has ended or may not be seen. */
const [OFTEN, SELDOM] = [4_000, 30_000];
/** After a stream that was refused, and not only cut: a browser gives up then by itself. */
const STREAM_AGAIN = 15_000;
const LEAST_BETWEEN_LOOKS = 1_000;

export interface LiveRequest {
  readonly query: UseQueryResult<RequestDetail>;
  /** Whether the server tells of changes; else the page looks every few seconds. */
  readonly isLive: boolean;
}

/** A request as it stands, and goes on standing without reloading: by server-sent events, and by looking where they are cut or refused. */
export function useLiveRequest(id: string): LiveRequest {
  const queries = useQueryClient();
  const look = useMemo(
    () => onceAtATime(() => queries.invalidateQueries({ queryKey: requestQuery(id).queryKey })),
    [queries, id],
  );
  const isLive = useStream(id, look);
  const query = useQuery({
    ...requestQuery(id),
    refetchInterval: ({ state }) => (isLive ? false : intervalOf(state.data, state.error)),
  });
  return { query, isLive };
}

function intervalOf(data: RequestDetail | undefined, error: Error | null): number | false {
  // Whoever is no longer signed in is asked to, once.
  if (error instanceof Problem && error.status === 401) return false;
  if (error instanceof Problem && (error.status === 403 || error.status === 404)) return SELDOM;
  return data === undefined || isOpen(data) ? OFTEN : SELDOM;
}

/** Whether the stream of a request tells of its changes; none is held for a page that nobody sees, since browsers have few to give. */
function useStream(id: string, changed: () => void): boolean {
  const [isLive, setIsLive] = useState(false);
  const isSeen = useDocumentVisibility() === 'visible';
  // A stream that was cut with the connection is not told so for minutes.
  const { online } = useNetwork();
  useEffect(() => {
    if (!isSeen || !online) return;
    let source: EventSource | null = null;
    let timer: number | undefined;
    const open = () => {
      const stream = new EventSource(`/api/v1/requests/${encodeURIComponent(id)}/events`);
      source = stream;
      // The first one comes at once, unless something in between keeps the stream back.
      stream.addEventListener('changed', () => {
        setIsLive(true);
        changed();
      });
      // After a cut in which nothing was missed.
      stream.addEventListener('unchanged', () => setIsLive(true));
      stream.addEventListener('error', () => {
        setIsLive(false);
        if (stream.readyState === EventSource.CLOSED) timer = window.setTimeout(open, STREAM_AGAIN);
      });
    };
    open();
    return () => {
      source?.close();
      window.clearTimeout(timer);
      setIsLive(false);
    };
  }, [id, isSeen, online, changed]);
  return isLive;
}

/** One look at a time, a second apart: what changed during a look is looked at after it, however slow the connection is. */
function onceAtATime(look: () => Promise<unknown>): () => void {
  let [isLooking, wantsAnother] = [false, false];
  const run = async (): Promise<void> => {
    isLooking = true;
    do {
      wantsAnother = false;
      await look().catch(() => undefined);
      await new Promise((resolve) => window.setTimeout(resolve, LEAST_BETWEEN_LOOKS));
    } while (wantsAnother);
    isLooking = false;
  };
  return () => {
    if (isLooking) wantsAnother = true;
    else void run();
  };
}
