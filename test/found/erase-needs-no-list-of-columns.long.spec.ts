import { DeletionStaging } from '../../src/deletions/index.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;
/** The id of a database's first project, known before there is one, since the data map names it. */
const PROJECT = 100_001;
const WORDS = 'purpose: p, sourceCategory: s, retention: r';
const mapped = (name: string, subject: string, more = '', policy = 'erase') =>
  `  - { name: ${name}, table: site.${name}, subject: ${subject}, project: ${PROJECT}, policy: ${policy}, ${more}${WORDS} }\n`;

/** In the manner of public schemas: what Rails, Django, Discourse, GitLab and WordPress make. */
const SCHEMA = `
  CREATE SCHEMA site; SET search_path = site;
  CREATE TABLE users (id bigserial PRIMARY KEY, username varchar(60) NOT NULL, created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL, admin boolean NOT NULL DEFAULT false);
  CREATE UNIQUE INDEX ON users (lower(username));
  CREATE TABLE messages (id bigserial PRIMARY KEY, user_id bigint NOT NULL, title text NOT NULL, body text NOT NULL,
    via text);
  CREATE TABLE topics (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, title varchar);
  CREATE TABLE posts (id bigserial PRIMARY KEY, user_id bigint, topic_id bigint REFERENCES topics, raw text);
  CREATE TABLE settings (user_id bigint PRIMARY KEY, theme text, mail boolean NOT NULL DEFAULT true);
  CREATE TABLE wp_comments ("comment_ID" bigserial PRIMARY KEY, user_id bigint NOT NULL DEFAULT 0,
    comment_author text NOT NULL, "comment_author_IP" varchar(100) NOT NULL DEFAULT '', comment_content text NOT NULL DEFAULT '',
    comment_agent varchar(255) NOT NULL DEFAULT '');
  CREATE TABLE notes (user_id bigint, text text);
  CREATE INDEX ON messages (user_id); CREATE INDEX ON topics (user_id); CREATE INDEX ON posts (user_id);
  CREATE INDEX ON wp_comments (user_id); CREATE INDEX ON notes (user_id)`;

const MAP = `collections:
${[
  mapped('users', 'id', 'headers: { username: { category: identifiers } }, '),
  mapped('messages', 'user_id', 'headers: { via: { category: internet_activity, source: true } }, '),
  mapped('topics', 'user_id'),
  mapped('posts', 'user_id'),
  mapped('settings', 'user_id'),
  mapped('wp_comments', 'user_id', 'headers: { comment_agent: { category: internet_activity, source: true } }, '),
  mapped('notes', 'user_id', '', '{ erase: rows }'),
].join('')}`;

const FILL = `
  INSERT INTO users SELECT n, 'user ' || n, now(), now() FROM generate_series(1, 3) AS n;
  INSERT INTO messages (user_id, title, body, via) SELECT n, 'a title', 'a body', 'iOS' FROM generate_series(1, 3) AS n;
  INSERT INTO topics SELECT n, n, 'a topic' FROM generate_series(1, 3) AS n;
  INSERT INTO posts SELECT n, n, n, 'a post' FROM generate_series(1, 3) AS n;
  INSERT INTO settings SELECT n, 'dark', false FROM generate_series(1, 4) AS n;
  INSERT INTO wp_comments SELECT n, n, 'an author', '10.0.0.1', 'a comment', 'Firefox' FROM generate_series(1, 3) AS n;
  INSERT INTO notes SELECT n, 'a note' FROM generate_series(1, 3) AS n`;

describe('erase needs no list of columns', () => {
  const clock = new TestClock();
  let database: TestDatabase;
  let app: TestApp;
  let client: ApiClient;

  beforeAll(async () => {
    database = await createTestDatabase();
    await withClient(database.url, async (each) => {
      await each.query(SCHEMA);
      await each.query(FILL);
    });
    app = await startApp({ clock, database, settings: STEP_BY_STEP, dataMap: MAP });
    client = new ApiClient(app, await createProject(app));
  });
  afterAll(() => app.close());

  const sql = (text: string) =>
    withClient(database.url, async (each) => {
      await each.query('SET search_path = site');
      return each.query(text);
    });
  const of = async (person: number, table: string, columns: string, subject = 'user_id') =>
    (await sql(`SELECT ${columns} FROM ${table} WHERE ${subject} = ${String(person)}`)).rows as object[];

  async function erase(person: number, disclosure: string): Promise<RequestDetail> {
    const id = await client.open({ kind: 'deletion', regime: 'CCPA', disclosure, distinctIds: [String(person)] });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(id);
    clock.forward(DAY);
    await sweepPastNeighbours(app, clock);
    return (await client.call<RequestDetail>('GET', `/api/v1/requests/${id}`)).body;
  }
  const taken = ({ collections }: RequestDetail) =>
    Object.fromEntries(
      collections.filter(({ rows }) => rows > 0).map(({ collection, rowsErased }) => [collection, rowsErased]),
    );

  it('a deletion of Categories removes what cannot be cleared, and what refers to it, and clears the rest', async () => {
    const shown = await erase(1, 'Categories');
    expect([shown.status, shown.failure]).toEqual(['SUCCESS', null]);
    expect(taken(shown)).toEqual({
      ...{ users: true, messages: true, topics: true, wp_comments: true, notes: true },
      ...{ posts: false, settings: false },
    });
    for (const table of ['messages', 'topics', 'wp_comments', 'notes']) expect(await of(1, table, '*')).toEqual([]);
    expect(await of(1, 'users', '*', 'id')).toEqual([]);
    expect(await of(1, 'posts', 'topic_id, raw')).toEqual([{ topic_id: null, raw: null }]);
    expect(await of(1, 'settings', 'theme, mail')).toEqual([{ theme: null, mail: true }]);
    expect(shown.subjects[0]?.outcome).toBe('anonymized');
  });

  it('a deletion of Sources takes nothing but what tells how the data was collected', async () => {
    const shown = await erase(2, 'Sources');
    expect([shown.status, shown.subjects[0]?.outcome]).toEqual(['SUCCESS', 'anonymized']);
    expect(await of(2, 'messages', 'title, body, via')).toEqual([{ title: 'a title', body: 'a body', via: null }]);
    expect(await of(2, 'wp_comments', 'comment_author, comment_agent')).toEqual([
      { comment_author: 'an author', comment_agent: '' },
    ]);
    expect([await of(2, 'topics', 'title'), await of(2, 'notes', 'text')]).toEqual([
      [{ title: 'a topic' }],
      [{ text: 'a note' }],
    ]);
    expect(new Set(Object.values(taken(shown)))).toEqual(new Set([false]));
  });

  it('a deletion of Data takes the rows, as ever', async () => {
    const shown = await erase(3, 'Data');
    expect([shown.status, shown.subjects[0]?.outcome]).toEqual(['SUCCESS', 'erased']);
    expect(new Set(Object.values(taken(shown)))).toEqual(new Set([true]));
  });

  it('who has no record left after a deletion of Categories is erased, and the record of it says so', async () => {
    await sql(`INSERT INTO messages (user_id, title, body) VALUES (5, 'a title', 'a body')`);
    const shown = await erase(5, 'Categories');
    expect(shown.subjects[0]?.outcome).toBe('erased');
    const { body } = await client.call<{ document: { collections: { collection: string; rowsErased: boolean }[] } }>(
      'GET',
      `/api/v1/requests/${shown.id}/record`,
    );
    expect(JSON.stringify(body)).toContain('"rowsErased":true');
    expect(shown).toMatchObject({ partial: true });
  });

  it('a source that can be neither null nor default stops the start, with what to write', async () => {
    const other = await createTestDatabase();
    await withClient(other.url, (each) =>
      each.query('CREATE TABLE visits (who text, via text NOT NULL, body text NOT NULL)'),
    );
    const map = (via: string) =>
      `collections:\n${mapped('visits', 'who', `headers: { via: { category: c, ${via} } }, `).replace('site.', '')}`;
    const started = startApp({ database: other, dataMap: map('source: true') }).then((each) => each.close());
    await expect(started).rejects.toMatchObject({
      code: 'bad-data-map',
      message: expect.stringMatching(
        /column "via" can be neither null nor a constant default; .*Sources.*`keep: true`/,
      ),
    });
    for (const via of ['source: false', 'source: true, keep: true']) {
      await startApp({ database: other, dataMap: map(via) }).then((each) => each.stop());
    }
    await other.drop();
  });
});
