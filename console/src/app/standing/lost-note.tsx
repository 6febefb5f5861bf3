import { Button, Stack, Text } from '@mantine/core';
import { use } from 'react';
import { useTexts } from '../../texts/texts';
import { Note } from '../note';
import { StandingHere } from '../session';

/** Says on a page what whoever opened it may do no more, and that what they typed is still there. */
export function LostNote() {
  const t = useTexts();
  const standing = use(StandingHere);
  if (standing === null || standing.lost === null) return null;
  const { lost, organization, goOn } = standing;
  return (
    <Note tone="error" title={t('app.lost')}>
      <Stack gap="xs" align="flex-start">
        <Text>{t(`app.lost.${lost}`, { organization: organization?.name ?? '' })}</Text>
        <Button size="xs" variant="default" onClick={goOn}>
          {t('app.lost.goOn')}
        </Button>
      </Stack>
    </Note>
  );
}
