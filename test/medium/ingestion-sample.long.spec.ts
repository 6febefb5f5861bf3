import type pg from 'pg';
import { loadSampleData, type SampleCounts } from '../../src/demo/sample-data/sample-data.js';
import { SAMPLE } from '../../src/demo/sample-data/sample-data-people.js';
import { ClosureService } from '../../src/subject-data/index.js';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';

const PROJECT = 7;
const now = new Date('2026-11-24T09:30:00.000Z');

let database: TestDatabase;
let pool: pg.Pool;
let store: PostgresIngestStore;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = poolOf(database.url);
  store = new PostgresIngestStore(pool);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function countOf(table: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM subject_data.${table} WHERE project_id = $1`,
    [PROJECT],
  );
  return rows[0]?.count ?? 0;
}

describe('the sample data in a store', () => {
  let counts: SampleCounts;
  const progress: number[] = [];

  beforeAll(async () => {
    counts = await loadSampleData(store, PROJECT, now, (sofar) => progress.push(sofar.events));
  });

  it('is all stored, and progress was told on the way', async () => {
    expect(await countOf('events')).toBe(counts.events);
    expect(await countOf('profiles')).toBe(counts.profiles);
    expect(await countOf('session_replays')).toBe(counts.replays);
    expect(await countOf('identity_links')).toBe(counts.links + counts.replays); // each recording is tied to its user
    expect(progress.length).toBeGreaterThan(5);
    expect(progress.at(-1)).toBe(counts.events);
  });

  it('is not stored twice', async () => {
    await loadSampleData(store, PROJECT, now);
    expect(await countOf('events')).toBe(counts.events);
    expect(await countOf('session_replays')).toBe(counts.replays);
  });

  it('resolves the people it names', async () => {
    const closures = new ClosureService(store);
    const { regular, sharedDevice } = SAMPLE;
    const all = [regular.distinctId, regular.alias, regular.mergedId, ...regular.devices];
    const resolved = await closures.resolve(PROJECT, [
      regular.distinctId,
      regular.alias,
      sharedDevice.people[0],
      sharedDevice.id,
    ]);
    expect(new Set(resolved.get(regular.distinctId)?.ids)).toEqual(new Set(all));
    expect(new Set(resolved.get(regular.alias)?.ids)).toEqual(new Set(all));
    expect(resolved.get(sharedDevice.people[0])?.ids).not.toContain(sharedDevice.id);
    expect(resolved.get(sharedDevice.people[0])?.ambiguous).toEqual([sharedDevice.id]);
    expect(resolved.get(sharedDevice.id)).toEqual({ ids: [], ambiguous: [sharedDevice.id] });
  });
});
