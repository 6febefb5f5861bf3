import type pg from 'pg';
import { EVERYTHING, type Window } from '../../src/compliance/index.js';
import { parseDataMap } from '../../src/subject-data/data-map/data-map-file.js';
import type { Collection, StoredRow, SubjectKey } from '../../src/subject-data/index.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';

const declared = (yaml: string): Collection => {
  const text = `collections:\n  - { name: rows, table: rows, project: 1, subject: owner, policy: erase, ${yaml}, purpose: p, sourceCategory: s, retention: r }`;
  return parseDataMap(text, {}).collections[0] as Collection;
};
const keys = (watermark: string | null): SubjectKey[] => [
  { ordinal: 0, projectId: 1, distinctId: 'a', watermark: watermark === null ? null : new Date(watermark) },
];

describe('a local time without its zone is no bound', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresSubjectStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = poolOf(database.url, 4);
    store = new PostgresSubjectStore('shop', pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  async function filled(type: string, times: readonly string[]): Promise<void> {
    await pool.query(`DROP TABLE IF EXISTS rows; CREATE TABLE rows (owner text, at ${type})`);
    await pool.query(`INSERT INTO rows SELECT 'a', at::${type} FROM unnest($1::text[]) AS at`, [times]);
  }
  const left = async () =>
    (await pool.query<{ at: string }>('SELECT at::text AS at FROM rows ORDER BY at')).rows.map(({ at }) => at);
  const read = (collection: Collection, window: Window) =>
    store.read(keys(null), async (view) => {
      const rows: StoredRow[] = [];
      for await (const row of view.rows(collection, window)) rows.push(row);
      return rows;
    });

  it.each([
    ['timestamp', 'at'],
    ['timestamp(0)', 'at'],
    ['date', 'at'],
  ])('leaves no %s column a bound, and warns of it with what to write', async (type, arrival) => {
    await filled(type, ['2026-01-01', '2026-01-09', '2999-01-01']);
    const collection = declared(`arrival: ${arrival}`);
    const { errors, warnings } = await store.check(collection);
    expect(errors).toEqual([]);
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /arrival column "at" is .* not used as a bound.*`arrival: \{ column: at, zone: Europe\/Berlin \}`/,
      ),
    );
    const bounded = keys('2026-01-05T00:00:00Z');
    expect(await store.countRemaining(collection, bounded, 'policy')).toEqual([{ ordinal: 0, rows: 3, newRows: 0 }]);
    await store.hide(collection, bounded, 'policy');
    expect(await left()).toEqual([]);
  });

  it('warns that times without a zone are taken for UTC', async () => {
    await filled('timestamp', []);
    expect((await store.check(declared('time: at'))).warnings).toContainEqual(
      expect.stringMatching(/time column "at" is .* taken for UTC.*`time: \{ column: at, zone: /),
    );
  });

  it('asks for no zone where a column says its moments by itself', async () => {
    await filled('timestamptz', []);
    expect((await store.check(declared('time: at, arrival: at'))).warnings).toEqual([
      expect.stringContaining('no index'),
    ]);
    expect((await store.check(declared('arrival: { column: at, zone: Asia/Tokyo }'))).errors).toEqual([
      expect.stringMatching(/"at" is timestamp with time zone, which is an instant by itself/),
    ]);
  });

  it('says so where the store does not know the zone', async () => {
    await filled('timestamp', []);
    const collection = { ...declared('arrival: { column: at, zone: Asia/Tokyo }'), arrivalZone: 'Mars/Olympus' };
    expect((await store.check(collection)).errors).toEqual([expect.stringContaining('knows no zone "Mars/Olympus"')]);
  });

  // [zone, watermark in UTC, what the clock of the zone shows of rows, which of them are new]
  it.each([
    ['Asia/Tokyo', '2026-01-05T00:00:00Z', ['01-05 08:59', '01-05 09:00', '01-05 09:01'], ['01-05 09:01']],
    ['America/New_York', '2026-01-05T00:00:00Z', ['01-04 19:00', '01-04 19:01'], ['01-04 19:01']],
    ['Asia/Kathmandu', '2026-01-05T00:00:00Z', ['01-05 05:45', '01-05 05:46'], ['01-05 05:46']],
    // The clock is set back from 03:00 to 02:00 at 01:00Z.
    ['Europe/Berlin', '2026-10-25T00:30:00Z', ['10-25 02:29', '10-25 02:31'], ['10-25 02:31']],
    ['Europe/Berlin', '2026-10-25T01:10:00Z', ['10-25 02:09', '10-25 02:59', '10-25 03:11'], ['10-25 03:11']],
    // By half an hour, from 02:00 to 01:30 at 15:00Z.
    ['Australia/Lord_Howe', '2026-04-04T15:10:00Z', ['04-05 01:59', '04-05 02:11'], ['04-05 02:11']],
    // It is set forward from 02:00 to 03:00 at 01:00Z.
    ['Europe/Berlin', '2026-03-29T00:59:00Z', ['03-29 01:59', '03-29 03:01'], ['03-29 03:01']],
    ['Europe/Berlin', '2026-03-29T01:10:00Z', ['03-29 02:30', '03-29 03:09', '03-29 03:11'], ['03-29 03:11']],
  ])(
    'bounds by what clocks show in %s at %s; a time that was shown twice is within',
    async (zone, mark, shown, fresh) => {
      await filled(
        'timestamp',
        shown.map((at) => `2026-${at}`),
      );
      const collection = declared(`arrival: { column: at, zone: ${zone} }`);
      expect((await store.check(collection)).warnings).toEqual([expect.stringContaining('no index')]);
      const bounded = keys(mark);
      const [found] = await store.countRemaining(collection, bounded, 'policy');
      expect(found).toEqual({ ordinal: 0, rows: shown.length - fresh.length, newRows: fresh.length });
      await store.hide(collection, bounded, 'policy');
      expect(await left()).toEqual(fresh.map((at) => `2026-${at}:00`));
    },
  );

  it('takes the whole day of the watermark, as the zone has it', async () => {
    await filled('date', ['2026-01-05', '2026-01-06', '2026-01-07']);
    const tokyo = declared('arrival: { column: at, zone: Asia/Tokyo }');
    expect(await store.countRemaining(tokyo, keys('2026-01-05T15:00:00Z'), 'policy')).toEqual([
      { ordinal: 0, rows: 2, newRows: 1 },
    ]);
    expect(await store.countRemaining(tokyo, keys('2026-01-05T14:59:00Z'), 'policy')).toEqual([
      { ordinal: 0, rows: 1, newRows: 2 },
    ]);
  });

  it('knows by the clock of the zone what is ahead of it', async () => {
    await filled('timestamp', []);
    await pool.query(
      `INSERT INTO rows SELECT 'a', (now() AT TIME ZONE 'Asia/Tokyo') + m * interval '1 minute' FROM unnest(ARRAY[-5, 5]) AS m`,
    );
    const tokyo = declared('arrival: { column: at, zone: Asia/Tokyo }');
    const [found] = await store.countRemaining(tokyo, keys('2026-01-05T15:00:00Z'), 'policy');
    expect(found).toMatchObject({ rows: 1, newRows: 1, ahead: {} });
    await store.hide(tokyo, keys('2026-01-05T15:00:00Z'), 'policy', { ahead: found?.ahead ?? null });
    expect((await left()).length).toBe(1);
    expect(await store.countRemaining(tokyo, keys('2026-01-05T15:00:00Z'), 'policy')).toEqual([
      { ordinal: 0, rows: 0, newRows: 1 },
    ]);
  });

  it('reads a window by the clock of the zone, and tells the instants', async () => {
    await filled('timestamp', ['2026-01-05 08:59', '2026-01-05 09:00', '2026-01-05 10:00', '2026-01-05 10:01']);
    const window = { from: new Date('2026-01-05T00:00:00Z'), until: new Date('2026-01-05T01:00:00Z') };
    const tokyo = declared('time: { column: at, zone: Asia/Tokyo }');
    const rows = await read(tokyo, window);
    expect(rows.map(({ time }) => time)).toEqual([window.from.toISOString(), window.until.toISOString()]);
    expect(rows.map(({ columns }) => columns['at'])).toEqual(['2026-01-05T09:00:00', '2026-01-05T10:00:00']);
    expect(await store.tally(keys(null), tokyo, window)).toEqual([
      { ordinal: 0, rows: 2, earliest: window.from.toISOString(), latest: window.until.toISOString() },
    ]);
    expect((await read(tokyo, EVERYTHING)).length).toBe(4);
  });

  it.each([
    [
      'arrival: { column: at, zone: Tokyo }',
      /collections\[0\]\.arrival\.zone.*must be a time zone of the IANA database/,
    ],
    ['arrival: { column: at, zone: "+09:00" }', /arrival\.zone/],
    ['arrival: { column: at, zone: CET }', /arrival\.zone/],
    ['time: { column: at, zone: Europe/Nowhere }', /time\.zone/],
    ['time: { zone: Asia/Tokyo }', /time\.column/],
    ['time: { column: at, zones: Asia/Tokyo }', /time\.zones is not a known key/],
    ['arrival: 5', /arrival must be a column, or `\{ column, zone \}`/],
  ])('refuses %s with the place and what is wrong', (yaml, complaint) => {
    expect(() => declared(yaml)).toThrow(expect.objectContaining({ message: expect.stringMatching(complaint) }));
  });
});
