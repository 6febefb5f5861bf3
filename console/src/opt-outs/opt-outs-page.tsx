import { Empty, Page } from '../app/page';
import { ToMembers } from '../app/role-gate';
import { mayAsk, useOrganization } from '../app/session';
import { useChosenProject } from '../projects/chosen-project';
import { useTexts } from '../texts/texts';
import { ChoiceSearch } from './choice-search';
import { ChoicesList } from './choices-list';
import { DefaultPeriods } from './default-periods';
import { MakeChoices } from './make-choices';
import { WaysIn } from './ways-in';

/** The right to object (GDPR Art. 21) and to opt out of a sale (CCPA §1798.120): who is not to be collected. */
export function OptOutsPage() {
  const t = useTexts();
  const organization = useOrganization();
  const { project, choice } = useChosenProject();
  if (!mayAsk(organization) || project === undefined) {
    return (
      <Page title={t('nav.optOuts')} about={t('optOuts.about')}>
        {mayAsk(organization) ? <Empty>{t('optOuts.noProject')}</Empty> : <ToMembers topic="requests" />}
      </Page>
    );
  }
  return (
    <Page title={t('nav.optOuts')} about={t('optOuts.about')}>
      {choice}
      {/* What was typed for one project is not for another. */}
      <MakeChoices key={`make-${project.id}`} projectId={project.id} />
      <ChoiceSearch key={`search-${project.id}`} projectId={project.id} />
      <ChoicesList key={`list-${project.id}`} projectId={project.id} />
      <DefaultPeriods key={`default-${project.id}`} projectId={project.id} />
      <WaysIn project={project} />
    </Page>
  );
}
