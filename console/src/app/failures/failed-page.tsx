import { Button, Stack, Text } from '@mantine/core';
import { Door } from '../../account/door';
import { Problem } from '../../api/problem';
import type { MessageId } from '../../texts/en/index';
import { useTexts } from '../../texts/texts';
import { Failure, Page } from '../page';
import { useLoadAgain } from './load-again';
import { MissingPart } from './missing-part';

interface FailedProps {
  readonly error: unknown;
}

/** In the place of a page that cannot be shown; what stands around it stays. */
export function FailedPage({ error }: FailedProps) {
  const t = useTexts();
  return (
    <Page title={t('app.broken')}>
      <WhatFailed error={error} />
    </Page>
  );
}

/** The same where nothing stands around it: before anybody signed in, or where it is not known who did. */
export function FailedDoor({ error }: FailedProps) {
  const t = useTexts();
  return (
    <Door title={t('app.broken')}>
      <WhatFailed error={error} />
    </Door>
  );
}

function WhatFailed({ error }: FailedProps) {
  const t = useTexts();
  const { isAsking, isCut, loadAgain } = useLoadAgain();
  const isAnswer = error instanceof Problem && error.status !== 0;
  return (
    <Stack align="flex-start">
      {isAnswer && <Failure error={error} />}
      <Text role="alert">{t(isCut ? 'app.broken.offline' : wordsFor(error))}</Text>
      <Button variant="default" loading={isAsking} onClick={loadAgain}>
        {t('app.again')}
      </Button>
    </Stack>
  );
}

function wordsFor(error: unknown): MessageId {
  if (error instanceof Problem) return error.status === 0 ? 'app.broken.offline' : 'app.broken.answer';
  return error instanceof MissingPart ? 'app.broken.part' : 'app.broken.itself';
}
