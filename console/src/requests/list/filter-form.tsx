import { Checkbox, Chip, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { Project } from '../../app/session';
import { ownZone } from '../../app/zone';
import { useTexts } from '../../texts/texts';
import { STATUSES, type Status } from '../request-words';
import { DEADLINES, KINDS, REGIMES, WAITS, type Filters } from './filters';

interface FilterFormProps {
  readonly filters: Filters;
  readonly projects: readonly Project[];
  readonly onChange: (filters: Filters) => void;
}

/** What of the list is shown; each choice is shown at once. */
export function FilterForm({ filters, projects, onChange }: FilterFormProps) {
  const t = useTexts();
  const set = (changed: Filters) => onChange({ ...filters, ...changed, cursor: undefined });
  const given = <Word extends string>(words: readonly Word[], value: string) => words.find((word) => word === value);
  const choices = <Word extends string>(words: readonly Word[], label: (word: Word) => string) => [
    { value: '', label: t('requestList.any') },
    ...words.map((word) => ({ value: word, label: label(word) })),
  ];
  return (
    <Stack role="search" aria-label={t('requestList.filters')} className="no-print">
      <States value={filters.status ?? []} onChange={(status) => set({ status })} />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
        {projects.length > 1 && (
          <NativeSelect
            label={t('app.project')}
            data={choices(
              projects.map(({ id }) => String(id)),
              (id) => projects.find((project) => String(project.id) === id)?.name ?? id,
            )}
            value={String(filters.projectId ?? '')}
            onChange={({ currentTarget: { value } }) => set({ projectId: value === '' ? undefined : Number(value) })}
          />
        )}
        <NativeSelect
          label={t('requestList.kind')}
          data={choices(KINDS, (kind) => t(`requestWords.kind.${kind}`))}
          value={filters.kind ?? ''}
          onChange={({ currentTarget: { value } }) => set({ kind: given(KINDS, value) })}
        />
        <NativeSelect
          label={t('requestList.regime')}
          data={choices(REGIMES, (regime) => t(`requestWords.regime.${regime}`))}
          value={filters.regime ?? ''}
          onChange={({ currentTarget: { value } }) => set({ regime: given(REGIMES, value) })}
        />
        <NativeSelect
          label={t('requestList.waitingFor')}
          data={choices(WAITS, (wait) => t(`requestWords.wait.${wait}`))}
          value={filters.waitingFor ?? ''}
          onChange={({ currentTarget: { value } }) => set({ waitingFor: given(WAITS, value) })}
        />
        <NativeSelect
          label={t('requestList.deadline')}
          data={choices(DEADLINES, (risk) => t(`requestWords.risk.${risk}`))}
          value={filters.deadline ?? ''}
          onChange={({ currentTarget: { value } }) => set({ deadline: given(DEADLINES, value) })}
        />
        <Day label={t('requestList.dueFrom')} value={filters.dueFrom} onChange={(dueFrom) => set({ dueFrom })} />
        <Day label={t('requestList.dueUntil')} value={filters.dueUntil} onChange={(dueUntil) => set({ dueUntil })} />
        <NativeSelect
          label={t('requestList.sort')}
          data={[
            { value: '', label: t('requestList.sort.opened') },
            { value: 'due', label: t('requestList.sort.due') },
          ]}
          value={filters.sort ?? ''}
          onChange={({ currentTarget: { value } }) => set({ sort: value === 'due' ? value : undefined })}
        />
      </SimpleGrid>
      <Checkbox
        label={t('requestList.attention')}
        checked={filters.attention === true}
        onChange={({ currentTarget }) => set({ attention: currentTarget.checked ? true : undefined })}
      />
    </Stack>
  );
}

function States(props: { readonly value: readonly Status[]; readonly onChange: (status?: readonly Status[]) => void }) {
  const t = useTexts();
  const label = useId();
  const change = (chosen: string[]) => {
    const states = STATUSES.filter((status) => chosen.includes(status));
    props.onChange(states.length === 0 ? undefined : states);
  };
  return (
    <Stack gap={4} role="group" aria-labelledby={label}>
      <Text id={label} size="sm" fw={500}>
        {t('requestList.states')}
      </Text>
      <Chip.Group multiple value={[...props.value]} onChange={change}>
        <Group gap="xs">
          {STATUSES.map((status) => (
            <Chip key={status} value={status} size="sm" variant="outline">
              {t(`requestWords.status.${status}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Stack>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** A day as the reader counts them, by whose clock the list shows moments: it may be one of several projects in several zones. */
function Day({ label, value, onChange }: DayProps) {
  const t = useTexts();
  return (
    <TextInput
      type="date"
      label={label}
      description={t('app.zone.yours', { zone: ownZone() })}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  );
}
