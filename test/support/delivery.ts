import { IngestProjects } from '../../src/access/index.js';
import type { Delivery } from '../../src/ingestion/intake/delivery.js';
import { Clock } from '../../src/platform/index.js';
import type { TestApp, TestProject } from './app.js';

/** A call of `/import` with the project's API secret, as its door hands it on. */
export async function importOf(app: TestApp, { projectId }: TestProject): Promise<Delivery> {
  const settings = await app.application.get(IngestProjects).byId(projectId);
  if (settings === null) throw new Error('there is no such project');
  const now = app.application.get(Clock).now();
  return { projectId, settings, door: 'import', origin: 'secret', address: null, gpc: false, now };
}
