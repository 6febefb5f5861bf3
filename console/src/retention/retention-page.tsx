import { useQuery } from '@tanstack/react-query';
import { Empty, Page, Shown } from '../app/page';
import { ToMembers } from '../app/role-gate';
import { mayAsk, useOrganization } from '../app/session';
import { useChosenProject } from '../projects/chosen-project';
import { useTexts } from '../texts/texts';
import { MissedRun } from './missed-run';
import { PendingChanges } from './pending-changes';
import { PreviewNow } from './preview';
import { retentionQuery } from './retention-data';
import { RuleTable } from './rule-table';
import { RunsSection } from './runs-section';
import { WindowsForm } from './windows-form';

/** How long a project keeps what, what is about to change, and what went in the night. */
export function RetentionPage() {
  const t = useTexts();
  const organization = useOrganization();
  const { project, choice } = useChosenProject();
  if (organization === null || !mayAsk(organization) || project === undefined) {
    return (
      <Page title={t('nav.retention')} about={t('retention.about')}>
        {mayAsk(organization) ? <Empty>{t('retention.noProject')}</Empty> : <ToMembers topic="retention" />}
      </Page>
    );
  }
  return (
    <Page title={t('nav.retention')} about={t('retention.about')}>
      <MissedRun organizationId={organization.id} />
      {choice}
      {/* What was typed for one project is not for another. */}
      <Windows key={project.id} projectId={project.id} />
      <RunsSection organization={organization} />
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
          <PreviewNow projectId={projectId} />
          <WindowsForm retention={retention} />
        </>
      )}
    </Shown>
  );
}
