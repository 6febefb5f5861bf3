import { Empty, Page } from '../app/page';
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
        <Empty>{t(mayAsk(organization) ? 'duties.noProject' : 'app.role.member')}</Empty>
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
