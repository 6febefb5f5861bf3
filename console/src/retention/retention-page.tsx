import { useQuery } from '@tanstack/react-query';
import { Empty, Page, Shown } from '../app/page';
import { mayAsk, useOrganization } from '../app/session';
import { useChosenProject } from '../projects/chosen-project';
import { useTexts } from '../texts/texts';
import { PendingChanges } from './pending-changes';
import { retentionQuery } from './retention-data';
import { RuleTable } from './rule-table';
import { WindowsForm } from './windows-form';

/** How long a project keeps what, and what is about to change. */
export function RetentionPage() {
  const t = useTexts();
  const organization = useOrganization();
  const { project, choice } = useChosenProject();
  if (organization === null || !mayAsk(organization) || project === undefined) {
    return (
      <Page title={t('nav.retention')} about={t('retention.about')}>
        <Empty>{t(mayAsk(organization) ? 'retention.noProject' : 'app.role.member')}</Empty>
      </Page>
    );
  }
  return (
    <Page title={t('nav.retention')} about={t('retention.about')}>
      {choice}
      {/* What was typed for one project is not for another. */}
      <Windows key={project.id} projectId={project.id} />
    </Page>
  );
}

function Windows({ projectId }: { readonly projectId: number }) {
  const query = useQuery(retentionQuery(projectId));
  return (
    <Shown query={query}>
      {(retention) => (
        <>
          <RuleTable retention={retention} />
          <PendingChanges retention={retention} />
          <WindowsForm retention={retention} />
        </>
      )}
    </Shown>
  );
}
