import type { TestProject } from '../test/support/app.js';
import { makeProject } from './habeas.js';
import { loadPostgres } from './engines/load.postgres.js';
import { eventsOf, type Population } from './population.js';
import type { Reporter } from './reporter.js';
import type { BenchPostgres } from './engines/postgres.js';

export interface Dataset {
  /** Name of its database. */
  readonly name: string;
  readonly project: TestProject;
  readonly population: Population;
}

type Fill = (url: string, project: TestProject) => Promise<void>;

/** A database with a project and its people; `population` null = a project alone. `fill` adds to it. */
export async function loadDataset(
  out: Reporter,
  postgres: BenchPostgres,
  population: Population | null,
  fill: Fill = async () => {},
): Promise<Dataset> {
  if (population !== null) out.say(`Loading ${String(eventsOf(population))} events into PostgreSQL`);
  let project: TestProject | null = null;
  const name = await postgres.load(async (url) => {
    project = await makeProject(url);
    if (population !== null) await loadPostgres(url, project.projectId, population);
    await fill(url, project);
  });
  if (project === null) throw new Error('The project was not made.');
  return { name, project, population: population ?? { subjects: 0, perSubject: 0 } };
}
