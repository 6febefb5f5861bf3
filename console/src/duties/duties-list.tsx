import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Note } from '../app/note';
import { Empty, Shown } from '../app/page';
import { Section } from '../app/section';
import { useOrganization } from '../app/session';
import { useKnownTexts, useTexts } from '../texts/texts';
import { dutiesQuery, type DutyFilters } from './duties-data';
import { DutiesTable } from './duties-table';
import { RequestLink } from './request-link';

const START: DutyFilters = { state: 'owed' };

/** What a project owes, narrowed by state, kind and date. */
export function DutiesList({ projectId }: { readonly projectId: number }) {
  const t = useTexts();
  const isOwner = useOrganization()?.role === 'owner';
  const [filters, setFilters] = useState(START);
  const query = useInfiniteQuery(dutiesQuery(projectId, filters));
  return (
    <Section title={t('duties.list')} about={isOwner ? undefined : t('duties.ownersOnly')}>
      <FilterFields filters={filters} onChange={setFilters} />
      <Shown query={query}>
        {({ pages }) => {
          const duties = pages.flatMap(({ results }) => results);
          const unreadable = pages[0]?.unreadable ?? [];
          return (
            <Stack align="flex-start">
              {unreadable.length > 0 && <Unreadable requests={unreadable.map(({ requestId }) => requestId)} />}
              {duties.length === 0 && <Empty>{t('duties.none')}</Empty>}
              {duties.length > 0 && <DutiesTable duties={duties} label={t('duties.list')} now={query.dataUpdatedAt} />}
              {duties.some(({ dueAt, state }) => dueAt === null && state === 'owed') && (
                <Text size="sm" c="dimmed">
                  {t('duties.undated.about')}
                </Text>
              )}
              {query.hasNextPage && (
                <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t('app.more')}
                </Button>
              )}
            </Stack>
          );
        }}
      </Shown>
    </Section>
  );
}

/** What nobody can carry out any more but by a new request. */
function Unreadable({ requests }: { readonly requests: readonly string[] }) {
  const t = useTexts();
  return (
    <Note tone="warning" title={t('duties.unreadable')}>
      <Stack gap="xs">
        <Text size="sm">{t('duties.unreadable.words')}</Text>
        <Group gap="sm">
          {requests.map((id) => (
            <RequestLink key={id} id={id} as="duties.request" />
          ))}
        </Group>
      </Stack>
    </Note>
  );
}

const CHOICES = {
  state: ['owed', 'under-way', 'carried-out', 'given-up'],
  kind: ['held', 'kept', 'export-spared'],
  due: ['now', 'later', 'undated'],
} as const satisfies { readonly [Name in keyof DutyFilters]-?: readonly DutyFilters[Name][] };
const NAMES = ['state', 'kind', 'due'] as const;

interface FilterFieldsProps {
  readonly filters: DutyFilters;
  readonly onChange: (filters: DutyFilters) => void;
}

function FilterFields({ filters, onChange }: FilterFieldsProps) {
  const t = useTexts();
  const known = useKnownTexts();
  return (
    <Group align="flex-end" className="no-print">
      {NAMES.map((name) => (
        <NativeSelect
          key={name}
          label={t(`duties.${name}`)}
          data={[
            { value: '', label: t('duties.all') },
            ...CHOICES[name].map((value) => ({ value, label: known(`duties.${name}.${value}`) ?? value })),
          ]}
          value={filters[name] ?? ''}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            const { [name]: _, ...others } = filters;
            onChange(chosen === '' ? others : { ...others, [name]: chosen });
          }}
        />
      ))}
    </Group>
  );
}
