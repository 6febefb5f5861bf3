import { Anchor, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Page, Shown } from '../app/page';
import { ForOwnersAndAdmins } from '../app/role-gate';
import { Section } from '../app/section';
import { useOrganization, type Organization } from '../app/session';
import { Copyable } from '../app/values';
import { ClassificationTab } from '../classification/classification-tab';
import { EndProject } from '../endings/end-project';
import { ProcessingTab } from '../processing/processing-tab';
import { useTexts } from '../texts/texts';
import { ApiSecrets } from './api-secrets';
import { Coverage } from './coverage';
import { DataMapSection } from './data-map';
import { projectQuery, type ProjectSettings } from './project-queries';
import { SettingsForm } from './settings-form';
import { Suppressed } from './suppressed';

/** A project: by which data comes in, its settings, whose data it refuses, who is shown what, which tables hold it, and the record of processing. */
export function ProjectPage() {
  const t = useTexts();
  const given = useParams({ strict: false, select: (params: { projectId?: string }) => params.projectId });
  const projectId = Number(given);
  const known = useOrganization()?.projects.find(({ id }) => id === projectId);
  return (
    <Page title={known?.name ?? t('projects.project', { id: given ?? '' })}>
      <Anchor component={Link} to="/projects" className="no-print">
        {t('projects.all')}
      </Anchor>
      {known !== undefined && <Token token={known.token} />}
      <ForOwnersAndAdmins topic="projects">
        {(organization) => <Settings key={projectId} projectId={projectId} organization={organization} />}
      </ForOwnersAndAdmins>
    </Page>
  );
}

function Token({ token }: { readonly token: string }) {
  const t = useTexts();
  return (
    <Section title={t('projects.token')} about={t('projects.token.about')}>
      <Copyable text={token} label={t('projects.token')} />
    </Section>
  );
}

interface SettingsProps {
  readonly projectId: number;
  readonly organization: Organization;
}

function Settings({ projectId, organization }: SettingsProps) {
  const query = useQuery(projectQuery(projectId));
  return <Shown query={query}>{(project) => <SettingsTabs project={project} organization={organization} />}</Shown>;
}

interface SettingsTabsProps {
  readonly project: ProjectSettings;
  readonly organization: Organization;
}

function SettingsTabs({ project, organization }: SettingsTabsProps) {
  const t = useTexts();
  const tabs = [
    ['settings', <SettingsForm key="settings" project={project} />],
    ['secret', <ApiSecrets key="secret" project={project} />],
    ['suppression', <Suppressed key="suppression" project={project} />],
    ['classification', <ClassificationTab key="classification" projectId={project.id} organization={organization} />],
    [
      'dataMap',
      <Stack key="dataMap">
        <DataMapSection projectId={project.id} />
        <Coverage />
      </Stack>,
    ],
    ['processing', <ProcessingTab key="processing" projectId={project.id} />],
    ['end', <EndProject key="end" project={project} isOwner={organization.role === 'owner'} />],
  ] as const;
  return (
    <Tabs defaultValue="settings" keepMounted={false}>
      <Tabs.List aria-label={t('projects.tabs')}>
        {tabs.map(([name]) => (
          <Tabs.Tab key={name} value={name}>
            {t(`projects.tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(([name, content]) => (
        <Tabs.Panel key={name} value={name} pt="md" keepMounted={name === 'settings'}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
