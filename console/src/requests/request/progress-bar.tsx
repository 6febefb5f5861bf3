import { Group, Progress, Stack, Text } from '@mantine/core';
import { useTexts, type Tell } from '../../texts/texts';
import type { RequestDetail } from '../request-query';

/** How far the work under way has come, in units a person can picture; nothing where none is. */
export function ProgressBar({ progress }: { readonly progress: NonNullable<RequestDetail['progress']> }) {
  const t = useTexts();
  const { phase, done, total } = progress;
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{phaseOf(t, phase)}</Text>
        <Text size="sm">{t('request.progress.of', { done, total })}</Text>
      </Group>
      <Progress
        value={total === 0 ? 0 : Math.round((100 * done) / total)}
        aria-label={t('request.progress')}
        size="lg"
        transitionDuration={200}
      />
    </Stack>
  );
}

function phaseOf(t: Tell, phase: string): string {
  if (phase === 'writing') return t('request.progress.writing');
  if (phase === 'reading back') return t('request.progress.readingBack');
  if (phase.startsWith('sweeping')) return t('request.progress.sweeping');
  return phase === 'done' ? t('request.progress.done') : phase;
}
