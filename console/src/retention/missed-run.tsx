import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Note } from '../app/note';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { runsQuery } from './retention-data';

/** Says that a run did not happen, which nobody would miss by themselves. Nothing while they do. */
export function MissedRun({ organizationId }: { readonly organizationId: string }) {
  const t = useTexts();
  const { data } = useInfiniteQuery(runsQuery(organizationId));
  const since = data?.pages[0]?.missedSince ?? null;
  if (since === null) return null;
  return (
    <Note tone="error" title={t('runs.missed')}>
      <Text size="sm">{t('runs.missed.words')}</Text>
      <Text size="sm">
        {t('runs.missed.since')} <Moment iso={since} />
      </Text>
    </Note>
  );
}
