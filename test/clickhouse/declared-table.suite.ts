import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PrismaService } from '../../src/platform/index.js';
import {
  ClosureService,
  IngestStore,
  SubjectData,
  SubjectDataModule,
  TooLarge,
  type Collection,
  type StoredRow,
} from '../../src/subject-data/index.js';
import { recordLine } from '../../src/subject-data/store/record.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { groundOf } from '../support/ground.js';
import { createTestDatabase } from '../support/database.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const EVERYTHING = { from: null, until: null };

describe('tables of the company in ClickHouse, one server', () => {
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let store: ClickHouseSubjectStore;

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine('warehouse');
    store = new ClickHouseSubjectStore(engine);
    await engine.command('CREATE DATABASE shop');
  });
  afterAll(() => server.stop());

  const declared = (table: string, more: Partial<Collection> = {}): Collection => ({
    name: table,
    title: table,
    store: 'warehouse',
    schema: 'shop',
    table,
    projectColumn: null,
    projects: [1],
    subjectColumn: 'user',
    timeColumn: null,
    arrivalColumn: null,
    propertiesColumn: null,
    headers: [],
    policy: { kind: 'erase' },
    purpose: 'p',
    recipients: [],
    sourceCategory: 's',
    retention: 'r',
    shape: 'row',
    ...more,
  });
  const create = (name: string, columns: string, engineOfTable: string) =>
    engine.command(`CREATE TABLE shop.${name} (${columns}) ENGINE = ${engineOfTable}`);
  const key = (distinctId: string, ordinal = 0) => ({ ordinal, projectId: 1, distinctId, watermark: null });

  it('warns what an ordering without the subject costs, and takes the table', async () => {
    await create('orders', 'at DateTime, user String, total Decimal(18, 2)', 'MergeTree ORDER BY at');
    await engine.command(
      `INSERT INTO shop.orders SELECT '2026-01-01 00:00:00', 'a', 1.5 UNION ALL SELECT now(), 'b', 2`,
    );
    const orders = declared('orders', { timeColumn: 'at' });
    const { errors, warnings } = await store.check(orders);
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/is ordered by \(at\) and not by \(user\): every export.*whole table/),
    ]);
    await store.hide(orders, [key('a')], 'policy');
    expect(await store.removeHidden(orders)).toEqual({ erased: true });
    expect(await store.countRemaining(orders, [key('a'), key('b', 1)], 'policy')).toMatchObject([
      { ordinal: 1, rows: 1 },
    ]);
  });

  it('has no complaint about an ordering by subject', async () => {
    await create('by_user', 'user String, n UInt8', 'MergeTree ORDER BY (user, n)');
    expect(await store.check(declared('by_user'))).toEqual({ errors: [], warnings: [] });
  });

  describe('has times that are what their column says', () => {
    const YEAR = { from: new Date('2025-04-01T00:00:00Z'), until: new Date('2026-04-01T00:00:00Z') };
    const count = "'1773095335078'";

    // [type, values, rows of a year, first, last]
    it.each([
      [
        'DateTime64(3)',
        "'2299-12-31 23:59:59.999', '1900-01-01 00:00:00'",
        0,
        '1900-01-01T00:00:00.000Z',
        '2299-12-31T23:59:59.999Z',
      ],
      [
        'DateTime64(9)',
        "'2262-01-01 00:00:00.123456789', '2026-03-09 22:28:55'",
        1,
        '2026-03-09T22:28:55.000Z',
        '2262-01-01T00:00:00.123Z',
      ],
      [
        "DateTime('Asia/Tokyo')",
        "'2026-03-10 07:28:55', '2106-02-07 15:28:15'",
        1,
        '2026-03-09T22:28:55.000Z',
        '2106-02-07T06:28:15.000Z',
      ],
      ['Date32', "'1900-01-01', '2299-12-31'", 0, '1900-01-01T00:00:00.000Z', '2299-12-31T00:00:00.000Z'],
      ['Nullable(Date)', "'2149-06-06', NULL", 1, '2149-06-06T00:00:00.000Z', '2149-06-06T00:00:00.000Z'],
      ['UInt32', `4294967295, 1773095335`, 1, '2026-03-09T22:28:55.000Z', '2106-02-07T06:28:15.000Z'],
      ['Int64', `${count}, -86400, 9223372036854775807`, 1, '1969-12-31T00:00:00.000Z', '2262-04-11T23:47:16.854Z'],
      [
        'Nullable(UInt64)',
        `${count}, 18446744073709551615, NULL`,
        3,
        '2026-03-09T22:28:55.078Z',
        '2026-03-09T22:28:55.078Z',
      ],
      ['Float64', `${count}, inf, nan`, 3, '2026-03-09T22:28:55.078Z', '2026-03-09T22:28:55.078Z'],
      ['Decimal(18, 3)', "'1773095335.078'", 1, '2026-03-09T22:28:55.078Z', '2026-03-09T22:28:55.078Z'],
    ])('as %s', async (type, values, ofYear, earliest, latest) => {
      const name = `times_${type.replaceAll(/\W/g, '')}`;
      await create(name, `user String, at ${type}`, 'MergeTree ORDER BY user');
      const rows = values.split(', ').map((value) => `('a', ${value})`);
      await engine.command(`INSERT INTO shop.${name} VALUES ${rows.join(', ')}`);
      const [timed, arriving] = [declared(name, { timeColumn: 'at' }), declared(name, { arrivalColumn: 'at' })];
      expect((await store.check(timed)).errors).toEqual([]);
      expect(await store.tally([key('a')], timed, EVERYTHING)).toMatchObject([{ rows: rows.length, earliest, latest }]);
      const told = await store.read([key('a')], async (view) => {
        const times: (string | null)[] = [];
        for await (const { time } of view.rows(timed, EVERYTHING)) times.push(time);
        expect((await view.count(timed, YEAR))[0]?.rows ?? 0).toBe(ofYear);
        return times;
      });
      expect(told).toEqual(expect.arrayContaining([earliest, latest]));
      if (values.includes('NULL')) expect(told[0]).toBeNull();
      // Nobody's new data: what is later than the clock was there before, and what says no time is not known to be new.
      const bounded = [{ ...key('a'), watermark: new Date('2026-03-09T22:28:55Z') }];
      const [found] = await store.countRemaining(arriving, bounded, 'policy');
      expect((found?.rows ?? 0) + (found?.newRows ?? 0)).toBe(rows.length);
      await store.hide(arriving, bounded, 'policy', { ahead: found?.ahead ?? null });
      expect(await store.countRemaining(arriving, bounded, 'policy', found?.ahead ?? null)).toEqual(
        found?.newRows === 0 ? [] : [{ ordinal: 0, rows: 0, newRows: found?.newRows }],
      );
    });
  });

  it('refuses a table that nothing can be erased from', async () => {
    await create('log', 'user String', 'Log');
    const [error] = (await store.check(declared('log'))).errors;
    expect(error).toContain('name a table of the MergeTree family');
    await expect(store.hide(declared('log'), [key('a')], 'policy')).rejects.toMatchObject({ code: 'store-refused' });
  });

  it('warns of copies: a materialized view, a projection', async () => {
    await create('visits', 'user String, n UInt8, PROJECTION p (SELECT n, user ORDER BY n)', 'MergeTree ORDER BY user');
    await engine.command('CREATE MATERIALIZED VIEW shop.per_user ENGINE = Memory AS SELECT user FROM shop.visits');
    const { errors, warnings } = await store.check(declared('visits'));
    expect(errors).toEqual([]);
    expect(warnings.join('\n')).toContain('has a projection');
    expect(warnings.join('\n')).toContain('materialized view `shop.per_user` copies its rows');
  });

  it('erases from a table with a projection, which no mask could hide', async () => {
    await engine.command(`INSERT INTO shop.visits VALUES ('a', 1), ('b', 2)`);
    await store.hide(declared('visits'), [key('a')], 'policy');
    expect(await engine.query('SELECT user FROM shop.visits')).toEqual([{ user: 'b' }]);
    expect(await store.removeHidden(declared('visits'))).toEqual({ erased: true });
  });

  it('keeps apart what two collections hide in one table, each by its own subject column', async () => {
    await create('transfers', 'sender String, receiver String', 'MergeTree ORDER BY sender');
    await engine.command(`INSERT INTO shop.transfers VALUES ('a', 'b'), ('b', 'c'), ('c', 'a'), ('c', 'd')`);
    const [sent, received] = ['sender', 'receiver'].map((subjectColumn) => declared('transfers', { subjectColumn }));
    if (sent === undefined || received === undefined) throw new Error('no collections');
    await store.hide(sent, [key('a')], 'policy');
    await store.hide(received, [key('c')], 'policy');
    expect(await store.removeHidden(received)).toEqual({ erased: true });
    expect(await store.removeHidden(sent)).toEqual({ erased: true });
    expect(await engine.query('SELECT * FROM shop.transfers ORDER BY receiver')).toEqual([
      { sender: 'c', receiver: 'a' },
      { sender: 'c', receiver: 'd' },
    ]);
  });

  it.each([
    ['UInt64', '18446744073709551615', ['018446744073709551615', '-1', 'x', '18446744073709551616']],
    ['Int32', '-7', ['-07', '2147483648', '']],
    ['LowCardinality(String)', 'a', ['A', ' a']],
    ['Nullable(String)', 'a', ['NULL']],
    ['FixedString(2)', 'ab', ['abc', 'a']],
    ['UUID', '6f1f2b0e-6f6f-4a8c-9d57-3f2b8c1d0e9a', ['6f1f2b0e', '']],
  ])('finds a subject in a column of type %s by its own id alone', async (type, id, others) => {
    const name = `s${randomUUID().slice(0, 8)}`;
    await create(name, `user ${type}, tag String`, 'MergeTree ORDER BY tag');
    await engine.insert(`shop.${name}`, ['user', 'tag'], [[id, 'mine']]);
    const collection = declared(name);
    expect(
      await store.tally(
        others.map((other) => key(other)),
        collection,
        EVERYTHING,
      ),
    ).toEqual([]);
    expect(await store.tally([key(id, 3)], collection, EVERYTHING)).toMatchObject([{ ordinal: 3, rows: 1 }]);
    await store.hide(collection, [key(id)], 'policy');
    expect(await store.removeHidden(collection)).toEqual({ erased: true });
    expect(await store.countRemaining(collection, [key(id)], 'policy')).toEqual([]);
  });

  it('takes rows that cannot be cleared, and rows the data map says so of, and clears every other', async () => {
    const columns =
      'user String, body String, score Int32 DEFAULT 7, via LowCardinality(String), mood Enum8($$low$$ = 1, $$high$$ = 2)';
    await create('plain', columns.replaceAll('$$', "'"), 'MergeTree ORDER BY user');
    await create(
      'strict',
      'user String, body String, CONSTRAINT said CHECK length(body) > 0',
      'MergeTree ORDER BY user',
    );
    const whole = declared('plain', { policy: { kind: 'erase', rows: true } });
    expect([
      await store.erasesRows(declared('plain')),
      await store.erasesRows(declared('strict')),
      await store.erasesRows(whole),
      await store.erasesRows({ ...whole, policy: { kind: 'anonymize', columns: ['body'] } }),
    ]).toEqual([false, true, true, false]);

    await engine.command(`INSERT INTO shop.plain VALUES ('a', 'x', 1, 'ad', 'high'), ('b', 'x', 1, 'ad', 'high')`);
    await store.hide(declared('plain'), [key('a')], 'headers');
    expect(await store.countRemaining(declared('plain'), [key('a')], 'headers')).toEqual([]);
    expect(await engine.query(`SELECT body, score, via, mood FROM shop.plain WHERE user = 'a'`)).toEqual([
      { body: '', score: 7, via: '', mood: 'low' },
    ]);
    await engine.command(`INSERT INTO shop.strict VALUES ('a', 'x'), ('b', 'x')`);
    await store.hide(declared('strict'), [key('a')], 'rows');
    expect(await store.removeHidden(declared('strict'))).toEqual({ erased: true });
    expect(await engine.query('SELECT user FROM shop.strict')).toEqual([{ user: 'b' }]);
  });

  it('reads every type without rounding', async () => {
    const columns = `user String, big UInt64, money Decimal(38, 10), many Array(UInt8), at DateTime64(6), day Date, none Nullable(Int8),
      real Float64, yes Bool, map Map(String, UInt8), huge UInt256`;
    await create('types', columns, 'MergeTree ORDER BY user');
    await engine.command(`INSERT INTO shop.types VALUES ('a', 18446744073709551615, 12345678901234567890.5, [1, 2],
      '2026-01-02 03:04:05.123456', '2026-01-02', NULL, 0.1, true, {'k': 1}, 2)`);
    const [line = ''] = await store.read([key('a')], async (view) => {
      const lines: string[] = [];
      const collection = declared('types', { timeColumn: 'at' });
      for await (const row of view.rows(collection, EVERYTHING)) lines.push(recordLine(collection, row));
      return lines;
    });
    expect(line).toContain('"big":18446744073709551615');
    expect(line).toContain('"money":"12345678901234567890.5"');
    expect(line).toContain('"many":[1,2],"at":"2026-01-02T03:04:05.123456Z","day":"2026-01-02","none":null,"real":0.1');
    expect(line).toContain('"yes":true,"map":{"k":1},"huge":"2"');
  });

  it('asks for sizes before values: what is too large is told by its size, and never leaves the server', async () => {
    const columns = `user String, n UInt8, text String, maybe Nullable(String), list Array(String), low LowCardinality(String),
      properties String`;
    await create('large', columns, 'MergeTree ORDER BY (user, n)');
    await engine.command(`INSERT INTO shop.large VALUES
      ('a', 1, 'short', NULL, ['x'], 'low', '{"a":1}'),
      ('a', 2, repeat('x', 300000), repeat('y', 200000), [repeat('z', 100000)], 'low', concat('{"a":"', repeat('p', 90000), '"}')),
      ('a', 3, repeat('x', 100000), repeat('y', 100000), [], 'low', '{}')`);
    const collection = declared('large', { timeColumn: null, propertiesColumn: 'properties' });
    const rows: StoredRow[] = [];
    const limits = { cell: 150_000, row: 250_000 };
    await store.read([key('a')], async (view) => {
      for await (const row of view.rows(collection, EVERYTHING, limits)) rows.push(row);
    });
    const [one, two, three] = rows.sort((some, other) => Number(some.columns['n']) - Number(other.columns['n']));
    expect(one?.columns).toMatchObject({
      text: 'short',
      maybe: null,
      list: '["x"]',
      low: 'low',
      properties: '{"a":1}',
    });
    expect(one?.tooLarge).toBeUndefined();
    expect(two?.tooLarge).toEqual(['text', 'maybe', 'list', 'properties']);
    expect(two?.columns).toMatchObject({ text: new TooLarge(300_000), maybe: new TooLarge(200_000), low: 'low' });
    expect(recordLine(collection, two as StoredRow)).toContain('"text":{"held":true,"tooLarge":true,"bytes":300000}');
    expect(three?.tooLarge).toBeUndefined();
    expect(three?.columns['text']).toHaveLength(100_000);
  });

  it('stands behind the same door as PostgreSQL’s, chosen by CLICKHOUSE_URL and by the data map', async () => {
    const database = await createTestDatabase();
    const directory = mkdtempSync(join(tmpdir(), 'data-map-'));
    const mapFile = join(directory, 'map.yaml');
    writeFileSync(
      mapFile,
      `stores:\n  warehouse: { kind: clickhouse, url: \${WAREHOUSE_URL} }\ncollections:\n  - { name: by-user, store: warehouse, table: shop.by_user, project: 1, subject: user, policy: erase, purpose: p, sourceCategory: s, retention: r }\n`,
    );
    const clickHouse = { url: server.url, cluster: null };
    const options = { url: database.url, mapFile, environment: { WAREHOUSE_URL: server.url }, clickHouse };
    const prisma = new PrismaService(database.url);
    @Module({ imports: [groundOf(prisma), SubjectDataModule.register(options)] })
    class Root {}
    const application = await NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
    try {
      const subjectData = application.get(SubjectData);
      for (const collection of subjectData.collections()) {
        expect(subjectData.storeOf(collection)).toBeInstanceOf(ClickHouseSubjectStore);
      }
      await application
        .get(IngestStore)
        .writeLinks(1, [{ distinctId: 'a', linkedId: 'd', kind: 'device', origin: 'secret' }]);
      const closures = await application.get(ClosureService).resolve(1, ['d']);
      expect(closures.get('d')).toEqual({ ids: ['d', 'a'], ambiguous: [] });
    } finally {
      await application.close();
      await prisma.$disconnect();
      await database.drop();
      rmSync(directory, { recursive: true });
    }
  });
});
