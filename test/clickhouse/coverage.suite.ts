import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCoverage, PropertySamples, type CoverageReport } from '../../src/subject-data/index.js';
import { ClickHouseSurvey } from '../../src/subject-data/clickhouse/survey.js';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

describe('the coverage check over ClickHouse, one server', () => {
  const directory = mkdtempSync(join(tmpdir(), 'coverage-'));
  const mapFile = join(directory, 'map.yaml');
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let control: TestDatabase;

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine();
    control = await createTestDatabase();
  });
  beforeEach(async () => {
    await engine.command('DROP DATABASE IF EXISTS shop');
    await engine.command('CREATE DATABASE shop');
  });
  afterAll(async () => {
    await server.stop();
    await control.drop();
    rmSync(directory, { recursive: true });
  });

  async function check(yaml = 'collections: []'): Promise<CoverageReport> {
    writeFileSync(mapFile, `stores: { warehouse: { kind: clickhouse, url: "${server.url}" } }\n${yaml}`);
    const clickHouse = { url: server.url, cluster: null };
    const { coverage, close } = await openCoverage({ url: control.url, mapFile, clickHouse });
    try {
      return await coverage.check();
    } finally {
      await close();
    }
  }
  const create = (name: string, columns: string, rest = 'ENGINE = MergeTree ORDER BY tuple()') =>
    engine.command(`CREATE TABLE shop.${name} (${columns}) ${rest}`);
  const columnsIn = ({ findings }: CoverageReport) => findings.map(({ table, column }) => `${table}.${column}`);

  it('finds nothing where only Habeas has tables, its control database included', async () => {
    expect(await check()).toMatchObject({ passed: true, findings: [], errors: [], warnings: [] });
  });

  it('finds the built-in tables of the control database again once they hold rows of an earlier time', async () => {
    const sql = (text: string) => withClient(control.url, (client) => client.query(text));
    await sql(`INSERT INTO subject_data.profiles VALUES (1, 'a', '{}', now())`);
    const { findings } = await check();
    expect(findings.map(({ store, table }) => [store, table])).toEqual([['habeas-control', 'subject_data.profiles']]);
    await sql('DELETE FROM subject_data.profiles');
  });

  it('looks at rows of one project alone, for what seems not everybody’s to see', async () => {
    const row = (project: number, properties: string) => [project, 'a', properties, '2026-01-01 00:00:00', 1];
    const columns = ['project_id', 'distinct_id', 'properties', 'received_at', 'version'];
    await engine.insert('subject_data.profiles', columns, [
      row(7, '{"plan": "Pro", "user": [{"zip": "1"}]}'),
      row(8, '{"theirs": "x"}'),
    ]);
    const profiles = BUILT_IN_COLLECTIONS.filter(({ name }) => name === 'profiles');
    const samples = new PropertySamples(
      () => profiles,
      () => new ClickHouseSurvey(engine),
    );
    const { properties, notLookedAt } = await samples.of(7);
    const ways = properties.map(({ path, values }) => [path.join('.'), ...values]);
    expect(ways).toEqual(expect.arrayContaining([['plan', 'Pro'], ['user'], ['user.zip', '1']]));
    expect(ways.flat()).not.toContain('theirs');
    expect(notLookedAt).toEqual([]);
    await engine.command(
      'ALTER TABLE subject_data.profiles DELETE WHERE project_id IN (7, 8) SETTINGS mutations_sync = 1',
    );
  });

  it('judges names, types and values, of which it shows none', async () => {
    const id = 'person-4711-of-habeas';
    await engine.insert(
      'subject_data.profiles',
      ['project_id', 'distinct_id', 'properties', 'received_at', 'version'],
      [[1, id, '{}', '2026-01-01 00:00:00', 1]],
    );
    await create('visits', 'user_id UInt64, at DateTime');
    await create(
      'hits',
      'origin IPv4, ref LowCardinality(Nullable(String)), meta String, flags Map(String, String), n UInt8',
    );
    await engine.command(
      `INSERT INTO shop.hits SELECT '192.0.2.7', '${id}', '{"to": "mallory@example.com"}', map('deviceId', 'x'), number FROM numbers(5000)`,
    );
    const report = await check();
    expect(report.findings.map(({ store, table, column, looksLike }) => [store, table, column, looksLike])).toEqual([
      ['habeas', 'shop.hits', 'origin', 'an IP address'],
      ['habeas', 'shop.hits', 'ref', 'the id of a known subject'],
      ['habeas', 'shop.hits', 'meta', 'an e-mail address'],
      ['habeas', 'shop.hits', 'flags', 'a device or advertising id'],
      ['habeas', 'shop.visits', 'user_id', 'an id of a person or an account'],
    ]);
    for (const value of [id, '192.0.2.7', 'mallory']) expect(JSON.stringify(report)).not.toContain(value);
  });

  it('samples a large table from all over it', async () => {
    await create('log', 'n UInt64, line String', 'ENGINE = MergeTree ORDER BY n');
    await engine.command(
      `INSERT INTO shop.log SELECT number, if(number < 200000, 'x', concat('mail', toString(number), '@example.com')) FROM numbers(400000)`,
    );
    expect(columnsIn(await check())).toEqual(['shop.log.line']);
  });

  it('takes what passes on or shows other rows for the table behind it', async () => {
    await create('visits', 'user_id String, n UInt8');
    await create('entry', 'user_id String, n UInt8', `ENGINE = Buffer('shop', 'visits', 1, 10, 100, 10, 100, 10, 100)`);
    await engine.command('CREATE VIEW shop.seen AS SELECT user_id FROM shop.visits');
    await create('copies', 'user_id String');
    await engine.command('CREATE MATERIALIZED VIEW shop.feed TO shop.copies AS SELECT user_id FROM shop.visits');
    await engine.command('CREATE MATERIALIZED VIEW shop.inside ENGINE = Memory AS SELECT user_id FROM shop.visits');
    const report = await check();
    expect(columnsIn(report)).toEqual(['shop.copies.user_id', 'shop.inside.user_id', 'shop.visits.user_id']);
    expect(report.findings[1]?.advice).toContain('nothing can be erased from it');
  });

  it('knows a table for mapped or exempt, by either name of the server', async () => {
    await create('visits', 'user_id String', 'ENGINE = MergeTree ORDER BY user_id');
    await create('raw_2025', 'user_id String');
    const report = await check(`collections:
  - { name: visits, store: warehouse, table: shop.visits, project: 1, subject: user_id, policy: erase, purpose: p, sourceCategory: s, retention: r }
exempt: [{ store: habeas, table: shop.raw_*, reason: dropped next month }]`);
    expect(report).toMatchObject({ passed: true, findings: [], warnings: [] });
  });
});
