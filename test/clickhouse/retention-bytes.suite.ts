import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SteadyTime } from '../../src/platform/index.js';
import { RetentionPlan } from '../../src/retention/index.js';
import { FilesDropped } from '../../src/scrub/index.js';
import { IngestStore } from '../../src/subject-data/index.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { recordingBatch } from '../support/recordings.js';
import { retainPastNeighbours } from '../support/sweep.js';
import { until } from '../support/until.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import { replacedParts, withReplacedParts } from './replaced-parts.js';

const OLD = 'guest-of-long-ago-7719';
const YOUNG = 'guest-of-today-2204';
const DAY = 86_400_000;

/** Every file under a folder in which the bytes stand, by its path in the folder. */
function filesWith(folder: string, bytes: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true)
    .filter((name) => readFileSync(join(folder, name)).includes(bytes));
}

describe('the bytes of what a run let go, in the files of the ClickHouse engine [as a library: one server, without replicas and their queues]', () => {
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let app: TestApp;
  let acme: TestProject;

  const part = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const monthsAgo = (months: number): Date => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15, 12));
  };
  const events = (id: string, age: number) =>
    Array.from({ length: 50 }, (_, at) => ({
      event: 'Seen',
      properties: {
        time: monthsAgo(age).getTime() / 1000,
        distinct_id: id,
        $insert_id: `${String(age)}-${String(at)}`,
      },
    }));

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine();
    const settings = { ROLE: 'api', CLICKHOUSE_URL: server.url, RETENTION_ROWS_PER_SECOND: '0' };
    app = await startApp({ settings });
    await part(SteadyTime).now();
    acme = await createProject(app, 'acme');
    const other = await createProject(app, 'other');
    const madeAt = new Date('2025-01-01T00:00:00Z');
    await app.prisma.project.update({ where: { id: other.projectId }, data: { madeAt } });
    // A month that is nobody else's, and one that is shared with a project that keeps it.
    await new ApiClient(app, acme).importEvents([...events(OLD, 70), ...events(OLD, 40), ...events(YOUNG, 1)]);
    await new ApiClient(app, other).importEvents(events(YOUNG, 40));
    const batch = (distinctId: string, days: number) =>
      recordingBatch({
        ...{ distinctId, deviceId: null, replayId: `of ${distinctId}` },
        expiresOn: new Date(new Date(Date.now() + days * DAY).toISOString().slice(0, 10)),
      });
    await part<IngestStore>(IngestStore).writeRecordings(acme.projectId, [batch(OLD, -3), batch(YOUNG, 30)]);
    await replacedParts(engine, 'go', ['events', 'session_replays']);
    await replacedParts(engine, 'stay', ['identity_links']);
  });
  afterAll(async () => {
    await app?.close();
    await server?.stop();
  });

  it('are gone once the engine has dropped the parts that were replaced, none is set aside, and those of others stand', async () => {
    expect(filesWith(server.directory, OLD).length).toBeGreaterThan(2);
    const runId = await part(RetentionPlan).order('operator');
    await retainPastNeighbours(app);
    const steps = () => app.prisma.retentionStep.findMany({ where: { runId, NOT: { erasedAt: null } } });
    expect(
      (await steps()).map(({ collection, found, remaining }) => [collection, Number(found), Number(remaining)]),
    ).toEqual(
      expect.arrayContaining([
        ['events', 100, 0],
        ['session_replays', 1, 0],
      ]),
    );
    const scrubbed = async () => {
      await part(FilesDropped).look();
      return (await steps()).flatMap(({ collection, scrubbedAt }) => (scrubbedAt === null ? [] : [collection]));
    };
    await until('the replaced parts to be dropped', async () => (await scrubbed()).includes('events'));
    // Their ties to people lie in a table for which no step of the run stands, and go with them.
    await until('recordings to be gone', async () => (await withReplacedParts(engine)).join() === 'identity_links');
    expect(filesWith(server.directory, OLD).length).toBeGreaterThan(0);
    expect(await scrubbed()).not.toContain('session_replays');
    await replacedParts(engine, 'go', ['identity_links']);
    await until('their ties to be gone', async () => (await scrubbed()).includes('session_replays'));
    expect((await steps()).filter(({ scrubbedAt }) => scrubbedAt === null)).toEqual([]);
    expect(await withReplacedParts(engine)).toEqual([]);
    // The engine names a part no more from the moment on in which it begins to unlink its files.
    await until('every file to be without them', async () => filesWith(server.directory, OLD).length === 0);
    const aside = readdirSync(server.directory, { recursive: true, encoding: 'utf8' });
    expect(aside.filter((name) => /(^|\/)detached\/./.test(name))).toEqual([]);
    expect(filesWith(server.directory, YOUNG).length).toBeGreaterThan(2);
  }, 240_000);
});
