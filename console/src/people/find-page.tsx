import { Stack } from '@mantine/core';
import { useState } from 'react';
import { Empty, Page } from '../app/page';
import { ToMembers } from '../app/role-gate';
import { mayAsk, useOrganization } from '../app/session';
import { useTexts } from '../texts/texts';
import { FindForm, type Search } from './find-form';
import { FoundPeople } from './found-people';

/** From an e-mail address, or another property of a profile, to the person's id. */
export function FindPage() {
  const t = useTexts();
  const organization = useOrganization();
  const [search, setSearch] = useState<Search | null>(null);
  if (organization === null || !mayAsk(organization)) {
    return (
      <Page title={t('nav.find')}>
        <ToMembers topic="requests" />
      </Page>
    );
  }
  return (
    <Page title={t('nav.find')} about={t('find.about')}>
      {organization.projects.length === 0 ? (
        <Empty>{t('newRequest.noProject')}</Empty>
      ) : (
        <Stack gap="lg" key={organization.id}>
          <FindForm projects={organization.projects} find={setSearch} />
          {search !== null && <FoundPeople key={search.number} search={search} />}
        </Stack>
      )}
    </Page>
  );
}
