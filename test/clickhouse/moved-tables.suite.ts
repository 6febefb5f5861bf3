import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { bindTable } from '../../src/subject-data/clickhouse/catalog.js';
import { clearings } from '../../src/subject-data/clickhouse/clearing.js';
import { Journal } from '../../src/subject-data/clickhouse/ingest/journal.js';
import { createTables } from '../../src/subject-data/clickhouse/layout.js';
import { isAnythingToMove, moveTables } from '../../src/subject-data/clickhouse/moves/move-tables.js';
import { stage } from '../../src/subject-data/clickhouse/rewriting.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import { moveOwnTables } from '../../src/subject-data/move-own-tables.js';
import type { Collection } from '../../src/subject-data/index.js';
import { Leases } from '../../src/platform/index.js';
import { startApp, STEP_BY_STEP, type TestApp } from '../support/app.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import { layOutEarlier } from './earlier-layouts.js';

const collection = (name: string) => BUILT_IN_COLLECTIONS.find((each) => each.name === name) as Collection;
const [EVENTS, REPLAYS] = [collection('events'), collection('session_replays')];
const EVENT_COLUMNS = ['project_id', 'distinct_id', 'time', 'event', 'insert_id', 'properties', 'received_at'];
const TIMES = [
  '1999-07-01',
  '2009-12-31 23:59:59.999',
  '2010-01-01',
  '2025-12-31 23:59:59.999',
  '2026-01-01',
  '2150-06-01',
];
const nothing = { assertStillMine: async () => {}, say: () => {} };

describe('tables that an earlier version laid out in ClickHouse, one server', () => {
  let server: TestClickHouse;
  let engine: ClickHouseEngine;

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine();
    await new Journal(engine).prepare();
  });
  afterAll(() => server.stop());

  const event = (
    distinctId: string,
    time: string,
    insertId: string,
    more: { text?: string; arrived?: string } = {},
  ) => {
    const { text = '{}', arrived = '2026-05-01 00:00:00.000002' } = more;
    return [1, distinctId, time, 'Seen', insertId, text, arrived];
  };
  const insert = (rows: readonly (readonly unknown[])[]) => engine.insert('subject_data.events', EVENT_COLUMNS, rows);
  /** Events of two people in six partitions, one of them replaced. */
  const fillEvents = async () => {
    await layOutEarlier(engine);
    await insert(['ada', 'bob'].flatMap((id) => TIMES.map((time, at) => event(id, time, `i${String(at)}`))));
    await insert([
      event('ada', TIMES[4] ?? '', 'i4', { text: '{"text":"second"}', arrived: '2026-05-01 00:00:00.000001' }),
    ]);
    await createTables(engine);
  };
  const hideThird = async () => {
    await insert(TIMES.map((time, at) => event('gone', time, `g${String(at)}`)));
    const keys = [{ ordinal: 0, projectId: 1, distinctId: 'gone', watermark: null }];
    await new ClickHouseSubjectStore(engine).hide(EVENTS, keys, 'policy');
  };
  const shown = async () =>
    engine.query(
      `SELECT project_id, distinct_id, time, event, insert_id, properties, received_at FROM subject_data.events FINAL
       ORDER BY distinct_id, time, insert_id`,
    );
  const partitions = async (table: string) =>
    (
      await engine.query<{ partition: string }>(
        `SELECT DISTINCT partition FROM system.parts WHERE active AND rows > 0 AND database = 'subject_data' AND table = '${table}'
           AND NOT startsWith(name, 'patch') ORDER BY partition`,
      )
    ).map(({ partition }) => partition);
  const leftAside = async () =>
    engine.query(`SELECT name FROM system.tables WHERE database = 'habeas_work' AND startsWith(name, 'moving_')`);

  it('are moved: the same events, in months, and none of those that were hidden', async () => {
    await fillEvents();
    await hideThird();
    const before = await shown();
    expect(before).toHaveLength(12);
    expect(await partitions('events')).toEqual(['1999', '2009', '2010', '2025', '2026', '2150']);
    await moveTables(engine, nothing);
    expect(await shown()).toEqual(before);
    expect(await partitions('events')).toEqual(['200912', '201001', '202512', '202601', '210001']);
    expect([await isAnythingToMove(engine), await leftAside()]).toEqual([false, []]);
    const [stored] = await engine.query<{ n: string }>(
      `SELECT count() AS n FROM subject_data.events WHERE NOT ignore(distinct_id)`,
      {},
      { apply_deleted_mask: 0, apply_patch_parts: 0 },
    );
    expect(Number(stored?.n)).toBe(12);
    expect(await new ClickHouseSubjectStore(engine).removeHidden(EVENTS)).toEqual({ erased: true });
  });

  it('lose nothing and store nothing twice, wherever the process dies, and are whole for readers all the time', async () => {
    await fillEvents();
    const all = await shown();
    for (let step = 1; ; step++) {
      await fillEvents();
      let at = 0;
      const dying = { ...nothing, assertStillMine: async () => void ((at += 1) === step && fail()) };
      const died = await moveTables(engine, dying).then(
        () => false,
        (error: unknown) => (error as Error).message === 'killed',
      );
      if (!died) {
        expect(step).toBeGreaterThan(10);
        break;
      }
      expect(await shown()).toEqual(all);
      await moveTables(engine, nothing);
      expect(await shown()).toEqual(all);
      expect([await isAnythingToMove(engine), await leftAside()]).toEqual([false, []]);
    }
  });

  it('begin a piece anew of which a part was copied when the process died, or of which rows are there that should not be', async () => {
    await fillEvents();
    const all = await shown();
    let at = 0;
    const dying = { ...nothing, assertStillMine: async () => void ((at += 1) === 6 && fail()) };
    await expect(moveTables(engine, dying)).rejects.toThrow('killed');
    await engine.insert('habeas_work.moving_events', EVENT_COLUMNS, [
      event('ada', TIMES[3] ?? '', 'i3'),
      event('nobody', TIMES[3] ?? '', 'n'),
      event('nobody', '2077-01-01', 'n'),
    ]);
    await moveTables(engine, nothing);
    expect(await shown()).toEqual(all);
  });

  it('take what somebody writes at any moment of the move, and what replaces an event', async () => {
    for (let step = 1; ; step++) {
      await fillEvents();
      const before = (await shown()).length;
      let at = 0;
      const late = [
        event('late', '2026-01-05', 'l'),
        event('bob', TIMES[5] ?? '', 'i5', { text: '{"text":"replaced"}', arrived: '2026-05-01 00:00:00.000001' }),
      ];
      await moveTables(engine, {
        ...nothing,
        assertStillMine: async () => void ((at += 1) === step && (await insert(late))),
      });
      if (at < step) break;
      const rows = await shown();
      expect(rows).toHaveLength(before + 1);
      expect(rows.filter(({ distinct_id: id }) => id === 'late')).toHaveLength(1);
      expect(rows.filter(({ properties }) => properties === '{"text":"replaced"}')).toHaveLength(1);
      expect(await leftAside()).toEqual([]);
    }
  });

  it('are not moved while somebody goes on changing them, and say so', async () => {
    await fillEvents();
    let number = 0;
    const command = async (sql: string, settings = {}) => {
      await engine.command(sql, settings);
      await insert([event('busy', '2026-01-05', `b${String((number += 1))}`)]);
    };
    const busy = Object.assign(Object.create(engine) as ClickHouseEngine, { command });
    await expect(moveTables(busy, nothing)).rejects.toMatchObject({
      code: 'store-busy',
      message: expect.stringContaining('stop the processes of the earlier version'),
    });
    await moveTables(engine, nothing);
    expect((await shown()).filter(({ distinct_id: id }) => id === 'busy')).toHaveLength(number);
  });

  it('are left as they are where they have columns that would be lost', async () => {
    await fillEvents();
    await engine.command('ALTER TABLE subject_data.events ADD COLUMN remark String');
    await expect(moveTables(engine, nothing)).rejects.toMatchObject({
      code: 'store-refused',
      message: expect.stringContaining('(remark)'),
    });
    expect(await partitions('events')).toContain('2150');
  });

  const fillReplays = async () => {
    await layOutEarlier(engine);
    const columns = [
      'project_id',
      'distinct_id',
      'replay_id',
      'started_at',
      'duration_ms',
      'properties',
      'recording',
      'received_at',
    ];
    const replay = (
      id: string,
      replayId: string,
      received: string,
      recording: string,
      properties = '{"$os":"iOS"}',
    ) => [...[1, id, replayId, '2026-01-02 03:04:05.678', 900, properties, recording, received]];
    await engine.insert('subject_data.session_replays', columns, [
      replay('ada', 'r1', '2026-01-15 10:00:00', '[{"type":4},{"type":2}]'),
      replay('$device:d', 'r2', '2026-02-20 10:00:00', '{"frames":[]}'),
      replay('$device:e', 'r2', '2026-02-21 10:00:00', '[]'),
      replay('bob', 'r3', '2026-02-22 10:00:00', '{}', '{}'),
    ]);
    await createTables(engine);
  };

  it('have each recording from before as one batch, tied to whom it was sent under', async () => {
    await fillReplays();
    await moveTables(engine, nothing);
    const rows = await engine.query(
      `SELECT distinct_id, sent_distinct_id, device_id, replay_id, seq, duration_ms, properties, events, encoding, recording, expires_on
       FROM subject_data.session_replays FINAL ORDER BY replay_id, seq`,
    );
    const common = { device_id: null, duration_ms: 900, properties: '{"$os":"iOS"}', encoding: 'json' };
    const recorded = { ...common, distinct_id: '$recording:r2', replay_id: 'r2' };
    expect(rows).toEqual([
      {
        ...common,
        ...{ distinct_id: 'ada', sent_distinct_id: 'ada', replay_id: 'r1', seq: 0, events: 2 },
        recording: '[{"type":4},{"type":2}]',
        expires_on: '2026-02-14',
      },
      {
        ...recorded,
        sent_distinct_id: '$device:d',
        seq: 0,
        events: 0,
        recording: '{"frames":[]}',
        expires_on: '2026-03-22',
      },
      { ...recorded, sent_distinct_id: '$device:e', seq: 1, events: 0, recording: '[]', expires_on: '2026-03-23' },
      {
        ...common,
        ...{ distinct_id: 'bob', sent_distinct_id: '', replay_id: 'r3', seq: 0, events: 0 },
        properties: '{}',
        recording: '',
        expires_on: '2026-03-24',
      },
    ]);
    expect(await partitions('session_replays')).toEqual(['202602', '202603']);
    const ties = await engine.query(
      `SELECT distinct_id, linked_id, origin FROM subject_data.identity_links FINAL WHERE kind = 'recording' ORDER BY distinct_id`,
    );
    expect(ties.map(({ distinct_id: id, linked_id: recording }) => [id, recording])).toEqual([
      ['$device:d', '$recording:r2'],
      ['$device:e', '$recording:r2'],
      ['ada', '$recording:r1'],
      ['bob', '$recording:r3'],
    ]);
  });

  it('have an erasure of headers ended that died after it had written aside what rows will be', async () => {
    await fillReplays();
    const target = await bindTable(engine, REPLAYS);
    const cleared = clearings(target, 'headers');
    if (cleared === null) throw new Error('nothing to clear');
    const keys = [{ ordinal: 0, projectId: 1, distinctId: 'ada', watermark: null }];
    const pass = await stage(engine, target, keys, cleared, { uid: 'e'.repeat(32), ahead: null });
    if (pass === null) throw new Error('nothing was staged');
    await new Journal(engine).record(target, pass, 1);
    await moveTables(engine, nothing);
    const store = new ClickHouseSubjectStore(engine);
    expect(await store.removeHidden(REPLAYS)).toEqual({ erased: true });
    expect(await store.countRemaining(REPLAYS, keys, 'headers')).toEqual([]);
    expect(await engine.query(`SELECT count() AS n FROM subject_data.session_replays WHERE replay_id = 'r1'`)).toEqual([
      { n: '1' },
    ]);
  });

  describe('beside an application', () => {
    let app: TestApp;
    afterAll(() => app?.close());

    it('are moved before it starts, by one process while others wait, and not during a sweep', async () => {
      await fillEvents();
      const before = await shown();
      app = await startApp({ settings: { ...STEP_BY_STEP, CLICKHOUSE_URL: server.url } });
      expect([await isAnythingToMove(engine), await shown()]).toEqual([false, before]);

      await fillEvents();
      const leases = app.application.get(Leases);
      const sweep = await leases.acquire('sweep', 'somebody who sweeps');
      const moves = Promise.all([moveOwnTables(engine, leases), moveOwnTables(engine, leases)]);
      expect(await isAnythingToMove(engine)).toBe(true);
      await sweep?.release();
      await moves;
      expect([await isAnythingToMove(engine), await shown()]).toEqual([false, before]);
    });
  });
});

function fail(): never {
  throw new Error('killed');
}
