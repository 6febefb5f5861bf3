import pg from 'pg';
import { DeletionStaging } from '../../src/deletions/index.js';
import { DutyLook } from '../../src/jobs/duty-look.service.js';
import type { PreviewAnswer } from '../../src/requests/dto/requests.dto.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { sweepOnce, sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;
/** The id of a database's first project, known before there is one, since the data map names it. */
const PROJECT = 100_001;
const ZONE = 'Europe/Berlin';
const WORDS = 'purpose: p, sourceCategory: s, retention: r, recipients: [Tax adviser]';
const kept = (name: string, subject: string, until: string) =>
  `  - { name: ${name}, title: ${name}, table: shop.${name}, subject: ${subject}, project: ${PROJECT},
      policy: { keep: { basis: law of ${name}, until: ${until} } }, ${WORDS} }\n`;
const TEN_YEARS = `{ column: issued, zone: ${ZONE}, plus: P10Y }`;
const MAP = `collections:
  - { name: customers, table: shop.customers, subject: id, project: ${PROJECT}, policy: erase, ${WORDS} }
${kept('invoices', 'customer', TEN_YEARS)}${kept('items', 'buyer', TEN_YEARS)}${kept('contracts', 'party', "'2020-12-31'")}${kept('letters', 'writer', 'six years')}`;
const SCHEMA = `
  CREATE SCHEMA shop; SET search_path = shop;
  CREATE TABLE customers (id text PRIMARY KEY, email text);
  CREATE TABLE invoices (no text PRIMARY KEY, customer text NOT NULL, issued date, corrects text REFERENCES invoices);
  CREATE TABLE items (id text PRIMARY KEY, buyer text NOT NULL, issued date NOT NULL, invoice text NOT NULL REFERENCES invoices);
  CREATE TABLE contracts (id text PRIMARY KEY, party text NOT NULL);
  CREATE TABLE letters (id text PRIMARY KEY, writer text NOT NULL);
  CREATE INDEX ON invoices (customer); CREATE INDEX ON items (buyer); CREATE INDEX ON contracts (party); CREATE INDEX ON letters (writer)`;

/** The day in Berlin so many years, and days, ago. */
function ago(now: Date, years: number, days = 0): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date(now.getTime() - days * DAY));
  return `${Number(day.slice(0, 4)) - years}${day.slice(4).replace('-02-29', '-02-28')}`;
}

/** A clock that somebody can set, and not only wait for. */
class SettableClock extends TestClock {
  private setBy = 0;

  override now(): Date {
    return new Date(super.now().getTime() + this.setBy);
  }

  set(milliseconds: number): void {
    this.setBy += milliseconds;
  }
}

describe('what a policy keeps for a time', () => {
  const clock = new SettableClock();
  let app: TestApp;
  let client: ApiClient;
  let project: TestProject;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (each) => each.query(SCHEMA));
    app = await startApp({ clock, database, settings: STEP_BY_STEP, dataMap: MAP });
    project = await createProject(app);
    client = new ApiClient(app, project);
  });
  beforeEach(() => sql('TRUNCATE customers, invoices, items, contracts, letters'));
  afterAll(() => app.close());

  const sql = (text: string) =>
    withClient(app.databaseUrl, async (each) => {
      await each.query('SET search_path = shop');
      return each.query(text);
    });
  const ids = async (table: string, column = 'id') =>
    (await sql(`SELECT ${column} AS id FROM ${table} ORDER BY 1`)).rows.map(({ id }: { id: string }) => id);
  const detail = async (id: string) => (await client.call<RequestDetail>('GET', `/api/v1/requests/${id}`)).body;
  const stage = async (order: object): Promise<string> => {
    const id = await client.open({ kind: 'deletion', regime: 'GDPR', ...order });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(id);
    clock.forward(DAY);
    return id;
  };
  const erase = async (order: object): Promise<RequestDetail> => {
    const id = await stage(order);
    await sweepPastNeighbours(app, clock);
    return detail(id);
  };
  const of = (shown: RequestDetail, name: string) => shown.collections.find(({ collection }) => collection === name);

  it('goes row by row once its time is over, and what is kept on is said with its end', async () => {
    const now = clock.now();
    const [old, young] = [ago(now, 11), ago(now, 1)];
    await sql(`INSERT INTO customers VALUES ('a', 'a@x'), ('b', 'b@x'), ('c', 'c@x'), ('d', 'd@x');
      INSERT INTO invoices VALUES ('a-old', 'a', '${old}', NULL), ('a-young', 'a', '${young}', NULL), ('a-undated', 'a', NULL, NULL),
        ('b-young', 'b', '${young}', NULL), ('c-old', 'c', '${old}', NULL), ('d-old', 'd', '${old}', NULL);
      INSERT INTO items VALUES ('a1', 'a', '${old}', 'a-old'), ('a2', 'a', '${young}', 'a-young'), ('d1', 'd', '${old}', 'd-old');
      INSERT INTO contracts VALUES ('a', 'a'), ('d', 'd'); INSERT INTO letters VALUES ('a', 'a'), ('d', 'd')`);
    const order = { kind: 'deletion', regime: 'GDPR', distinctIds: ['a', 'b', 'c'] };
    const preview = (
      await client.call<PreviewAnswer>('POST', '/api/v1/requests/preview', { ...order, projectId: PROJECT })
    ).body;
    const due = `${Number(young.slice(0, 4)) + 10}`;
    expect(preview.collections.find(({ collection }) => collection === 'invoices')).toMatchObject({
      rows: 5,
      kept: { until: 'issued + P10Y', rows: 3, dueAt: expect.stringMatching(`^${due}`) as string },
    });
    const shown = await erase(order);
    expect([shown.status, shown.failure]).toEqual(['SUCCESS', null]);
    expect([await ids('invoices', 'no'), await ids('items'), await ids('contracts'), await ids('letters')]).toEqual([
      ['a-undated', 'a-young', 'b-young', 'd-old'],
      ['a2', 'd1'],
      ['d'],
      ['a', 'd'],
    ]);
    expect(await ids('customers')).toEqual(['d']);
    expect(of(shown, 'invoices')).toMatchObject({
      rows: 5,
      keptRows: 3,
      survivors: 0,
      policy: 'keep',
      rowsErased: true,
    });
    expect(of(shown, 'invoices')?.keptDueAt?.slice(0, 4)).toBe(due);
    expect(of(shown, 'contracts')).toMatchObject({ rows: 1, keptRows: 0, keptDueAt: null });
    expect(of(shown, 'letters')).toMatchObject({ rows: 1, keptRows: 1, keptDueAt: null, hiddenAt: null });
    expect(shown.subjects.map(({ outcome, outcomeDetail }) => [outcome, outcomeDetail])).toEqual([
      ['erased', 'law of invoices; law of items; law of letters'],
      ['erased', 'law of invoices'],
      ['erased', null],
    ]);
    const { body } = await client.call<{ kept: object[]; recipientsToNotify: object[] }>(
      'GET',
      `/api/v1/requests/${shown.id}/record.json`,
    );
    expect(body.kept).toEqual([
      expect.objectContaining({ collection: 'invoices', until: 'issued + P10Y', rows: 3, subjects: 2 }),
      expect.objectContaining({ collection: 'items', rows: 1, subjects: 1 }),
      { collection: 'letters', basis: 'law of letters', until: 'six years', rows: 1, subjects: 1 },
    ]);
  });

  it('leaves whoever has nothing but what is kept on as kept', async () => {
    await sql(`INSERT INTO invoices VALUES ('young', 'a', '${ago(clock.now(), 1)}', NULL)`);
    const shown = await erase({ distinctIds: ['a'] });
    expect(shown.subjects.map(({ outcome, outcomeDetail }) => [outcome, outcomeDetail])).toEqual([
      ['kept', 'law of invoices'],
    ]);
    expect(await ids('invoices', 'no')).toEqual(['young']);
  });

  it('is reckoned by the moment at which the deletion started, whenever it is gone on with', async () => {
    const now = new Date(clock.now().getTime() + 2 * DAY);
    await sql(
      `INSERT INTO invoices VALUES ('over', 'a', '${ago(now, 10, 1)}', NULL), ('today', 'a', '${ago(now, 10)}', NULL)`,
    );
    const older = new pg.Client({ connectionString: app.databaseUrl });
    await older.connect();
    await older.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await older.query('SELECT count(*) FROM shop.invoices');
    const id = await stage({ distinctIds: ['a'] });
    await sweepOnce(app);
    const waiting = await detail(id);
    expect([waiting.status, await ids('invoices', 'no')]).toEqual(['STARTED', ['today']]);
    await older.query('COMMIT');
    await older.end();
    clock.forward(3 * DAY);
    await sweepPastNeighbours(app, clock);
    const shown = await detail(id);
    expect([shown.status, of(shown, 'invoices')?.keptRows]).toEqual(['SUCCESS', 1]);
    expect(await ids('invoices', 'no')).toEqual(['today']);
  });

  it('goes whole in a deletion for which the collection is released', async () => {
    await sql(
      `INSERT INTO letters VALUES ('a', 'a'), ('b', 'b'); INSERT INTO invoices VALUES ('young', 'a', '${ago(clock.now(), 1)}', NULL)`,
    );
    const id = await stage({ distinctIds: ['a'] });
    await app.prisma.request.update({ where: { id }, data: { releasedCollections: ['letters'] } });
    await sweepPastNeighbours(app, clock);
    const shown = await detail(id);
    expect(of(shown, 'letters')).toMatchObject({ rows: 1, keptRows: 0, survivors: 0 });
    expect(shown.subjects.map(({ outcome, outcomeDetail }) => [outcome, outcomeDetail])).toEqual([
      ['erased', 'law of invoices'],
    ]);
    expect([await ids('letters'), await ids('invoices', 'no')]).toEqual([['b'], ['young']]);
  });

  it('goes by the rows in a deletion of Categories too, and rows that refer to each other go together', async () => {
    const [old, young] = [ago(clock.now(), 11), ago(clock.now(), 1)];
    await sql(
      `INSERT INTO invoices VALUES ('old', 'a', '${old}', NULL), ('older', 'a', '${old}', 'old'), ('young', 'a', '${young}', NULL)`,
    );
    const shown = await erase({ regime: 'CCPA', disclosure: 'Categories', distinctIds: ['a'] });
    expect([shown.status, await ids('invoices', 'no')]).toEqual(['SUCCESS', ['young']]);
    expect(of(shown, 'invoices')).toMatchObject({ rows: 3, keptRows: 1, rowsErased: true });
  });

  it('is erased by the duty that it left, when its time is over and nobody asks again', async () => {
    const now = new Date(clock.now().getTime() + 2 * DAY);
    const look = () => app.application.get(DutyLook, { strict: false }).look();
    await look();
    await sql(`INSERT INTO invoices VALUES ('soon', 'a', '${ago(now, 10, -3)}', NULL), ('late', 'a', '${ago(now, 1)}', NULL),
        ('of-b', 'b', '${ago(now, 10, -3)}', NULL)`);
    const shown = await erase({ distinctIds: ['a'] });
    expect(shown.subjects.map(({ outcome }) => outcome)).toEqual(['kept']);
    const where = { requestId: shown.id };
    const [duty] = await app.prisma.duty.findMany({ where });
    expect([duty?.kind, duty?.state, duty?.collections]).toEqual(['kept', 'owed', ['invoices']]);
    expect(duty?.dueAt?.toISOString()).toBe(of(shown, 'invoices')?.keptDueAt);
    await look();
    expect(await app.prisma.request.count({ where: { dutyId: duty?.id ?? '' } })).toBe(0);
    clock.forward(6 * DAY);
    await look();
    const { id } = await app.prisma.request.findFirstOrThrow({ where: { dutyId: duty?.id ?? '' } });
    await app.application.get(DeletionStaging, { strict: false }).stage(id);
    clock.forward(DAY);
    await sweepPastNeighbours(app, clock);
    expect(await ids('invoices', 'no')).toEqual(['late', 'of-b']);
    const after = await app.prisma.duty.findMany({ where: { projectId: PROJECT, kind: 'kept', state: 'owed' } });
    const due = after.find((each) => each.requestId === shown.id || each.requestId === id)?.dueAt?.getTime() ?? 0;
    expect(due - clock.now().getTime()).toBeGreaterThan(8 * 365 * DAY);
  });

  it('is told to owners in the data map, with whether it can be reckoned', async () => {
    const owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
    const { collections } = (await owner.get('/data-map')).body as { collections: { name: string; policy: object }[] };
    const policyOf = (name: string) => collections.find((each) => each.name === name)?.policy;
    expect(policyOf('invoices')).toEqual({
      kind: 'keep',
      basis: 'law of invoices',
      until: 'issued + P10Y',
      isReckoned: true,
    });
    expect(policyOf('contracts')).toMatchObject({ until: '2020-12-31', isReckoned: true });
    expect(policyOf('letters')).toMatchObject({ until: 'six years', isReckoned: false });
  });

  it('is all kept on where a clock was set to the time when it ends, and nobody said that it is right', async () => {
    await sql(`INSERT INTO invoices VALUES ('young', 'a', '${ago(clock.now(), 1)}', NULL)`);
    const id = await stage({ distinctIds: ['a'] });
    await sweepOnce(app);
    const other = await stage({ distinctIds: ['b'] });
    await sql(`INSERT INTO invoices VALUES ('of-b', 'b', '${ago(clock.now(), 1)}', NULL)`);
    clock.set(10 * 366 * DAY);
    await sweepPastNeighbours(app, clock);
    clock.set(-10 * 366 * DAY);
    expect([(await detail(id)).status, (await detail(other)).status]).toEqual(['SUCCESS', 'SUCCESS']);
    expect(of(await detail(other), 'invoices')).toMatchObject({ rows: 1, keptRows: 1, hiddenAt: null });
    expect(await ids('invoices', 'no')).toEqual(['of-b', 'young']);
  });
});
