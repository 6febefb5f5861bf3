import { Anchor, Button, Group } from '@mantine/core';
import { useEffect, useState, type ComponentType } from 'react';
import { sessionEnded } from '../../api/session-ended';
import { useTexts } from '../../texts/texts';
import { EndedModal, useGoingOn } from './ended-modal';
import type { SignInAgainProps } from './sign-in-again';

/** At most so long until the dialog is fetched on a page that is never idle, in milliseconds. */
const AT_THE_LATEST = 10_000;
const WITHOUT_IDLE_CALLBACKS = 2_000;

/**
 * Has whoever worked here sign in again when the session has ended. The dialog is fetched as soon as the page has nothing else to do, and
 * not when it is needed: by then a new version of Habeas may have taken its file away.
 */
export function EndedSession() {
  const [ended, setEnded] = useState<boolean | null>(null);
  const [Dialog, setDialog] = useState<ComponentType<SignInAgainProps> | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  useEffect(() => sessionEnded.subscribe(setEnded), []);
  useEffect(() => {
    if (Dialog !== null) return;
    const fetchDialog = () => {
      void import('./sign-in-again').then(
        ({ SignInAgain }) => setDialog(() => SignInAgain),
        () => setIsMissing(true),
      );
    };
    if (ended !== true) return whenIdle(fetchDialog);
    fetchDialog();
  }, [ended, Dialog]);
  if (ended === null) return null;
  const close = () => setEnded(false);
  if (Dialog !== null) return <Dialog opened={ended} onClose={close} />;
  return isMissing ? <SignInElsewhere opened={ended} /> : null;
}

/** Where the dialog cannot be fetched any more: one signs in beside the page, which keeps what was typed. */
function SignInElsewhere({ opened }: { readonly opened: boolean }) {
  const t = useTexts();
  const goOn = useGoingOn();
  return (
    <EndedModal opened={opened} onClose={goOn} words={t('app.signInAgain.elsewhere')}>
      <Group justify="space-between">
        <Anchor href="#/sign-in" target="_blank" rel="noopener">
          {t('app.signInAgain.newTab')}
        </Anchor>
        <Button onClick={goOn}>{t('app.signInAgain.done')}</Button>
      </Group>
    </EndedModal>
  );
}

/** Safari has no `requestIdleCallback`. */
function whenIdle(act: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(act, WITHOUT_IDLE_CALLBACKS);
    return () => clearTimeout(timer);
  }
  const handle = window.requestIdleCallback(act, { timeout: AT_THE_LATEST });
  return () => window.cancelIdleCallback(handle);
}
