import { ProjectsService } from '../../src/access/index.js';
import { isSignedBy } from '../../src/completion-records/index.js';
import { DeletionStaging } from '../../src/deletions/index.js';
import { DutyWatch } from '../../src/duties/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { HabeasError } from '../../src/platform/index.js';
import { EndingSteps } from '../../src/project-endings/ending-steps.service.js';
import { EndingWork } from '../../src/project-endings/index.js';
import { Scrub, ScrubPlan, ScrubTargets } from '../../src/scrub/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { instead } from '../support/instead.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { A, B, C, loadThreeSubjects, SHOP_TABLES, shopDataMap, withClient } from '../support/three-subjects.js';
import { type Ended, SignedIn } from './project-endings-fixture.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;
const TABLES = ['events', 'profiles', 'session_replays', 'identity_links'];

describe('a project that was deleted, when its time is over', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let other: TestProject;
  let ended: Ended;
  let before: Record<string, string[]>;
  let exported: string;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
    app = await startApp({ clock, database, settings: STEP_BY_STEP, dataMap: shopDataMap(FIRST_PROJECT) });
    project = await createProject(app);
    other = await createProject(app, 'other');
    for (const each of [project, other]) await loadThreeSubjects(new ApiClient(app, each), app.databaseUrl, each);
    const client = new ApiClient(app, project);
    exported = await client.open({ kind: 'export', distinctIds: [B[0]] });
    await app.application.get(ExportRun, { strict: false }).run(exported);
    const until = new Date(clock.now().getTime() + 400 * DAY).toISOString();
    const hold = { projectId: project.projectId, distinctIds: [A[0]], basis: 'GDPR Art. 17(3)(e)', until };
    expect((await client.call('POST', '/api/v1/holds', hold)).status).toBe(201);
    before = await rows();
    const owner = await signIn(project);
    const name = (await app.prisma.project.findUniqueOrThrow({ where: { id: project.projectId } })).name;
    ended = (await owner.call('DELETE', `/api/v1/projects/${project.projectId}`, { name })).body;
  });
  afterAll(() => app.close());

  const signIn = ({ ownerEmail: email, ownerPassword: password }: TestProject) => SignedIn.of(app, { email, password });
  const work = () => app.application.get(EndingWork, { strict: false }).run(clock.now());
  const shown = async (): Promise<Ended> =>
    (await (await signIn(project)).call('GET', `/api/v1/project-endings/${ended.id}`)).body;

  /** Every row of every table, as text, by table and project; those of the company by table. */
  async function rows(): Promise<Record<string, string[]>> {
    return withClient(app.databaseUrl, async (sql) => {
      const found: Record<string, string[]> = {};
      for (const table of TABLES) {
        for (const { projectId } of [project, other]) {
          const { rows: lines } = await sql.query<{ line: string }>(
            `SELECT row_to_json(t)::text AS line FROM subject_data.${table} t WHERE project_id = $1 ORDER BY 1`,
            [projectId],
          );
          found[`${table} of ${projectId}`] = lines.map(({ line }) => line);
        }
      }
      for (const table of ['newsletter', 'invoice', 'feedback']) {
        const { rows: lines } = await sql.query<{ line: string }>(
          `SELECT row_to_json(t)::text AS line FROM ${table} t ORDER BY 1`,
        );
        found[table] = lines.map(({ line }) => line);
      }
      return found;
    });
  }
  const isHeld = (line: string): boolean => {
    const row = JSON.parse(line) as { distinct_id: string; linked_id?: string };
    return A.includes(row.distinct_id) || A.includes(row.linked_id ?? '') || line.includes('replay-0');
  };

  it('loses nothing while it can be brought back', async () => {
    clock.forward(59 * DAY);
    await work();
    expect([await rows(), (await shown()).state]).toEqual([before, 'restorable']);
  });

  it('is neither erased by a clock that jumped nor put off until it would be right', async () => {
    const where = { id: ended.id };
    const { nextAttemptAt } = await app.prisma.projectEnding.findUniqueOrThrow({ where });
    const { now } = clock;
    clock.now = () => new Date(now.call(clock).getTime() + 3650 * DAY);
    expect(await app.application.get(EndingWork, { strict: false }).isDue()).toBe(true);
    await app.application.get(EndingWork, { strict: false }).run(null);
    clock.now = now;
    expect([await rows(), (await shown()).state]).toEqual([before, 'restorable']);
    expect((await app.prisma.projectEnding.findUniqueOrThrow({ where })).nextAttemptAt).toEqual(nextAttemptAt);
  });

  it('is erased step by step, whatever is killed, and without whoever is held', async () => {
    clock.forward(32 * DAY);
    const steps = app.application.get(EndingSteps, { strict: false });
    const killedAt = new Set<string>();
    const own = steps.stamp.bind(steps);
    const restore = instead(steps, 'stamp', async (...given) => {
      const [, , task, { name }, stamp] = given;
      const step = `${task} ${name} ${stamp}`;
      if (!killedAt.has(step)) {
        killedAt.add(step);
        // As of a killed process nothing is written down of it.
        throw new HabeasError('unavailable', 'lease-lost', 'Killed.');
      }
      await own(...given);
    });
    // As of a deletion from before there were duties.
    const unwritten = async (dutiesUnwritten: boolean) =>
      app.prisma.request.update({ where: { id: exported }, data: { dutiesUnwritten } });
    await unwritten(true);
    let keysThen: unknown = null;
    for (let attempts = 0; attempts < 40 && (await shown()).state !== 'gone'; attempts += 1) {
      await work();
      const { trouble } = await shown();
      if (trouble?.code === 'duties-unwritten') keysThen = (await unwritten(false)).wrappedIdKey;
      if (trouble !== null) clock.forward(HOUR);
    }
    restore();
    expect(keysThen).not.toBeNull();
    expect(killedAt.size).toBe(TABLES.length * 4);
    const now = await rows();
    const expected = Object.fromEntries(
      Object.entries(before).map(([of, lines]) => [
        of,
        of.endsWith(` of ${project.projectId}`) ? lines.filter(isHeld) : lines,
      ]),
    );
    expect(now).toEqual(expected);
    expect(now[`events of ${project.projectId}`]?.length).toBeGreaterThan(0);
  });

  it('leaves what was held as a duty, and counts what went', async () => {
    const { state, counts, trouble } = await shown();
    expect([state, trouble]).toEqual(['gone', null]);
    const went = (table: string) =>
      (before[`${table} of ${project.projectId}`] ?? []).filter((line) => !isHeld(line)).length;
    const stayed = (table: string) => (before[`${table} of ${project.projectId}`] ?? []).filter(isHeld).length;
    expect([...(counts?.collections ?? [])].sort((one, two) => (one.collection < two.collection ? -1 : 1))).toEqual(
      [...TABLES].sort().map((collection) => ({ collection, rows: went(collection), spared: stayed(collection) })),
    );
    expect(counts?.destroyed).toMatchObject({ exports: 1, requestIds: 1, apiSecrets: 1 });
    const duties = await app.prisma.duty.findMany({ where: { endingId: ended.id } });
    expect(duties.map(({ kind, basis, state: of }) => [kind, basis, of])).toEqual([
      ['held', 'GDPR Art. 17(3)(e)', 'owed'],
    ]);
    expect(counts?.duties).toBe(1);
  });

  it('has no keys, no secrets, no name and no token any more; its records stay', async () => {
    const { projectId } = project;
    const artifact = await app.prisma.artifact.findUniqueOrThrow({
      where: { requestId: exported },
      include: { parts: true },
    });
    expect([artifact.destroyedAt !== null, artifact.parts.filter(({ wrappedKey }) => wrappedKey !== null)]).toEqual([
      true,
      [],
    ]);
    const request = await app.prisma.request.findUniqueOrThrow({ where: { id: exported } });
    expect(request.wrappedIdKey).toBeNull();
    const client = new ApiClient(app, project);
    const record = await client.call<{ document: { request: { id: string } } }>(
      'GET',
      `/api/v1/requests/${exported}/record`,
    );
    expect([record.status, record.body.document.request.id]).toEqual([200, exported]);
    const where = { projectId };
    expect([
      await app.prisma.apiSecret.count({ where }),
      await app.prisma.incomingCount.count({ where }),
      await app.prisma.suppression.count({ where }),
    ]).toEqual([0, 0, 0]);
    const stub = await app.prisma.project.findUniqueOrThrow({ where: { id: projectId } });
    expect([stub.name, stub.token === project.projectToken]).toEqual([`deleted project ${projectId}`, false]);
    const again = await app.application
      .get(ProjectsService)
      .create('operator', other.organizationId, { name: 'New', token: project.projectToken });
    expect(again.project.token).toBe(project.projectToken);
  });

  it('is proven by a signed record that holds nobody', async () => {
    const owner = await signIn(project);
    const bytes = await owner.bytes(`/api/v1/project-endings/${ended.id}/record.json`);
    const signature = await owner.bytes(`/api/v1/project-endings/${ended.id}/record.sig`);
    const pem = await (await fetch(`${app.url}/api/v1/keys/completion-record.pem`)).text();
    expect(isSignedBy(pem, bytes, signature)).toBe(true);
    const text = bytes.toString('utf8');
    // An id of Habeas may happen to hold one of the short ones.
    const words = text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
    for (const id of [...A, ...B, ...C]) expect(words).not.toContain(JSON.stringify(id).slice(1, -1));
    expect(JSON.parse(text)).toMatchObject({
      format: 'habeas-project-record/1',
      ending: { id: ended.id, kind: 'deleted', project: { id: project.projectId } },
      notTouched: ['newsletter', 'invoices', 'feedback'],
      duties: [{ basis: 'GDPR Art. 17(3)(e)' }],
    });
  });

  it('cannot be brought back, and is done with', async () => {
    const late = await (await signIn(project)).call('POST', `/api/v1/project-endings/${ended.id}/restore`);
    expect([late.status, late.body.code]).toEqual([409, 'restore-too-late']);
    const held = await rows();
    clock.forward(DAY);
    await work();
    expect(await rows()).toEqual(held);
  });

  it('says when its bytes have left the disk, once a scrub has rewritten what it was in', async () => {
    expect((await shown()).scrubbedAt).toBeNull();
    await app.application.get(ScrubPlan, { strict: false }).order('operator');
    await app.application.get(Scrub, { strict: false }).run();
    expect((await shown()).scrubbedAt).not.toBeNull();
  }, 120_000);

  it('lets nobody give up what is owed of it, since no request would find it', async () => {
    const [duty] = await app.prisma.duty.findMany({ where: { endingId: ended.id } });
    const words = { reason: 'A court asked for it.', basis: 'GDPR Art. 17(3)(e)' };
    const answer = await (await signIn(project)).call('POST', `/api/v1/duties/${duty?.id ?? ''}/give-up`, words);
    expect([answer.status, answer.body.code]).toEqual([405, 'duty-of-an-end']);
    expect(await app.prisma.duty.findMany({ where: { endingId: ended.id } })).toMatchObject([{ state: 'owed' }]);
  });

  it('loses what was held when the hold is over, and nothing of it is left then', async () => {
    clock.forward(400 * DAY);
    await app.application.get(DutyWatch, { strict: false }).look(clock.now());
    const { id } = await app.prisma.request.findFirstOrThrow({
      where: { projectId: project.projectId, NOT: { dutyId: null } },
    });
    await app.application.get(DeletionStaging, { strict: false }).stage(id);
    clock.forward(DAY);
    await sweepPastNeighbours(app, clock);
    const left = await rows();
    for (const table of TABLES) expect([table, left[`${table} of ${project.projectId}`]]).toEqual([table, []]);
    for (const table of TABLES)
      expect(left[`${table} of ${other.projectId}`]).toEqual(before[`${table} of ${other.projectId}`]);
    const [duty] = await app.prisma.duty.findMany({ where: { endingId: ended.id } });
    expect([duty?.state, duty?.wrappedIdKey]).toEqual(['carried-out', null]);
  });

  it('gives way to a sweep that is due, before it begins and after each portion', async () => {
    const third = await createProject(app, 'third');
    await loadThreeSubjects(new ApiClient(app, third), app.databaseUrl, third);
    const { name } = await app.prisma.project.findUniqueOrThrow({ where: { id: third.projectId } });
    const owner = await signIn(third);
    const { id } = (await owner.call('DELETE', `/api/v1/projects/${third.projectId}`, { name })).body;
    clock.forward(91 * DAY);
    const ending = () => app.prisma.projectEnding.findUniqueOrThrow({ where: { id } });
    const rowsOfThird = async (table: string) =>
      withClient(app.databaseUrl, async (sql) => {
        const asked = `SELECT count(*)::int AS rows FROM subject_data.${table} WHERE project_id = $1`;
        return (await sql.query<{ rows: number }>(asked, [third.projectId])).rows[0]?.rows;
      });

    const elsewhere = await createProject(app, 'elsewhere');
    const requestId = await new ApiClient(app, elsewhere).open({ kind: 'deletion', distinctIds: ['somebody'] });
    const waits = { where: { id: requestId } };
    const due = () => app.prisma.request.update({ ...waits, data: { status: 'STAGING', nextAttemptAt: clock.now() } });
    const swept = () => app.prisma.request.update({ ...waits, data: { status: 'REVOKED', nextAttemptAt: null } });
    await due();
    await work();
    expect((await ending()).state).toBe('restorable');
    await swept();

    const all = await rowsOfThird('events');
    const targets = app.application.get(ScrubTargets, { strict: false });
    const touch = targets.touch.bind(targets);
    const restore = instead(targets, 'touch', async (...given) => {
      await touch(...given);
      await due();
    });
    await work();
    restore();
    const paused = await ending();
    expect([paused.state, paused.attempts, paused.troubleCode]).toEqual(['going', 0, null]);
    expect(await rowsOfThird('events')).toBeLessThan(all ?? 0);
    expect(await rowsOfThird('profiles')).toBeGreaterThan(0);
    await swept();
    for (let hours = 0; hours < 9 && (await ending()).state !== 'gone'; hours += 1) {
      await work();
      clock.forward(HOUR);
    }
    const gone = await ending();
    expect([gone.state, gone.troubleCode]).toEqual(['gone', null]);
    for (const table of TABLES) expect([table, await rowsOfThird(table)]).toEqual([table, 0]);
  });
});
