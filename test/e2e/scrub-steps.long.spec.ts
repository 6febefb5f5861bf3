import pg from 'pg';
import { runHabeas } from '../../src/cli/program.js';
import type { Terminal } from '../../src/cli/terminal/terminal.js';
import { Ids, Leases, readConfig } from '../../src/platform/index.js';
import { DeletionStaging, Sweep } from '../../src/deletions/index.js';
import { Scrub, ScrubPlan, ScrubTargets, FilesDropped } from '../../src/scrub/index.js';
import { ScrubEnd } from '../../src/scrub/scrub-end.service.js';
import { ScrubOpening } from '../../src/scrub/scrub-opening.service.js';
import { SweepPartitions } from '../../src/deletions/sweep/sweep-partitions.service.js';
import { SweepPurge } from '../../src/deletions/sweep/sweep-purge.service.js';
import { SweepSteps } from '../../src/deletions/sweep/sweep-steps.service.js';
import { Timeline } from '../../src/request-model/index.js';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import { Scrubbers, SubjectData, type Collection } from '../../src/subject-data/index.js';
import { PostgresScrubber } from '../../src/subject-data/postgres/scrub/scrubber.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createProject, startApp, TEST_MASTER_KEY, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import { poolOf } from '../support/pool.js';

const MINUTE = 60_000;
const HASTY = { lock: 100, horizon: 2_000 };
const EVENTS = BUILT_IN_COLLECTIONS[0] as Collection;

describe('a scrub, step by step', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let pool: pg.Pool;
  let other: pg.Client;

  beforeAll(async () => {
    app = await startApp({ clock, settings: { ROLE: 'api', SCRUB_SCHEDULE: '0 4 1 * *' } });
    project = await createProject(app);
    client = new ApiClient(app, project);
    pool = poolOf(app.databaseUrl, 4);
    other = new pg.Client({ connectionString: app.databaseUrl });
    await other.connect();
  });

  afterAll(async () => {
    await other.end();
    await pool.end();
    await app.close();
  });

  type Kind<T> = abstract new (...given: never[]) => T;
  const get = <T>(kind: Kind<T>): T => app.application.get(kind, { strict: false });

  function scrubbing(from: pg.Pool = pool): Scrub {
    const control = new PostgresScrubber('habeas', from, HASTY);
    const scrubbers = new Scrubbers(new Map([['habeas', control]]), control);
    const [leases, plan, data] = [get(Leases), get(ScrubPlan), get(SubjectData)];
    const end = new ScrubEnd(app.prisma, leases, data, scrubbers, plan, get(ScrubTargets), get(Timeline), clock);
    const opening = new ScrubOpening(leases, scrubbers, get(ScrubTargets), clock);
    return new Scrub(app.prisma, leases, plan, opening, end, scrubbers, data, clock);
  }

  /** A person with a profile and events in two months, erased. */
  async function erased(id: string): Promise<string> {
    const times = ['2026-03-09', '2026-05-09'].map((day) => Date.parse(day) / 1000);
    await client.importEvents(
      times.map((time) => ({ event: 'Seen', properties: { time, distinct_id: id, $insert_id: `${id}-${time}` } })),
    );
    await client.engage([{ $distinct_id: id, $set: { plan: 'Pro' } }]);
    const requestId = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [id] });
    await get(DeletionStaging).stage(requestId);
    // A transaction of another database of this server may put a purge off, as it would anywhere.
    await until('the end of the deletion', async () => {
      clock.forward(MINUTE);
      await get(Sweep).run();
      return (await client.show(requestId)).status === 'SUCCESS';
    });
    return requestId;
  }

  const targets = async () =>
    (await app.prisma.scrubTarget.findMany({ orderBy: { relation: 'asc' } })).map(({ relation }) => relation);
  const stepsOf = (scrubId: string) => app.prisma.scrubStep.findMany({ where: { scrubId }, orderBy: { place: 'asc' } });
  const typesOf = async (id: string) =>
    ((await client.show(id))['timeline'] as { type: string }[]).map(({ type }) => type);

  it('is planned as the schedule says, once, whoever plans it', async () => {
    const plan = get(ScrubPlan);
    await Promise.all([plan.keep(), plan.keep(), plan.keep()]);
    const [planned, ...more] = await app.prisma.scrub.findMany();
    expect(more).toEqual([]);
    expect([planned?.dueAt.getUTCDate(), planned?.dueAt.getUTCHours()]).toEqual([1, 4]);
    expect(await plan.due()).toBeNull();
  });

  it('knows the tables and the months that a sweep wrote in, and no others', async () => {
    await client.importEvents([
      { event: 'Seen', properties: { time: Date.parse('2026-04-09') / 1000, distinct_id: 'x', $insert_id: '1' } },
    ]);
    await erased('known');
    expect(await targets()).toEqual([
      'subject_data.events_2026_03',
      'subject_data.events_2026_05',
      'subject_data.profiles',
    ]);
  });

  it('has a table on record before a row is gone from it, or else the row stays', async () => {
    await client.importEvents([
      { event: 'Seen', properties: { time: Date.parse('2026-04-09') / 1000, distinct_id: 'y', $insert_id: '2' } },
    ]);
    const store = new PostgresSubjectStore('habeas', pool);
    const keys = [{ ordinal: 0, projectId: project.projectId, distinctId: 'y', watermark: null }];
    const refusing = () => Promise.reject(new Error('No record can be kept.'));
    await expect(store.hide(EVENTS, keys, 'policy', { onTouch: refusing })).rejects.toThrow('No record can be kept.');
    expect(await store.countRemaining(EVENTS, keys, 'policy')).toMatchObject([{ rows: 1 }]);
  });

  it('waits for a lock no longer than it may, does the rest, and goes on from there', async () => {
    const requestId = await erased('locked');
    const scrubId = await get(ScrubPlan).order('operator');
    await other.query('BEGIN; LOCK TABLE subject_data.profiles IN ACCESS SHARE MODE');
    await scrubbing().run();
    const before = await stepsOf(scrubId);
    expect(before.filter(({ endedAt }) => endedAt === null).map(({ relation, kind }) => relation ?? kind)).toEqual([
      'subject_data.profiles',
      'statistics',
      'log',
    ]);
    expect((await client.show(requestId))['scrubbedAt']).toBeNull();

    await other.query('COMMIT');
    await scrubbing().run();
    expect(await app.prisma.scrub.findUnique({ where: { id: scrubId } })).toMatchObject({ finishedAt: null });
    clock.forward(MINUTE);
    await scrubbing().run();
    expect(await app.prisma.scrub.findUnique({ where: { id: scrubId } })).toMatchObject({ result: 'done' });
    const after = await stepsOf(scrubId);
    for (const step of before.filter(({ endedAt }) => endedAt !== null))
      expect(after[step.place]?.endedAt).toEqual(step.endedAt);
    expect((await client.show(requestId))['scrubbedAt']).not.toBeNull();
    expect(await typesOf(requestId)).toContain('scrubbed');
    expect(await targets()).toEqual([]);
  });

  it('leaves what it could not do for a day to the next one, and does not call it done', async () => {
    const requestId = await erased('stubborn');
    const scrubId = await get(ScrubPlan).order('operator');
    await other.query('BEGIN; LOCK TABLE subject_data.profiles IN ACCESS SHARE MODE');
    await scrubbing().run();
    clock.forward(25 * 60 * MINUTE);
    await scrubbing().run();
    expect(await app.prisma.scrub.findUnique({ where: { id: scrubId } })).toMatchObject({ result: 'in-part' });
    const left = (await stepsOf(scrubId)).filter(({ outcome }) => outcome !== 'done');
    expect(left).toMatchObject([{ relation: 'subject_data.profiles', outcome: 'put-off' }]);
    const shown = (await client.show(requestId))['collections'] as Record<string, string | null>[];
    expect(shown.filter(({ filesDroppedAt }) => filesDroppedAt === null).map(({ collection }) => collection)).toEqual([
      'profiles',
    ]);
    expect(await targets()).toEqual(['subject_data.profiles']);
    await other.query('COMMIT');

    await get(ScrubPlan).order('operator');
    await scrubbing().run();
    expect((await client.show(requestId))['scrubbedAt']).not.toBeNull();
    expect((await typesOf(requestId)).filter((type) => type.startsWith('scrub'))).toEqual([
      'scrub-in-part',
      'scrubbed',
    ]);
  });

  it('says what the role may not do instead of pretending', async () => {
    const requestId = await erased('weak');
    await pool.query(
      `CREATE ROLE scrub_reader LOGIN PASSWORD 'reader'; GRANT USAGE ON SCHEMA subject_data TO scrub_reader`,
    );
    const url = app.databaseUrl.replace(/\/\/[^@]*@/, '//scrub_reader:reader@');
    const weak = poolOf(url, 2);
    const scrubId = await get(ScrubPlan).order('operator');
    await scrubbing(weak).run();
    await weak.end();
    await pool.query('DROP OWNED BY scrub_reader; DROP ROLE scrub_reader');
    const notes = (await stepsOf(scrubId)).map(({ kind, outcome, note }) => `${kind} ${outcome} ${note}`);
    expect(notes).toContain(
      'table refused The right to rewrite subject_data.profiles is missing: grant MAINTAIN, or own it.',
    );
    expect(notes).toContainEqual(expect.stringMatching(/^statistics refused Only the owner/));
    expect(notes).toContainEqual(expect.stringMatching(/^log refused .*pg_checkpoint/));
    expect((await client.show(requestId))['scrubbedAt']).toBeNull();
    expect(await typesOf(requestId)).toContain('scrub-in-part');
    await get(ScrubPlan).order('operator');
    await scrubbing().run();
    expect((await client.show(requestId))['scrubbedAt']).not.toBeNull();
  });

  it('rewrites the tables of a deletion that is under way again when that has ended', async () => {
    await erased('first');
    const underway = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['nobody'] });
    await app.prisma.request.update({ where: { id: underway }, data: { status: 'STARTED', nextAttemptAt: null } });
    await get(ScrubPlan).order('operator');
    await scrubbing().run();
    expect(await targets()).toContain('subject_data.events_2026_03');
    await app.prisma.request.update({ where: { id: underway }, data: { status: 'FAILURE' } });
  });

  it('covers every table of Habeas that holds an id of a subject as HMAC or ciphertext, or a key to one', async () => {
    const rewritten = new Set((await app.prisma.scrubStep.findMany()).map(({ relation }) => relation));
    const { rows } = await pool.query<{ name: string }>(
      `SELECT DISTINCT format('%I.%I', table_schema, table_name) AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name ~ '^(id_hmac|id_ciphertext|wrapped_.*key)$'`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !rewritten.has(name))).toEqual([]);
  });

  it('is ordered by the command line, which shows how the last one ended', async () => {
    const said: string[] = [];
    const terminal = { out: (text: string) => void said.push(text), err: () => undefined } as unknown as Terminal;
    const config = () => readConfig({ DATABASE_URL: app.databaseUrl, HABEAS_MASTER_KEY: TEST_MASTER_KEY });
    expect(await runHabeas(['scrub', '--json'], { terminal, config })).toBe(0);
    expect(JSON.parse(said.join(''))).toMatchObject({
      next: [{ orderedBy: 'operator', openedAt: null }],
      last: { result: 'done' },
      left: [],
    });
    expect(await get(ScrubPlan).due()).not.toBeNull();
  });

  it('lets a wait for older readers go on from where it began, whoever came since', async () => {
    const deletion = { id: await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['slow'] }) };
    const store = new PostgresSubjectStore('habeas', pool, { horizon: 0, page: 1_000 });
    const steps = get(SweepSteps);
    const subjectData = new SubjectData([EVENTS], new Map([['habeas', store]]));
    const purges = new SweepPurge(app.prisma, subjectData, steps, get(SweepPartitions), get(ScrubTargets), get(Ids));
    const taken = {
      ...deletion,
      projectId: project.projectId,
      filing: { projectId: project.projectId, numbers: [project.projectId] },
      disclosure: 'Data',
      watermark: clock.now(),
      subjects: [],
    } as const;
    const lease = await get(Leases).acquire('test', 'test');
    if (lease === null) throw new Error('The lease is held.');
    const part = { sweepId: get(Ids).next(), lease, shared: false, waits: () => undefined };
    await other.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
    await get(ScrubTargets).touch(EVENTS, 'subject_data.events_2026_03');
    await steps.mark(EVENTS, [taken], 'hiddenAt', lease);
    const [waiting] = await purges.purge(EVENTS, [taken], part);
    expect(waiting?.error).toMatchObject({ code: 'older-snapshot' });
    // A snapshot reaches back to the oldest transaction of the server, a neighbour's included: then the next one is tried.
    await until('a purge beside a reader who came later', async () => {
      await other.query('COMMIT');
      await other.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
      const still = await purges.purge(EVENTS, [taken], part);
      return still.length === 0;
    });
    await other.query('COMMIT');
    expect(await steps.lacking(EVENTS, [taken], 'erasedAt', lease)).toEqual([]);
    await lease.release();
  });

  /** A run of retention and the end of a project, by which rows of the collection were removed just now. */
  async function removedByTime(collection: string): Promise<{ runId: string; endingId: string }> {
    const [runId, endingId] = [get(Ids).next(), get(Ids).next()];
    const [now, { organizationId, projectId }] = [clock.now(), project];
    const ended = { dueAt: now, nextAttemptAt: now, startedAt: now, finishedAt: now, result: 'done', phase: 'done' };
    await app.prisma.retentionRun.create({ data: { id: runId, ...ended } });
    const step = { runId, collection, projectId, rule: 'events', hiddenAt: now, erasedAt: now, verifiedAt: now };
    await app.prisma.retentionStep.create({ data: step });
    const dates = { orderedAt: now, restorableUntil: now, goneBy: now, finishedAt: now };
    const by = { orderedBy: 'operator', orderedByLabel: 'operator' };
    await app.prisma.projectEnding.create({
      data: { id: endingId, projectId, organizationId, kind: 'reset', state: 'gone', ...dates, ...by },
    });
    const task = { endingId, task: 'erase', collection, hiddenAt: now, erasedAt: now };
    await app.prisma.projectEndingStep.create({ data: task });
    return { runId, endingId };
  }

  it('takes the word of an engine that writes its files anew by itself: of deletions, of runs of retention and of ends of projects', async () => {
    const requestId = await erased('elsewhere');
    const { runId, endingId } = await removedByTime(EVENTS.name);
    let dropped = false;
    const engine = { name: 'habeas', filesDropped: async () => dropped } as unknown as PostgresSubjectStore;
    const data = new SubjectData(BUILT_IN_COLLECTIONS, new Map([['habeas', engine]]));
    const files = new FilesDropped(app.prisma, data, get(ScrubEnd), clock);
    const scrubbed = async () => [
      (await client.show(requestId))['scrubbedAt'],
      (await app.prisma.retentionStep.findFirstOrThrow({ where: { runId } })).scrubbedAt,
      (await app.prisma.projectEndingStep.findFirstOrThrow({ where: { endingId } })).scrubbedAt,
    ];
    await files.look();
    expect(await scrubbed()).toEqual([null, null, null]);
    dropped = true;
    await files.look();
    expect(await scrubbed()).toEqual([expect.any(String), expect.any(Date), expect.any(Date)]);
  });

  it('is the word of PostgreSQL for them, too, where it rewrote what was removed before it was laid out', async () => {
    await get(ScrubTargets).touch(EVENTS, 'subject_data.events_2026_05');
    const { runId, endingId } = await removedByTime(EVENTS.name);
    clock.forward(MINUTE);
    const scrubId = await get(ScrubPlan).order('operator');
    await scrubbing().run();
    expect(await app.prisma.scrub.findUnique({ where: { id: scrubId } })).toMatchObject({ result: 'done' });
    expect([
      (await app.prisma.retentionStep.findFirstOrThrow({ where: { runId } })).scrubbedAt,
      (await app.prisma.projectEndingStep.findFirstOrThrow({ where: { endingId } })).scrubbedAt,
    ]).toEqual([expect.any(Date), expect.any(Date)]);
  });
});
