import { EVERYTHING } from '../../src/compliance/index.js';
import type { Collection, SubjectKey } from '../../src/subject-data/index.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const MINUTE = 60_000;
const text = (date: Date) => date.toISOString().replace('T', ' ').replace('Z', '');
const later = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds);

describe('arrivals in ClickHouse, one server', () => {
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let store: ClickHouseSubjectStore;
  let number = 0;

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine('warehouse');
    store = new ClickHouseSubjectStore(engine);
    await engine.command('CREATE DATABASE shop');
  });
  afterAll(() => server.stop());

  const key = (distinctId: string, watermark: Date | null, ordinal = 0): SubjectKey => ({
    ...{ ordinal, projectId: 1, distinctId, watermark },
  });

  async function table(type: string, more: Partial<Collection> = {}): Promise<Collection> {
    const name = `t${++number}`;
    await engine.command(`CREATE TABLE shop.${name} (user String, at ${type}) ENGINE = MergeTree ORDER BY user`);
    return {
      ...{ name, title: name, store: 'warehouse', schema: 'shop', table: name, projectColumn: null, projects: [1] },
      ...{ subjectColumn: 'user', timeColumn: null, arrivalColumn: 'at', propertiesColumn: null, headers: [] },
      ...{ policy: { kind: 'erase' }, purpose: 'p', recipients: [], sourceCategory: 's', retention: 'r', shape: 'row' },
      ...more,
    };
  }
  const insert = (collection: Collection, user: string, times: readonly (string | null)[]) =>
    engine.insert(
      `shop.${collection.table}`,
      ['user', 'at'],
      times.map((at) => [user, at]),
    );
  const left = async (collection: Collection, user: string) =>
    (
      await engine.query<{ at: string }>(
        `SELECT toString(at) AS at FROM shop.${collection.table} WHERE user = '${user}' ORDER BY at`,
      )
    ).map(({ at }) => at);

  it.each(['Date', 'Date32', 'Nullable(Date)'])(
    'leaves no column of type %s a bound without its zone, and warns of it',
    async (type) => {
      const days = await table(type);
      await insert(days, 'a', ['2026-01-05', '2026-01-06', '2049-01-01']);
      expect(await store.check(days)).toMatchObject({
        errors: [],
        warnings: [
          expect.stringMatching(/arrival column "at" is .*not used as a bound.*`arrival: \{ column: at, zone: /),
        ],
      });
      const bounded = [key('a', new Date('2026-01-05T12:00:00Z'))];
      expect(await store.countRemaining(days, bounded, 'policy')).toEqual([{ ordinal: 0, rows: 3, newRows: 0 }]);
      await store.hide(days, bounded, 'policy');
      expect(await store.removeHidden(days)).toEqual({ erased: true });
      expect(await left(days, 'a')).toEqual([]);
    },
  );

  it.each(['Date', 'Date32', 'Nullable(Date32)'])(
    'takes the whole day of the watermark in a column of type %s, as the zone has it',
    async (type) => {
      const days = await table(type, { arrivalZone: 'Asia/Tokyo' });
      expect(await store.check(days)).toEqual({ errors: [], warnings: [] });
      const given = ['2026-01-05', '2026-01-06', '2026-01-07', '2049-01-01'];
      await insert(days, 'a', given);
      const [before, after] = [new Date('2026-01-05T14:59:00Z'), new Date('2026-01-05T15:00:00Z')];
      const found = await store.countRemaining(
        days,
        [key('a', before), key('a', after, 1), key('a', null, 2)],
        'policy',
      );
      expect(found.map(({ rows, newRows }) => [rows, newRows])).toEqual([
        [2, 2],
        [3, 1],
        [4, 0],
      ]);
      const [tally] = await store.tally([key('a', after)], days, EVERYTHING);
      expect(tally?.rows).toBe(3);
      await store.hide(days, [key('a', after)], 'policy', { ahead: tally?.ahead ?? null });
      expect(await store.removeHidden(days)).toEqual({ erased: true });
      expect(await left(days, 'a')).toEqual(['2026-01-07']);
    },
  );

  it('asks for no zone where a column says its moments by itself, and for one the server knows', async () => {
    const zoned = await table('DateTime', { arrivalZone: 'Asia/Tokyo' });
    expect((await store.check(zoned)).errors).toEqual([
      expect.stringMatching(/is DateTime, which is an instant by itself/),
    ]);
    const nowhere = await table('Date', { arrivalZone: 'Mars/Olympus' });
    expect((await store.check(nowhere)).errors).toEqual([expect.stringContaining('knows no zone "Mars/Olympus"')]);
  });

  it.each(['DateTime', `DateTime('Asia/Tokyo')`, 'DateTime64(6)', 'Nullable(DateTime64(3))'])(
    'removes rows that were ahead of the clock in a column of type %s, and none that arrive until they are removed',
    async (type) => {
      const posts = await table(type);
      const now = await store.now();
      const mark = later(now, -10 * MINUTE);
      const times = [later(mark, -MINUTE), later(now, 60 * MINUTE), later(now, 90 * MINUTE), later(mark, MINUTE)];
      for (const user of ['a', 'b']) {
        await engine.command(
          `INSERT INTO shop.${posts.table} SELECT '${user}', toDateTime64(arrayJoin([${times.map((at) => `'${text(at)}'`).join(', ')}]), 3, 'UTC')`,
        );
      }
      if (type.startsWith('Nullable')) await insert(posts, 'a', [null]);
      const more = type.startsWith('Nullable') ? 1 : 0;
      const bounded = [key('a', mark), key('b', later(mark, -2 * MINUTE), 1)];
      const tallies = await store.tally(bounded, posts, EVERYTHING);
      expect(tallies.map(({ rows }) => rows)).toEqual([3 + more, 2]);
      const { from, until } = tallies[0]?.ahead ?? { from: now, until: now };
      await store.hide(posts, bounded, 'policy', { ahead: { from, until } });
      await engine.command(`INSERT INTO shop.${posts.table} SELECT 'a', now64(3)`);
      expect(await store.removeHidden(posts)).toEqual({ erased: true });
      expect((await left(posts, 'a')).length).toBe(2);
      expect(await store.countRemaining(posts, bounded, 'policy', { from, until })).toEqual([
        { ordinal: 0, rows: 0, newRows: 2 },
        { ordinal: 1, rows: 0, newRows: 2 },
      ]);
    },
  );
});
