import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useMutation, type Mutation } from '../api/mutation';
import { asProblem } from '../api/problem';
import { useFocusBack } from './focus-back';
import type { MessageId } from '../texts/en/index';
import { useTexts } from '../texts/texts';
import { earlierOf, Refused } from './earlier-decision';
import { SendButton } from '../app/standing/send-button';

/** Carries a decision out, says that it was, and has every page look at the request again, whether it was or somebody came before. */
export function useDecision(decide: () => Promise<unknown>, said: MessageId, onDone: () => void): Mutation {
  const t = useTexts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onSuccess: () => {
      notifications.show({ message: t(said), closeButtonProps: { 'aria-label': t('app.close') } });
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

interface DecisionModalProps {
  readonly title: string;
  readonly deciding: Mutation;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What cannot be undone is asked for in red, and its words say so too. */
  readonly isFinal?: boolean;
  /** Asked before it is sent: whether anything is missing, which is then told at its field. */
  readonly isMissing?: () => boolean;
  /** The refusal stands beside a field already. */
  readonly isTold?: boolean;
}

/** Says what will happen before it does. A refusal stays here with what was typed, while the page behind shows what has become of it. */
export function DecisionModal(props: DecisionModalProps) {
  const { title, deciding, onClose, children, isFinal = false, isMissing, isTold = false } = props;
  const t = useTexts();
  const { error, isPending } = deciding;
  useFocusBack();
  const status = error === null ? null : asProblem(error).status;
  const tooLate = earlierOf(error) !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isMissing?.() !== true) deciding.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit}>
        <Stack>
          {children}
          {error !== null && !isTold && <Refused error={error} />}
          {(status === 405 || status === 409) && <Text size="sm">{t('decisions.act.stale')}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(tooLate ? 'app.close' : 'app.cancel')}
            </Button>
            {!tooLate && (
              <SendButton color={isFinal ? 'red' : undefined} loading={isPending}>
                {title}
              </SendButton>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
