import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getSchema, type Attribute, type Field, type Model } from '@mrleebo/prisma-ast';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';

const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Boolean: 'boolean',
  Bytes: 'bytea',
  Json: 'jsonb',
  DateTime: 'timestamp with time zone',
};
const NATIVE: Readonly<Record<string, string>> = { Uuid: 'uuid', Date: 'date' };

/** `table.column: type [null]`, as the schema says. */
function declared(): string[] {
  const schema = getSchema(readFileSync(join(process.cwd(), 'prisma', 'schema.prisma'), 'utf8'));
  const models = schema.list.filter((block): block is Model => block.type === 'model');
  const names = new Set(models.map(({ name }) => name));
  return models.flatMap((model) => {
    const table =
      mappedName(model.properties.filter((each): each is Attribute => each.type === 'attribute')) ?? model.name;
    const fields = model.properties.filter((each): each is Field => each.type === 'field');
    return fields
      .filter(({ fieldType }) => !names.has(String(fieldType)))
      .map((field) => {
        const native = field.attributes?.find(({ group }) => group === 'db')?.name ?? '';
        const type = NATIVE[native] ?? TYPES[String(field.fieldType)] ?? String(field.fieldType);
        const column = mappedName(field.attributes ?? []) ?? field.name;
        return `${table}.${column}: ${field.array ? 'ARRAY' : type}${field.optional ? ' null' : ''}`;
      });
  });
}

function mappedName(attributes: readonly Attribute[]): string | null {
  const value = attributes.find(({ name, group }) => name === 'map' && !group)?.args?.[0]?.value;
  return typeof value === 'string' ? value.replaceAll('"', '') : null;
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
    expect(declared().length).toBeGreaterThan(100);
    expect(rows.map(({ line }) => line).sort()).toEqual(declared().sort());
  });
});
