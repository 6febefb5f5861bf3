import { Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sessionEnded } from '../../api/session-ended';
import { useTexts } from '../../texts/texts';

/** Above a decision that is open, which cannot go on before: dialogs of pages stand at 200, and what is told in passing at 400. */
const ABOVE_DIALOGS = 300;

interface EndedModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** What is said of the session that ended. */
  readonly words: string;
  /** How one signs in. */
  readonly children: ReactNode;
}

/** Over the page, when its session has ended: what was typed below stays as it is. */
export function EndedModal({ opened, onClose, words, children }: EndedModalProps) {
  const t = useTexts();
  return (
    <Modal
      opened={opened}
      zIndex={ABOVE_DIALOGS}
      onClose={onClose}
      title={t('app.signInAgain')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Text>{words}</Text>
        {children}
      </Stack>
    </Modal>
  );
}

/** Goes on with the page once one has signed in: what was refused is asked for anew, and who has not is told so again. */
export function useGoingOn(): () => void {
  const queries = useQueryClient();
  return () => {
    sessionEnded.settled();
    void queries.invalidateQueries();
  };
}
