import { NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useOrganization, type Project } from '../app/session';
import { useTexts } from '../texts/texts';

interface ChosenProject {
  /** The one chosen on the page, else the first; undefined: the organization has none. */
  readonly project: Project | undefined;
  /** Where another is chosen; null: there is none to choose. */
  readonly choice: ReactNode;
}

/**
 * The project that a page is about, of the organization one works in. It stays that one also where a colleague has deleted it since:
 * the page of another would have lost what was typed.
 */
export function useChosenProject(): ChosenProject {
  const t = useTexts();
  const organization = useOrganization();
  const organizationId = organization?.id;
  const projects = organization?.projects ?? [];
  const [known, setKnown] = useState({ organizationId, project: projects[0] });
  const isOther = known.organizationId !== organizationId || known.project === undefined;
  const project = isOther ? projects[0] : (projects.find(({ id }) => id === known.project?.id) ?? known.project);
  if (known.organizationId !== organizationId || known.project !== project) setKnown({ organizationId, project });
  const choices = project === undefined || projects.includes(project) ? projects : [project, ...projects];
  const choice = project !== undefined && choices.length > 1 && (
    <NativeSelect
      label={t('app.project')}
      maw={360}
      data={choices.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={String(project.id)}
      onChange={(event) => {
        const id = Number(event.currentTarget.value);
        setKnown({ organizationId, project: choices.find((each) => each.id === id) ?? project });
      }}
    />
  );
  return { project, choice: choice || null };
}
