import {
  hashKey,
  useMutation as useEachMutation,
  type UseMutationOptions,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/** What a page knows of a change that it orders. */
export type Mutation<Data = unknown, Variables = void> = Omit<UseMutationResult<Data, Error, Variables>, 'mutateAsync'>;

/**
 * `useMutation` of TanStack, for every change that a page orders: what is asked for twice at once is done once. A second click comes
 * before the page has drawn that the first is under way, so that `isPending` would come too late. Something else, such as the same of
 * another row, may go on beside it.
 */
export function useMutation<Data = unknown, Variables = void>(
  options: UseMutationOptions<Data, Error, Variables>,
): Mutation<Data, Variables> {
  const underWay = useRef(new Set<string>());
  const mutation = useEachMutation<Data, Error, Variables>({
    ...options,
    onSettled: async (data, error, variables, ...rest) => {
      try {
        await options.onSettled?.(data, error, variables, ...rest);
      } finally {
        underWay.current.delete(hashKey([variables]));
      }
    },
  });
  const { mutate } = mutation;
  const mutateOnce = useCallback<typeof mutate>(
    (...given) => {
      const name = hashKey([given[0]]);
      if (underWay.current.has(name)) return;
      underWay.current.add(name);
      mutate(...given);
    },
    [mutate],
  );
  return { ...mutation, mutate: mutateOnce };
}
