import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { HabeasError, Leases, SteadyTime } from '../../src/platform/index.js';
import { RetentionNotices } from '../../src/notices/retention-notices.service.js';
import { RetentionPlan, RetentionWatch, SettledPortions, type RetentionRecord } from '../../src/retention/index.js';
import { Scrub, ScrubPlan } from '../../src/scrub/index.js';
import { SubjectData } from '../../src/subject-data/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { instead } from '../support/instead.js';
import { retainPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { warnedOf } from '../support/warned.js';

const DAY = 86_400_000;
const MONTHS_LATER = 25;
const HELD = 'held-4711';
const HELD_DEVICE = 'a1b2c3d4-0000-4000-8000-000000004711';
const NAMED = 'named-0815';
const PEOPLE = ['ann', 'ben', 'cyd', HELD, NAMED];
/** Months before now, counted back from the middle of one: in a month that is past as a whole, in the one that is not, and young. */
const AGES = [70, 40, 30, 20, 1];

interface EventRow {
  readonly project_id: number;
  readonly distinct_id: string;
  readonly insert_id: string;
  readonly time: Date;
}

describe('what time does', () => {
  const clock = new TestClock();
  let app: TestApp;
  let acme: TestProject;
  let other: TestProject;
  let client: ApiClient;

  const part = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const events = (): Promise<EventRow[]> =>
    withClient(app.databaseUrl, async (sql) => {
      const { rows } = await sql.query<EventRow>(
        'SELECT project_id, distinct_id, insert_id, time FROM subject_data.events ORDER BY project_id, distinct_id, time',
      );
      return rows;
    });
  const partitions = (): Promise<string[]> =>
    withClient(app.databaseUrl, async (sql) => {
      const { rows } = await sql.query<{ name: string }>(
        `SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid
         WHERE inhparent = 'subject_data.events'::regclass ORDER BY 1`,
      );
      return rows.map(({ name }) => name);
    });
  const monthsAgo = (months: number): Date => {
    const now = clock.now();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15, 12));
  };
  /** Runs the next run to its end, as a worker does; returns its id. */
  const run = async (): Promise<string> => {
    const id = await part(RetentionPlan).order('operator');
    await retainPastNeighbours(app);
    return id;
  };
  const show = async (id: string) =>
    (
      await client.call<{ result: string; rows: number; spared: number; dropped: number; steps: StepView[] }>(
        'GET',
        `/api/v1/retention/runs/${id}`,
      )
    ).body;

  interface StepView {
    readonly projectId: number;
    readonly collection: string;
    readonly rule: string;
    readonly before: string | null;
    readonly found: number;
    readonly sparedHeld: number;
    readonly sparedRequested: number;
    readonly dropped: string[];
    readonly remaining: number;
    readonly erasedAt: string | null;
    readonly verifiedAt: string | null;
    readonly trouble: { readonly code: string } | null;
  }

  beforeAll(async () => {
    app = await startApp({ clock, settings: { ROLE: 'api', RETENTION_ROWS_PER_SECOND: '0' } });
    await part(SteadyTime).now();
    acme = await createProject(app, 'acme');
    other = await createProject(app, 'other');
    // Made where it came from before 2025-09-01, and never changed since: five years.
    const early = { madeAt: new Date('2025-01-01T00:00:00Z') };
    await app.prisma.project.update({ where: { id: other.projectId }, data: early });
    client = new ApiClient(app, acme);
    for (const project of [acme, other]) {
      const sender = new ApiClient(app, project);
      await sender.importEvents(PEOPLE.flatMap((id) => AGES.map((age) => event(id, age))));
    }
    await client.importEvents([
      event(HELD_DEVICE, 40, 'device-40'),
      {
        event: '$identify',
        properties: {
          time: monthsAgo(40).getTime() / 1000,
          distinct_id: HELD,
          $identified_id: HELD,
          $anon_id: HELD_DEVICE,
          $insert_id: 'identify-held',
        },
      },
    ]);
    const end = new Date(clock.now().getTime() + 3_000 * DAY).toISOString();
    const hold = { projectId: acme.projectId, distinctIds: [HELD], basis: 'Litigation', until: end };
    expect((await client.call('POST', '/api/v1/holds', hold)).status).toBe(201);
    await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [NAMED] });
  });
  afterAll(() => app.close());

  function event(id: string, age: number, insertId = `${id}-${age}`) {
    const time = Math.floor(monthsAgo(age).getTime() / 1000);
    return { event: 'Seen', properties: { time, distinct_id: id, $insert_id: insertId } };
  }

  const ownOf = (rows: readonly EventRow[], { projectId }: TestProject): string[] =>
    rows.filter((row) => row.project_id === projectId).map(({ insert_id }) => insert_id);

  it('is told before it is done, by month, and nothing is touched by telling', async () => {
    const before = await events();
    const { status, body } = await client.call<{
      collections: { collection: string; rows: number; months: object[] }[];
    }>('POST', `/api/v1/projects/${acme.projectId}/retention/preview`, { eventMonths: 12 });
    expect(status).toBe(200);
    const told = body.collections.find(({ collection }) => collection === 'events');
    const monthOf = (age: number) => monthsAgo(age).toISOString().slice(0, 7);
    expect(told?.months).toEqual(
      [70, 40, 30, 20].map((age) => ({
        month: monthOf(age),
        rows: 3,
        spared: age === 40 ? expect.any(Number) : 2,
        referredTo: 0,
      })),
    );
    expect(told?.rows).toBe(12);
    expect(await events()).toEqual(before);
  });

  it('takes what has outlived its time, months that nobody keeps as a whole, and nobody else', async () => {
    const before = await events();
    const partitionsBefore = await partitions();
    const id = await run();
    const after = await events();
    const stays = (row: EventRow): boolean => {
      if (row.project_id === other.projectId) return !row.insert_id.endsWith('-70');
      const isOld = /-(70|40|30)$/.test(row.insert_id);
      return !isOld || [HELD, NAMED].includes(row.distinct_id) || row.insert_id === 'device-40';
    };
    expect(after).toEqual(before.filter(stays));
    // Of the month 70 months back those who are spared are left, in the month 40 months back the other project's too.
    expect(await partitions()).toEqual(partitionsBefore);
    const shown = await show(id);
    expect(shown).toMatchObject({ result: 'done', rows: 9, dropped: 0 });
    const ofEvents = shown.steps.find(({ collection }) => collection === 'events');
    expect(ofEvents).toMatchObject({
      projectId: acme.projectId,
      rule: 'events',
      found: 9,
      sparedRequested: 3,
      remaining: 0,
      trouble: null,
      erasedAt: expect.any(String),
      verifiedAt: expect.any(String),
    });
    expect(ofEvents?.sparedHeld).toBeGreaterThanOrEqual(4);
    expect(shown.steps.every(({ projectId }) => projectId === acme.projectId)).toBe(true);
  });

  it('leaves a signed record for each organization, which names nobody and tells of nobody else', async () => {
    const { body } = await client.call<{ results: { id: string }[] }>('GET', '/api/v1/retention/runs');
    const id = body.results[0]?.id ?? '';
    const record = await bytesOf(`/api/v1/retention/runs/${id}/record.json`);
    const signature = await bytesOf(`/api/v1/retention/runs/${id}/record.sig`);
    const key = await bytesOf('/api/v1/keys/completion-record.pem');
    const folder = mkdtempSync(join(tmpdir(), 'habeas-record-'));
    for (const [name, content] of Object.entries({ record, signature, key }))
      writeFileSync(join(folder, name), content);
    const words = ['pkeyutl', '-verify', '-pubin', '-inkey', 'key', '-rawin', '-in', 'record', '-sigfile', 'signature'];
    expect(execFileSync('openssl', words, { cwd: folder }).toString()).toContain('Verified Successfully');
    rmSync(folder, { recursive: true });
    const document = JSON.parse(record.toString()) as RetentionRecord;
    expect(document).toMatchObject({
      format: 'habeas-retention-record/1',
      organization: { id: acme.organizationId },
      run: { id, result: 'done' },
      totals: { rows: 9, spared: { requested: 3, referredTo: 0 } },
    });
    expect(document.projects.map((project) => project.id)).toEqual([acme.projectId]);
    for (const person of [...PEOPLE, HELD_DEVICE]) expect(record.toString()).not.toContain(person);
    const stranger = new ApiClient(app, other);
    const asked = `/api/v1/retention/runs/${id}/record.json?organizationId=${acme.organizationId}`;
    expect((await stranger.call('GET', asked)).status).toBe(404);
  });

  it('does nothing where somebody was held or named since it looked whom to spare, and looks again', async () => {
    await client.importEvents([event('late', 45), event('ann', 45)]);
    const store = part(SubjectData).storeOf(collectionOf('events')).expiry;
    const hide = store.hide.bind(store);
    let calls = 0;
    const undo = instead(store, 'hide', async (expiry, options) => {
      calls += 1;
      if (calls === 1) await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['late'] });
      return hide(expiry, options);
    });
    const id = await run();
    undo();
    expect(calls).toBe(2);
    expect(ownOf(await events(), acme)).toContain('late-45');
    expect(ownOf(await events(), acme)).not.toContain('ann-45');
    expect((await show(id)).result).toBe('done');
  });

  it('lets nobody be held or named while a portion goes, and sees at once who was', async () => {
    const portions = part(SettledPortions);
    const lease = await part(Leases).acquire('sweep', 'tests');
    if (lease === null) throw new Error('Somebody leads a sweep.');
    const known = { spared: nobody(), settings: await portions.settings(), lease };
    let [opened, held] = [false, false];
    let holding: Promise<unknown> = Promise.resolve();
    const end = new Date(clock.now().getTime() + DAY).toISOString();
    const hold = { projectId: other.projectId, distinctIds: ['y'], basis: 'Litigation', until: end };
    let opening: Promise<unknown> = Promise.resolve();
    await portions.whileSettled([other.projectId], 'shared', known, async () => {
      const sender = new ApiClient(app, other);
      opening = sender.open({ kind: 'export', regime: 'GDPR', distinctIds: ['x'] }).then(() => (opened = true));
      holding = sender.call('POST', '/api/v1/holds', hold).then(() => (held = true));
      await until('both to wait', async () => (await waitingForNaming()) === 2);
      expect([opened, held]).toEqual([false, false]);
    });
    await Promise.all([opening, holding]);
    const again = portions.whileSettled([other.projectId], 'shared', known, async () => undefined);
    await expect(again).rejects.toMatchObject({ code: 'spared-changed' });
    await lease.release();
  });

  it('goes on where it was killed, at whatever step', async () => {
    const store = part(SubjectData).storeOf(collectionOf('events'));
    const killed = new HabeasError('unavailable', 'lease-lost', 'It was killed.');
    for (const at of ['hide', 'hidden', 'removeHidden', 'countExpired'] as const) {
      await client.importEvents([event(`killed-${at}`, 50), event(HELD, 50)]);
      const target = at === 'removeHidden' ? store : store.expiry;
      const method = at === 'hidden' ? 'hide' : at;
      const original = (target[method as never] as (...given: unknown[]) => Promise<unknown>).bind(target);
      const undo = instead(
        target,
        method as never,
        (async (...given: unknown[]) => {
          if (at === 'hidden') await original(...given);
          throw killed;
        }) as never,
      );
      const id = await run();
      expect((await app.prisma.retentionRun.findUniqueOrThrow({ where: { id } })).finishedAt).toBeNull();
      undo();
      await retainPastNeighbours(app);
      expect(await show(id)).toMatchObject({ result: 'done', rows: 1 });
      expect(ownOf(await events(), acme)).not.toContain(`killed-${at}-50`);
      expect(ownOf(await events(), acme)).toContain(`${HELD}-50`);
    }
  });

  it('gives way to a sweep that is due', async () => {
    await client.importEvents([event('patient', 50)]);
    const deletion = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['somebody'] });
    const due = { status: 'STAGING', nextAttemptAt: new Date(clock.now().getTime() - 1000) };
    await app.prisma.request.update({ where: { id: deletion }, data: due });
    const id = await run();
    expect((await app.prisma.retentionRun.findUniqueOrThrow({ where: { id } })).startedAt).toBeNull();
    await app.prisma.request.update({ where: { id: deletion }, data: { status: 'REVOKED', nextAttemptAt: null } });
    await retainPastNeighbours(app);
    expect((await show(id)).result).toBe('done');
  });

  it('notes what a table refuses, does the others, and says that it ended in part', async () => {
    await withClient(app.databaseUrl, (sql) =>
      sql.query(`
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';
        CREATE TRIGGER refuse BEFORE DELETE ON subject_data.events FOR EACH ROW EXECUTE FUNCTION refuse();`),
    );
    await client.importEvents([event('refused', 50), event(HELD, 51)]);
    let id = '';
    const warned = await warnedOf(async () => void (id = await run()));
    const { dueAt } = await app.prisma.retentionRun.findUniqueOrThrow({ where: { id } });
    expect(warned.at(-1)).toBe(
      `The run of retention of ${dueAt.toISOString()} ended in part, data is kept for longer than is said. Left: "events" of a project (store-refused).`,
    );
    const shown = await show(id);
    expect(shown.result).toBe('in-part');
    expect(shown.steps.find(({ collection }) => collection === 'events')?.trouble?.code).toBe('store-refused');
    expect(shown.steps.filter(({ collection }) => collection !== 'events').every((step) => step.verifiedAt)).toBe(true);
    const list = await client.call<{ missedSince: string | null }>('GET', '/api/v1/retention/runs');
    expect(list.body.missedSince).not.toBeNull();
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({
      status: 'ok',
      retention: { missedSince: list.body.missedSince },
    });
    await withClient(app.databaseUrl, (sql) => sql.query('DROP TRIGGER refuse ON subject_data.events'));
    expect((await show(await run())).result).toBe('done');
    expect((await client.call<{ missedSince: null }>('GET', '/api/v1/retention/runs')).body.missedSince).toBeNull();
  });

  it('drops the months of which nothing may stay once years have gone by, and keeps who is held', async () => {
    const first = (await events()).filter(({ project_id }) => project_id === acme.projectId);
    const all = await app.prisma.request.findMany({ where: { status: 'PENDING' }, select: { id: true } });
    for (const { id } of all) await client.call('POST', `/api/v1/requests/${id}/revoke`);
    await app.prisma.request.updateMany({
      where: { status: 'PENDING' },
      data: { status: 'REVOKED', nextAttemptAt: null },
    });
    clock.forward(MONTHS_LATER * 31 * DAY);
    await anew();
    const before = await partitions();
    const id = await run();
    const after = (await events()).filter(({ project_id }) => project_id === acme.projectId);
    expect(after).toEqual(first.filter(({ distinct_id }) => [HELD, HELD_DEVICE].includes(distinct_id)));
    const shown = await show(id);
    expect(shown.result).toBe('done');
    expect(shown.dropped).toBe(before.length - (await partitions()).length);
    expect(shown.dropped).toBeGreaterThan(0);
  });

  it('takes what was held once the hold is lifted', async () => {
    const { body } = await client.call<{ results: { id: string }[] }>('GET', '/api/v1/holds?active=true');
    for (const { id } of body.results) await client.call('POST', `/api/v1/holds/${id}/lift`);
    await run();
    expect(ownOf(await events(), acme)).toEqual([]);
  });

  it('says of each step when its bytes have left the disk', async () => {
    const erased = { NOT: { erasedAt: null } };
    expect(await app.prisma.retentionStep.count({ where: { ...erased, NOT: { scrubbedAt: null } } })).toBe(0);
    await part(ScrubPlan).order('operator');
    await part(Scrub).run();
    expect(await app.prisma.retentionStep.count({ where: erased })).toBeGreaterThan(0);
    expect(await app.prisma.retentionStep.count({ where: { ...erased, scrubbedAt: null } })).toBe(0);
  }, 120_000);

  it('tells of a run that did not happen within a day', async () => {
    await part(RetentionPlan).keep();
    clock.forward(3 * DAY);
    await anew();
    const { body } = await client.call<{ missedSince: string | null }>('GET', '/api/v1/retention/runs');
    expect(body.missedSince).not.toBeNull();
    expect(await (await fetch(`${app.url}/readyz`)).json()).toMatchObject({
      retention: { missedSince: body.missedSince },
    });
    const { dueAt } = await app.prisma.retentionRun.findFirstOrThrow({ where: { finishedAt: null } });
    const warned = await warnedOf(async () => {
      await part(RetentionWatch).look();
      await part(RetentionWatch).look();
    });
    expect(warned).toEqual([
      `The run of retention of ${dueAt.toISOString()} has not begun: data is kept for longer than is said. See that a worker runs and reaches the database.`,
    ]);
    const planned = await app.prisma.retentionRun.findFirstOrThrow({ where: { finishedAt: null } });
    expect(planned.missedAt).not.toBeNull();
  });

  it('tells owners of it by mail, once', async () => {
    await app.prisma.user.updateMany({
      where: { id: acme.ownerId },
      data: { emailVerifiedAt: clock.now(), homeOrganizationId: null },
    });
    await part(RetentionNotices).collect();
    await part(RetentionNotices).collect();
    const notices = await app.prisma.notice.findMany({ where: { kind: 'retention' } });
    expect(notices.map(({ userId, facts }) => [userId, facts])).toEqual([
      [acme.ownerId, { what: 'retention', since: expect.any(String), inPart: false }],
    ]);
  });

  /** Tokens end in a year. */
  async function anew(): Promise<void> {
    const { secret } = await part(OauthTokensService).create(
      'operator',
      acme.ownerId,
      `at ${clock.now().toISOString()}`,
    );
    client = new ApiClient(app, { ...acme, oauthToken: secret });
  }

  async function bytesOf(path: string): Promise<Buffer> {
    const response = await fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${acme.oauthToken}` } });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }

  function collectionOf(name: string) {
    const found = part(SubjectData)
      .collections()
      .find((collection) => collection.name === name);
    if (found === undefined) throw new Error(name);
    return found;
  }

  function nobody() {
    return {
      held: [],
      requested: [],
      all: [],
      known: new Map(),
      unknown: new Map(),
      at: clock.now(),
      madeAt: clock.lived(),
    };
  }

  async function waitingForNaming(): Promise<number> {
    const [row] = await app.prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int FROM pg_locks JOIN pg_database ON pg_database.oid = database
      WHERE datname = current_database() AND locktype = 'advisory' AND classid = 4829 AND NOT granted`;
    return row?.count ?? 0;
  }
});
