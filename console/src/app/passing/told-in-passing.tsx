import { useNotifications } from '@mantine/notifications';
import { useEffect, useState, type ComponentType } from 'react';

/** Shows what is told in passing. What shows it is fetched with the first of them: many visits tell none. */
export function ToldInPassing() {
  const isAny = useNotifications().notifications.length > 0;
  const [Shown, setShown] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (!isAny || Shown !== null) return;
    // Where it cannot be fetched the page itself shows what was done.
    void import('./told').then(
      ({ Told }) => setShown(() => Told),
      () => undefined,
    );
  }, [isAny, Shown]);
  return Shown === null ? null : <Shown />;
}
