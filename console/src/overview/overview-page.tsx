import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty, Page, Shown } from '../app/page';
import { ToMembers } from '../app/role-gate';
import { mayAsk, useOrganization } from '../app/session';
import { ToolWarnings } from '../organization/tool-warnings';
import { TokenWarnings } from '../profile/token-warnings';
import { MissedRun } from '../retention/missed-run';
import { useTexts } from '../texts/texts';
import { DueFigure, KeyFigures } from './deadlines';
import { overviewQuery } from './overview-data';
import { CompletionFigure, VolumeFigure } from './months';
import { SweepsCard } from './sweeps-card';
import { YearMetrics } from './year-metrics';

const ALL = '';

/** How the organization stands with its requests. */
export function OverviewPage() {
  const t = useTexts();
  const organization = useOrganization();
  const [project, setProject] = useState(ALL);
  if (organization === null || !mayAsk(organization)) {
    return (
      <Page title={t('nav.overview')}>
        <TokenWarnings isElsewhere />
        <ToMembers topic="requests" />
      </Page>
    );
  }
  const { projects } = organization;
  const chosen = projects.find(({ id }) => String(id) === project);
  const choice = projects.length > 1 && (
    <NativeSelect
      aria-label={t('app.project')}
      data={[
        { value: ALL, label: t('overview.allProjects') },
        ...projects.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      value={chosen === undefined ? ALL : project}
      onChange={(event) => setProject(event.currentTarget.value)}
    />
  );
  const scope = { organizationId: organization.id, ...(chosen === undefined ? {} : { projectId: chosen.id }) };
  return (
    <Page title={t('nav.overview')} actions={choice || undefined}>
      <TokenWarnings isElsewhere />
      <ToolWarnings organizationId={organization.id} />
      {projects.length === 0 ? <Empty>{t('overview.noProject')}</Empty> : <Numbers scope={scope} />}
    </Page>
  );
}

function Numbers({ scope }: { readonly scope: { readonly organizationId: string; readonly projectId?: number } }) {
  const query = useQuery(overviewQuery(scope));
  return (
    <>
      <MissedRun organizationId={scope.organizationId} />
      <SweepsCard scope={scope} />
      <Shown query={query}>
        {(overview) => (
          <>
            <KeyFigures overview={overview} />
            <DueFigure overview={overview} />
            <VolumeFigure overview={overview} />
            <CompletionFigure overview={overview} />
          </>
        )}
      </Shown>
      <YearMetrics scope={scope} />
    </>
  );
}
