import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { openCoverage } from '../../src/subject-data/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { withClient } from '../support/three-subjects.js';

const PERSON = 'officer@example.com';
const VALUES: Readonly<Record<string, string>> = {
  text: `'${PERSON}'`,
  jsonb: `'{"by": "${PERSON}", "user_id": "${PERSON}"}'`,
  json: `'{"by": "${PERSON}"}'`,
  'text[]': `ARRAY['${PERSON}']`,
  uuid: 'gen_random_uuid()',
  bytea: `'\\x01'`,
  boolean: 'true',
  date: 'now()',
  'timestamp with time zone': 'now()',
};

function valueOf({ type, isEnum }: { readonly type: string; readonly isEnum: boolean }): string {
  if (isEnum) return `(enum_range(NULL::${type}))[1]`;
  if (type.endsWith('[]') && VALUES[type] === undefined) return `'{}'`;
  return VALUES[type] ?? (/char/.test(type) ? `'${PERSON}'` : '1');
}

/** A row of any table, with a person's address in whatever can hold it. */
async function fill(client: pg.Client, table: string): Promise<void> {
  const { rows: checks } = await client.query<{ conname: string }>(
    `SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = $1::regclass`,
    [table],
  );
  for (const { conname } of checks) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT "${conname}"`);
  const { rows: columns } = await client.query<{ name: string; type: string; isEnum: boolean }>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type, typtype = 'e' AS "isEnum"
     FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a'`,
    [table],
  );
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map((column) => valueOf(column)).join(', ');
  await client.query(`INSERT INTO ${table} (${names}) VALUES (${values})`);
}

describe('the coverage check knows its own house', () => {
  const directory = mkdtempSync(join(tmpdir(), 'own-'));
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
  });
  afterAll(async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  });

  async function check() {
    const { coverage, close } = await openCoverage({ url: app.databaseUrl, mapFile: null });
    try {
      return await coverage.check();
    } finally {
      await close();
    }
  }

  it('flags none of its own tables, of whatever schema, when every column that can holds an e-mail address', async () => {
    const tables = await withClient(app.databaseUrl, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'r' AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')
           AND n.nspname !~ '^pg_' ORDER BY 1`,
      );
      await client.query('SET session_replication_role = replica');
      for (const { name } of rows) {
        const { rowCount } = await client.query(`SELECT FROM ${name} LIMIT 1`);
        if (rowCount === 0 || name === 'public.hand_overs') await fill(client, name);
      }
      return rows.map(({ name }) => name);
    });
    expect(tables).toEqual(expect.arrayContaining(['public.hand_overs', 'subject_data.profiles']));
    expect(tables.some((name) => name.startsWith('queue.'))).toBe(true);
    expect(await check()).toMatchObject({ passed: true, findings: [] });
  });

  it('looks at a table of the company that stands beside them, whatever it is filled with', async () => {
    await withClient(app.databaseUrl, async (client) => {
      await client.query(`CREATE TABLE notes (line text); INSERT INTO notes VALUES ('${PERSON}')`);
    });
    const { findings } = await check();
    expect(findings.map(({ table, column }) => `${table}.${column}`)).toEqual(['public.notes.line']);
  });
});
