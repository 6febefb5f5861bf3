import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../app/page';
import { useSaving } from '../app/saving/use-saving';
import type { Organization } from '../app/session';
import { ownZone } from '../app/zone';
import { useTexts } from '../texts/texts';
import { AUDIT_KINDS } from './audit-kinds';
import type { AuditSearch } from './audit-search';
import { membersQuery, serviceAccountsQuery } from './organization-queries';

const WIDTH = { base: '100%', xs: 200 };

interface AuditFiltersProps {
  readonly organization: Organization;
  readonly search: AuditSearch;
  readonly onChange: (search: AuditSearch) => void;
  /** Where the log as it is narrowed down is fetched as CSV. */
  readonly csv: string;
}

export function AuditFilters({ organization, search, onChange, csv }: AuditFiltersProps) {
  const t = useTexts();
  const actors = useActors(organization);
  const saving = useSaving();
  const zone = t('app.zone.yours', { zone: ownZone() });
  const all = { value: '', label: t('audit.all') };
  const known = (options: readonly { value: string; label: string }[], value: string | undefined) =>
    value === undefined || options.some((option) => option.value === value) ? [] : [{ value, label: value }];
  const kinds = Object.entries(AUDIT_KINDS)
    .map(([value, label]) => ({ value, label: t(label) }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const set = (change: Partial<AuditSearch>) => onChange({ ...search, ...change });
  return (
    <Group align="flex-end" gap="sm" className="no-print" role="search" aria-label={t('audit.filters')}>
      <NativeSelect
        w={WIDTH}
        label={t('audit.actor')}
        data={[all, ...actors, ...known(actors, search.actor)]}
        value={search.actor ?? ''}
        onChange={({ currentTarget: { value } }) => set({ actor: value || undefined })}
      />
      <NativeSelect
        w={WIDTH}
        label={t('audit.action')}
        data={[all, ...kinds, ...known(kinds, search.action)]}
        value={search.action ?? ''}
        onChange={({ currentTarget: { value } }) => set({ action: value || undefined })}
      />
      <NativeSelect
        w={WIDTH}
        label={t('app.project')}
        data={[all, ...organization.projects.map(({ id, name }) => ({ value: String(id), label: name }))]}
        value={search.project === undefined ? '' : String(search.project)}
        onChange={({ currentTarget: { value } }) => set({ project: value === '' ? undefined : Number(value) })}
      />
      <TextInput
        w={WIDTH}
        type="date"
        label={t('audit.from')}
        description={zone}
        value={search.from ?? ''}
        onChange={({ currentTarget: { value } }) => set({ from: value || undefined })}
      />
      <TextInput
        w={WIDTH}
        type="date"
        label={t('audit.until')}
        description={zone}
        value={search.until ?? ''}
        onChange={({ currentTarget: { value } }) => set({ until: value || undefined })}
      />
      <Button variant="default" onClick={() => onChange({})} disabled={Object.keys(search).length === 0}>
        {t('audit.clear')}
      </Button>
      <Button
        component="a"
        {...saving.link(csv)}
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {t('audit.csv')}
      </Button>
      {saving.error !== null && <Failure error={saving.error} />}
    </Group>
  );
}

/** Who may stand in the log, as far as they are known now: people, tools, API secrets, and Habeas itself. */
function useActors({ id, projects }: Organization): { value: string; label: string }[] {
  const t = useTexts();
  const members = useQuery(membersQuery(id)).data ?? [];
  const tools = useQuery(serviceAccountsQuery(id)).data ?? [];
  return [
    ...members.map((member) => ({ value: `user:${member.id}`, label: member.email })),
    ...tools.map((tool) => ({ value: `service-account:${tool.id}`, label: tool.name })),
    ...projects.map((project) => ({
      value: `project:${project.id}`,
      label: t('audit.secretOf', { project: project.name }),
    })),
    { value: 'habeas', label: t('audit.habeas') },
  ];
}
