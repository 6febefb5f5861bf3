import { Anchor, Button, Code } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DataTable } from '../app/data-table';
import { Empty, Page } from '../app/page';
import { ToMembers } from '../app/role-gate';
import { mayAsk, useOrganization, type Project } from '../app/session';
import { EndedProjects } from '../endings/ended-projects';
import { useTexts } from '../texts/texts';
import { NewProject } from './new-project';

/** The projects of the organization, each with the token by which data comes in. */
export function ProjectsPage() {
  const t = useTexts();
  const organization = useOrganization();
  const [creating, setCreating] = useState(false);
  const may = mayAsk(organization);
  return (
    <Page
      title={t('nav.projects')}
      about={t('projects.about')}
      actions={may && <Button onClick={() => setCreating(true)}>{t('projects.create')}</Button>}
    >
      {!may && <ToMembers topic="projects" />}
      <ProjectsTable projects={organization?.projects ?? []} />
      {organization !== null && may && <EndedProjects organization={organization} />}
      {organization !== null && (
        <NewProject opened={creating} organization={organization} onClose={() => setCreating(false)} />
      )}
    </Page>
  );
}

function ProjectsTable({ projects }: { readonly projects: readonly Project[] }) {
  const t = useTexts();
  if (projects.length === 0) return <Empty>{t('projects.none')}</Empty>;
  const head = ['projects.name', 'projects.id', 'projects.token', 'projects.timezone', 'projects.secretMay'] as const;
  return (
    <DataTable
      label={t('nav.projects')}
      minWidth={760}
      head={head.map((name) => t(name))}
      rows={projects.map(({ id, name, token, timezone, allowApiSecret }) => ({
        key: String(id),
        cells: [
          <Anchor
            key="name"
            component={Link}
            to="/projects/$projectId"
            params={{ projectId: String(id) } as never}
            inherit
          >
            <bdi>{name}</bdi>
          </Anchor>,
          String(id),
          <Code key="token">{token}</Code>,
          timezone,
          allowApiSecret ? t('app.yes') : t('app.no'),
        ],
      }))}
    />
  );
}
