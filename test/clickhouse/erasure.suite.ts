import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection, SubjectKey } from '../../src/subject-data/index.js';
import { insertsInto, LIMITS, outlastInserts } from '../../src/subject-data/clickhouse/backpressure.js';
import { bindTable } from '../../src/subject-data/clickhouse/catalog.js';
import { clearings } from '../../src/subject-data/clickhouse/clearing.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { Journal } from '../../src/subject-data/clickhouse/ingest/journal.js';
import { createTables } from '../../src/subject-data/clickhouse/layout.js';
import { stage, writeAnew } from '../../src/subject-data/clickhouse/rewriting.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { instead } from '../support/instead.js';
import { until } from '../support/until.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import { replacedParts, withReplacedParts } from './replaced-parts.js';

const EVENTS = BUILT_IN_COLLECTIONS[0] as Collection;
const EVERYTHING = { from: null, until: null };
const UNMASKED = { apply_deleted_mask: 0, apply_patch_parts: 0 };
const PATCHES = 'SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1';

describe('erasing from ClickHouse, one server', () => {
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let store: ClickHouseSubjectStore;
  let made = 0;

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine();
    store = new ClickHouseSubjectStore(engine);
    await createTables(engine);
    await new Journal(engine).prepare();
  });
  afterAll(() => server.stop());

  const key = (distinctId: string, watermark: Date | null = null): SubjectKey => ({
    ...{ ordinal: 0, projectId: 1, distinctId, watermark },
  });
  /** A table of its own, with ten rows of each subject that arrived in 2026. */
  const table = async (subjects: readonly string[], end = PATCHES): Promise<Collection> => {
    const name = `t${String((made += 1))}`;
    await engine.command(
      `CREATE TABLE subject_data.${name} (project_id UInt32, distinct_id String, time DateTime64(3, 'UTC'), event String,
         insert_id String, properties String, received_at DateTime64(6, 'UTC'), plan Nullable(String))
       ENGINE = MergeTree ORDER BY (project_id, distinct_id, time, insert_id) ${end}`,
    );
    const rows = subjects.flatMap((id) =>
      Array.from({ length: 10 }, (_, n) => {
        const at = `2026-01-01 00:00:0${String(n)}`;
        return [1, id, at, 'Seen', `i${String(n)}`, '{"$os": "Linux", "n": 12345678901234567890123}', at, 'Pro'];
      }),
    );
    const columns = ['project_id', 'distinct_id', 'time', 'event', 'insert_id', 'properties', 'received_at', 'plan'];
    await engine.insert(`subject_data.${name}`, columns, rows);
    return { ...EVENTS, name, table: name };
  };
  const numberOf = async (collection: Collection, id: string, settings = {}) => {
    const sql = `SELECT count() AS n FROM subject_data.${collection.table} WHERE distinct_id = '${id}'`;
    return Number((await engine.query<{ n: string }>(sql, {}, settings))[0]?.n);
  };
  const mutations = (collection: Collection) =>
    engine.query<{ id: string; command: string; done: number }>(
      `SELECT mutation_id AS id, command, is_done AS done FROM system.mutations WHERE table = '${collection.table}' ORDER BY id`,
    );
  const workTables = async () => {
    const rows = await engine.query<{ name: string }>(
      `SELECT name FROM system.tables WHERE database = 'habeas_work' AND name != 'erasures' ORDER BY name`,
    );
    return rows.map(({ name }) => name);
  };
  const dropWork = async () => {
    for (const name of await workTables()) await engine.command(`DROP TABLE habeas_work.${name} SYNC`);
    await engine.command('TRUNCATE TABLE habeas_work.erasures');
  };
  beforeEach(dropWork);

  it('hides with patch parts, without a mutation, and removes by one', async () => {
    const seen = await table(['a', 'b']);
    await store.hide(seen, [key('a')], 'policy');
    expect(await numberOf(seen, 'a')).toBe(0);
    expect(await numberOf(seen, 'a', UNMASKED)).toBe(10);
    expect(await mutations(seen)).toEqual([]);
    expect(await store.removeHidden(seen)).toEqual({ erased: true });
    expect(await numberOf(seen, 'a', UNMASKED)).toBe(0);
    expect(await numberOf(seen, 'b')).toBe(10);
    expect(await mutations(seen)).toHaveLength(1);
  });

  it('says when nothing is left but to wait for the engine, so that others may go on meanwhile', async () => {
    const seen = await table(['a']);
    await store.hide(seen, [key('a')], 'policy');
    let waits = 0;
    expect(await store.removeHidden(seen, { onWaiting: () => void (waits += 1) })).toEqual({ erased: true });
    expect(waits).toBeGreaterThan(0);
  });

  it('removes what a mask hides too, which a plain delete passes by', async () => {
    const seen = await table(['a', 'b'], '');
    await store.hide(seen, [key('a')], 'policy');
    expect([await numberOf(seen, 'a'), await numberOf(seen, 'a', UNMASKED)]).toEqual([0, 10]);
    await engine.command(`ALTER TABLE subject_data.${seen.table} DELETE WHERE distinct_id = 'a'`, {
      mutations_sync: 2,
    });
    expect(await numberOf(seen, 'a', UNMASKED)).toBe(10);
    expect(await store.removeHidden(seen)).toEqual({ erased: true });
    expect(await numberOf(seen, 'a', UNMASKED)).toBe(0);
    expect(await numberOf(seen, 'b')).toBe(10);
  });

  it('finds rows that somebody turned from patches into masks, and takes them out by a second mutation', async () => {
    const seen = await table(['a', 'b']);
    await store.hide(seen, [key('a')], 'policy');
    await engine.command(`ALTER TABLE subject_data.${seen.table} APPLY PATCHES`, { mutations_sync: 2 });
    expect(await store.removeHidden(seen)).toEqual({ erased: true });
    expect(await numberOf(seen, 'a', UNMASKED)).toBe(0);
    expect(await numberOf(seen, 'b')).toBe(10);
  });

  it('removes what many calls hid by one mutation', async () => {
    const seen = await table(['a', 'b', 'c', 'd']);
    for (const id of ['a', 'b', 'c']) await store.hide(seen, [key(id)], 'policy');
    expect(await store.removeHidden(seen)).toEqual({ erased: true });
    expect(await mutations(seen)).toHaveLength(1);
    for (const id of ['a', 'b', 'c']) expect(await numberOf(seen, id, UNMASKED)).toBe(0);
    expect(await numberOf(seen, 'd')).toBe(10);
    expect(await store.removeHidden(seen)).toEqual({ erased: true });
    expect(await mutations(seen)).toHaveLength(1);
  });

  it('keeps each id’s own watermark, however many there are', async () => {
    const seen = await table(['a', 'b', 'c']);
    const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
    const keys = [key('a', at(4)), key('b', at(6)), key('c')];
    await store.hide(seen, keys, 'policy');
    expect([await numberOf(seen, 'a'), await numberOf(seen, 'b'), await numberOf(seen, 'c')]).toEqual([5, 3, 0]);
    expect(await store.removeHidden(seen)).toEqual({ erased: true });
    expect(await numberOf(seen, 'a', UNMASKED)).toBe(5);
    expect(await store.countRemaining(seen, keys, 'policy')).toEqual([{ ordinal: 0, rows: 0, newRows: 8 }]);
  });

  it('keeps the ids in one table until they are removed, and nowhere else', async () => {
    const id = 'marta.lindqvist@example.com';
    const seen = await table([id, 'b']);
    await store.read([key(id)], (view) => view.count(seen, EVERYTHING));
    expect(await workTables()).toEqual([]);
    await store.hide(seen, [key(id)], 'policy');
    expect(await workTables()).toEqual([expect.stringMatching(/^ids_[0-9a-f]{32}$/)]);
    await store.removeHidden(seen);
    expect(await workTables()).toEqual([]);
    await store.hide(await table([id]), [key(id)], 'headers');
    expect(server.statements()).not.toContain(id);
    expect(JSON.stringify(await engine.query('SELECT command FROM system.mutations'))).not.toContain(id);
    for (const file of readdirSync(server.directory, { recursive: true }) as string[]) {
      if (/mutation_\d+\.txt$|\.sql$/.test(file))
        expect(readFileSync(join(server.directory, file), 'utf8')).not.toContain(id);
    }
  });

  it('asks all about shared keys from one table, whatever the collection, and drops it with the share', async () => {
    const [seen, bought] = [await table(['a', 'b', 'c']), await table(['a', 'b', 'c'])];
    const visits = { ...(await table(['a', 'b', 'c'])), projects: [1], projectColumn: null };
    const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
    const keys = [key('a', at(4)), { ...key('a', at(6)), ordinal: 1 }, { ...key('b'), ordinal: 2 }];
    const others = [{ ...key('c'), projectId: 2, ordinal: 3 }];
    const all = [...keys, ...others];
    const release = store.share(all);
    for (const collection of [seen, bought, visits]) {
      const tallies = await store.tally(all, collection, EVERYTHING);
      expect(tallies.map(({ ordinal, rows }) => [ordinal, rows])).toEqual([
        [0, 5],
        [1, 7],
        [2, 10],
      ]);
      await store.hide(collection, all, 'policy');
      expect(await store.countRemaining(collection, all, 'policy')).toEqual([
        { ordinal: 0, rows: 0, newRows: 3 },
        { ordinal: 1, rows: 0, newRows: 3 },
      ]);
    }
    const standing = await workTables();
    expect(standing.filter((name) => name.startsWith('shared_'))).toHaveLength(1);
    expect(standing.filter((name) => name.startsWith('keys_'))).toEqual([]);
    for (const collection of [seen, bought, visits]) {
      expect(await store.removeHidden(collection)).toEqual({ erased: true });
      expect(await numberOf(collection, 'a', UNMASKED)).toBe(3);
      expect([await numberOf(collection, 'b', UNMASKED), await numberOf(collection, 'c')]).toEqual([0, 10]);
    }
    expect(await workTables()).toEqual([expect.stringMatching(/^shared_[0-9a-f]{32}$/)]);
    await release();
    expect(await workTables()).toEqual([]);
  });

  it('keeps shared keys as long as a mutation reads them, and no longer', async () => {
    const seen = await table(['a', 'b']);
    const keys = [key('a')];
    const hasty = new ClickHouseSubjectStore(engine, { patience: 0 });
    const release = hasty.share(keys);
    await engine.command(`SYSTEM STOP MERGES subject_data.${seen.table}`);
    await hasty.hide(seen, keys, 'policy');
    expect(await hasty.removeHidden(seen)).toMatchObject({ erased: false });
    await release();
    expect(await workTables()).toEqual([
      expect.stringMatching(/^ids_[0-9a-f]{32}$/),
      expect.stringMatching(/^shared_[0-9a-f]{32}$/),
    ]);
    await engine.command(`SYSTEM START MERGES subject_data.${seen.table}`);
    expect(await new ClickHouseSubjectStore(server.engine()).removeHidden(seen)).toEqual({ erased: true });
    expect(await numberOf(seen, 'a', UNMASKED)).toBe(0);
    expect(await workTables()).toEqual([]);
  });

  it('goes on in another process where the first one died after hiding', async () => {
    const seen = await table(['a']);
    await store.hide(seen, [key('a')], 'policy');
    expect(await new ClickHouseSubjectStore(server.engine()).removeHidden(seen)).toEqual({ erased: true });
    expect(await numberOf(seen, 'a', UNMASKED)).toBe(0);
  });

  it('goes on with what an earlier version has hidden, whose journal did not tell of how many projects it is', async () => {
    const seen = await table(['a', 'b']);
    await store.hide(seen, [key('a')], 'policy');
    await engine.command('ALTER TABLE habeas_work.erasures DROP COLUMN one_project SETTINGS mutations_sync = 2');
    expect(await new ClickHouseSubjectStore(server.engine()).removeHidden(seen)).toEqual({ erased: true });
    expect([await numberOf(seen, 'a', UNMASKED), await numberOf(seen, 'b')]).toEqual([0, 10]);
  });

  it('waits for its own mutation and for no other, and takes up the same one again', async () => {
    const seen = await table(['a', 'b', 'c']);
    const hasty = new ClickHouseSubjectStore(engine, { patience: 0 });
    await engine.command(`ALTER TABLE subject_data.${seen.table} DELETE WHERE distinct_id = 'b'`, {
      mutations_sync: 2,
    });
    await hasty.hide(seen, [key('a')], 'policy');
    await engine.command(`SYSTEM STOP MERGES subject_data.${seen.table}`);
    const first = await hasty.removeHidden(seen);
    expect(first).toMatchObject({ erased: false, waitsFor: expect.stringContaining('the mutation') });
    await hasty.hide(seen, [key('c')], 'policy');
    const since = first.erased ? '' : first.since;
    expect(await hasty.removeHidden(seen, { since })).toMatchObject({ erased: false, since });
    expect(await mutations(seen)).toHaveLength(2);
    await engine.command(`SYSTEM START MERGES subject_data.${seen.table}`);
    expect(await store.removeHidden(seen, { since })).toEqual({ erased: true });
    expect([await numberOf(seen, 'a', UNMASKED), await numberOf(seen, 'c', UNMASKED)]).toEqual([0, 10]);
    expect(await store.removeHidden(seen)).toEqual({ erased: true });
    expect(await numberOf(seen, 'c', UNMASKED)).toBe(0);
  });

  it('finds removed what somebody else has removed since it looked, whose ids are gone by then', async () => {
    const seen = await table(['a', 'b']);
    await store.hide(seen, [key('a')], 'policy');
    const overtaken = server.engine();
    const query = overtaken.query.bind(overtaken);
    let others: unknown = null;
    instead(overtaken, 'query', async (sql: string, ...more: never[]) => {
      if (others === null && sql.startsWith('SELECT count() AS n')) others = await store.removeHidden(seen);
      return query(sql, ...more) as never;
    });
    expect(await new ClickHouseSubjectStore(overtaken).removeHidden(seen)).toEqual({ erased: true });
    expect(others).toEqual({ erased: true });
    expect([await numberOf(seen, 'a', UNMASKED), await numberOf(seen, 'b')]).toEqual([0, 10]);
  });

  it('removes with recordings no links that a deletion has hidden, whose own removal is under way beside it', async () => {
    const [links, recordings] = ['identity_links', 'session_replays'].map((name) => {
      return BUILT_IN_COLLECTIONS.find(({ table: its }) => its === name) as Collection;
    }) as [Collection, Collection];
    const link = [1, 'a', 'b', 'alias', '2026-01-01 00:00:00'];
    await engine.insert(
      'subject_data.identity_links',
      ['project_id', 'distinct_id', 'linked_id', 'kind', 'received_at'],
      [link],
    );
    await store.hide(links, [key('a')], 'policy');
    expect(await store.removeHidden(recordings)).toEqual({ erased: true });
    expect(await numberOf(links, 'a', UNMASKED)).toBe(1);
    expect(await store.removeHidden(links)).toEqual({ erased: true });
    expect(await numberOf(links, 'a', UNMASKED)).toBe(0);
  });

  it('asks anew where its mutation was killed', async () => {
    const seen = await table(['a']);
    await store.hide(seen, [key('a')], 'policy');
    await engine.command(`SYSTEM STOP MERGES subject_data.${seen.table}`);
    const hasty = new ClickHouseSubjectStore(engine, { patience: 0 });
    expect(await hasty.removeHidden(seen)).toMatchObject({ erased: false, reason: 'mutation' });
    await engine.command(`KILL MUTATION WHERE table = '${seen.table}'`);
    await engine.command(`SYSTEM START MERGES subject_data.${seen.table}`);
    expect(await numberOf(seen, 'a', UNMASKED)).toBe(10);
    expect(await store.removeHidden(seen)).toEqual({ erased: true });
    expect(await numberOf(seen, 'a', UNMASKED)).toBe(0);
  });

  it('says that its mutation fails, by the server’s code alone', async () => {
    const seen = await table(['a']);
    await store.hide(seen, [key('a')], 'policy');
    await engine.command(`SYSTEM STOP MERGES subject_data.${seen.table}`);
    const hasty = new ClickHouseSubjectStore(engine, { patience: 0 });
    await hasty.removeHidden(seen);
    for (const name of await workTables()) await engine.command(`DROP TABLE habeas_work.${name} SYNC`);
    await engine.command(`SYSTEM START MERGES subject_data.${seen.table}`);
    const stuck = await until('the mutation to fail', async () => {
      const result = await hasty.removeHidden(seen);
      return !result.erased && result.waitsFor.includes('fails') && result.waitsFor;
    });
    expect(stuck).toMatch(/a mutation of .* that fails \(Code: 60\)/);
    await engine.command(`KILL MUTATION WHERE table = '${seen.table}'`);
  });

  it('sees inserts into its own table while they run [that a read-back waits for one was not seen: the engine as a library executes one statement at a time]', async () => {
    const [seen, other] = [await table(['a']), await table(['a'])];
    const running = insertsInto(engine, await bindTable(engine, seen));
    for (const { table: target } of [seen, other]) {
      await engine.command(
        `INSERT INTO subject_data.${target} (distinct_id, project_id) SELECT 'inserts', count() FROM ${running}`,
      );
    }
    const found = async ({ table: target }: Collection) =>
      engine.query(`SELECT project_id AS n FROM subject_data.${target} WHERE distinct_id = 'inserts'`);
    expect(await found(seen)).toEqual([{ n: 1 }]);
    expect(await found(other)).toEqual([{ n: 0 }]);
    await expect(outlastInserts(engine, await bindTable(engine, seen), 0)).resolves.toBeUndefined();
  });

  it('waits while the server has too many parts or unfinished mutations', async () => {
    const seen = await table(['a']);
    const full = new ClickHouseSubjectStore(engine, { limits: { ...LIMITS, parts: 0 } });
    await expect(full.hide(seen, [key('a')], 'policy')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'store-busy',
    });
    expect(await numberOf(seen, 'a')).toBe(10);
    await store.hide(seen, [key('a')], 'policy');
    const busy = new ClickHouseSubjectStore(engine, { limits: { ...LIMITS, mutations: -1 } });
    expect(await busy.removeHidden(seen)).toMatchObject({
      erased: false,
      reason: 'store-busy',
      waitsFor: expect.stringContaining('mutations'),
    });
    expect(await mutations(seen)).toEqual([]);
  });

  it('says that the replaced parts have left the disk when they have, and not before, also where its clock is ahead', async () => {
    const seen = await table(['a', 'b'], `${PATCHES}, old_parts_lifetime = 86400`);
    await store.hide(seen, [key('a')], 'policy');
    await store.removeHidden(seen);
    const erasedAt = new Date();
    expect(await store.filesDropped(seen, erasedAt)).toBe(false);
    expect(await store.filesDropped(seen, new Date(erasedAt.getTime() - 30_000))).toBe(false);
    await replacedParts(engine, 'go', [seen.table]);
    await until('the replaced parts to go', async () => store.filesDropped(seen, erasedAt));
    expect(await withReplacedParts(engine)).not.toContain(seen.table);
  }, 120_000);

  it('rewrites rows whose key must change, and rounds no number on the way', async () => {
    const seen = await table(['a', 'b']);
    await store.hide(seen, [key('a')], 'sources');
    const texts = await engine.query<{ properties: string }>(
      `SELECT DISTINCT properties FROM subject_data.${seen.table} WHERE distinct_id = 'a'`,
    );
    expect(texts).toEqual([{ properties: '{"n": 12345678901234567890123}' }]);
    await store.hide(seen, [key('a')], 'headers');
    const rows = await engine.query<{ hashed: number; plan: string | null; properties: string }>(
      `SELECT match(insert_id, '^hashed:') AS hashed, plan, properties FROM subject_data.${seen.table} WHERE distinct_id = 'a'`,
    );
    expect(rows).toEqual(Array.from({ length: 10 }, () => ({ hashed: 1, plan: null, properties: '{}' })));
    expect(await store.removeHidden(seen)).toEqual({ erased: true });
    expect([await numberOf(seen, 'a', UNMASKED), await numberOf(seen, 'b', UNMASKED)]).toEqual([10, 10]);
  });

  it('ends a rewriting that died in the middle, and stores no row twice', async () => {
    const seen = await table(['a', 'b']);
    const target = await bindTable(engine, seen);
    const cleared = clearings(target, 'headers');
    if (cleared === null) throw new Error('nothing to clear');
    const pass = await stage(engine, target, [key('a')], cleared, { uid: 'f'.repeat(32), ahead: null });
    if (pass === null) throw new Error('nothing was staged');
    await new Journal(engine).record(target, pass, 1);
    await writeAnew(engine, target, pass, false);
    expect(await numberOf(seen, 'a')).toBe(20);
    expect(await new ClickHouseSubjectStore(engine).removeHidden(seen)).toEqual({ erased: true });
    expect([await numberOf(seen, 'a', UNMASKED), await numberOf(seen, 'b')]).toEqual([10, 10]);
    expect(await store.countRemaining(seen, [key('a')], 'headers')).toEqual([]);
    expect(await workTables()).toEqual([]);
  });

  it('anonymizes named columns, those of the key included, to null or to their default', async () => {
    const seen: Collection = {
      ...(await table(['a', 'b'])),
      policy: { kind: 'anonymize', columns: ['plan', 'insert_id'] },
    };
    expect(await store.countRemaining(seen, [key('a')], 'policy')).toMatchObject([{ rows: 10 }]);
    await store.hide(seen, [key('a')], 'policy');
    expect(await store.countRemaining(seen, [key('a')], 'policy')).toEqual([]);
    const rows = await engine.query(
      `SELECT DISTINCT plan, insert_id FROM subject_data.${seen.table} WHERE distinct_id = 'a'`,
    );
    expect(rows).toEqual([{ plan: null, insert_id: '' }]);
    expect(await store.removeHidden(seen)).toEqual({ erased: true });
    expect([await numberOf(seen, 'a'), await numberOf(seen, 'b')]).toEqual([10, 10]);
  });

  it('counts an event once that was stored twice, and erases both', async () => {
    const row = (arrived: string) => [7, 'twice', '2026-01-01 00:00:00', 'Seen', 'i', '{}', arrived];
    const columns = ['project_id', 'distinct_id', 'time', 'event', 'insert_id', 'properties', 'received_at'];
    for (const second of ['1', '2']) {
      await engine.insert('subject_data.events', columns, [row(`2026-02-01 00:00:0${second}`)]);
    }
    const twice = { ...key('twice'), projectId: 7 };
    expect(await store.tally([twice], EVENTS, EVERYTHING)).toMatchObject([{ rows: 1 }]);
    await store.read([twice], async (view) => {
      expect(await view.count(EVENTS, EVERYTHING)).toMatchObject([{ rows: 1 }]);
    });
    await store.hide(EVENTS, [twice], 'policy');
    await store.removeHidden(EVENTS);
    expect(await numberOf(EVENTS, 'twice', UNMASKED)).toBe(0);
  });
});
