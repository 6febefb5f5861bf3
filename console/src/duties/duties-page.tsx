import { Empty, Page } from '../app/page';
import { ToMembers } from '../app/role-gate';
import { mayAsk, useOrganization } from '../app/session';
import { useChosenProject } from '../projects/chosen-project';
import { useTexts } from '../texts/texts';
import { DutiesList } from './duties-list';

/** What is still to be erased, until when and why. */
export function DutiesPage() {
  const t = useTexts();
  const organization = useOrganization();
  const { project, choice } = useChosenProject();
  if (!mayAsk(organization) || project === undefined) {
    return (
      <Page title={t('nav.duties')} about={t('duties.about')}>
        {mayAsk(organization) ? <Empty>{t('duties.noProject')}</Empty> : <ToMembers topic="requests" />}
      </Page>
    );
  }
  return (
    <Page title={t('nav.duties')} about={t('duties.about')}>
      {choice}
      <DutiesList key={project.id} projectId={project.id} />
    </Page>
  );
}
