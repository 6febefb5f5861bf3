import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDMMF } from '@prisma/get-dmmf';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';

const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  Int: 'integer',
  Float: 'double precision',
  BigInt: 'bigint',
  Boolean: 'boolean',
  Bytes: 'bytea',
  Json: 'jsonb',
  DateTime: 'timestamp with time zone',
};
const NATIVE: Readonly<Record<string, string>> = { Uuid: 'uuid', Date: 'date' };

/** `table.column: type [null]`, as the schema says. */
function declared(): string[] {
  const dmmf = getDMMF({ datamodel: readFileSync(join(process.cwd(), 'prisma', 'schema.prisma'), 'utf8') });
  if ('error' in dmmf) throw dmmf.error;
  return dmmf.datamodel.models.flatMap((model) =>
    model.fields
      .filter(({ kind }) => kind === 'scalar')
      .map((field) => {
        const type = NATIVE[field.nativeType?.[0] ?? ''] ?? TYPES[field.type] ?? field.type;
        const nullable = field.isRequired ? '' : ' null';
        return `${model.dbName ?? model.name}.${field.dbName ?? field.name}: ${field.isList ? 'ARRAY' : type}${nullable}`;
      }),
  );
}

describe('the Prisma schema and the migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  it('agree on every table, column, type and null', async () => {
    const { rows } = await withClient(database.url, (sql) =>
      sql.query<{ line: string }>(`
        SELECT table_name || '.' || column_name || ': ' || data_type ||
               CASE WHEN is_nullable = 'YES' THEN ' null' ELSE '' END AS line
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`),
    );
    const lines = declared();
    expect(lines.length).toBeGreaterThan(100);
    expect(rows.map(({ line }) => line).sort()).toEqual(lines.sort());
  });
});
