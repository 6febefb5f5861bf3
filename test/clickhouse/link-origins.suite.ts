import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { PostgresArrivals } from '../../src/subject-data/postgres/ingest/arrivals.js';
import { ClosureService, type IdentityLink } from '../../src/subject-data/index.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { ClickHouseIngestStore } from '../../src/subject-data/clickhouse/ingest/ingest-store.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import { poolOf } from '../support/pool.js';

/** As the table was laid out before origins were kept. */
const EARLIER = `CREATE TABLE subject_data.identity_links (
  project_id UInt32, distinct_id String, linked_id String, kind LowCardinality(String), received_at DateTime64(6, 'UTC'),
  precedence UInt64 MATERIALIZED bitNot(toUInt64(toUnixTimestamp64Micro(received_at))),
  INDEX linked_id linked_id TYPE bloom_filter(0.01) GRANULARITY 1
) ENGINE = ReplacingMergeTree(precedence) ORDER BY (project_id, distinct_id, linked_id, kind)
SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1`;
const PROJECT = 7;
const DEVICE = '18e3a2f0-aaaa-4bbb-8ccc-1234567890ab';

describe.each([
  ['a table of an earlier version', true],
  ['a table of this version', false],
])('origins of links in ClickHouse, in %s', (_, isEarlier) => {
  let server: TestClickHouse;
  let database: TestDatabase;
  let pool: pg.Pool;
  let engine: ClickHouseEngine;
  let store: ClickHouseIngestStore;

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine();
    database = await createEmptyDatabase();
    pool = poolOf(database.url);
    if (isEarlier) {
      await engine.command('CREATE DATABASE subject_data');
      await engine.command(EARLIER);
      await engine.command(
        `INSERT INTO subject_data.identity_links VALUES (${PROJECT}, 'pat', 'old-pat', 'merge', '2026-01-01 00:00:00')`,
      );
    }
    store = new ClickHouseIngestStore(engine, new PostgresArrivals(pool));
    await store.ensurePartitions();
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
    await server.stop();
  });

  const merged = async () => engine.command('OPTIMIZE TABLE subject_data.identity_links FINAL');
  const link = (
    distinctId: string,
    linkedId: string,
    origin: IdentityLink['origin'],
    kind: IdentityLink['kind'] = 'merge',
  ) => ({
    distinctId,
    linkedId,
    kind,
    origin,
  });
  const origins = async (id: string) => (await store.linksOf(PROJECT, [id])).map(({ origin }) => origin);
  const shown = async (id: string) =>
    (
      await engine.query<{ origin: string }>(
        `SELECT origin FROM subject_data.identity_links FINAL WHERE project_id = ${PROJECT} AND linked_id = '${id}'`,
      )
    ).map(({ origin }) => origin);

  if (isEarlier) {
    it('has links from before as of unknown origin, and believes them', async () => {
      expect(await origins('old-pat')).toEqual(['unknown']);
      const closures = await new ClosureService(store).resolve(PROJECT, ['pat']);
      expect(closures.get('pat')?.ids).toEqual(['pat', 'old-pat']);
      await store.decideLinks(PROJECT, { origins: ['unknown'], linkedId: 'old-pat' }, 'refused-by-operator');
      await merged();
      expect([await origins('old-pat'), await shown('old-pat')]).toEqual([
        ['refused-by-operator'],
        ['refused-by-operator'],
      ]);
    });
  }

  it('keeps the strongest when its rows are merged', async () => {
    await store.writeLinks(PROJECT, [link('a', 'x', 'token')]);
    await store.writeLinks(PROJECT, [link('a', 'x', 'secret')]);
    await store.writeLinks(PROJECT, [link('a', 'x', 'token')]);
    expect([await origins('x'), await shown('x')]).toEqual([['secret'], ['secret']]);
    await merged();
    expect([await origins('x'), await shown('x')]).toEqual([['secret'], ['secret']]);
    const [stored] = await engine.query<{ count: string }>(
      `SELECT count() AS count FROM subject_data.identity_links WHERE linked_id = 'x'`,
    );
    expect(Number(stored?.count)).toBe(1);
  });

  it('joins nobody with the public token, and ties the device without its prefix to its user', async () => {
    const event = (insertId: string, distinctId: string, properties: object) => ({
      event: 'Viewed',
      distinctId,
      time: new Date('2026-11-18T00:00:00Z'),
      insertId,
      properties: JSON.stringify(properties),
    });
    const found = readFileSync('test/found/04-bare-device-id.jsonl', 'utf8');
    expect(found).toContain(DEVICE);
    await store.writeEvents(PROJECT, [
      event('a1', DEVICE, { $device_id: DEVICE }),
      event('a2', 'u4', { $user_id: 'u4', $device_id: DEVICE }),
      event('a3', 'victim', {}),
    ]);
    await store.writeLinks(PROJECT, [
      link('u4', `$device:${DEVICE}`, 'token', 'device'),
      link('u4', '$device:shared', 'token', 'device'),
      link('u5', '$device:shared', 'token', 'device'),
      link('attacker', 'victim', 'token', 'identify'),
      link('attacker', 'victim', 'token', 'merge'),
      link('dave', 'victim', 'secret', 'identify'),
    ]);
    const closures = await new ClosureService(store).resolve(PROJECT, ['u4', DEVICE, 'attacker', 'victim', 'dave']);
    expect(closures.get('u4')).toEqual({
      ids: ['u4', `$device:${DEVICE}`, DEVICE],
      ambiguous: [],
      contested: ['$device:shared'],
    });
    expect(closures.get(DEVICE)).toEqual({ ids: [DEVICE, `$device:${DEVICE}`], ambiguous: [], tiedTo: ['u4'] });
    for (const id of ['attacker', 'victim', 'dave']) expect(closures.get(id)).toEqual({ ids: [id], ambiguous: [] });
  });

  it('reads of many ids at once the same links as of few, and no more of those without trust', async () => {
    const insert = (person: string, linked: string, many: number) =>
      engine.command(
        `INSERT INTO subject_data.identity_links (project_id, distinct_id, linked_id, kind, origin, received_at)
         SELECT ${PROJECT}, ${person}, ${linked}, 'device', 'token', toDateTime64('2026-11-01 00:00:00', 6, 'UTC') + number
         FROM numbers(${many})`,
      );
    await insert(`'owner'`, `concat('$device:owner-', toString(number))`, 20_003);
    await insert(`concat('claimant-', toString(number))`, `'$device:claimed'`, 1_002);
    await store.writeLinks(PROJECT, [
      link('owner', 'former-owner', 'secret'),
      link('other', '$device:claimed', 'secret'),
    ]);
    const asked = ['owner', '$device:claimed', 'claimant-1001'];
    const read = async (ids: readonly string[]) =>
      (await store.linksOf(PROJECT, ids)).map((each) => JSON.stringify(each)).sort();
    const few = await read(asked);
    const many = await read([...asked, ...Array.from({ length: 1_500 }, (_, at) => `nobody-${at}`)]);
    // The last claimant is beyond those of the device, and was asked for.
    expect(few).toHaveLength(20_000 + 1_000 + 1 + 2);
    expect(many).toEqual(few);
  });
});
