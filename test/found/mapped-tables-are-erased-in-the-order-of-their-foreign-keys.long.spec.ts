import { jest } from '@jest/globals';
import { DeletionStaging, SweepParts } from '../../src/deletions/index.js';
import { SweepKeys } from '../../src/deletions/sweep/sweep-keys.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;
/** The id of a database's first project, known before there is one, since the data map names it. */
const PROJECT = 100_001;
const WORDS = 'purpose: p, sourceCategory: s, retention: r';
const mapped = (name: string, subject: string, policy = 'erase') =>
  `  - { name: ${name}, table: shop.${name}, subject: ${subject}, project: ${PROJECT}, policy: ${policy}, ${WORDS} }\n`;

/** Every parent stands before its children in the map. */
const MAP = `collections:
${[
  mapped('people', 'id'),
  mapped('orders', 'person'),
  mapped('lines', 'buyer'),
  mapped('letters', 'writer'),
  mapped('visits', 'visitor'),
  mapped('logs', 'who', '{ anonymize: [who, visit] }'),
  mapped('teams', 'owner'),
  mapped('staff', 'person'),
  mapped('comments', 'author'),
  mapped('rounds', 'host'),
  mapped('guests', 'guest'),
  mapped('bills', 'payer', '{ keep: { basis: tax law } }'),
].join('')}`;

const SCHEMA = `
  CREATE SCHEMA shop; SET search_path = shop;
  CREATE TABLE people (id text PRIMARY KEY, handle text UNIQUE);
  CREATE TABLE orders (no int, region int, person text NOT NULL REFERENCES people, PRIMARY KEY (no, region))
    PARTITION BY LIST (region);
  CREATE TABLE orders_1 PARTITION OF orders FOR VALUES IN (1);
  CREATE TABLE orders_2 PARTITION OF orders FOR VALUES IN (2);
  CREATE TABLE lines (buyer text, no int NOT NULL, region int NOT NULL, FOREIGN KEY (no, region) REFERENCES orders ON DELETE RESTRICT);
  CREATE TABLE letters (writer text, "to" text REFERENCES people (handle) ON DELETE RESTRICT);
  CREATE TABLE visits (id int PRIMARY KEY, visitor text NOT NULL REFERENCES people ON DELETE SET NULL);
  CREATE TABLE logs (who text, visit int REFERENCES visits);
  CREATE TABLE teams (id int PRIMARY KEY, owner text REFERENCES people, lead int NOT NULL);
  CREATE TABLE staff (id int PRIMARY KEY, person text REFERENCES people, team int NOT NULL REFERENCES teams ON DELETE RESTRICT);
  CREATE TABLE comments (id int, region int, author text, parent int, PRIMARY KEY (id, region),
    FOREIGN KEY (parent, region) REFERENCES comments ON DELETE RESTRICT) PARTITION BY LIST (region);
  CREATE TABLE comments_1 PARTITION OF comments FOR VALUES IN (1);
  CREATE TABLE comments_2 PARTITION OF comments FOR VALUES IN (2);
  CREATE TABLE rounds (id int PRIMARY KEY, host text, best int NOT NULL);
  CREATE TABLE guests (id int PRIMARY KEY, guest text, round int NOT NULL REFERENCES rounds ON DELETE CASCADE);
  CREATE TABLE bills (payer text REFERENCES people);
  DO $$ DECLARE pair text[]; BEGIN
    FOREACH pair SLICE 1 IN ARRAY ARRAY[['orders','person'],['lines','buyer'],['letters','writer'],['visits','visitor'],['logs','who'],
      ['teams','owner'],['staff','person'],['comments','author'],['rounds','host'],['guests','guest'],['bills','payer']] LOOP
      EXECUTE format('CREATE INDEX ON %I (%I)', pair[1], pair[2]);
    END LOOP; END $$`;

const CIRCLES = `
  ALTER TABLE shop.teams ADD FOREIGN KEY (lead) REFERENCES shop.staff;
  ALTER TABLE shop.rounds ADD FOREIGN KEY (best) REFERENCES shop.guests`;

describe('mapped tables are erased in the order of their foreign keys, whatever the order in the data map', () => {
  const clock = new TestClock();
  let app: TestApp;
  let client: ApiClient;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, async (each) => {
      await each.query(SCHEMA);
      await each.query(CIRCLES);
    });
    app = await startApp({ clock, database, settings: STEP_BY_STEP, dataMap: MAP });
    client = new ApiClient(app, await createProject(app));
  });
  beforeEach(() =>
    sql('TRUNCATE people, orders, lines, letters, visits, logs, teams, staff, comments, rounds, guests, bills'),
  );
  afterAll(() => app.close());

  const sql = (text: string) =>
    withClient(app.databaseUrl, async (each) => {
      await each.query('SET search_path = shop');
      return each.query(text);
    });
  const rows = async (table: string) =>
    (await sql(`SELECT t::text AS line FROM ${table} t ORDER BY 1`)).rows.map(({ line }: { line: string }) => line);
  const service = <T>(type: abstract new (...parts: never[]) => T): T =>
    app.application.get<T>(type, { strict: false });
  const detail = async (id: string) => (await client.call<RequestDetail>('GET', `/api/v1/requests/${id}`)).body;

  async function erase(...persons: string[]): Promise<RequestDetail[]> {
    const ids: string[] = [];
    for (const person of persons)
      ids.push(await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [person] }));
    clock.forward(DAY);
    for (const id of ids) await service(DeletionStaging).stage(id);
    clock.forward(DAY);
    await sweepPastNeighbours(app, clock);
    return Promise.all(ids.map(detail));
  }
  const ends = (shown: readonly RequestDetail[]) => shown.map(({ status, failure }) => failure?.message ?? status);
  const partsOf = async () => {
    const last = await app.prisma.sweep.findFirst({ orderBy: { startedAt: 'desc' } });
    const parts = await app.prisma.sweepPart.findMany({ where: { sweepId: last?.id ?? '' } });
    return new Map(parts.map(({ collection, after }) => [collection, after]));
  };

  it('what refers goes first: by several columns, from and to partitions, by a unique column, and RESTRICT as well', async () => {
    await sql(`INSERT INTO people VALUES ('a', 'ann'), ('b', 'bob'); INSERT INTO orders VALUES (1, 1, 'a'), (2, 2, 'a'), (3, 1, 'b');
      INSERT INTO lines VALUES ('a', 1, 1), ('a', 2, 2), ('b', 3, 1); INSERT INTO letters VALUES ('a', 'ann'), ('b', 'bob');
      INSERT INTO visits VALUES (1, 'a'), (2, 'b'); INSERT INTO logs VALUES ('a', 1), ('b', 2)`);
    expect(ends(await erase('a'))).toEqual(['SUCCESS']);
    const left = [];
    for (const table of ['people', 'orders', 'lines', 'letters', 'visits', 'logs']) left.push(await rows(table));
    expect(left).toEqual([['(b,bob)'], ['(3,1,b)'], ['(b,3,1)'], ['(b,bob)'], ['(2,b)'], ['(,)', '(b,2)']]);
    const parts = await partsOf();
    expect(parts.get('people')).toEqual(['letters', 'orders', 'staff', 'teams', 'visits']);
    expect([parts.get('orders'), parts.get('visits'), parts.get('lines')]).toEqual([['lines'], ['logs'], []]);
  });

  it('what two people of one sweep refer to each other by goes too', async () => {
    await sql(
      `INSERT INTO people VALUES ('a', 'ann'), ('b', 'bob'); INSERT INTO letters VALUES ('a', 'bob'), ('b', 'ann')`,
    );
    expect(ends(await erase('a', 'b'))).toEqual(['SUCCESS', 'SUCCESS']);
    expect([await rows('people'), await rows('letters')]).toEqual([[], []]);
  });

  it('round a circle of keys that cannot be null, and by a table’s own rows, it goes in one statement', async () => {
    await sql(`INSERT INTO people VALUES ('a', NULL), ('b', NULL);
      WITH t AS (INSERT INTO teams VALUES (1, 'a', 1), (2, 'b', 3)) INSERT INTO staff VALUES (1, 'a', 1), (2, 'b', 1), (3, 'b', 2);
      INSERT INTO comments VALUES (1, 1, 'a', NULL), (2, 1, 'b', 1), (3, 1, 'a', 2), (1, 2, 'a', NULL), (2, 2, 'b', NULL)`);
    const shown = await erase('a', 'b');
    expect(ends(shown)).toEqual(['SUCCESS', 'SUCCESS']);
    expect([await rows('teams'), await rows('staff'), await rows('comments')]).toEqual([[], [], []]);
    const counted = (at: number) =>
      Object.fromEntries((shown[at]?.collections ?? []).map(({ collection, rows: number }) => [collection, number]));
    expect([counted(0), counted(1)]).toEqual([
      expect.objectContaining({ teams: 1, staff: 1, comments: 3 }),
      expect.objectContaining({ teams: 1, staff: 2, comments: 2 }),
    ]);
  });

  it('a circle of which one key takes rows along looks at what goes along', async () => {
    await sql(`WITH r AS (INSERT INTO rounds VALUES (1, 'a', 1), (2, 'b', 2))
      INSERT INTO guests VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 2)`);
    const [a, b] = await erase('a', 'b');
    expect([a?.status, b?.status, b?.failure?.code]).toEqual(['SUCCESS', 'STARTED', 'would-take-others']);
    expect(await rows('rounds')).toEqual(['(2,b,2)']);
  });

  it('what refers and is not erased is named with its key and what to do', async () => {
    await sql(`INSERT INTO people VALUES ('a', 'ann'), ('b', 'bob'), ('c', 'cyd'), ('d', NULL);
      INSERT INTO letters VALUES ('b', 'ann'); INSERT INTO bills VALUES ('c')`);
    const [a, c, d] = ends(await erase('a', 'c', 'd'));
    expect(a).toMatch(
      /"people" was not erased: rows of shop\.letters refer to it by the foreign key "letters_to_fkey"; .*another person's/,
    );
    expect(c).toMatch(/rows of shop\.bills .*"bills" is kept on a legal basis: anonymize/);
    expect(d).toBe('SUCCESS');
    expect(await rows('people')).toEqual(['(a,ann)', '(b,bob)', '(c,cyd)']);
  });

  it('a key that is declared later counts from the next sweep on', async () => {
    await sql(`INSERT INTO people VALUES ('late', NULL); INSERT INTO comments VALUES (1, 1, 'late', NULL);
      ALTER TABLE comments ADD CONSTRAINT late FOREIGN KEY (author) REFERENCES people`);
    try {
      expect(ends(await erase('late'))).toEqual(['SUCCESS']);
      expect((await partsOf()).get('people')).toContain('comments');
    } finally {
      await sql('ALTER TABLE comments DROP CONSTRAINT late');
    }
  });

  it('a part whose referring part is not finished is not begun by anybody, and called to at once when it is', async () => {
    const sweepId = '00000000-0000-7000-8000-000000000001';
    await app.prisma.sweep.create({
      data: { id: sweepId, fence: 1, startedAt: clock.now(), requests: 0, subjects: 0, phase: 'sweeping' },
    });
    await app.prisma.sweepPart.createMany({
      data: [
        { sweepId, collection: 'people', after: ['orders'] },
        { sweepId, collection: 'orders', after: [] },
      ],
    });
    const parts = service(SweepParts);
    const ring = jest.spyOn(parts, 'ring');
    const work = (name: string) => parts.work(sweepId, name, async () => [], new SweepKeys());
    expect(await parts.unfinished(sweepId)).toEqual({ all: ['orders', 'people'], ready: ['orders'] });
    expect(await work('people')).toBe(false);
    expect(await work('orders')).toBe(true);
    expect(ring.mock.calls).toEqual([[sweepId, ['people']]]);
    expect(await work('people')).toBe(true);
    ring.mockRestore();
  });
});
