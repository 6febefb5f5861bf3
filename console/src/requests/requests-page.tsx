import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Empty, Failure, Page, Shown } from '../app/page';
import { Pages } from '../app/pages';
import { ToMembers } from '../app/role-gate';
import { mayAsk, useOrganization, type Organization } from '../app/session';
import { useTexts } from '../texts/texts';
import { FilterForm } from './list/filter-form';
import { isFiltered, useFilters, type Filters } from './list/filters';
import { listQuery } from './list/list-query';
import { PersonSearch, type Found } from './list/person-search';
import { RequestTable } from './list/request-table';
import { SaveListButton, useSaveList } from './list/save-list';

/** All requests of the organization: what stands where, what is due, what needs somebody. */
export function RequestsPage() {
  const t = useTexts();
  const organization = useOrganization();
  if (organization === null || !mayAsk(organization)) {
    return (
      <Page title={t('nav.requests')}>
        <ToMembers topic="requests" />
      </Page>
    );
  }
  return <Requests key={organization.id} organization={organization} />;
}

function Requests({ organization }: { readonly organization: Organization }) {
  const t = useTexts();
  const [filters, setFilters] = useFilters();
  const [found, setFound] = useState<Found['results'] | null>(null);
  const save = useSaveList(filters, organization.id);
  const { projects } = organization;
  return (
    <Page title={t('nav.requests')} about={t('requestList.about')} actions={<SaveListButton save={save} />}>
      {save.error !== null && <Failure error={save.error} again={() => save.mutate()} />}
      {projects.length > 0 && <PersonSearch projects={projects} onFound={setFound} />}
      {found === null ? (
        <>
          <FilterForm filters={filters} projects={projects} onChange={setFilters} />
          <List organization={organization} filters={filters} onChange={setFilters} />
        </>
      ) : (
        <OfPerson found={found} organization={organization} onBack={() => setFound(null)} />
      )}
    </Page>
  );
}

interface ListProps {
  readonly organization: Organization;
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

function List({ organization, filters, onChange }: ListProps) {
  const list = useQuery(listQuery(filters, organization.id));
  return (
    <Shown query={list}>
      {({ results, nextCursor }) => (
        <Stack aria-busy={list.isPlaceholderData}>
          {results.length === 0 ? (
            <Nothing filtered={isFiltered(filters) || filters.cursor !== undefined} onAll={() => onChange({})} />
          ) : (
            <RequestTable requests={results} projects={organization.projects} now={list.dataUpdatedAt} />
          )}
          <Pages
            cursor={filters.cursor}
            nextCursor={nextCursor}
            onTurn={(cursor) => onChange({ ...filters, cursor })}
          />
        </Stack>
      )}
    </Shown>
  );
}

function Nothing({ filtered, onAll }: { readonly filtered: boolean; readonly onAll: () => void }) {
  const t = useTexts();
  if (!filtered) {
    return (
      <Empty>
        {t('requestList.empty')}{' '}
        <Anchor component={Link} to="/requests/new/$kind" params={{ kind: 'export' } as never} underline="always">
          {t('nav.newExport')}
        </Anchor>
      </Empty>
    );
  }
  return (
    <Stack align="center" gap="xs">
      <Empty>{t('requestList.emptyFiltered')}</Empty>
      <Button variant="default" onClick={onAll}>
        {t('requestList.showAll')}
      </Button>
    </Stack>
  );
}

interface OfPersonProps {
  readonly found: Found['results'];
  readonly organization: Organization;
  readonly onBack: () => void;
}

/** What a search has found; the list comes back as it was. */
function OfPerson({ found, organization, onBack }: OfPersonProps) {
  const t = useTexts();
  const [now] = useState(() => performance.timeOrigin + performance.now());
  return (
    <Stack>
      <Group justify="space-between" role="status">
        <Text>{t('requestList.search.found', { count: found.length })}</Text>
        <Button variant="default" onClick={onBack}>
          {t('requestList.search.back')}
        </Button>
      </Group>
      {found.length > 0 && <RequestTable requests={found} projects={organization.projects} now={now} />}
    </Stack>
  );
}
