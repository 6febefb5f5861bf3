import { Anchor, Checkbox, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Section } from '../app/section';
import { useTexts } from '../texts/texts';
import { SENSITIVE_KINDS, type SensitiveKind } from './project-draft';
import { placeDatabasesQuery } from './project-queries';
import type { FieldsProps } from './settings-fields';

/** What of the records that a project is sent is kept. */
export function DataFields({ draft, errors, set }: FieldsProps) {
  const t = useTexts();
  return (
    <Section title={t('projects.data')} about={t('projects.data.about')}>
      <Switch
        label={t('projects.places')}
        description={t('projects.places.about')}
        checked={draft.lookUpPlaces}
        onChange={(event) => set({ lookUpPlaces: event.currentTarget.checked })}
      />
      <PlaceDatabases />
      <Textarea
        label={t('projects.blocked')}
        description={t('projects.blocked.about')}
        placeholder="utm_*"
        autosize
        minRows={3}
        maxRows={12}
        value={draft.blockedProperties}
        onChange={(event) => set({ blockedProperties: event.currentTarget.value })}
        error={errors['blockedProperties']}
      />
      <Checkbox.Group
        label={t('projects.dropped')}
        description={t('projects.dropped.about')}
        value={[...draft.droppedValues]}
        onChange={(kinds) => set({ droppedValues: SENSITIVE_KINDS.filter((kind) => kinds.includes(kind)) })}
      >
        <Stack gap={6} pt="xs">
          {SENSITIVE_KINDS.map((kind: SensitiveKind) => (
            <Checkbox key={kind} value={kind} label={t(`projects.dropped.${kind}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Switch
        label={t('projects.hashIds')}
        description={t('projects.hashIds.about')}
        checked={draft.hashIds}
        onChange={(event) => set({ hashIds: event.currentTarget.checked })}
      />
    </Section>
  );
}

/** How old the databases are, and the line that goes with their places. */
function PlaceDatabases() {
  const t = useTexts();
  const { data = [] } = useQuery(placeDatabasesQuery);
  return data.map(({ name, builtAt, credit }) => (
    <Text key={name} size="sm">
      {t('projects.places.from', { name, day: builtAt.slice(0, 10) })}
      {credit !== null && (
        <>
          {' '}
          <Anchor size="sm" href={credit.url} target="_blank" rel="noreferrer">
            {credit.text}
          </Anchor>
        </>
      )}
    </Text>
  ));
}
