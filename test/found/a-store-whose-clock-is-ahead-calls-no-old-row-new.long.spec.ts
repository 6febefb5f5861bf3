import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;
/** Every session of the database reads a clock that is an hour ahead of the machine's. */
const CLOCK_AHEAD = `
  CREATE SCHEMA ahead;
  CREATE FUNCTION ahead.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    $$ SELECT pg_catalog.clock_timestamp() + interval '1 hour' $$;
  DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path TO ahead, pg_catalog, public', current_database()); END $$;`;
const TABLES = `
  CREATE TABLE public.orders (user_id text, body text, came timestamptz DEFAULT clock_timestamp());
  CREATE INDEX ON orders (user_id);
  CREATE TABLE public.baskets (user_id text, body text, came timestamp DEFAULT (clock_timestamp() AT TIME ZONE 'Asia/Tokyo'));
  CREATE INDEX ON baskets (user_id);
  CREATE FUNCTION public.order_more() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.body = 'old' THEN EXECUTE format('INSERT INTO %I (user_id, body) VALUES ($1, ''since'')', TG_TABLE_NAME) USING OLD.user_id; END IF;
      RETURN NULL;
    END $$;
  CREATE TRIGGER order_more AFTER DELETE ON orders FOR EACH ROW EXECUTE FUNCTION order_more();
  CREATE TRIGGER order_more AFTER DELETE ON baskets FOR EACH ROW EXECUTE FUNCTION order_more();`;
const dataMap = (project: number): string => `
stores: { shop: { kind: postgres, url: '\${SHOP_URL}' } }
collections:
  - { name: orders, store: shop, table: orders, subject: user_id, project: ${project}, policy: erase, arrival: came, purpose: p, sourceCategory: s, retention: r }
  - { name: baskets, store: shop, table: baskets, subject: user_id, project: ${project}, policy: erase, arrival: { column: came, zone: Asia/Tokyo }, purpose: p, sourceCategory: s, retention: r }
`;

describe('a store whose clock is ahead calls no old row new', () => {
  const clock = new TestClock();
  let shop: TestDatabase;
  let app: TestApp;
  let client: ApiClient;

  beforeAll(async () => {
    shop = await createTestDatabase();
    await withClient(shop.url, (sql) => sql.query(CLOCK_AHEAD));
    await withClient(shop.url, (sql) => sql.query(TABLES));
    const database = await createTestDatabase();
    const preparing = await startApp({ database, settings: { ROLE: 'api' } });
    const project = await createProject(preparing);
    await preparing.stop();
    const map = dataMap(project.projectId).replace('${SHOP_URL}', shop.url);
    app = await startApp({ database, clock, dataMap: map, settings: STEP_BY_STEP });
    client = new ApiClient(app, project);
  });

  afterAll(async () => {
    await app.close();
    await shop.drop();
  });

  it('erases what had arrived before the watermark by a clock that both agree on, and names what came since', async () => {
    await withClient(shop.url, async (sql) => {
      for (const table of ['orders', 'baskets'])
        await sql.query(`INSERT INTO ${table} (user_id, body) VALUES ('u1', 'old')`);
    });
    const copy = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['u1'] });
    await app.application.get(ExportRun, { strict: false }).run(copy);
    expect(await client.show(copy)).toMatchObject({
      collections: [
        { collection: 'baskets', rows: 1 },
        { collection: 'orders', rows: 1 },
      ],
    });
    const request = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['u1'] });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(request);
    // It arrives between staging and watermark, so that nothing but the clocks can tell.
    await withClient(shop.url, (sql) => sql.query(`INSERT INTO orders (user_id, body) VALUES ('u1', 'old')`));
    clock.forward(DAY);
    const shown = async () => (await client.show(request)) as unknown as RequestDetail;
    await sweepPastNeighbours(app, clock);
    const ended = await shown();
    expect(ended).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'erased' }] });
    expect(ended.collections.filter(({ rows }) => rows > 0)).toMatchObject([
      { collection: 'baskets', rows: 1, survivors: 0, newRows: 1 },
      { collection: 'orders', rows: 2, survivors: 0, newRows: 2 },
    ]);
    const { rows } = await withClient(shop.url, (sql) =>
      sql.query('SELECT body FROM orders UNION ALL SELECT body FROM baskets'),
    );
    expect(rows).toEqual(['since', 'since', 'since'].map((body) => ({ body })));
  });
});
