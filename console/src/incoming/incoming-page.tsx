import { useQuery } from '@tanstack/react-query';
import { Empty, Page, Shown } from '../app/page';
import { useChosenProject } from '../projects/chosen-project';
import { useTexts } from '../texts/texts';
import { DaysFigure, LeftFigure, NotBelieved, NotKept, Reasons, RefusedPeople } from './incoming-figures';
import { incomingQuery } from './incoming-data';
import { Snippets } from './snippets';

/** What came in for a project, what became of it, and how one sends. In numbers: no id of anybody is shown. */
export function IncomingPage() {
  const t = useTexts();
  const { project, choice } = useChosenProject();
  if (project === undefined) {
    return (
      <Page title={t('nav.incoming')} about={t('incoming.about')}>
        <Empty>{t('projects.none')}</Empty>
      </Page>
    );
  }
  return (
    <Page title={t('nav.incoming')} about={t('incoming.about')}>
      {choice}
      <Counts key={project.id} projectId={project.id} />
      <Snippets token={project.token} />
    </Page>
  );
}

function Counts({ projectId }: { readonly projectId: number }) {
  const query = useQuery(incomingQuery(projectId));
  return (
    <Shown query={query}>
      {(incoming) => (
        <>
          <DaysFigure days={incoming.days} now={query.dataUpdatedAt} />
          <Reasons days={incoming.days} />
          <LeftFigure {...incoming} now={query.dataUpdatedAt} />
          <RefusedPeople suppressed={incoming.suppressed} />
          <NotKept notKept={incoming.notKept} />
          <NotBelieved unbelieved={incoming.unbelieved} />
        </>
      )}
    </Shown>
  );
}
