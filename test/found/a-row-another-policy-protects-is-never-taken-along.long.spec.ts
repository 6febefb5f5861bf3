import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeletionStaging, Sweep } from '../../src/deletions/index.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { openCoverage } from '../../src/subject-data/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;
/** The id of a database's first project, known before there is one, since the data map names it. */
const PROJECT = 100_001;
const WORDS = 'purpose: p, sourceCategory: s, retention: r';

const INPUT = `
  CREATE TABLE customers (id text PRIMARY KEY, email text);
  CREATE TABLE invoices (id serial PRIMARY KEY, customer text REFERENCES customers (id) ON DELETE CASCADE, total numeric)`;
const mapped = (name: string, subject: string, policy: string, more = '') =>
  `  - { name: ${name}, store: shop, table: ${name}, subject: ${subject}, project: ${PROJECT}, policy: ${policy}, ${more}${WORDS} }\n`;
const CUSTOMERS = mapped('customers', 'id', 'erase');
const KEPT = mapped('invoices', 'customer', "{ keep: { basis: 'tax law' } }");

describe('a row another policy protects is never taken along: at the start', () => {
  const directory = mkdtempSync(join(tmpdir(), 'taken-along-'));
  const mapFile = join(directory, 'map.yaml');
  let habeas: TestDatabase;
  let shop: TestDatabase;

  beforeAll(async () => {
    habeas = await createTestDatabase();
  });
  beforeEach(async () => {
    shop = await createEmptyDatabase();
  });
  afterEach(() => shop.drop());
  afterAll(async () => {
    await habeas.drop();
    rmSync(directory, { recursive: true });
  });

  const inShop = (sql: string) => withClient(shop.url, (client) => client.query(sql));
  const mapOf = (collections: string, exempt = '[]') =>
    `stores: { shop: { kind: postgres, url: "${shop.url}" }, alias: { kind: postgres, url: "${shop.url}" } }\ncollections:\n${collections}exempt: ${exempt}\n`;

  /** What `habeas datamap check` says. */
  async function check(collections: string, exempt?: string) {
    writeFileSync(mapFile, mapOf(collections, exempt));
    const { coverage, close } = await openCoverage({ url: habeas.url, mapFile });
    try {
      const { errors, warnings } = await coverage.check();
      return { errors: errors.join('\n'), warnings: warnings.join('\n') };
    } finally {
      await close();
    }
  }

  it('a cascade into kept rows is refused, with what to write', async () => {
    await inShop(INPUT);
    const started = startApp({ dataMap: mapOf(CUSTOMERS + KEPT) }).then((app) => app.close());
    await expect(started).rejects.toMatchObject({
      code: 'bad-data-map',
      message: expect.stringMatching(
        /"customers": rows of public\.invoices would be deleted .*"invoices_customer_fkey" \(ON DELETE CASCADE\).*"invoices" is kept on a legal basis.*change the foreign key/,
      ),
    });
    expect((await check(CUSTOMERS + KEPT)).errors).toMatch(/"invoices" is kept on a legal basis/);
  });

  it.each(['SET NULL', 'SET DEFAULT'])('a kept row may not be changed by %s either', async (action) => {
    await inShop(INPUT.replace('CASCADE', action));
    expect((await check(CUSTOMERS + KEPT)).errors).toMatch(
      new RegExp(`invoices would be changed \\("customer"\\).*ON DELETE ${action}.*kept on a legal basis`),
    );
  });

  it('the kept table is found through another store that is the same database', async () => {
    await inShop(INPUT);
    const { errors } = await check(CUSTOMERS + KEPT.replace('store: shop', 'store: alias'));
    expect(errors).toMatch(/"invoices" is kept on a legal basis/);
  });

  it('the kept table is found behind a mapped and behind an exempt one', async () => {
    await inShop(`${INPUT.replace('invoices', 'orders')};
      CREATE TABLE invoices (id serial PRIMARY KEY, customer text, "order" int REFERENCES orders ON DELETE CASCADE)`);
    const way = /invoices would be deleted .*"orders_customer_fkey" \(ON DELETE CASCADE\) and "invoices_order_fkey"/;
    expect((await check(CUSTOMERS + mapped('orders', 'customer', 'erase') + KEPT)).errors).toMatch(way);
    const behind = await check(CUSTOMERS + KEPT, '[{ store: shop, table: orders, reason: says nothing of anybody }]');
    expect(behind.errors).toMatch(way);
    expect(behind.warnings).toMatch(/orders will be deleted .*it is exempt: says nothing of anybody/);
  });

  it('an anonymized table may not lose rows, nor a column that it does not name', async () => {
    const anonymized = (columns: string) => mapped('invoices', 'customer', `{ anonymize: [${columns}] }`);
    await inShop(INPUT);
    expect((await check(CUSTOMERS + anonymized('total'))).errors).toMatch(/"invoices" is anonymized and its rows stay/);
    await inShop(`ALTER TABLE invoices DROP CONSTRAINT invoices_customer_fkey,
      ADD FOREIGN KEY (customer) REFERENCES customers ON DELETE SET NULL`);
    expect((await check(CUSTOMERS + anonymized('total'))).errors).toMatch(/list the column under `anonymize`/);
    expect((await check(CUSTOMERS + anonymized('total, customer'))).errors).toBe('');
  });

  it('an unmapped table is refused until it is mapped or exempt, and then named', async () => {
    await inShop(INPUT);
    expect((await check(CUSTOMERS)).errors).toMatch(
      /rows of public\.invoices would be deleted .*list public\.invoices under `collections`, or under `exempt`/,
    );
    const exempt = await check(CUSTOMERS, '[{ store: alias, table: "inv*", reason: a draft }]');
    expect(exempt).toMatchObject({ errors: '', warnings: expect.stringMatching(/invoices will be deleted .*a draft/) });
    expect((await check(CUSTOMERS + mapped('invoices', 'customer', 'erase'))).errors).toBe('');
  });

  it('keys of partitions, of several columns and to other schemas are the same keys', async () => {
    await inShop(`CREATE SCHEMA far;
      CREATE TABLE customers (id text, region int, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
      CREATE TABLE customers_1 PARTITION OF customers FOR VALUES IN (1);
      CREATE TABLE far.invoices (customer text, region int, FOREIGN KEY (customer, region) REFERENCES customers
        ON DELETE CASCADE) PARTITION BY LIST (region);
      CREATE TABLE far.invoices_1 PARTITION OF far.invoices FOR VALUES IN (1);
      CREATE TABLE far.notes (customer text, region int, FOREIGN KEY (customer, region) REFERENCES customers_1
        ON DELETE SET NULL (customer))`);
    const { errors } = await check(CUSTOMERS + KEPT.replace('table: invoices', 'table: far.invoices'));
    expect(errors.match(/far\.invoices would be deleted/g)).toHaveLength(1);
    expect(errors).toMatch(/far\.notes would be changed \("customer"\).*list far\.notes/);
  });

  it('to anonymize a column that others refer to changes them', async () => {
    await inShop(`CREATE TABLE customers (id text PRIMARY KEY, email text UNIQUE);
      CREATE TABLE invoices (id serial, customer text, email text REFERENCES customers (email) ON UPDATE CASCADE)`);
    const { errors } = await check(mapped('customers', 'id', '{ anonymize: [email] }') + KEPT);
    expect(errors).toMatch(/invoices would be changed \("email"\).*ON UPDATE CASCADE.*kept on a legal basis/);
    const { errors: none, warnings } = await check(CUSTOMERS + KEPT);
    expect(none).toBe('');
    expect(warnings).toMatch(/deletion of less than Data, rows of public\.invoices would be changed/);
  });

  it('a table may not be erased and kept by the same column', async () => {
    await inShop('CREATE TABLE customers (id text PRIMARY KEY, adviser text)');
    const kept = mapped('files', 'id', "{ keep: { basis: 'tax law' } }").replace('table: files', 'table: customers');
    expect((await check(CUSTOMERS + kept)).errors).toMatch(/kept on a legal basis by "files"/);
    const advised = await check(CUSTOMERS + kept.replace('subject: id', 'subject: adviser'));
    expect(advised).toMatchObject({ errors: '', warnings: expect.stringContaining('some rows of public.customers') });
  });
});

const FORUM = `
  CREATE TABLE threads (id int PRIMARY KEY, author text, title text);
  CREATE TABLE replies (id int PRIMARY KEY, thread int REFERENCES threads ON DELETE CASCADE, author text, body text);
  CREATE TABLE likes (reply int REFERENCES replies ON DELETE CASCADE);
  CREATE TABLE newsletter (person text);
  CREATE TABLE drafts (thread int REFERENCES threads ON DELETE SET NULL, author text);
  CREATE TABLE invoices (id serial PRIMARY KEY, thread int, customer text);
  CREATE INDEX ON threads (author); CREATE INDEX ON replies (author); CREATE INDEX ON newsletter (person);
  CREATE INDEX ON drafts (author); CREATE INDEX ON invoices (customer)`;

/** The threads come first, so that their erasure takes replies along; invoices are in another store, which is the same database. */
const forumMap = (url: string) => `
stores: { forum: { kind: postgres, url: "${url}" } }
collections:
${[
  mapped('threads', 'author', 'erase'),
  mapped('replies', 'author', 'erase'),
  mapped('drafts', 'author', 'erase'),
  mapped('newsletter', 'person', 'erase'),
]
  .join('')
  .replaceAll('store: shop, ', '')}${KEPT.replace('store: shop', 'store: forum')}
exempt: [{ store: forum, table: likes, reason: nobody's }]
`;

describe('a row another policy protects is never taken along: at the sweep', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(FORUM));
    app = await startApp({ clock, database, settings: STEP_BY_STEP, dataMap: forumMap(database.url) });
    project = await createProject(app);
    client = new ApiClient(app, project);
  });
  beforeEach(() => sql('TRUNCATE threads, replies, likes, drafts, newsletter, invoices'));
  afterAll(() => app.close());

  const sql = (text: string) => withClient(app.databaseUrl, (each) => each.query(text));
  const count = async (from: string) => Number((await sql(`SELECT count(*) FROM ${from}`)).rows[0]?.count);
  const service = <T>(type: abstract new (...parts: never[]) => T): T =>
    app.application.get<T>(type, { strict: false });
  const detail = async (id: string) => (await client.call<RequestDetail>('GET', `/api/v1/requests/${id}`)).body;
  const ends = (ids: readonly string[]) => Promise.all(ids.map(async (id) => (await detail(id)).status));

  /** Opens a deletion for each person and sweeps. */
  async function erase(...persons: string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const person of persons)
      ids.push(await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [person] }));
    clock.forward(DAY);
    for (const id of ids) await service(DeletionStaging).stage(id);
    await sweepLater();
    return ids;
  }
  async function sweepLater(): Promise<void> {
    clock.forward(DAY);
    await service(Sweep).run();
  }
  const rowsIn = async (id: string) =>
    Object.fromEntries(
      (await detail(id)).subjects.flatMap(({ tallies }) => tallies.map(({ collection, rows }) => [collection, rows])),
    );

  it('the person’s own rows go along and are counted, and so do exempt ones', async () => {
    await sql(`INSERT INTO threads VALUES (1, 'own'), (2, 'other');
      INSERT INTO replies VALUES (1, 1, 'own'), (2, 1, 'own'), (3, 2, 'own'), (4, 2, 'other'), (5, 1, NULL);
      INSERT INTO likes VALUES (1), (4)`);
    const [id = ''] = await erase('own');
    expect(await ends([id])).toEqual(['SUCCESS']);
    expect(await rowsIn(id)).toMatchObject({ threads: 1, replies: 3 });
    expect([await count('threads'), await count('replies'), await count('likes')]).toEqual([1, 1, 1]);
    const touched = await app.prisma.scrubTarget.findMany({ where: { relation: 'public.replies' } });
    expect(touched.every(({ purgedAt }) => purgedAt !== null)).toBe(true);
    expect(touched.map(({ collection }) => collection)).toContain('threads');
  });

  it('a held person’s reply stops the erased person’s threads, and nothing else', async () => {
    const hold = await client.call<{ results: { id: string }[] }>('POST', '/api/v1/holds', {
      projectId: project.projectId,
      distinctIds: ['held'],
      basis: 'litigation',
      until: new Date(clock.now().getTime() + 400 * DAY).toISOString(),
    });
    expect(hold.status).toBe(201);
    await sql(`INSERT INTO threads VALUES (1, 'erased'), (2, 'erased'), (3, 'beside');
      INSERT INTO replies VALUES (1, 1, 'held'), (2, 2, 'erased'), (3, 3, 'erased');
      INSERT INTO newsletter VALUES ('erased'), ('beside'), ('held')`);
    const [stopped = '', beside = ''] = await erase('erased', 'beside');
    const shown = await detail(stopped);
    expect(shown).toMatchObject({
      status: 'STARTED',
      waitingFor: 'action',
      failure: {
        code: 'would-take-others',
        message: expect.stringMatching(/1 row of public\.replies .*"replies_thread_fkey" \(ON DELETE CASCADE\).*held/),
      },
    });
    expect(shown.failure?.message).not.toMatch(/'held'|"held"|'erased'/);
    expect(await ends([beside])).toEqual(['SUCCESS']);
    expect(await count(`threads WHERE author = 'erased'`)).toBe(2);
    expect(await count(`replies WHERE author = 'held'`)).toBe(1);
    expect(await count(`replies WHERE author = 'erased'`)).toBe(0);
    expect(await count('newsletter')).toBe(1);
    const events = () => app.prisma.requestEvent.count({ where: { requestId: stopped, type: 'waiting-for-action' } });
    expect(await events()).toBe(1);

    await sweepLater();
    expect([await ends([stopped]), await events()]).toEqual([['STARTED'], 1]);
    await client.call('POST', `/api/v1/holds/${hold.body.results[0]?.id ?? ''}/lift`);
    const [lifted = ''] = await erase('held');
    expect(await ends([stopped, lifted])).toEqual(['SUCCESS', 'SUCCESS']);
    expect(await rowsIn(lifted)).toMatchObject({ replies: 1, newsletter: 1 });
    expect(await rowsIn(stopped)).toMatchObject({ threads: 2, replies: 2 });
    expect([await count('threads'), await count('replies')]).toEqual([0, 0]);
  });

  it('it ends as FAILURE at the deadline, with the sentence', async () => {
    await sql(`INSERT INTO threads VALUES (1, 'late'); INSERT INTO replies VALUES (1, 1, 'somebody')`);
    const [id = ''] = await erase('late');
    clock.forward(40 * DAY);
    await sweepLater();
    expect(await detail(id)).toMatchObject({ status: 'FAILURE', failure: { code: 'would-take-others' } });
    expect([await count('threads'), await count('replies')]).toEqual([1, 1]);
  });

  it('rows that would lose who they are of are erased first', async () => {
    await sql(`INSERT INTO threads VALUES (1, 'drafting'); INSERT INTO drafts VALUES (1, 'drafting'), (NULL, 'x')`);
    await sql('ALTER TABLE drafts DROP COLUMN thread, ADD thread_author text');
    await sql(`ALTER TABLE threads ADD UNIQUE (author);
      UPDATE drafts SET thread_author = author WHERE author = 'drafting';
      ALTER TABLE drafts ADD CONSTRAINT named FOREIGN KEY (author) REFERENCES threads (author) ON DELETE SET NULL NOT VALID`);
    try {
      const [id = ''] = await erase('drafting');
      expect(await ends([id])).toEqual(['SUCCESS']);
      expect(await rowsIn(id)).toMatchObject({ threads: 1, drafts: 1 });
      expect([await count('threads'), await count('drafts')]).toEqual([0, 1]);
    } finally {
      await sql(`ALTER TABLE drafts DROP CONSTRAINT named, DROP COLUMN thread_author,
        ADD thread int REFERENCES threads ON DELETE SET NULL; ALTER TABLE threads DROP CONSTRAINT threads_author_key`);
    }
  });

  it('another’s row is not changed by SET NULL', async () => {
    await sql(`INSERT INTO threads VALUES (1, 'first'); INSERT INTO drafts (thread, author) VALUES (1, 'second')`);
    const [id = ''] = await erase('first');
    expect(await detail(id)).toMatchObject({ waitingFor: 'action', failure: { code: 'would-take-others' } });
    expect(await count('drafts WHERE thread = 1')).toBe(1);
    await sql('UPDATE drafts SET thread = NULL');
    await sweepLater();
    expect(await ends([id])).toEqual(['SUCCESS']);
  });

  describe('a key that is declared while Habeas runs', () => {
    afterEach(() => sql('ALTER TABLE invoices DROP CONSTRAINT IF EXISTS late; DROP TABLE IF EXISTS unknown'));

    it('is seen, and what is kept stays', async () => {
      await sql(`INSERT INTO threads VALUES (1, 'buyer'), (2, 'other'); INSERT INTO invoices (thread, customer) VALUES (1, 'buyer');
        INSERT INTO newsletter VALUES ('buyer');
        ALTER TABLE invoices ADD CONSTRAINT late FOREIGN KEY (thread) REFERENCES threads ON DELETE CASCADE`);
      const [id = '', other = ''] = await erase('buyer', 'other');
      expect(await ends([id, other])).toEqual(['STARTED', 'SUCCESS']);
      expect((await detail(id)).failure).toMatchObject({
        code: 'would-take-others',
        message: expect.stringContaining('"invoices" is kept on a legal basis'),
      });
      expect([await count('invoices'), await count('newsletter')]).toEqual([1, 0]);
      await sql('ALTER TABLE invoices DROP CONSTRAINT late');
      await sweepLater();
      expect(await ends([id])).toEqual(['SUCCESS']);
      expect([await count('invoices'), await count('threads')]).toEqual([1, 0]);
    });

    it('stops the collection where it leads from a table nobody speaks of', async () => {
      await sql(`CREATE TABLE unknown (thread int REFERENCES threads ON DELETE CASCADE);
        INSERT INTO threads VALUES (1, 'unmapped'); INSERT INTO unknown VALUES (1)`);
      const [id = ''] = await erase('unmapped');
      expect((await detail(id)).failure).toMatchObject({
        code: 'would-take-others',
        message: expect.stringMatching(/list public\.unknown under `collections`, or under `exempt`/),
      });
      expect(await count('unknown')).toBe(1);
    });
  });
});
