import { useMemo } from 'react';
import { useKnownTexts } from './texts';

/** A collection in words: those of Habeas in the reader's language, a table of the company by its title, else by its name. */
export function useCollectionTitle(): (name: string, title?: string) => string {
  const known = useKnownTexts();
  return useMemo(
    () =>
      (name, title = name) =>
        known(`collections.${name}`) ?? title,
    [known],
  );
}
