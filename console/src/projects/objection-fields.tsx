import { NativeSelect, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { Section } from '../app/section';
import { useTexts } from '../texts/texts';
import type { ProjectDraft } from './project-draft';
import type { FieldsProps } from './settings-fields';

/** Who may be collected, and who takes back what was chosen. */
export function ObjectionFields({ draft, errors, set }: FieldsProps) {
  const t = useTexts();
  return (
    <Section title={t('projects.objection')} about={t('projects.objection.about')}>
      <Switch
        label={t('projects.optedOut')}
        description={t('projects.optedOut.about')}
        checked={draft.optedOutByDefault}
        onChange={(event) => set({ optedOutByDefault: event.currentTarget.checked })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('projects.gpc')}
          description={t('projects.gpc.about')}
          data={(['off', 'drop', 'no-links'] as const).map((value) => ({ value, label: t(`projects.gpc.${value}`) }))}
          value={draft.globalPrivacyControl}
          onChange={(event) =>
            set({ globalPrivacyControl: event.currentTarget.value as ProjectDraft['globalPrivacyControl'] })
          }
        />
        <NativeSelect
          label={t('projects.publicOptIn')}
          description={t('projects.publicOptIn.about')}
          data={(['devices', 'lifts-opt-outs'] as const).map((value) => ({
            value,
            label: t(`projects.publicOptIn.${value}`),
          }))}
          value={draft.publicOptIn}
          onChange={(event) => set({ publicOptIn: event.currentTarget.value as ProjectDraft['publicOptIn'] })}
        />
        <TextInput
          label={t('projects.optInEvent')}
          description={t('projects.optInEvent.about')}
          maxLength={255}
          value={draft.optInEvent}
          onChange={(event) => set({ optInEvent: event.currentTarget.value })}
          error={errors['optInEvent']}
        />
      </SimpleGrid>
    </Section>
  );
}
