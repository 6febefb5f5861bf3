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

/** The project that a page is about, of the organization one works in. */
export function useChosenProject(): ChosenProject {
  const t = useTexts();
  const [chosen, setChosen] = useState<number | null>(null);
  const projects = useOrganization()?.projects ?? [];
  const project = projects.find(({ id }) => id === chosen) ?? projects[0];
  const choice = project !== undefined && projects.length > 1 && (
    <NativeSelect
      label={t('app.project')}
      maw={360}
      data={projects.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={String(project.id)}
      onChange={(event) => setChosen(Number(event.currentTarget.value))}
    />
  );
  return { project, choice: choice || null };
}
