import { Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ProviderAgain } from '../account/provider-button';
import { SignInForm } from '../account/sign-in-form';
import { sessionEnded } from '../api/session-ended';
import { useTexts } from '../texts/texts';
import { useSession } from './session';

/** Dialogs of pages stand at 200, and what is told in passing at 400. */
const ABOVE_OTHERS = 300;

/** Over the page, when its session has ended: what was typed below stays as it is. */
export function SignInAgain() {
  const t = useTexts();
  const session = useSession();
  const queries = useQueryClient();
  const [ended, setEnded] = useState(false);
  useEffect(() => sessionEnded.subscribe(setEnded), []);
  const signedIn = () => {
    sessionEnded.settled();
    void queries.invalidateQueries();
  };
  return (
    <Modal
      opened={ended}
      // Above a decision that is open: it cannot go on before.
      zIndex={ABOVE_OTHERS}
      onClose={() => setEnded(false)}
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
