import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { parseDataMap } from '../../src/subject-data/data-map/data-map-file.js';
import type { Collection, SubjectKey } from '../../src/subject-data/index.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import type { Neighbours } from '../../src/subject-data/store/neighbours.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';

const WORDS = 'purpose: p, sourceCategory: s, retention: r';
const mapOf = (lines: readonly string[]): Neighbours => {
  const text = lines.map((line) => `  - { ${/project/.test(line) ? '' : 'project: 1, '}${line}, ${WORDS} }`).join('\n');
  const { collections } = parseDataMap(`collections:\n${text}`, {});
  return { stores: ['habeas'], collections, exemptions: [] };
};
const contacts = (policy: string, more = '') =>
  mapOf([`name: contacts, table: contacts, subject: user_id, policy: ${policy}${more}`]);
const key = (distinctId: string): SubjectKey => ({ ordinal: 0, projectId: 1, distinctId, watermark: null });

describe('what the catalog forbids is told at the start', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresSubjectStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = poolOf(database.url, 4);
    store = new PostgresSubjectStore('habeas', pool, { horizon: 0, page: 5_000 });
  });
  beforeEach(() =>
    pool.query(`DROP TABLE IF EXISTS contacts, users, mails CASCADE; DROP DOMAIN IF EXISTS mail, address, required CASCADE;
      DROP PUBLICATION IF EXISTS all_of_it`),
  );
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const first = ({ collections: [collection] }: Neighbours): Collection => {
    if (collection === undefined) throw new Error('no collection');
    return collection;
  };
  const check = (map: Neighbours) => store.check(first(map), map);
  /** What the engine answers when the policy is carried out on two people. */
  const carryOut = async (map: Neighbours): Promise<string> => {
    try {
      await store.hide(first(map), [key('u7'), { ...key('u8'), ordinal: 1 }], 'policy');
      return 'done';
    } catch (error) {
      return String((error as { details?: { extra?: { sqlState?: string } } }).details?.extra?.sqlState);
    }
  };

  it('a CHECK that forbids nulling both ways to reach somebody', async () => {
    await pool.query(readFileSync(new URL('./07-check-constraint.sql', import.meta.url), 'utf8'));
    const { errors } = await check(contacts('{ anonymize: [email, phone] }'));
    expect(errors).toEqual([
      expect.stringMatching(
        /"contacts_check" of contacts, CHECK \(.*\), forbids what clearing "email", "phone" leaves; change/,
      ),
    ]);
    expect(await carryOut(contacts('{ anonymize: [email, phone] }'))).toBe('23514');
  });

  it.each([
    [
      'not yet validated',
      `email text, EXTRA text`,
      `ADD CONSTRAINT c CHECK (email <> '' AND email IS NOT NULL) NOT VALID`,
    ],
    [
      'by a default that another rule refuses',
      `email text NOT NULL DEFAULT '', EXTRA text`,
      `ADD CONSTRAINT c CHECK (email LIKE '%@%')`,
    ],
    ['by a function', `email text, EXTRA text`, 'ADD CONSTRAINT c CHECK (length(coalesce(email, $$$$)) > 2)'],
    ['of a generated column', `email text, EXTRA text GENERATED ALWAYS AS (lower(email)) STORED NOT NULL`, ''],
    [
      'of a column generated from it',
      `email text, EXTRA text GENERATED ALWAYS AS (lower(email)) STORED`,
      'ADD CONSTRAINT c CHECK (extra IS NOT NULL)',
    ],
  ])('a CHECK %s', async (_what, columns, alteration) => {
    await pool.query(
      `CREATE TABLE contacts (id serial PRIMARY KEY, user_id text, ${columns.replace('EXTRA', 'extra')})`,
    );
    await pool.query(`INSERT INTO contacts (user_id, email) VALUES ('u7', 'u7@example.com'), ('u8', 'u8@example.com')`);
    if (alteration !== '') await pool.query(`ALTER TABLE contacts ${alteration}`);
    const map = contacts('{ anonymize: [email] }');
    expect((await check(map)).errors).toHaveLength(1);
    expect(await carryOut(map)).toMatch(/^23/);
  });

  it.each([
    [
      'a domain that may not be null',
      `CREATE DOMAIN mail AS text NOT NULL`,
      'mail',
      /"email" can be neither null nor a constant default/,
    ],
    [
      'a domain on such a domain',
      `CREATE DOMAIN required AS text NOT NULL; CREATE DOMAIN mail AS required`,
      'mail',
      /neither null nor/,
    ],
    [
      'a domain whose CHECK refuses null',
      `CREATE DOMAIN mail AS text CHECK (VALUE IS NOT NULL)`,
      'mail',
      /the type mail of column "email" refuses .*23514/,
    ],
    ['a generated column', 'SELECT 1', `text GENERATED ALWAYS AS ('x') STORED`, /"email" can be neither null nor/],
  ])('%s', async (_what, before, type, expected) => {
    await pool.query(`${before}; CREATE TABLE contacts (id serial PRIMARY KEY, user_id text, email ${type})`);
    expect((await check(contacts('{ anonymize: [email] }'))).errors).toEqual([expect.stringMatching(expected)]);
  });

  it('takes a domain that may not be null by its default', async () => {
    await pool.query(`CREATE DOMAIN mail AS text NOT NULL DEFAULT '-'; CREATE TABLE contacts (user_id text PRIMARY KEY, email mail);
      INSERT INTO contacts VALUES ('u7', 'u7@example.com'), ('u8', 'u8@example.com')`);
    const map = contacts('{ anonymize: [email] }');
    expect(await check(map)).toEqual({ errors: [], warnings: [] });
    expect(await carryOut(map)).toBe('done');
    expect((await pool.query('SELECT email FROM contacts')).rows).toEqual([{ email: '-' }, { email: '-' }]);
  });

  it('a CHECK that also looks at what stays: an error where rows that are there would be refused, else a warning', async () => {
    await pool.query(`CREATE TABLE contacts (user_id text PRIMARY KEY, email text, phone text, CHECK (email IS NOT NULL OR phone IS NOT NULL));
      INSERT INTO contacts VALUES ('u7', 'u7@example.com', '1')`);
    const map = contacts('{ anonymize: [email] }');
    expect(await check(map)).toMatchObject({
      errors: [],
      warnings: [expect.stringContaining('may forbid what clearing "email" leaves')],
    });
    await pool.query(`INSERT INTO contacts VALUES ('u8', 'u8@example.com', NULL)`);
    expect((await check(map)).errors).toEqual([expect.stringContaining('leaves of rows that are there')]);
  });

  it.each([
    ['nulls that are not distinct', 'UNIQUE NULLS NOT DISTINCT (email)', 'error'],
    ['an expression that knows no null', `EXCLUDE (coalesce(email, '-') WITH =)`, 'error'],
    ['the same within a project', 'UNIQUE NULLS NOT DISTINCT (tenant, email)', 'error'],
    ['what is unique with the subject', 'UNIQUE NULLS NOT DISTINCT (user_id, email)', 'warning'],
    ['nulls that are distinct', 'UNIQUE (email)', 'nothing'],
    ['a key that differs anyway', 'UNIQUE NULLS NOT DISTINCT (id, email)', 'nothing'],
  ])('a unique index over %s', async (_what, constraint, expected) => {
    await pool.query(`CREATE TABLE contacts (id serial PRIMARY KEY, tenant int DEFAULT 1, user_id text, email text, ${constraint});
      INSERT INTO contacts (user_id, email) VALUES ('u7', 'u7@example.com'), ('u8', 'u8@example.com')`);
    const map = mapOf([
      `name: contacts, table: contacts, projectColumn: tenant, subject: user_id, policy: { anonymize: [email] }`,
    ]);
    const { errors, warnings } = await check(map);
    const about = (texts: readonly string[]) => texts.filter((text) => /"contacts_.*" of contacts/.test(text)).length;
    expect([about(errors), about(warnings)]).toEqual([expected === 'error' ? 1 : 0, expected === 'warning' ? 1 : 0]);
    expect(await carryOut(map)).toBe(expected === 'error' ? (constraint.startsWith('EX') ? '23P01' : '23505') : 'done');
  });

  it('a default that a foreign key does not find, and a column that others refer to', async () => {
    await pool.query(`CREATE TABLE users (id int PRIMARY KEY);
      CREATE TABLE contacts (user_id text PRIMARY KEY, agent int NOT NULL DEFAULT 0 REFERENCES users, email text UNIQUE);
      INSERT INTO users VALUES (1); INSERT INTO contacts VALUES ('u7', 1, 'u7@example.com')`);
    const map = contacts('{ anonymize: [agent] }');
    expect((await check(map)).errors).toEqual([
      expect.stringMatching(/"contacts_agent_fkey" to users finds no row .*"agent"/),
    ]);
    expect(await carryOut(map)).toBe('23503');
    await pool.query('INSERT INTO users VALUES (0)');
    expect(await check(map)).toEqual({ errors: [], warnings: [] });
    await pool.query('CREATE TABLE mails (email text REFERENCES contacts (email))');
    const { warnings } = await check(contacts('{ anonymize: [email] }'));
    expect(warnings).toEqual([
      expect.stringMatching(/rows of mails that refer to "email" .* keep it from being cleared/),
    ]);
  });

  it('of a generated column only what is cleared, whatever columns are called', async () => {
    await pool.query(`CREATE TABLE contacts (user_id text PRIMARY KEY, email text, cleared text, phone text,
      folded text GENERATED ALWAYS AS (lower(phone)) STORED CHECK (folded <> ''),
      CONSTRAINT c CHECK (cleared IS NULL OR email IS NOT NULL));
      INSERT INTO contacts VALUES ('u7', 'u7@example.com', NULL, '1')`);
    const map = contacts('{ anonymize: [email] }');
    expect(await check(map)).toEqual({
      errors: [],
      warnings: [expect.stringContaining('may forbid what clearing "email" leaves')],
    });
    await pool.query(`INSERT INTO contacts VALUES ('u8', 'u8@example.com', 'x', '2')`);
    expect((await check(map)).errors).toEqual([expect.stringContaining('the constraint "c" of contacts')]);
  });

  it('nothing of a foreign key that is not enforced', async () => {
    const { rows } = await pool.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::int AS version`,
    );
    if ((rows[0]?.version ?? 0) < 180_000) return;
    await pool.query(`CREATE TABLE users (id int PRIMARY KEY);
      CREATE TABLE contacts (user_id text PRIMARY KEY, agent int NOT NULL DEFAULT 0 REFERENCES users NOT ENFORCED, email text UNIQUE);
      CREATE TABLE mails (email text REFERENCES contacts (email) NOT ENFORCED)`);
    expect(await check(contacts('{ anonymize: [agent, email] }'))).toEqual({ errors: [], warnings: [] });
  });

  it('a partition key that no partition takes once it is cleared', async () => {
    await pool.query(`CREATE TABLE contacts (user_id text, region text) PARTITION BY LIST (region);
      CREATE TABLE contacts_eu PARTITION OF contacts FOR VALUES IN ('eu'); CREATE INDEX ON contacts (user_id);
      INSERT INTO contacts VALUES ('u7', 'eu')`);
    const map = contacts('{ anonymize: [region] }');
    expect((await check(map)).errors).toEqual([
      expect.stringContaining('no partition of "public"."contacts" takes a row'),
    ]);
    expect(await carryOut(map)).toBe('23514');
    await pool.query('CREATE TABLE contacts_rest PARTITION OF contacts DEFAULT');
    expect(await check(map)).toEqual({ errors: [], warnings: [] });
  });

  it('a partial index that a cleared row leaves refuses nothing', async () => {
    await pool.query(`CREATE TABLE contacts (user_id text PRIMARY KEY, email text);
      CREATE UNIQUE INDEX ON contacts (email) NULLS NOT DISTINCT WHERE email IS NOT NULL`);
    expect(await check(contacts('{ anonymize: [email] }'))).toEqual({ errors: [], warnings: [] });
  });

  it('what a partial deletion would break: an error of Sources, a warning of Categories', async () => {
    await pool.query(
      `CREATE TABLE contacts (user_id text PRIMARY KEY, agent text CHECK (agent IS NOT NULL), note text CHECK (note IS NOT NULL))`,
    );
    const map = contacts(
      'erase',
      ', headers: { agent: { category: internet_activity, source: true }, note: { category: other } }',
    );
    const { errors, warnings } = await check(map);
    expect(errors).toEqual([expect.stringMatching(/^in a deletion of Sources, the constraint "contacts_agent_check"/)]);
    expect(warnings).toEqual([
      expect.stringMatching(/^in a deletion of Categories, the constraint "contacts_note_check"/),
    ]);
  });

  it('triggers and rules that may refuse, keep a copy or do something else', async () => {
    await pool.query(`CREATE TABLE contacts (user_id text PRIMARY KEY, email text, n int);
      CREATE OR REPLACE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
      CREATE TRIGGER keeper BEFORE DELETE ON contacts FOR EACH ROW EXECUTE FUNCTION pass();
      CREATE TRIGGER counter AFTER UPDATE OF n ON contacts FOR EACH ROW EXECUTE FUNCTION pass();
      CREATE TRIGGER sleeping BEFORE DELETE ON contacts FOR EACH ROW EXECUTE FUNCTION pass();
      ALTER TABLE contacts DISABLE TRIGGER sleeping`);
    const { errors, warnings } = await check(contacts('erase', ', headers: { n: { category: other, keep: true } }'));
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/the trigger "keeper" of contacts runs on each DELETE .* may refuse it, leave the row/),
    ]);
    await pool.query(
      'CREATE RULE softly AS ON DELETE TO contacts DO INSTEAD UPDATE contacts SET email = NULL WHERE user_id = OLD.user_id',
    );
    expect((await check(contacts('erase'))).errors).toEqual([
      expect.stringContaining('the rule "softly" of contacts ON DELETE DO INSTEAD'),
    ]);
  });

  it('a publication without replica identity', async () => {
    await pool.query(`CREATE TABLE contacts (user_id text, email text); CREATE INDEX ON contacts (user_id);
      CREATE PUBLICATION all_of_it FOR TABLE contacts`);
    expect((await check(contacts('erase'))).errors).toEqual([
      expect.stringMatching(/is published and has no replica identity.*every DELETE/),
    ]);
    expect((await check(contacts('{ anonymize: [email] }'))).errors).toEqual([
      expect.stringContaining('every UPDATE is refused'),
    ]);
    await pool.query('ALTER TABLE contacts REPLICA IDENTITY FULL');
    expect(await check(contacts('erase'))).toEqual({ errors: [], warnings: [] });
  });

  it('columns that only a child of the table has, and rows of it are removed from its own disk', async () => {
    await pool.query(`CREATE TABLE contacts (user_id text PRIMARY KEY, email text);
      CREATE TABLE contacts_eu (vat text, PRIMARY KEY (user_id)) INHERITS (contacts); CREATE TABLE contacts_us () INHERITS (contacts);
      INSERT INTO contacts_us VALUES ('u7', 'u7@example.com')`);
    expect((await check(contacts('erase'))).errors).toEqual([
      expect.stringMatching(/public\.contacts_eu inherits from it .*\("vat"\)/),
    ]);
    const both = mapOf([
      'name: contacts, table: contacts, subject: user_id, policy: erase',
      'name: eu, table: contacts_eu, subject: user_id, policy: erase',
    ]);
    expect((await check(both)).errors).toEqual([]);
    const touched: string[] = [];
    await store.hide(first(both), [key('u7')], 'policy', { onTouch: async (relation) => void touched.push(relation) });
    expect(touched).toEqual(['public.contacts_us']);
  });

  it('what is no table that keeps rows, and what is not there for others or after a crash', async () => {
    await pool.query(
      `CREATE TABLE users (user_id text PRIMARY KEY); CREATE MATERIALIZED VIEW contacts AS SELECT * FROM users`,
    );
    expect((await check(contacts('erase'))).errors).toEqual([expect.stringContaining('is a materialized view')]);
    await pool.query('DROP MATERIALIZED VIEW contacts; CREATE UNLOGGED TABLE contacts (user_id text PRIMARY KEY)');
    expect(await check(contacts('erase'))).toEqual({ errors: [], warnings: [expect.stringContaining('is unlogged')] });
  });

  it('a type that takes several people for one', async () => {
    await pool.query(`CREATE EXTENSION IF NOT EXISTS citext; CREATE TABLE contacts (user_id citext PRIMARY KEY)`);
    expect((await check(contacts('erase'))).errors).toEqual([
      expect.stringContaining('takes different spellings for one'),
    ]);
    await pool.query(
      'DROP TABLE contacts; CREATE TABLE contacts (user_id numeric(30) PRIMARY KEY); INSERT INTO contacts VALUES (123456789012345678901234567890)',
    );
    const map = contacts('erase');
    expect(await check(map)).toEqual({ errors: [], warnings: [] });
    await store.hide(first(map), [key('123456789012345678901234567890')], 'policy');
    expect((await pool.query('SELECT FROM contacts')).rowCount).toBe(0);
  });

  describe('of the role and the server', () => {
    const asRole = async <T>(settings: string, work: (weak: PostgresSubjectStore) => Promise<T>): Promise<T> => {
      await pool.query(`CREATE ROLE clerk LOGIN PASSWORD 'clerk'; ${settings}`);
      const clerk = poolOf(database.url.replace(/\/\/[^@]*@/, '//clerk:clerk@'), 1);
      try {
        return await work(new PostgresSubjectStore('habeas', clerk));
      } finally {
        await clerk.end();
        await pool.query('DROP OWNED BY clerk; DROP ROLE clerk');
      }
    };
    const GRANTS = 'GRANT SELECT, DELETE, UPDATE, MAINTAIN ON contacts TO clerk; GRANT pg_read_all_stats TO clerk';

    it('row security that hides rows, so that the server refuses to look', async () => {
      await pool.query(
        `CREATE TABLE contacts (user_id text PRIMARY KEY); ALTER TABLE contacts ENABLE ROW LEVEL SECURITY`,
      );
      const map = contacts('erase');
      await asRole(GRANTS, async (weak) => {
        const { errors } = await weak.check(first(map), map);
        expect(errors).toEqual([
          expect.stringMatching(/row security of contacts hides rows .* statement on it is refused/),
        ]);
        await pool.query('ALTER ROLE clerk BYPASSRLS');
        expect(await weak.check(first(map), map)).toEqual({ errors: [], warnings: [] });
      });
    });

    it('row security of a partition, which counts only where rows are taken from it by itself', async () => {
      await pool.query(`CREATE TABLE contacts (user_id text PRIMARY KEY, email text) PARTITION BY LIST (user_id);
        CREATE TABLE contacts_7 PARTITION OF contacts FOR VALUES IN ('u7');
        ALTER TABLE contacts_7 ENABLE ROW LEVEL SECURITY`);
      await asRole(GRANTS, async (weak) => {
        const told = async (map: Neighbours) =>
          (await weak.check(first(map), map)).errors.filter((text) => text.includes('row security'));
        expect(await told(contacts('{ anonymize: [email] }'))).toEqual([]);
        expect(await told(contacts('erase'))).toEqual([expect.stringContaining('row security of contacts_7 hides')]);
      });
    });

    it('a key in a schema that the role may not use', async () => {
      await pool.query(`CREATE SCHEMA hidden; CREATE TABLE hidden.users (id text PRIMARY KEY, name text);
        CREATE TABLE contacts (user_id text PRIMARY KEY)`);
      const map = mapOf([
        'name: contacts, table: contacts, subject: user_id, policy: erase',
        'name: users, table: hidden.users, subject: name, policy: erase',
      ]);
      await asRole(GRANTS, async (weak) => {
        expect(await weak.check(first(map), map)).toEqual({
          errors: [],
          warnings: [expect.stringContaining('"user_id" looks like the key "id" of hidden.users')],
        });
      });
      await pool.query('DROP SCHEMA hidden CASCADE');
    });

    it('nothing of a type whose check the role may not run', async () => {
      await pool.query(`CREATE OR REPLACE FUNCTION sound(text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
        REVOKE EXECUTE ON FUNCTION sound(text) FROM PUBLIC; CREATE DOMAIN mail AS text CHECK (sound(VALUE));
        CREATE TABLE contacts (user_id text PRIMARY KEY, email mail)`);
      const map = contacts('{ anonymize: [email] }');
      await asRole(GRANTS, async (weak) => {
        expect((await weak.check(first(map), map)).errors).toEqual([]);
      });
    });

    it('a right on a partition, from which rows are taken by itself', async () => {
      await pool.query(`CREATE TABLE contacts (user_id text PRIMARY KEY) PARTITION BY LIST (user_id);
        CREATE TABLE contacts_7 PARTITION OF contacts FOR VALUES IN ('u7')`);
      const map = contacts('erase');
      await asRole(`${GRANTS}; GRANT MAINTAIN ON contacts_7 TO clerk`, async (weak) => {
        const { errors } = await weak.check(first(map), map);
        expect(errors).toEqual(
          ['SELECT', 'DELETE'].map((right) => `the right to ${right} on public.contacts_7 is missing`),
        );
      });
    });

    it('a server on which nothing can be changed', async () => {
      await pool.query('CREATE TABLE contacts (user_id text PRIMARY KEY)');
      const map = contacts('erase');
      await asRole(`${GRANTS}; ALTER ROLE clerk SET default_transaction_read_only = on`, async (weak) => {
        expect((await weak.check(first(map), map)).errors).toEqual([
          expect.stringContaining('the server is read-only for this role'),
        ]);
      });
    });
  });

  it('a database whose encoding cannot hold every id', async () => {
    const name = `latin_${database.url.slice(-12)}`;
    await pool.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`);
    const latin = poolOf(database.url.replace(/\/[^/]*$/, `/${name}`), 1);
    try {
      await latin.query('CREATE TABLE contacts (user_id text PRIMARY KEY)');
      const map = contacts('erase');
      const { errors, warnings } = await new PostgresSubjectStore('habeas', latin).check(first(map), map);
      expect([errors, warnings]).toEqual([[], [expect.stringContaining('is in LATIN1')]]);
    } finally {
      await latin.end();
      await pool.query(`DROP DATABASE ${name}`);
    }
  });
});
