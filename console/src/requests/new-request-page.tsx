import { Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Empty, Page } from '../app/page';
import { ToMembers } from '../app/role-gate';
import { mayAsk, useOrganization } from '../app/session';
import { useTexts } from '../texts/texts';
import { NewRequest } from './new/new-request';

/** Request export, Request deletion: a form, a preview, and the request is open. */
export function NewRequestPage() {
  const t = useTexts();
  const { kind } = useParams({ strict: false });
  const organization = useOrganization();
  if (kind !== 'export' && kind !== 'deletion') {
    return (
      <Page title={t('app.notFound')}>
        <Text>{t('app.notFound.words')}</Text>
      </Page>
    );
  }
  const title = t(kind === 'export' ? 'nav.newExport' : 'nav.newDeletion');
  if (organization === null || !mayAsk(organization)) {
    return (
      <Page title={title}>
        <ToMembers topic="requests" />
      </Page>
    );
  }
  return (
    <Page title={title} about={t(`newRequest.about.${kind}`)}>
      {organization.projects.length === 0 ? (
        <Empty>{t('newRequest.noProject')}</Empty>
      ) : (
        <NewRequest key={`${kind} ${organization.id}`} kind={kind} organization={organization} />
      )}
    </Page>
  );
}
