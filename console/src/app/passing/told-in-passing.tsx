import { useNotifications } from '@mantine/notifications';
import { useEffect, useState, type ComponentType } from 'react';

/** Whoever orders anything has done one of these before. */
const FIRST_TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;

/**
 * Shows what is told in passing. What shows it is no part of the first load, and is there before anything is ordered: it is fetched when the
 * page is first touched, since where the connection is lost later it could not be, and that is what there is to be told of.
 */
export function ToldInPassing() {
  const told = useNotifications().notifications.length;
  const [Shown, setShown] = useState<ComponentType | null>(null);
  const isMissing = Shown === null;
  useEffect(() => {
    if (!isMissing) return undefined;
    // Where it cannot be fetched the page itself shows what was done; it is tried again with the next notice.
    const fetchIt = () =>
      void import('./told').then(
        ({ Told }) => setShown(() => Told),
        () => undefined,
      );
    if (told > 0) fetchIt();
    const touched = new AbortController();
    const once = () => {
      touched.abort();
      fetchIt();
    };
    for (const touch of FIRST_TOUCHES) window.addEventListener(touch, once, { signal: touched.signal });
    return () => touched.abort();
  }, [told, isMissing]);
  return Shown === null ? null : <Shown />;
}
