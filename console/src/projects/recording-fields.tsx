import { NumberInput, SimpleGrid } from '@mantine/core';
import { Section } from '../app/section';
import { useTexts } from '../texts/texts';
import type { FieldsProps } from './settings-fields';

/** Whether sessions are recorded, and how long a recording is kept. */
export function RecordingFields({ draft, errors, set }: FieldsProps) {
  const t = useTexts();
  return (
    <Section title={t('projects.recordings')} about={t('projects.recordings.about')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label={t('projects.recordSessions')}
          description={t('projects.recordSessions.about')}
          min={0}
          max={100}
          suffix=" %"
          value={draft.recordPercent}
          onChange={(value) => set({ recordPercent: String(value) })}
          error={errors['recordSessions']}
        />
        <NumberInput
          label={t('projects.replayDays')}
          description={t('projects.replayDays.about')}
          min={1}
          max={366}
          allowDecimal={false}
          value={draft.replayDays}
          onChange={(value) => set({ replayDays: String(value) })}
          error={errors['replayRetentionDays']}
        />
      </SimpleGrid>
    </Section>
  );
}
