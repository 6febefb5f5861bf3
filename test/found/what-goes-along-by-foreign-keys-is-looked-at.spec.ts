import type pg from 'pg';
import { parseDataMap } from '../../src/subject-data/data-map/data-map-file.js';
import type { Collection, SubjectKey, PartitionClaims } from '../../src/subject-data/index.js';
import type { Neighbours } from '../../src/subject-data/store/neighbours.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';

const WORDS = 'purpose: p, sourceCategory: s, retention: r';
const key = (distinctId: string, ordinal = 0, projectId = 1): SubjectKey => ({
  ordinal,
  projectId,
  distinctId,
  watermark: null,
});
/** Collections as `name: rest of the line`; the table has the name of the collection. */
function mapOf(lines: Readonly<Record<string, string>>, exempt = '[]'): Neighbours {
  const collections = Object.entries(lines).map(([name, rest]) => {
    const project = /project|projectColumn/.test(rest) ? '' : 'project: 1, ';
    return `  - { name: ${name}, table: forum.${name}, ${project}${rest}, ${WORDS} }`;
  });
  const declared = parseDataMap(`collections:\n${collections.join('\n')}\nexempt: ${exempt}`, {});
  return { stores: ['habeas'], collections: declared.collections, exemptions: declared.exemptions };
}

/** Turns of one who shares with nobody. */
function turnsAlone(laid: () => Promise<unknown> = async () => undefined): PartitionClaims {
  const left: string[] = [];
  return {
    atOnce: 1,
    offer: async (relations) => {
      await laid();
      left.push(...relations);
    },
    claim: async () => left.shift() ?? null,
    heartbeat: async () => undefined,
    release: async (relation) => void left.unshift(relation),
    unproven: async () => [],
  };
}

describe('what goes along by foreign keys is looked at', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresSubjectStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = poolOf(database.url, 8);
    store = new PostgresSubjectStore('habeas', pool, { horizon: 0, page: 5_000 });
  });
  beforeEach(async () => {
    await pool.query('DROP SCHEMA IF EXISTS forum CASCADE; CREATE SCHEMA forum');
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const sql = (text: string) => pool.query(text.replaceAll('~', 'forum.'));
  const rows = async (table: string) =>
    (await pool.query<{ line: string }>(`SELECT t::text AS line FROM forum.${table} t ORDER BY 1`)).rows.map(
      ({ line }) => line,
    );
  const named = (neighbours: Neighbours, name: string): Collection => {
    const found = neighbours.collections.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no collection ${name}`);
    return found;
  };
  const erase = (
    neighbours: Neighbours,
    name: string,
    ids: readonly string[],
    going: readonly string[] = ids,
    erasure: 'policy' | 'headers' = 'policy',
  ) => {
    const keys = ids.map((id, at) => key(id, at));
    return store.hide(named(neighbours, name), keys, erasure, {
      neighbours,
      going: going === ids ? keys : going.map((id, at) => key(id, at)),
    });
  };
  const stops = { kind: 'unprocessable', code: 'would-take-others' };

  describe('in a table that refers to itself', () => {
    const comments = mapOf({ comments: 'subject: author, policy: erase' });
    beforeEach(() =>
      sql(`CREATE TABLE ~comments (id int PRIMARY KEY, parent int REFERENCES ~comments ON DELETE CASCADE, author text);
        INSERT INTO ~comments VALUES (1, NULL, 'a'), (2, 1, 'a'), (3, 2, 'b'), (4, NULL, 'b'), (5, 4, 'a'), (6, 5, NULL)`),
    );

    it('another’s answer, however deep, stops the erasure', async () => {
      await expect(erase(comments, 'comments', ['a'])).rejects.toMatchObject({
        ...stops,
        message: expect.stringMatching(/1 row of forum\.comments would be deleted with those of forum\.comments/),
      });
      expect(await rows('comments')).toHaveLength(6);
    });

    it('it goes where the other is erased in the same sweep', async () => {
      await erase(comments, 'comments', ['a'], ['a', 'b']);
      expect(await rows('comments')).toEqual(['(4,,b)']);
    });

    it('the start says so', async () => {
      const { errors, warnings } = await store.check(named(comments, 'comments'), comments);
      expect(errors).toEqual([]);
      expect(warnings.join()).toMatch(/comments will be deleted .* a row that is another person's stops the erasure/);
    });
  });

  it('goes round a circle of keys and comes to its end', async () => {
    await sql(`CREATE TABLE ~teams (id int PRIMARY KEY, lead int, owner text);
      CREATE TABLE ~staff (id int PRIMARY KEY, team int REFERENCES ~teams ON DELETE CASCADE, name text);
      INSERT INTO ~teams VALUES (1, NULL, 'a'), (2, NULL, 'c'); INSERT INTO ~staff VALUES (1, 1, 'a'), (2, 1, 'a'), (3, 2, 'b');
      UPDATE ~teams SET lead = 1 WHERE id = 1;
      ALTER TABLE ~teams ADD FOREIGN KEY (lead) REFERENCES ~staff ON DELETE CASCADE`);
    const map = mapOf({ teams: 'subject: owner, policy: erase', staff: 'subject: name, policy: erase' });
    await erase(map, 'staff', ['a']);
    expect([await rows('teams'), await rows('staff')]).toEqual([['(2,,c)'], ['(3,2,b)']]);
    await sql('UPDATE ~teams SET lead = 3');
    await expect(erase(map, 'staff', ['b'])).rejects.toMatchObject(stops);
    await expect(erase(map, 'teams', ['c'])).rejects.toMatchObject(stops);
    expect([await rows('teams'), await rows('staff')]).toEqual([['(2,3,c)'], ['(3,2,b)']]);
  });

  it('through a mapped and an exempt table to a kept one', async () => {
    await sql(`CREATE TABLE ~people (id text PRIMARY KEY);
      CREATE TABLE ~orders (id int PRIMARY KEY, person text REFERENCES ~people ON DELETE CASCADE);
      CREATE TABLE ~items (id int PRIMARY KEY, "order" int REFERENCES ~orders ON DELETE CASCADE);
      CREATE TABLE ~ledger (item int REFERENCES ~items ON DELETE SET NULL, who text);
      INSERT INTO ~people VALUES ('a'), ('b'); INSERT INTO ~orders VALUES (1, 'a'), (2, 'b');
      INSERT INTO ~items VALUES (1, 1), (2, 2); INSERT INTO ~ledger VALUES (1, 'a')`);
    const map = mapOf(
      {
        people: 'subject: id, policy: erase',
        orders: 'subject: person, policy: erase',
        ledger: 'subject: who, policy: { keep: { basis: tax } }',
      },
      '[{ table: forum.items, reason: things }]',
    );
    await expect(erase(map, 'people', ['a'])).rejects.toMatchObject({
      ...stops,
      message: expect.stringMatching(
        /changed \("item"\) .*"orders_person_fkey".*"items_order_fkey".*"ledger_item_fkey"/,
      ),
    });
    await expect(erase(map, 'orders', ['a'])).rejects.toMatchObject(stops);
    expect(await rows('ledger')).toEqual(['(1,a)']);
    await erase(map, 'people', ['b']);
    expect([await rows('people'), await rows('orders'), await rows('items')]).toEqual([['(a)'], ['(1,a)'], ['(1,1)']]);
  });

  it('into partitions, from partitions, by several columns and by a unique key that is not the primary one', async () => {
    await sql(`CREATE TABLE ~threads (id int, region int, slug text, author text, PRIMARY KEY (id, region), UNIQUE (slug, region))
        PARTITION BY LIST (region);
      CREATE TABLE ~threads_1 PARTITION OF ~threads FOR VALUES IN (1);
      CREATE TABLE ~threads_2 PARTITION OF ~threads FOR VALUES IN (2);
      CREATE TABLE ~replies (region int, thread int, author text) PARTITION BY LIST (region);
      CREATE TABLE ~replies_2 (author text, thread int, region int);
      CREATE TABLE ~replies_1 PARTITION OF ~replies FOR VALUES IN (1);
      ALTER TABLE ~replies ATTACH PARTITION ~replies_2 FOR VALUES IN (2);
      ALTER TABLE ~replies ADD FOREIGN KEY (thread, region) REFERENCES ~threads ON DELETE CASCADE;
      CREATE TABLE ~links (slug text, region int, author text, FOREIGN KEY (slug, region) REFERENCES ~threads (slug, region)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED);
      INSERT INTO ~threads VALUES (1, 1, 'x', 'a'), (1, 2, 'y', 'a'), (2, 2, 'z', 'c');
      INSERT INTO ~replies VALUES (1, 1, 'a'), (2, 1, 'b'), (2, 2, 'c'); INSERT INTO ~links VALUES ('x', 1, 'a')`);
    const map = mapOf({
      threads: 'subject: author, policy: erase',
      replies: 'subject: author, policy: erase',
      links: 'subject: author, policy: erase',
    });
    await expect(erase(map, 'threads', ['a'])).rejects.toMatchObject({
      message: expect.stringContaining('1 row of forum.replies'),
    });
    expect(await rows('threads')).toHaveLength(3);
    const touched: string[] = [];
    await store.hide(named(map, 'threads'), [key('a')], 'policy', {
      neighbours: map,
      going: [key('a'), key('b', 1)],
      turns: turnsAlone(),
      onTouch: async (relation) => void touched.push(relation),
    });
    expect([await rows('threads'), await rows('replies'), await rows('links')]).toEqual([
      ['(2,2,z,c)'],
      ['(2,2,c)'],
      [],
    ]);
    expect(touched.sort()).toEqual(
      ['links', 'replies_1', 'replies_2', 'threads_1', 'threads_2'].map((name) => `forum.${name}`),
    );
  });

  it('from what inherits from the table, and from a partition that is mapped alone', async () => {
    await sql(`CREATE TABLE ~notes (id int PRIMARY KEY, author text); CREATE TABLE ~memos (PRIMARY KEY (id)) INHERITS (~notes);
      CREATE TABLE ~stars (memo int REFERENCES ~memos ON DELETE CASCADE, who text);
      CREATE TABLE ~days (id int PRIMARY KEY, author text) PARTITION BY LIST (id);
      CREATE TABLE ~monday PARTITION OF ~days FOR VALUES IN (1);
      CREATE TABLE ~hours (day int REFERENCES ~days ON DELETE CASCADE, who text);
      INSERT INTO ~memos VALUES (1, 'a'); INSERT INTO ~stars VALUES (1, 'b');
      INSERT INTO ~days VALUES (1, 'a'); INSERT INTO ~hours VALUES (1, 'b')`);
    const map = mapOf({
      notes: 'subject: author, policy: erase',
      stars: 'subject: who, policy: erase',
      monday: 'subject: author, policy: erase',
      hours: 'subject: who, policy: erase',
    });
    await expect(erase(map, 'notes', ['a'])).rejects.toMatchObject(stops);
    await expect(erase(map, 'monday', ['a'])).rejects.toMatchObject(stops);
    await erase(map, 'notes', ['a'], ['a', 'b']);
    await erase(map, 'monday', ['a'], ['a', 'b']);
    expect([await rows('memos'), await rows('stars'), await rows('days'), await rows('hours')]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it('of another project, and of another column that says whose a row is', async () => {
    await sql(`CREATE TABLE ~threads (id int PRIMARY KEY, tenant int, author text);
      CREATE TABLE ~mails (thread int REFERENCES ~threads ON DELETE CASCADE, tenant int, sender text, recipient text);
      INSERT INTO ~threads VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 1, 'c');
      INSERT INTO ~mails VALUES (1, 2, 'a', NULL), (2, 1, 'x', 'b'), (3, 1, 'x', 'y')`);
    const map = mapOf({
      threads: 'projectColumn: tenant, subject: author, policy: erase',
      mails: 'projectColumn: tenant, subject: sender, policy: erase',
      received: 'projectColumn: tenant, subject: recipient, policy: erase',
    });
    const both: Neighbours = {
      ...map,
      collections: map.collections.map((each) => (each.name === 'received' ? { ...each, table: 'mails' } : each)),
    };
    await expect(erase(both, 'threads', ['a'])).rejects.toMatchObject(stops);
    await erase(both, 'threads', ['b']);
    await expect(erase(both, 'threads', ['c'])).rejects.toMatchObject(stops);
    expect(await rows('threads')).toEqual(['(1,1,a)', '(3,1,c)']);
    const kept = {
      ...both,
      collections: both.collections.map((each) => (each.name === 'received' ? keeping(each) : each)),
    };
    await expect(erase(kept, 'mails', ['x'])).rejects.toMatchObject(stops);
    await sql('UPDATE ~mails SET recipient = NULL');
    await erase(kept, 'mails', ['x']);
    expect(await rows('mails')).toEqual(['(1,2,a,)']);
  });

  const keeping = (collection: Collection): Collection => ({
    ...collection,
    policy: { kind: 'keep', basis: 'tax', until: null },
  });

  it('where a column that is anonymized, or cleared as a header, is referred to', async () => {
    await sql(`CREATE TABLE ~people (id text PRIMARY KEY, email text UNIQUE);
      CREATE TABLE ~mails (email text REFERENCES ~people (email) ON UPDATE CASCADE, who text);
      INSERT INTO ~people VALUES ('a', 'a@x'), ('b', 'b@x'); INSERT INTO ~mails VALUES ('a@x', 'b'), ('b@x', 'b')`);
    const anonymizing = mapOf({
      people: 'subject: id, policy: { anonymize: [email] }',
      mails: 'subject: who, policy: erase',
    });
    await expect(erase(anonymizing, 'people', ['a'])).rejects.toMatchObject({
      ...stops,
      message: expect.stringMatching(/1 row of forum\.mails would be changed \("email"\).*ON UPDATE CASCADE/),
    });
    expect(await rows('mails')).toEqual(['(a@x,b)', '(b@x,b)']);
    await erase(anonymizing, 'people', ['b']);
    expect(await rows('people')).toEqual(['(a,a@x)', '(b,)']);
    const erasing = mapOf({ people: 'subject: id, policy: erase', mails: 'subject: who, policy: erase' });
    await expect(erase(erasing, 'people', ['a'], ['a'], 'headers')).rejects.toMatchObject(stops);
    await expect(erase(erasing, 'people', ['a'])).rejects.toMatchObject({ code: 'store-refused' });
    expect(await rows('people')).toEqual(['(a,a@x)', '(b,)']);
  });

  it('with what collations and types say is the same', async () => {
    await sql(`CREATE COLLATION ~loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
      CREATE TABLE ~people (name text COLLATE ~loose PRIMARY KEY, number bigint UNIQUE, owner text);
      CREATE TABLE ~calls (name text COLLATE ~loose REFERENCES ~people ON DELETE CASCADE, owner text);
      CREATE TABLE ~texts (number int REFERENCES ~people (number) ON DELETE CASCADE, owner text);
      INSERT INTO ~people VALUES ('Ann', 7, 'a'); INSERT INTO ~calls VALUES ('ANN', 'b'); INSERT INTO ~texts VALUES (7, 'a')`);
    const map = mapOf({
      people: 'subject: owner, policy: erase',
      calls: 'subject: owner, policy: erase',
      texts: 'subject: owner, policy: erase',
    });
    await expect(erase(map, 'people', ['a'])).rejects.toMatchObject({
      message: expect.stringContaining('1 row of forum.calls'),
    });
    await erase(map, 'people', ['a'], ['a', 'b']);
    expect([await rows('people'), await rows('calls'), await rows('texts')]).toEqual([[], [], []]);
  });

  describe('and nothing slips in', () => {
    const map = mapOf({ threads: 'subject: author, policy: erase', replies: 'subject: author, policy: erase' });
    beforeEach(() =>
      sql(`CREATE TABLE ~threads (id int PRIMARY KEY, author text);
        CREATE TABLE ~replies (id int PRIMARY KEY, thread int REFERENCES ~threads ON DELETE CASCADE, author text);
        INSERT INTO ~threads VALUES (1, 'a'), (2, 'c'); INSERT INTO ~replies VALUES (1, 1, 'a'), (2, 2, 'c')`),
    );

    /** What another session is answered in the moment before the COMMIT. */
    async function meanwhile(statement: string): Promise<string> {
      let answer = 'nothing was committed';
      await store.hide(named(map, 'threads'), [key('a')], 'policy', {
        neighbours: map,
        assertStillMine: async () => {
          const session = await pool.connect();
          try {
            await session.query(`SET lock_timeout = '200ms'`);
            answer = await session.query(statement.replaceAll('~', 'forum.')).then(
              () => 'done',
              (error: unknown) => String((error as { code?: string }).code),
            );
          } finally {
            session.release(true);
          }
        },
      });
      return answer;
    }

    it.each([
      ['a reply to a thread that goes', `INSERT INTO ~replies VALUES (3, 1, 'b')`],
      ['another’s name on a reply that goes', `UPDATE ~replies SET author = 'b' WHERE id = 1`],
      ['another’s reply moved under it', `UPDATE ~replies SET thread = 1 WHERE id = 2`],
      ['a foreign key', 'CREATE TABLE ~likes (reply int REFERENCES ~replies ON DELETE CASCADE)'],
    ])('%s waits', async (_what, statement) => {
      expect(await meanwhile(statement)).toBe('55P03');
      expect([await rows('threads'), await rows('replies')]).toEqual([['(2,c)'], ['(2,2,c)']]);
    });

    it('a foreign key that comes between the look and the erasure keeps the rows', async () => {
      await sql(`ALTER TABLE ~replies DROP CONSTRAINT replies_thread_fkey; INSERT INTO ~replies VALUES (3, 1, 'b')`);
      await sql(`CREATE TABLE ~days (id int, author text, PRIMARY KEY (id)) PARTITION BY LIST (id);
        CREATE TABLE ~days_1 PARTITION OF ~days FOR VALUES IN (1); CREATE TABLE ~days_2 PARTITION OF ~days FOR VALUES IN (2);
        CREATE TABLE ~hours (day int, who text); INSERT INTO ~days VALUES (1, 'a'); INSERT INTO ~hours VALUES (1, 'b')`);
      const days = mapOf({ days: 'subject: author, policy: erase', hours: 'subject: who, policy: erase' });
      await store.hide(named(days, 'days'), [key('a')], 'policy', {
        neighbours: days,
        turns: turnsAlone(() => sql('ALTER TABLE ~hours ADD FOREIGN KEY (day) REFERENCES ~days ON DELETE CASCADE')),
      });
      expect([await rows('days'), await rows('hours')]).toEqual([['(1,a)'], ['(1,b)']]);
      expect(await store.countRemaining(named(days, 'days'), [key('a')], 'policy')).toMatchObject([{ rows: 1 }]);
      await expect(erase(days, 'days', ['a'])).rejects.toMatchObject(stops);
    });
  });

  it('and a key that something else breaks is not said to lead to what is erased', async () => {
    await sql(`CREATE TABLE ~people (id text PRIMARY KEY);
      CREATE TABLE ~orders (id int PRIMARY KEY, person text REFERENCES ~people ON DELETE CASCADE);
      CREATE TABLE ~items ("order" int REFERENCES ~orders); CREATE TABLE ~notes (person text REFERENCES ~people);
      INSERT INTO ~people VALUES ('a'), ('b'); INSERT INTO ~orders VALUES (1, 'a'); INSERT INTO ~items VALUES (1);
      INSERT INTO ~notes VALUES ('b')`);
    const map = mapOf({ people: 'subject: id, policy: erase', orders: 'subject: person, policy: erase' });
    await expect(erase(map, 'people', ['a'])).rejects.toMatchObject({
      code: 'store-refused',
      message: expect.not.stringContaining('refer to it'),
    });
    await expect(erase(map, 'people', ['b'])).rejects.toMatchObject({
      message: expect.stringMatching(/rows of forum\.notes refer to it by the foreign key "notes_person_fkey"/),
    });
  });

  it('needs the rights to look at what goes along, and to remove it', async () => {
    await sql(`CREATE TABLE ~threads (id int PRIMARY KEY, author text);
      CREATE TABLE ~replies (thread int REFERENCES ~threads ON DELETE CASCADE, author text);
      CREATE ROLE taker LOGIN PASSWORD 'taker'; GRANT USAGE ON SCHEMA forum TO taker;
      GRANT SELECT, UPDATE, DELETE, MAINTAIN ON ~threads TO taker`);
    const taker = poolOf(database.url.replace(/\/\/[^@]*@/, '//taker:taker@'), 1);
    try {
      const weak = new PostgresSubjectStore('habeas', taker);
      const map = mapOf({ threads: 'subject: author, policy: erase', replies: 'subject: author, policy: erase' });
      const errors = async () => (await weak.check(named(map, 'threads'), map)).errors.join();
      expect(await errors()).toMatch(/SELECT on forum\.replies.*UPDATE on forum\.replies.*vacuum forum\.replies/);
      await sql('GRANT SELECT, UPDATE, MAINTAIN ON ~replies TO taker');
      expect(await errors()).toBe('');
    } finally {
      await taker.end();
      await pool.query('DROP SCHEMA forum CASCADE; DROP ROLE taker; CREATE SCHEMA forum');
    }
  });
});
