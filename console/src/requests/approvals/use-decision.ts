import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MessageId } from '../../texts/en/index';
import { useTexts } from '../../texts/texts';

/** Takes a decision; lists are fetched anew whether it was taken or refused. */
export function useDecision<Given>(decide: (given: Given) => Promise<unknown>, done: MessageId, onDone: () => void) {
  const t = useTexts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onSuccess: () => {
      notifications.show({ message: t(done), color: 'green', closeButtonProps: { 'aria-label': t('app.close') } });
      onDone();
    },
    onSettled: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['approvals'] }),
        queries.invalidateQueries({ queryKey: ['requests'] }),
      ]);
    },
  });
}
