import { isSignedBy } from '../../src/completion-records/index.js';
import { RetentionPlan, type RetentionRecord } from '../../src/retention/index.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { SignedIn } from '../e2e/project-endings-fixture.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker-process.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import { Front } from './front.js';
import { storedRows } from './stored-rows.js';

const DAY = 86_400_000;
const HELD = 'held-4711';
const PEOPLE = ['ann', 'ben', HELD];
const EVENTS_OF_EACH = 15;
/** Months before now: of one that is the project's alone, of three in which others' rows stay, and young. */
const [ALONE, FIRST, SECOND, LAST, YOUNG] = [70, 42, 41, 40, 1] as const;
const AGES = [ALONE, FIRST, SECOND, LAST, YOUNG];
const TABLES = ['events', 'profiles', 'session_replays', 'identity_links'];
/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;
const DATA_MAP = `
collections:
  - name: invoices
    title: The invoices
    table: shop.invoice
    project: ${FIRST_PROJECT}
    subject: customer
    headers: { total: { category: commercial_information } }
    policy: { keep: { basis: 'Basis of invoices', until: { column: issued, zone: Europe/Berlin, plus: P10Y } } }
    purpose: Accounting
    recipients: []
    sourceCategory: Purchases
    retention: As the law says
`;

describe('a worker on the ClickHouse engine that is killed by SIGKILL while time does its work', () => {
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let front: Front;
  let app: TestApp;
  let acme: TestProject;
  let other: TestProject;
  const workers: WorkerProcess[] = [];

  beforeAll(async () => {
    server = await startClickHouse();
    front = await Front.start(server.url);
    engine = server.engine();
    await engine.command('CREATE DATABASE shop');
    await engine.command(
      'CREATE TABLE shop.invoice (customer String, total Nullable(Decimal(9, 2)), issued Date) ENGINE = MergeTree ORDER BY customer',
    );
    const settings = { ROLE: 'api', CLICKHOUSE_URL: server.url, DELETION_GRACE: '0s' };
    app = await startApp({ settings, dataMap: DATA_MAP });
    [acme, other] = [await createProject(app, 'acme'), await createProject(app, 'other')];
    // Five years, since it was made where it came from before 2025-09-01.
    const madeAt = new Date('2025-01-01T00:00:00Z');
    await app.prisma.project.update({ where: { id: other.projectId }, data: { madeAt } });
    for (const project of [acme, other]) {
      const client = new ApiClient(app, project);
      const ages = project === acme ? AGES : AGES.filter((age) => age !== ALONE);
      await client.importEvents(ages.flatMap((age) => PEOPLE.flatMap((id) => eventsOf(id, age))));
      await client.engage(PEOPLE.map((id) => ({ $distinct_id: id, $set: { plan: 'free' } })));
    }
    await hold(HELD);
  });
  afterAll(async () => {
    for (const worker of workers) await worker.kill();
    await app?.close();
    front?.close();
    await server?.stop();
  });

  const monthsAgo = (months: number): Date => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15, 12));
  };
  const partitionOf = (age: number): string => monthsAgo(age).toISOString().slice(0, 7).replace('-', '');
  const firstDayOf = (age: number): string => `${monthsAgo(age).toISOString().slice(0, 7)}-01`;
  function eventsOf(id: string, age: number) {
    const time = Math.floor(monthsAgo(age).getTime() / 1000);
    return Array.from({ length: EVENTS_OF_EACH }, (_, at) => ({
      event: 'Seen',
      properties: { time, distinct_id: id, $insert_id: `${id}-${String(age)}-${String(at)}` },
    }));
  }
  async function hold(id: string): Promise<string> {
    const until = new Date(Date.now() + 300 * DAY).toISOString();
    const body = { projectId: acme.projectId, distinctIds: [id], basis: 'Litigation', until };
    const client = new ApiClient(app, acme);
    const placed = await client.call<{ results: { id: string }[] }>('POST', '/api/v1/holds', body);
    expect(placed.status).toBe(201);
    return placed.body.results[0]?.id ?? '';
  }

  /** Every row of subject data, by table and project. */
  async function rows(): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const table of TABLES) {
      for (const { projectId } of [acme, other]) {
        found[`${table} of ${String(projectId)}`] = await storedRows(engine, table, projectId);
      }
    }
    return found;
  }
  const number = async (from: string): Promise<number> =>
    Number((await engine.query<{ n: string }>(`SELECT count() AS n FROM ${from}`))[0]?.n);
  const eventsLeft = (age: number): Promise<number> =>
    number(
      `subject_data.events WHERE project_id = ${String(acme.projectId)} AND distinct_id != '${HELD}'
         AND toYYYYMM(time) = ${partitionOf(age)}`,
    );

  /** @param through the door at which its statements can be kept */
  function work(rowsPerSecond: number, through: 'front' | 'engine' = 'engine'): WorkerProcess {
    const url = through === 'front' ? front.url : server.url;
    const settings = {
      ...{ RETENTION_ROWS_PER_SECOND: String(rowsPerSecond), CLICKHOUSE_URL: url, DELETION_GRACE: '0s' },
      ...{ DISPATCH_INTERVAL: '1s', HABEAS_DATA_MAP: `${app.dataDirectory}/data-map.yaml` },
    };
    const worker = WorkerProcess.start(app, settings);
    workers.push(worker);
    return worker;
  }
  async function killedAt(pattern: RegExp, where: 'before' | 'after'): Promise<void> {
    const stands = front.standsAt(pattern, where);
    const worker = work(0, 'front');
    await Promise.race([
      stands,
      new Promise((_, reject) => setTimeout(() => reject(new Error(`Nobody came to ${String(pattern)}.`)), 120_000)),
    ]);
    await worker.kill();
  }

  it('in a nightly run, between portions and inside one, before and after it was done: another one finishes it, and nothing else is touched', async () => {
    const before = await rows();
    const id = await app.application.get(RetentionPlan, { strict: false }).order('operator');
    const slow = work(10);
    await until('a portion to go', async () => (await eventsLeft(FIRST)) === 0);
    await slow.kill();
    expect([await eventsLeft(ALONE), await eventsLeft(SECOND), await eventsLeft(LAST)]).toEqual([0, 30, 30]);

    const portion = (age: number) =>
      new RegExp(`^\\s*DELETE FROM [^ ]*events[\\s\\S]*>= toDateTime64\\('${firstDayOf(age)}`);
    await killedAt(portion(SECOND), 'before');
    expect([await eventsLeft(SECOND), await eventsLeft(LAST)]).toEqual([30, 30]);
    await killedAt(portion(LAST), 'after');
    expect([await eventsLeft(SECOND), await eventsLeft(LAST)]).toEqual([0, 0]);
    const where = { id };
    expect((await app.prisma.retentionRun.findUniqueOrThrow({ where })).finishedAt).toBeNull();

    work(0);
    await until(
      'the end of the run',
      async () => (await app.prisma.retentionRun.findUniqueOrThrow({ where })).finishedAt,
    );
    for (const worker of workers.splice(0)) await worker.kill();
    const isOld = (line: string) => [ALONE, FIRST, SECOND, LAST].some((age) => line.includes(`-${String(age)}-`));
    const own = `events of ${String(acme.projectId)}`;
    const stay = (before[own] ?? []).filter((line) => !isOld(line) || line.includes(HELD));
    expect(stay).toHaveLength((AGES.length + 2) * EVENTS_OF_EACH);
    expect(await rows()).toEqual({ ...before, [own]: stay });
    const unmasked = await engine.query<{ n: string }>(
      `SELECT count() AS n FROM subject_data.events WHERE project_id = ${String(acme.projectId)}`,
      {},
      { apply_deleted_mask: 0, apply_patch_parts: 0 },
    );
    expect(Number(unmasked[0]?.n)).toBe(stay.length);

    const owner = await SignedIn.of(app, { email: acme.ownerEmail, password: acme.ownerPassword });
    const bytes = await owner.bytes(`/api/v1/retention/runs/${id}/record.json`);
    const pem = await (await fetch(`${app.url}/api/v1/keys/completion-record.pem`)).text();
    expect(isSignedBy(pem, bytes, await owner.bytes(`/api/v1/retention/runs/${id}/record.sig`))).toBe(true);
    const record = JSON.parse(bytes.toString('utf8')) as RetentionRecord;
    expect(record).toMatchObject({ run: { id, result: 'done' }, totals: { spared: { held: 4 * EVENTS_OF_EACH } } });
  }, 400_000);

  it('at the turn of a duty, of somebody who was held and of kept rows: another one carries it out, and nobody else is touched', async () => {
    const client = new ApiClient(app, acme);
    await client.importEvents(['eve', 'eve-free'].flatMap((id) => eventsOf(id, YOUNG)));
    const holdId = await hold('eve');
    const invoice = (customer: string, issued: string) =>
      engine.insert('shop.invoice', ['customer', 'total', 'issued'], [[customer, '9.50', issued]]);
    const issued = new Date(Date.now() - 9 * 365 * DAY).toISOString().slice(0, 10);
    await invoice('eve-free', issued);
    await invoice('ann', issued);
    const deletion = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['eve', 'eve-free'] });
    const first = work(0);
    await until('the deletion', async () => (await client.show(deletion)).status === 'SUCCESS');
    await first.kill();
    const duties = async () => app.prisma.duty.findMany({ where: { requestId: deletion }, orderBy: { kind: 'asc' } });
    expect(await duties()).toMatchObject([
      { kind: 'held', state: 'owed' },
      { kind: 'kept', state: 'owed' },
    ]);
    const eventsOfEve = () => number(`subject_data.events WHERE distinct_id = 'eve'`);
    const invoices = (customer: string) => number(`shop.invoice WHERE customer = '${customer}'`);

    expect((await client.call('POST', `/api/v1/holds/${holdId}/lift`)).status).toBe(200);
    await killedAt(/^\s*DELETE FROM [^ ]*events/, 'before');
    expect([await eventsOfEve(), (await duties())[0]?.state]).toEqual([EVENTS_OF_EACH, 'under-way']);
    await killedAt(/^\s*DELETE FROM [^ ]*events/, 'after');
    expect((await duties())[0]?.state).toBe('under-way');
    const second = work(0);
    await until('the duty of who was held', async () => (await duties())[0]?.state === 'carried-out');
    await second.kill();
    expect(await eventsOfEve()).toBe(0);

    // As if two years had gone by: the invoice is as old, and its duty has come due.
    await engine.command(`TRUNCATE TABLE shop.invoice`);
    const longAgo = new Date(Date.now() - 11 * 365 * DAY).toISOString().slice(0, 10);
    await invoice('eve-free', longAgo);
    await invoice('ann', longAgo);
    await client.importEvents(eventsOf('eve-free', YOUNG));
    const due = new Date(Date.now() - 60_000);
    await app.prisma.duty.updateMany({ where: { kind: 'kept' }, data: { dueAt: due, dueUnheld: due } });
    const removing = /^\s*(DELETE FROM|ALTER TABLE) [^ ]*invoice/;
    await killedAt(removing, 'before');
    expect([await invoices('eve-free'), (await duties())[1]?.state]).toEqual([1, 'under-way']);
    await killedAt(removing, 'after');
    expect((await duties())[1]?.state).toBe('under-way');
    work(0);
    await until('the duty of the kept row', async () => (await duties())[1]?.state === 'carried-out');
    const backAgain = `subject_data.events WHERE distinct_id = 'eve-free'`;
    expect([await invoices('eve-free'), await invoices('ann'), await number(backAgain)]).toEqual([
      0,
      1,
      EVENTS_OF_EACH,
    ]);
    expect(await duties()).toMatchObject([{ wrappedIdKey: null }, { wrappedIdKey: null }]);
  }, 400_000);
});
