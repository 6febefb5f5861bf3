import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { asProblem } from '../../api/problem';
import { Failure } from '../../app/page';
import type { MessageId } from '../../texts/en/index';
import { useTexts } from '../../texts/texts';

type Deciding = UseMutationResult<unknown, Error, void>;

/** Carries a decision out, says that it was, and has every page look at the request again, whether it was or somebody came before. */
export function useDecision(decide: () => Promise<unknown>, said: MessageId, onDone: () => void): Deciding {
  const t = useTexts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onSuccess: () => {
      notifications.show({ message: t(said) });
      onDone();
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['requests'] }),
  });
}

interface DecisionModalProps {
  readonly title: string;
  readonly deciding: Deciding;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What cannot be undone is asked for in red, and its words say so too. */
  readonly isFinal?: boolean;
  readonly canDecide?: boolean;
  /** The refusal stands beside a field already. */
  readonly isTold?: boolean;
}

/** Says what will happen before it does. A refusal stays here with what was typed, while the page behind shows what has become of it. */
export function DecisionModal(props: DecisionModalProps) {
  const { title, deciding, onClose, children, isFinal = false, canDecide = true, isTold = false } = props;
  const t = useTexts();
  const { error, isPending } = deciding;
  const status = error === null ? null : asProblem(error).status;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) deciding.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit}>
        <Stack>
          {children}
          {error !== null && !isTold && <Failure error={error} />}
          {(status === 405 || status === 409) && <Text size="sm">{t('decisions.act.stale')}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" color={isFinal ? 'red' : undefined} loading={isPending} disabled={!canDecide}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
