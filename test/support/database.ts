import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  /** postgres:// URL of this database, as superuser. */
  readonly url: string;
  /** Ends every connection to it and deletes it. */
  drop(): Promise<void>;
}

/** A database of its own for a test file, cloned from the migrated template in 0.01 to 0.25 s. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return create('habeas_template');
}

/** A database without any table. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return create('template0');
}

async function create(template: string): Promise<TestDatabase> {
  const name = `habeas_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  return {
    url: serverUrl().replace(/\/[^/]*$/, `/${name}`),
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function serverUrl(): string {
  const url = process.env['HABEAS_TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('No test server: run the tests through Jest, whose global set-up starts it.');
  return url;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
