import { DeletionStaging } from '../../src/deletions/index.js';
import { DutyWatch } from '../../src/duties/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { HabeasError } from '../../src/platform/index.js';
import { EndingSteps } from '../../src/project-endings/ending-steps.service.js';
import { EndingWork } from '../../src/project-endings/index.js';
import { FilesDropped } from '../../src/scrub/index.js';
import { IngestStore, recordingIdOf } from '../../src/subject-data/index.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { type Ended, SignedIn } from '../e2e/project-endings-fixture.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { instead } from '../support/instead.js';
import { recordingBatch } from '../support/recordings.js';
import { sweepOnce } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import { replacedParts, withReplacedParts } from './replaced-parts.js';
import { storedRows } from './stored-rows.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const TABLES = ['events', 'profiles', 'session_replays', 'identity_links'];
/** In a month in which nobody else has anything. */
const ALONE = new Date('2014-05-05T00:00:00Z');
const NOTHING = Object.fromEntries(TABLES.map((table) => [table, []]));
const ADA = ['ada', '$device:ada-phone', 'ada-old-id'];
const BEA = ['bea', '$device:bea-phone', 'bea@example.com'];
const BASIS = 'GDPR Art. 17(3)(e)';
type Rows = Record<string, string[]>;

describe('projects that end, with the collections in the ClickHouse engine', () => {
  const clock = new TestClock();
  let clickHouse: TestClickHouse;
  let engine: ClickHouseEngine;
  let app: TestApp;
  let other: TestProject;
  let others: Rows;
  let number = 0;

  beforeAll(async () => {
    clickHouse = await startClickHouse();
    engine = clickHouse.engine();
    app = await startApp({ clock, settings: { ...STEP_BY_STEP, CLICKHOUSE_URL: clickHouse.url } });
    await replacedParts(engine, 'stay', TABLES);
    other = await filled();
    others = await rowsOf(other.projectId);
    expect(TABLES.map((table) => (others[table] ?? []).length > 0)).toEqual([true, true, true, true]);
  });
  afterEach(async () => {
    expect(await rowsOf(other.projectId)).toEqual(others);
  });
  afterAll(async () => {
    await app?.close();
    await clickHouse?.stop();
  });

  const part = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const work = () => part(EndingWork).run(clock.now());
  const signIn = ({ ownerEmail: email, ownerPassword: password }: TestProject) => SignedIn.of(app, { email, password });
  const shown = async (project: TestProject, id: string): Promise<Ended> =>
    (await (await signIn(project)).call('GET', `/api/v1/project-endings/${id}`)).body;
  const event = (id: string, at: Date) => ({
    event: 'Played',
    properties: { time: at.getTime(), distinct_id: id, $insert_id: `i-${at.getTime()}` },
  });

  /** A project of two people, with events of three months, profiles, aliases, devices, and a recording of each before and after they signed in. */
  async function filled(): Promise<TestProject> {
    const project = await createProject(app, `shop-${(number += 1)}`);
    const client = new ApiClient(app, project);
    for (const [person, [id = '', device = '', alias = '']] of [ADA, BEA].entries()) {
      const known = { $device_id: device.replace('$device:', ''), $user_id: id };
      const times = [400, 40, 4].map((days) => new Date(clock.now().getTime() - days * DAY));
      await client.importEvents([
        ...times.map((at) => event(id, at)),
        ...times.map((at, n) => ({
          event: 'Seen',
          properties: { time: at.getTime(), $insert_id: `seen-${n}`, ...known },
        })),
        {
          event: '$create_alias',
          properties: { time: clock.now().getTime(), $insert_id: 'alias', distinct_id: id, alias },
        },
      ]);
      for (const city of ['Ghent', 'Bruges']) await client.engage([{ $distinct_id: id, $set: { city } }]);
      const batch = { deviceId: device, replayId: `replay-${person}` };
      await part<IngestStore>(IngestStore).writeRecordings(project.projectId, [
        recordingBatch({ ...batch, distinctId: device }),
        recordingBatch({ ...batch, distinctId: id, seq: 1, expiresOn: new Date('2026-05-08') }),
      ]);
    }
    return project;
  }

  async function rowsOf(projectId: number): Promise<Rows> {
    const found: Rows = {};
    for (const table of TABLES) found[table] = await storedRows(engine, table, projectId);
    return found;
  }

  async function settled(project: TestProject, id: string, state: string): Promise<void> {
    for (let attempts = 0; attempts < 20 && (await shown(project, id)).state !== state; attempts += 1) {
      await work();
      if ((await shown(project, id)).trouble !== null) clock.forward(HOUR);
    }
    expect(await shown(project, id)).toMatchObject({ state, trouble: null });
  }

  /** Kills the worker at a step of each sort, once: of a killed process nothing is written down. */
  function killing() {
    const steps = part(EndingSteps);
    const seen = new Set<string>();
    const own = steps.stamp.bind(steps);
    const restore = instead(steps, 'stamp', async (...given) => {
      const stamp = given[4];
      if (!seen.has(stamp)) {
        seen.add(stamp);
        throw new HabeasError('unavailable', 'lease-lost', 'Killed.');
      }
      await own(...given);
    });
    return { seen, restore };
  }

  const isOfAda = (line: string) =>
    [...ADA.map((id) => JSON.stringify(id)), '"replay-0"', recordingIdOf('replay-0')].some((id) => line.includes(id));
  const split = (rows: Rows) => {
    const part = (of: (line: string) => boolean): Rows =>
      Object.fromEntries(TABLES.map((table) => [table, (rows[table] ?? []).filter(of)]));
    return { hers: part(isOfAda), rest: part((line) => !isOfAda(line)) };
  };

  it('sets an emptied project aside, and gives it back on day 59 beside what came since, whatever is killed', async () => {
    const project = await filled();
    const client = new ApiClient(app, project);
    const before = await rowsOf(project.projectId);
    const path = `/api/v1/projects/${project.projectId}/reset`;
    const answer = await (await signIn(project)).call('POST', path, { name: `shop-${number} app` });
    expect([answer.status, answer.body.code]).toEqual([202, undefined]);
    const { id } = answer.body;
    const leaving = killing();
    await settled(project, id, 'restorable');
    leaving.restore();
    expect(leaving.seen.size).toBe(4);
    const { setAsideAs } = await app.prisma.projectEnding.findUniqueOrThrow({ where: { id } });
    expect(await rowsOf(project.projectId)).toEqual(NOTHING);
    expect(await rowsOf(setAsideAs ?? 0)).toEqual(before);

    await client.importEvents([event('new', clock.now())]);
    await client.engage([{ $distinct_id: 'ada', $set: { city: 'Since' } }]);
    await client.engage([{ $distinct_id: 'bea', $set: { city: 'Since' } }]);
    await client.engage([{ $distinct_id: 'bea', $delete: '' }]);
    const since = await rowsOf(project.projectId);
    clock.forward(59 * DAY);
    const back = await (await signIn(project)).call('POST', `/api/v1/project-endings/${id}/restore`);
    expect([back.status, back.body.state]).toEqual([200, 'restoring']);
    const coming = killing();
    await settled(project, id, 'restored');
    coming.restore();
    const after = await rowsOf(project.projectId);
    expect(await rowsOf(setAsideAs ?? 0)).toEqual(NOTHING);
    for (const table of TABLES) {
      const kept = table === 'profiles' ? [] : (before[table] ?? []);
      expect(after[table]).toEqual([...kept, ...(since[table] ?? [])].sort(byText(after[table] ?? [])));
    }
    const sent = await client.call('POST', '/api/v1/requests', {
      ...{ projectId: project.projectId, kind: 'export', distinctIds: ['ada'] },
    });
    expect(sent.status).toBe(201);
  });

  /** Empties the project, and waits until it is open again. */
  async function emptied(project: TestProject): Promise<{ id: string; aside: number }> {
    const path = `/api/v1/projects/${project.projectId}/reset`;
    const { id } = (await (await signIn(project)).call('POST', path, { name: `shop-${number} app` })).body;
    await settled(project, id, 'restorable');
    const { setAsideAs } = await app.prisma.projectEnding.findUniqueOrThrow({ where: { id } });
    return { id, aside: setAsideAs ?? 0 };
  }

  async function carriedOut(deletion: string): Promise<void> {
    await part(DeletionStaging).stage(deletion);
    clock.forward(DAY);
    for (let nights = 0; nights < 3; nights += 1, clock.forward(HOUR)) await sweepOnce(app);
    const where = { id: deletion };
    expect(await app.prisma.request.findUniqueOrThrow({ where })).toMatchObject({ status: 'SUCCESS' });
  }

  const counted = (...all: Rows[]) =>
    Object.fromEntries(TABLES.map((table) => [table, all.reduce((sum, rows) => sum + (rows[table] ?? []).length, 0)]));
  const talliesOf = async (requestId: string) => {
    const tallies = await app.prisma.requestTally.findMany({ where: { requestId } });
    return Object.fromEntries(tallies.map(({ collection, rows }) => [collection, Number(rows)]));
  };

  it('covers what was set aside by requests: an export holds both, a deletion erases both, and the others come back', async () => {
    const last = new Date(clock.now().getTime() - 4 * DAY);
    const project = await filled();
    const client = new ApiClient(app, project);
    const before = split(await rowsOf(project.projectId));
    const { id, aside } = await emptied(project);
    clock.forward(10 * DAY);
    // The old id is known to be hers by what was set aside alone; the second event stands there, too.
    await client.importEvents([event('ada-old-id', clock.now()), event('ada', last), event('cid', clock.now())]);
    await client.engage([{ $distinct_id: 'ada', $set: { city: 'Since' } }]);
    const since = split(await rowsOf(project.projectId));
    expect(counted(since.hers)).toMatchObject({ events: 2, profiles: 1 });

    const exported = await client.open({ kind: 'export', distinctIds: ['ada'] });
    await part(ExportRun).run(exported);
    expect((await client.show(exported)).status).toBe('SUCCESS');
    expect(await talliesOf(exported)).toEqual(counted(since.hers, before.hers));

    const deletion = await client.open({ kind: 'deletion', distinctIds: ['ada'] });
    const refused = await (await signIn(project)).call('POST', `/api/v1/project-endings/${id}/restore`);
    expect([refused.status, refused.body.code]).toEqual([409, 'requests-open']);
    clock.forward(2 * DAY);
    await carriedOut(deletion);
    expect(await talliesOf(deletion)).toEqual(counted(since.hers, before.hers));
    expect([await rowsOf(project.projectId), await rowsOf(aside)]).toEqual([since.rest, before.rest]);

    clock.forward(45 * DAY);
    const back = await (await signIn(project)).call('POST', `/api/v1/project-endings/${id}/restore`);
    expect(back.status).toBe(200);
    await settled(project, id, 'restored');
    const after = split(await rowsOf(project.projectId));
    expect([after.hers, await rowsOf(aside)]).toEqual([NOTHING, NOTHING]);
    for (const table of TABLES)
      expect(new Set(after.rest[table])).toEqual(
        new Set([...(before.rest[table] ?? []), ...(since.rest[table] ?? [])]),
      );
  });

  it('lets an opt-out cover whom only what was set aside knows, and whom it knows when it comes back', async () => {
    const project = await filled();
    const client = new ApiClient(app, project);
    const { id } = await emptied(project);
    const optOut = async (distinctId: string) => {
      const choice = { projectId: project.projectId, distinctIds: [distinctId] };
      expect((await client.call('POST', '/api/v1/opt-outs', choice)).status).toBe(200);
    };
    await optOut('bea-since');
    const alias = { time: clock.now().getTime(), $insert_id: 'since', distinct_id: 'bea', alias: 'bea-since' };
    await client.importEvents([{ event: '$create_alias', properties: alias }]);
    await optOut('ada-old-id');
    await client.importEvents([event('ada', clock.now()), event('$device:ada-phone', clock.now())]);
    expect((await rowsOf(project.projectId))['events']).toEqual([]);
    const back = await (await signIn(project)).call('POST', `/api/v1/project-endings/${id}/restore`);
    expect(back.status).toBe(200);
    await settled(project, id, 'restored');
    const before = (await rowsOf(project.projectId))['events'];
    await client.importEvents([...ADA, ...BEA].map((name) => event(name, clock.now())));
    expect((await rowsOf(project.projectId))['events']).toEqual(before);
  });

  it('lets what was set aside go by day 90, and nothing that came since, and owes who was held theirs', async () => {
    const project = await filled();
    const client = new ApiClient(app, project);
    const before = split(await rowsOf(project.projectId));
    const until = new Date(clock.now().getTime() + 300 * DAY).toISOString();
    const hold = { projectId: project.projectId, distinctIds: ['ada'], basis: BASIS, until };
    const placed = await client.call<{ results: { id: string }[] }>('POST', '/api/v1/holds', hold);
    const { id, aside } = await emptied(project);
    await client.importEvents([event('new', clock.now()), event('ada', clock.now())]);
    const since = await rowsOf(project.projectId);
    clock.forward(91 * DAY);
    await settled(project, id, 'gone');
    expect([await rowsOf(aside), await rowsOf(project.projectId)]).toEqual([before.hers, since]);
    expect((await client.call('POST', `/api/v1/holds/${placed.body.results[0]?.id}/lift`)).status).toBe(200);
    await part(DutyWatch).look(clock.now());
    const duty = await app.prisma.duty.findFirstOrThrow({ where: { endingId: id } });
    expect(duty).toMatchObject({ kind: 'held', state: 'under-way', basis: BASIS });
    await carriedOut(duty.carriedOutBy ?? '');
    expect([await rowsOf(aside), await rowsOf(project.projectId)]).toEqual([NOTHING, since]);
    const owner = await signIn(project);
    const record = JSON.parse(String(await owner.bytes(`/api/v1/project-endings/${id}/record.json`))) as unknown;
    const told = { id: duty.id, state: 'carried-out', carriedOutBy: duty.carriedOutBy };
    expect(record).toMatchObject({ revision: 2, duties: [told] });
  });

  it('lets a deleted one go by day 90, and who was held when the hold is over, whatever is killed', async () => {
    const project = await filled();
    await new ApiClient(app, project).importEvents([event('bea', ALONE)]);
    const before = split(await rowsOf(project.projectId));
    const end = new Date(clock.now().getTime() + 400 * DAY).toISOString();
    const hold = { projectId: project.projectId, distinctIds: ['ada'], basis: BASIS, until: end };
    expect((await new ApiClient(app, project).call('POST', '/api/v1/holds', hold)).status).toBe(201);
    const owner = await signIn(project);
    const path = `/api/v1/projects/${project.projectId}`;
    const answer = await owner.call('DELETE', path, { name: `shop-${number} app` });
    expect(answer.body).toMatchObject({ state: 'restorable' });
    const { id } = answer.body;
    clock.forward(59 * DAY);
    await work();
    expect(split(await rowsOf(project.projectId))).toEqual(before);

    clock.forward(32 * DAY);
    const told = clickHouse.statements().length;
    const killed = killing();
    await settled(project, id, 'gone');
    killed.restore();
    expect(killed.seen.size).toBe(4);
    const dropped = clickHouse
      .statements()
      .slice(told)
      .match(/`events` DROP PARTITION ID '\d+'/g);
    expect(dropped).toEqual(["`events` DROP PARTITION ID '201405'"]);
    expect(await rowsOf(project.projectId)).toEqual(before.hers);
    const scrubbed = async () => {
      await part(FilesDropped).look();
      const steps = await app.prisma.projectEndingStep.findMany({ where: { endingId: id, task: 'erase' } });
      const gone = steps.filter(({ scrubbedAt }) => scrubbedAt !== null).map(({ collection }) => collection);
      expect((await shown(project, id)).scrubbedAt !== null).toBe(gone.length === TABLES.length);
      return gone.sort();
    };
    expect(await scrubbed()).toEqual([]);
    expect(await withReplacedParts(engine)).toEqual([...TABLES].sort());
    await replacedParts(engine, 'go', ['events', 'session_replays']);
    await until('events to be off the disk', async () => (await scrubbed()).join() === 'events');
    await until('recordings to be', async () => !(await withReplacedParts(engine)).includes('session_replays'));
    // Their ties are hidden along with them, in another table.
    expect(await scrubbed()).toEqual(['events']);
    await replacedParts(engine, 'go', TABLES);
    await until('all to be', async () => (await scrubbed()).length === TABLES.length);
    expect(await withReplacedParts(engine)).toEqual([]);
    const lengths = ({ hers, rest }: ReturnType<typeof split>, table: string) => ({
      ...{ collection: table, rows: rest[table]?.length, spared: hers[table]?.length },
    });
    const { counts } = await shown(project, id);
    expect(counts?.collections).toHaveLength(TABLES.length);
    expect(counts?.collections).toEqual(expect.arrayContaining(TABLES.map((table) => lengths(before, table))));
    const where = { endingId: id };
    expect(await app.prisma.duty.findMany({ where })).toMatchObject([{ kind: 'held', basis: BASIS, state: 'owed' }]);

    clock.forward(200 * DAY);
    await part(DutyWatch).look(clock.now());
    expect(await app.prisma.request.count({ where: { projectId: project.projectId } })).toBe(0);
    clock.forward(200 * DAY);
    await part(DutyWatch).look(clock.now());
    const opened = { projectId: project.projectId, NOT: { dutyId: null } };
    const request = await app.prisma.request.findFirstOrThrow({ where: opened });
    await part(DeletionStaging).stage(request.id);
    clock.forward(DAY);
    for (let nights = 0; nights < 3; nights += 1, clock.forward(HOUR)) await sweepOnce(app);
    expect(await app.prisma.request.findUniqueOrThrow({ where: { id: request.id } })).toMatchObject({
      status: 'SUCCESS',
    });
    expect(await rowsOf(project.projectId)).toEqual(NOTHING);
    expect(await app.prisma.duty.findMany({ where })).toMatchObject([{ state: 'carried-out', wrappedIdKey: null }]);
  });
});

/** The order in which the engine gave them. */
function byText(order: readonly string[]) {
  const place = new Map(order.map((line, at) => [line, at]));
  return (one: string, another: string): number => (place.get(one) ?? 0) - (place.get(another) ?? 0);
}
