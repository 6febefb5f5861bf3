import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCoverage } from '../../src/subject-data/index.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';

const WORDS = 'project: 100001, policy: erase, purpose: p, sourceCategory: s, retention: r';
const USERS = `{ name: users, store: shop, table: users, subject: id, ${WORDS} }`;

describe('tables that keys tie to a mapped one are not overlooked', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tied-'));
  const mapFile = join(directory, 'map.yaml');
  let habeas: TestDatabase;
  let shop: TestDatabase;

  beforeAll(async () => {
    [habeas, shop] = [await createTestDatabase(), await createEmptyDatabase()];
  });
  beforeEach(() => inShop('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
  afterAll(async () => {
    await habeas.drop();
    await shop.drop();
    rmSync(directory, { recursive: true });
  });

  const inShop = (sql: string) => withClient(shop.url, (client) => client.query(sql));
  async function check(collections: string, exempt = '[]') {
    const stores = `stores: { shop: { kind: postgres, url: "${shop.url}" } }`;
    writeFileSync(mapFile, `${stores}\ncollections: [${collections}]\nexempt: ${exempt}`);
    const { coverage, close } = await openCoverage({ url: habeas.url, mapFile });
    try {
      return await coverage.check();
    } finally {
      await close();
    }
  }
  const found = ({ findings }: Awaited<ReturnType<typeof check>>) =>
    findings.map(({ table, column, because }) => `${table}.${column}: ${because}`);

  it('where a map names the users alone, everything that refers to them is found', async () => {
    await inShop(readFileSync(new URL('./11-coverage-foreign-keys.sql', import.meta.url), 'utf8'));
    const report = await check(USERS);
    expect(report.passed).toBe(false);
    expect(found(report)).toEqual([
      'public.comments.creator_id: the foreign key to public.users ("comments_creator_id_fkey")',
      'public.direct_messages.recipient: the foreign key to public.users ("direct_messages_recipient_fkey")',
      'public.direct_messages.sender: the foreign key to public.users ("direct_messages_sender_fkey")',
      'public.posts.author_id: the foreign key to public.users ("posts_author_id_fkey")',
      'public.tickets.assignee_id: the foreign key to public.users ("tickets_assignee_id_fkey")',
    ]);
    expect(report.findings[0]).toMatchObject({ looksLike: 'a reference to public.users, which is mapped' });
    const exempt = '[{ store: shop, table: "*s", reason: made up for tests }]';
    expect(await check(USERS, exempt)).toMatchObject({ passed: true, findings: [] });
  });

  it('by columns whose names say nothing, through further tables, from partitions, and by keys of several columns', async () => {
    await inShop(`CREATE TABLE users (id bigint PRIMARY KEY);
      CREATE TABLE orders (id bigint, u bigint REFERENCES users, PRIMARY KEY (id, u));
      CREATE TABLE lines (a bigint, b bigint, FOREIGN KEY (a, b) REFERENCES orders);
      CREATE TABLE days (on_day date, u bigint) PARTITION BY RANGE (on_day);
      CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      ALTER TABLE days_1 ADD FOREIGN KEY (u) REFERENCES users;
      CREATE TABLE prices (sku text)`);
    expect(found(await check(USERS))).toEqual([
      'public.days.u: the foreign key to public.users ("days_1_u_fkey")',
      'public.lines.a, b: the foreign keys to public.orders ("lines_a_b_fkey") → public.users ("orders_u_fkey")',
      'public.orders.u: the foreign key to public.users ("orders_u_fkey")',
    ]);
  });

  it('what single mapped rows refer to is found, and what many of them share is named in a warning', async () => {
    await inShop(`CREATE TABLE places (id int PRIMARY KEY, line text); CREATE TABLE countries (id int PRIMARY KEY, iso text);
      CREATE TABLE users (id bigint PRIMARY KEY, place int UNIQUE REFERENCES places, country int REFERENCES countries)`);
    const report = await check(USERS);
    expect(found(report)).toEqual(['public.places.id: the foreign key "users_place_fkey" from public.users (place)']);
    expect(report.warnings.join()).toContain(
      'rows that are mapped refer to public.countries, neither mapped nor exempt',
    );
  });

  it('a mapped table by whose ids nobody is known is named in a warning', async () => {
    await inShop('CREATE TABLE users (id bigint PRIMARY KEY); INSERT INTO users SELECT generate_series(1, 50)');
    const fill = (id: string) =>
      withClient(habeas.url, (client) =>
        client.query(`DELETE FROM subject_data.profiles;
      INSERT INTO subject_data.profiles SELECT 100001, ${id}, '{}', now() FROM generate_series(1, 20) g`),
      );
    await fill(`'person-' || g`);
    expect((await check(USERS)).warnings.join()).toContain(
      '"id" holds whole numbers, and no known id of a person is one',
    );
    await fill('g::text');
    expect((await check(USERS)).warnings.join()).not.toContain('no known id of a person');
  });
});
