import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/embedded-postgres/embedded-postgres.js';
import { migrate } from '../../src/platform/prisma/migrations.js';
import { RetentionPlan } from '../../src/retention/index.js';
import { Scrub, ScrubPlan } from '../../src/scrub/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { retainPastNeighbours } from '../support/sweep.js';
import { withClient } from '../support/three-subjects.js';

const OLD = 'guest-of-long-ago-7719';
const YOUNG = 'guest-of-today-2204';
const DAY = 86_400;

/** Every file under a folder in which the bytes stand, by its path in the folder. */
function filesWith(folder: string, bytes: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true)
    .filter((name) => readFileSync(join(folder, name)).includes(bytes));
}

describe('the bytes of what a run let go, on the disk of the embedded server', () => {
  let postgres: EmbeddedPostgres;
  let folder: string;
  let app: TestApp;
  let project: TestProject;

  const part = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const sql = (text: string): Promise<unknown> => withClient(postgres.url, async (session) => session.query(text));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'habeas-bytes-'));
    chmodSync(folder, 0o755);
    postgres = await startEmbeddedPostgres({ dataDirectory: folder, password: 'test', settings: { fsync: 'off' } });
    await migrate(postgres.url, join(process.cwd(), 'prisma', 'migrations'));
    const database = { url: postgres.url, drop: () => postgres.destroy() };
    app = await startApp({ database, settings: { ROLE: 'api', RETENTION_ROWS_PER_SECOND: '0' } });
    project = await createProject(app);
    const now = Math.floor(Date.now() / 1000);
    const event = (id: string, days: number) => ({
      event: 'Seen',
      properties: { time: now - days * DAY, distinct_id: id, $insert_id: `${id.slice(0, 14)}-${days}` },
    });
    const days = Array.from({ length: 300 }, (_, day) => day);
    // Four years ago months that are nobody else's; two years ago months shared with a project that keeps them for five years.
    const other = await createProject(app, 'other');
    const madeAt = new Date('2025-01-01T00:00:00Z');
    await app.prisma.project.update({ where: { id: other.projectId }, data: { madeAt } });
    await new ApiClient(app, other).importEvents(days.slice(0, 60).map((day) => event(YOUNG, 700 + day)));
    await new ApiClient(app, project).importEvents([
      ...days.map((day) => event(OLD, 1_460 + day)),
      ...days.slice(0, 20).map((day) => event(OLD, 735 + day)),
      ...days.map((day) => event(YOUNG, day)),
    ]);
    await sql('ANALYZE');
    await sql('CHECKPOINT');
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it('are gone after the scrub, not one of them left in any file, and those of others stand', async () => {
    expect(filesWith(postgres.directory, OLD).length).toBeGreaterThan(2);
    const runId = await part(RetentionPlan).order('operator');
    await retainPastNeighbours(app);
    const steps = await app.prisma.retentionStep.findMany({ where: { runId, collection: 'events' } });
    const counts = steps.map(({ projectId, found, remaining }) => [projectId, Number(found), Number(remaining)]);
    expect(counts.filter(([, found]) => found !== 0)).toEqual([[project.projectId, 320, 0]]);
    expect(steps.flatMap(({ dropped }) => dropped).length).toBeGreaterThan(8);
    await part(ScrubPlan).order('operator');
    await part(Scrub).run();
    await sql('CHECKPOINT');
    expect(filesWith(folder, OLD)).toEqual([]);
    expect(filesWith(app.dataDirectory, OLD)).toEqual([]);
    expect(filesWith(postgres.directory, YOUNG).length).toBeGreaterThan(2);
    const scrubbed = await app.prisma.retentionStep.findMany({ where: { runId, NOT: { erasedAt: null } } });
    expect(scrubbed.every(({ scrubbedAt }) => scrubbedAt !== null)).toBe(true);
  }, 240_000);
});
