import { Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ProviderAgain } from '../account/provider-button';
import { SignInForm } from '../account/sign-in-form';
import { sessionEnded } from '../api/session-ended';
import { useTexts } from '../texts/texts';
import { ABOVE_DIALOGS } from './failures/above-dialogs';
import { useSession } from './session';

export interface SignInAgainProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Over the page, when its session has ended: what was typed below stays as it is. */
export function SignInAgain({ opened, onClose }: SignInAgainProps) {
  const t = useTexts();
  const session = useSession();
  const queries = useQueryClient();
  const signedIn = () => {
    sessionEnded.settled();
    void queries.invalidateQueries();
  };
  return (
    <Modal
      opened={opened}
      // Above a decision that is open: it cannot go on before.
      zIndex={ABOVE_DIALOGS}
      onClose={onClose}
      title={t('app.signInAgain')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Text>{t('app.signInAgain.words')}</Text>
        <SignInForm email={session?.person.email ?? ''} onSignedIn={signedIn} />
        <ProviderAgain onSignedIn={signedIn} />
      </Stack>
    </Modal>
  );
}
