import type { UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';

/** Carries out once what is asked for twice at once: a second click comes before the page knows of the first. */
export function useOnce(mutation: Pick<UseMutationResult<unknown, Error, void>, 'mutate'>): () => void {
  const isUnderWay = useRef(false);
  return () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutation.mutate(undefined, {
      onSettled: () => {
        isUnderWay.current = false;
      },
    });
  };
}
