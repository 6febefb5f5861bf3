import { ProviderAgain } from '../../account/provider-button';
import { SignInForm } from '../../account/sign-in-form';
import { useTexts } from '../../texts/texts';
import { useSession } from '../session';
import { EndedModal, useGoingOn } from './ended-modal';

export interface SignInAgainProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Where a session has ended, the form to begin another. */
export function SignInAgain({ opened, onClose }: SignInAgainProps) {
  const t = useTexts();
  const session = useSession();
  const signedIn = useGoingOn();
  return (
    <EndedModal opened={opened} onClose={onClose} words={t('app.signInAgain.words')}>
      <SignInForm email={session?.person.email ?? ''} onSignedIn={signedIn} />
      <ProviderAgain onSignedIn={signedIn} />
    </EndedModal>
  );
}
