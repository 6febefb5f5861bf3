import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection, SubjectKey } from '../../src/subject-data/index.js';
import { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { Journal } from '../../src/subject-data/clickhouse/ingest/journal.js';
import { createTables } from '../../src/subject-data/clickhouse/layout.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import type { Expiry, ExpiryOptions } from '../../src/subject-data/store/expiry/expiry.port.js';
import { HabeasError } from '../../src/platform/index.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const collection = (name: string) => BUILT_IN_COLLECTIONS.find((each) => each.name === name) as Collection;
const [EVENTS, PROFILES, REPLAYS] = ['events', 'profiles', 'session_replays'].map(collection) as [
  Collection,
  Collection,
  Collection,
];
const UNMASKED = { apply_deleted_mask: 0, apply_patch_parts: 0 };
const BEFORE = new Date('2026-03-15T00:00:00Z');
const PATCHES = 'SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1';

describe('what time does to tables of ClickHouse, one server', () => {
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let store: ClickHouseSubjectStore;

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine();
    store = new ClickHouseSubjectStore(engine, { portion: 3 });
    await createTables(engine);
    await new Journal(engine).prepare();
    await engine.command('CREATE DATABASE shop');
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    for (const table of ['events', 'profiles', 'session_replays', 'identity_links']) {
      await engine.command(`TRUNCATE TABLE subject_data.${table}`);
    }
    await engine.command('TRUNCATE TABLE habeas_work.erasures');
    for (const name of await workTables()) await engine.command(`DROP TABLE habeas_work.${name} SYNC`);
  });

  const workTables = async () => {
    const rows = await engine.query<{ name: string }>(
      `SELECT name FROM system.tables WHERE database = 'habeas_work' AND name != 'erasures' ORDER BY name`,
    );
    return rows.map(({ name }) => name);
  };
  const key = (projectId: number, distinctId: string): SubjectKey => ({
    ...{ ordinal: 0, projectId, distinctId, watermark: null },
  });
  const insertEvents = (rows: readonly (readonly [projectId: number, id: string, time: string])[]) =>
    engine.insert(
      'subject_data.events',
      ['project_id', 'distinct_id', 'time', 'event', 'insert_id', 'properties', 'received_at'],
      rows.map(([projectId, id, time], at) => [
        ...[projectId, id, time, 'Seen', `i${String(at)}`, '{}', '2026-05-01 00:00:00'],
      ]),
    );
  const eventsLeft = async (settings = {}) => {
    const rows = await engine.query<{ project_id: number; distinct_id: string; day: string }>(
      `SELECT project_id, distinct_id, toString(toDate(time)) AS day FROM subject_data.events WHERE NOT ignore(event)
       ORDER BY project_id, distinct_id, time`,
      {},
      settings,
    );
    return rows.map((row) => `${String(row.project_id)} ${row.distinct_id} ${row.day}`);
  };
  const partitions = async (table = 'events') => {
    const rows = await engine.query<{ id: string }>(
      `SELECT DISTINCT partition_id AS id FROM system.parts WHERE active AND rows > 0 AND database = 'subject_data'
         AND table = '${table}' AND NOT startsWith(name, 'patch') ORDER BY id`,
    );
    return rows.map(({ id }) => id);
  };
  const expiry = (more: Partial<Expiry> = {}): Expiry => ({
    collection: EVENTS,
    agedBy: { kind: 'column', column: 'time' },
    windows: [{ projectId: 1, before: BEFORE }],
    takes: { kind: 'rows' },
    spared: [],
    ...more,
  });
  const modes: string[] = [];
  const paced: number[] = [];
  const options = (more: Partial<ExpiryOptions> = {}): ExpiryOptions => ({
    onTouch: async () => {},
    whileSettled: (projectIds, mode, portion) => {
      modes.push(`${projectIds.join(',')} ${mode}`);
      return portion();
    },
    pace: async (rows) => void paced.push(rows),
    mayArrive: () => [],
    ...more,
  });
  beforeEach(() => {
    modes.length = 0;
    paced.length = 0;
  });

  describe('events', () => {
    const given = () =>
      insertEvents([
        [1, 'ada', '1999-01-01 00:00:00'],
        [1, 'ada', '2026-01-10 00:00:00'],
        [1, 'bob', '2026-01-11 00:00:00'],
        [1, 'ada', '2026-02-10 00:00:00'],
        [2, 'ada', '2026-02-10 00:00:00'],
        [1, 'ada', '2026-03-14 23:59:59.999'],
        [1, 'ada', '2026-03-15 00:00:00'],
        [1, 'ada', '2026-04-01 00:00:00'],
      ]);

    it('are told by project and month before they go', async () => {
      await given();
      const none = { projectId: 1, spared: 0, referredTo: 0 };
      expect(await store.expiry.preview(expiry())).toEqual([
        { ...none, month: '1999-01', rows: 1 },
        { ...none, month: '2026-01', rows: 2 },
        { ...none, month: '2026-02', rows: 1 },
        { ...none, month: '2026-03', rows: 1 },
      ]);
      expect(await store.expiry.preview(expiry({ spared: [key(1, 'bob')] }))).toContainEqual({
        ...{ ...none, month: '2026-01', rows: 1, spared: 1 },
      });
      expect(await store.expiry.countExpired(expiry())).toEqual(new Map([[1, 5]]));
      expect(await store.expiry.preview(expiry({ windows: [] }))).toEqual([]);
      expect(await workTables()).toEqual([]);
    });

    it('go with their month where nothing in it may stay, and row by row where something may', async () => {
      await given();
      const dropped = await store.expiry.hide(expiry(), options());
      expect(dropped.map(({ relation }) => relation)).toEqual([
        'subject_data.events 200912',
        'subject_data.events 202601',
      ]);
      expect(await eventsLeft()).toEqual(['1 ada 2026-03-15', '1 ada 2026-04-01', '2 ada 2026-02-10']);
      expect(await partitions()).toEqual(['202602', '202603', '202604']);
      expect(await eventsLeft(UNMASKED)).toHaveLength(5);
      expect(await store.expiry.countExpired(expiry())).toEqual(new Map());
      expect(await store.removeHidden(EVENTS)).toEqual({ erased: true });
      expect(await eventsLeft(UNMASKED)).toEqual(['1 ada 2026-03-15', '1 ada 2026-04-01', '2 ada 2026-02-10']);
      expect(await workTables()).toEqual([]);
      expect(modes).toEqual(['1 shared', '1 shared', '1 shared', '1 shared']);
      expect(paced).toEqual([1, 1]);
    });

    it('of whoever is spared stay, whatever their age, and keep their month', async () => {
      await given();
      const spared = [key(1, 'bob'), key(2, 'nobody')];
      const dropped = await store.expiry.hide(expiry({ spared }), options());
      expect(dropped.map(({ relation }) => relation)).toEqual(['subject_data.events 200912']);
      expect(modes[0]).toBe('1 alone');
      expect(await eventsLeft()).toContain('1 bob 2026-01-11');
      expect(await store.expiry.countExpired(expiry({ spared }))).toEqual(new Map());
      expect(await store.removeHidden(EVENTS)).toEqual({ erased: true });
      expect(await eventsLeft(UNMASKED)).toHaveLength(4);
      expect(server.statements()).not.toContain("'bob'");
    });

    it('of each project go by its own window, in one order', async () => {
      await given();
      const windows = [
        { projectId: 1, before: BEFORE },
        { projectId: 2, before: new Date('2026-02-11T00:00:00Z') },
      ];
      const dropped = await store.expiry.hide(expiry({ windows }), options());
      expect(dropped).toHaveLength(3);
      expect(await eventsLeft()).toEqual(['1 ada 2026-03-15', '1 ada 2026-04-01']);
    });

    it('of a project that has ended go whatever their date', async () => {
      await given();
      await store.expiry.hide(expiry({ windows: [{ projectId: 1, before: null }] }), options());
      expect(await eventsLeft()).toEqual(['2 ada 2026-02-10']);
      await store.expiry.hide(
        expiry({ agedBy: { kind: 'all' }, windows: [{ projectId: 2, before: null }] }),
        options(),
      );
      expect(await eventsLeft()).toEqual([]);
    });

    it('go in portions of a bounded size, people of one project apart where it has many', async () => {
      await insertEvents([
        ...Array.from({ length: 20 }, (_, at) => [1, `p${String(at)}`, '2026-03-01 00:00:00'] as const),
        [2, 'q', '2026-03-01 00:00:00'],
        [3, 'stays', '2026-03-01 00:00:00'],
      ]);
      const windows = [1, 2].map((projectId) => ({ projectId, before: BEFORE }));
      await store.expiry.hide(expiry({ windows }), options());
      expect(paced).toEqual([3, 3, 3, 3, 3, 3, 3, 1]);
      expect(await eventsLeft()).toEqual(['3 stays 2026-03-01']);
    });

    it('are not dropped with a row that arrived after it was looked for what stays', async () => {
      await given();
      const late: ExpiryOptions['whileSettled'] = async (_projectIds, mode, portion) => {
        if (mode === 'alone') await insertEvents([[3, 'late', '2026-01-20 00:00:00']]);
        return portion();
      };
      const more = {
        whileSettled: late,
        mayArrive: ({ until }: { until: Date | null }) => (until === null ? [] : [3]),
      };
      await store.expiry.hide(expiry(), options(more));
      expect(await eventsLeft()).toContain('3 late 2026-01-20');
      expect(await store.expiry.countExpired(expiry())).toEqual(new Map());
    });

    it('go row by row where their month cannot be had for itself', async () => {
      await given();
      const busy = new HabeasError('unavailable', 'store-busy', 'Too many would wait.');
      const whileSettled: ExpiryOptions['whileSettled'] = (_projectIds, mode, portion) =>
        mode === 'alone' ? Promise.reject(busy) : portion();
      expect(await store.expiry.hide(expiry(), options({ whileSettled, mayArrive: () => [3] }))).toEqual([]);
      expect(await eventsLeft()).toEqual(['1 ada 2026-03-15', '1 ada 2026-04-01', '2 ada 2026-02-10']);
    });

    it('stay, all of a portion, where somebody was held meanwhile', async () => {
      await given();
      const held = new HabeasError('conflict', 'spared-changed', 'Somebody was held meanwhile.');
      const changed = options({ whileSettled: () => Promise.reject(held) });
      await expect(store.expiry.hide(expiry(), changed)).rejects.toBe(held);
      expect(await eventsLeft()).toHaveLength(8);
      await engine.command("ALTER TABLE subject_data.events DROP PARTITION ID '200912'");
      const shared = options({
        whileSettled: (_, mode, portion) => (modes.push(mode) > 1 ? Promise.reject(held) : portion()),
      });
      await expect(store.expiry.hide(expiry(), shared)).rejects.toBe(held);
      expect(await store.removeHidden(EVENTS)).toEqual({ erased: true });
      expect(await eventsLeft(UNMASKED)).toHaveLength(5);
      expect(await workTables()).toEqual([]);
    });

    it('that arrive old after the others were hidden are not removed with them', async () => {
      await given();
      await store.expiry.hide(expiry(), options());
      await insertEvents([[1, 'held-since', '2026-02-01 00:00:00']]);
      expect(await store.removeHidden(EVENTS)).toEqual({ erased: true });
      expect(await eventsLeft()).toContain('1 held-since 2026-02-01');
      expect(await eventsLeft(UNMASKED)).toHaveLength(4);
    });

    it('that were stored twice go with every one of their versions', async () => {
      const row = (arrived: string) => [1, 'twice', '2026-03-01 00:00:00', 'Seen', 'i', '{}', arrived];
      const columns = ['project_id', 'distinct_id', 'time', 'event', 'insert_id', 'properties', 'received_at'];
      for (const second of ['1', '2']) {
        await engine.insert('subject_data.events', columns, [row(`2026-05-01 00:00:0${second}`)]);
      }
      await insertEvents([[2, 'stays', '2026-03-02 00:00:00']]);
      expect(await store.expiry.countExpired(expiry())).toEqual(new Map([[1, 1]]));
      await store.expiry.hide(expiry(), options());
      expect(await eventsLeft()).toEqual(['2 stays 2026-03-02']);
      await store.removeHidden(EVENTS);
      expect(await eventsLeft(UNMASKED)).toEqual(['2 stays 2026-03-02']);
    });

    it('go as well and no others wherever the process dies, once it was repeated', async () => {
      const spared = [key(1, 'bob')];
      const expected = ['1 ada 2026-04-01', '1 bob 2026-02-11'];
      const whole = new ClickHouseSubjectStore(engine);
      for (let step = 1, isOver = false; !isOver; step++) {
        await engine.command('TRUNCATE TABLE subject_data.events');
        await insertEvents([
          [1, 'ada', '2026-01-10 00:00:00'],
          [1, 'ada', '2026-02-10 00:00:00'],
          [1, 'bob', '2026-02-11 00:00:00'],
          [1, 'ada', '2026-04-01 00:00:00'],
        ]);
        const dying = new ClickHouseSubjectStore(dyingAt(server.url, step));
        isOver = await dying.expiry
          .hide(expiry({ spared }), options())
          .then(() => dying.removeHidden(EVENTS))
          .then(
            () => true,
            () => false,
          );
        await dying.close();
        expect(await eventsLeft()).toEqual(expect.arrayContaining(expected));
        await whole.expiry.hide(expiry({ spared }), options());
        expect(await eventsLeft()).toEqual(expected);
        expect(await whole.removeHidden(EVENTS)).toEqual({ erased: true });
        expect(await eventsLeft(UNMASKED)).toEqual(expected);
        if (isOver) expect(step).toBeGreaterThan(15);
      }
    }, 900_000);
  });

  describe('profiles', () => {
    const micros = (time: string) => String(Date.parse(`${time}Z`) * 1000);
    const given = (
      rows: readonly (readonly [
        id: string,
        written: string,
        properties?: string,
        deleted?: 0 | 1,
        projectId?: number,
      ])[],
    ) =>
      engine.insert(
        'subject_data.profiles',
        ['project_id', 'distinct_id', 'properties', 'received_at', 'version', 'is_deleted'],
        rows.map(([id, written, properties = '{}', deleted = 0, projectId = 1]) => [
          ...[projectId, id, properties, '2025-01-01 00:00:00', micros(written), deleted],
        ]),
      );
    const left = async (settings = {}) => {
      const rows = await engine.query<{ id: string }>(
        `SELECT DISTINCT distinct_id AS id FROM subject_data.profiles WHERE NOT ignore(properties) ORDER BY id`,
        {},
        settings,
      );
      return rows.map(({ id }) => id);
    };
    const unseen = (more: Partial<Expiry> = {}) =>
      expiry({ collection: PROFILES, agedBy: { kind: 'unseen' }, ...more });

    it('of whoever was not seen go: not written, not said to be seen, and without an event since', async () => {
      await given([
        ['old', '2026-01-01T00:00:00'],
        ['written', '2026-03-16T00:00:00'],
        ['says-so', '2026-01-01T00:00:00', '{"$last_seen":"2026-03-20T10:00:00"}'],
        ['says-so-as-number', '2026-01-01T00:00:00', `{"$last_seen":${String(Date.parse('2026-03-20') / 1000)}}`],
        ['said-so', '2026-01-01T00:00:00', '{"$last_seen":"2026-01-20T10:00:00"}'],
        ['says-nonsense', '2026-01-01T00:00:00', '{"$last_seen":{"a":[1]}}'],
        ['has-event', '2026-01-01T00:00:00'],
        ['had-event', '2026-01-01T00:00:00'],
        ['held', '2026-01-01T00:00:00'],
        ['removed', '2026-01-01T00:00:00', '{}', 1],
        ['elsewhere', '2026-01-01T00:00:00', '{}', 0, 2],
      ]);
      await insertEvents([
        [1, 'has-event', '2026-03-15 00:00:00'],
        [1, 'had-event', '2026-03-14 00:00:00'],
        [2, 'old', '2026-04-01 00:00:00'],
      ]);
      const spared = [key(1, 'held')];
      expect(await store.expiry.preview(unseen({ spared }))).toEqual([
        { projectId: 1, month: null, rows: 4, spared: 1, referredTo: 0 },
      ]);
      await store.expiry.hide(unseen({ spared }), options());
      const stay = ['elsewhere', 'has-event', 'held', 'says-so', 'says-so-as-number', 'written'];
      expect(await left()).toEqual(stay);
      expect(await store.expiry.countExpired(unseen({ spared }))).toEqual(new Map());
      expect(await store.removeHidden(PROFILES)).toEqual({ erased: true });
      expect(await left(UNMASKED)).toEqual(stay);
      expect(await workTables()).toEqual([]);
    });

    it('go with every version that is stored, so that none comes back, and a version that comes meanwhile stays', async () => {
      await engine.command('SYSTEM STOP MERGES subject_data.profiles');
      await given([['old', '2026-01-01T00:00:00', '{"n":1}']]);
      await given([['old', '2026-02-01T00:00:00', '{"n":2}']]);
      await given([['returns', '2026-01-01T00:00:00', '{"n":1}']]);
      await store.expiry.hide(unseen(), options());
      await given([['returns', '2026-06-01T00:00:00', '{"n":2}']]);
      expect(await left()).toEqual(['returns']);
      await engine.command('SYSTEM START MERGES subject_data.profiles');
      expect(await store.removeHidden(PROFILES)).toEqual({ erased: true });
      const rows = await engine.query('SELECT distinct_id, properties FROM subject_data.profiles', {}, UNMASKED);
      expect(rows).toEqual([{ distinct_id: 'returns', properties: '{"n":2}' }]);
    });

    it('of a project that has ended go, seen or not', async () => {
      await given([['written', '2026-06-16T00:00:00']]);
      await insertEvents([[1, 'written', '2026-06-15 00:00:00']]);
      await store.expiry.hide(unseen({ windows: [{ projectId: 1, before: null }] }), options());
      expect(await left()).toEqual([]);
    });
  });

  describe('recordings', () => {
    const given = (rows: readonly (readonly [id: string, replay: string, expires: string, projectId?: number])[]) =>
      engine.insert(
        'subject_data.session_replays',
        [
          'project_id',
          'distinct_id',
          'replay_id',
          'seq',
          'started_at',
          'replay_started_at',
          'expires_on',
          'received_at',
          'version',
        ],
        rows.map(([id, replay, expires, projectId = 1], at) => [
          ...[
            projectId,
            id,
            replay,
            at,
            '2026-01-01 00:00:00',
            '2026-01-01 00:00:00',
            expires,
            '2026-01-01 00:00:00',
            1,
          ],
        ]),
      );
    const tie = (rows: readonly (readonly [id: string, replay: string])[]) =>
      engine.insert(
        'subject_data.identity_links',
        ['project_id', 'distinct_id', 'linked_id', 'kind', 'origin', 'received_at'],
        rows.map(([id, replay]) => [1, id, `$recording:${replay}`, 'recording', 'token', '2026-01-01 00:00:00']),
      );
    const expired = (more: Partial<Expiry> = {}) =>
      expiry({ collection: REPLAYS, agedBy: { kind: 'column', column: 'expires_on' }, ...more });
    const replays = async (settings = {}) =>
      engine.query(
        `SELECT distinct_id AS id, toString(expires_on) AS day FROM subject_data.session_replays WHERE NOT ignore(seq) ORDER BY id, day`,
        {},
        settings,
      );
    const ties = async (settings = {}) =>
      engine.query(
        `SELECT distinct_id AS id, linked_id AS recording FROM subject_data.identity_links WHERE NOT ignore(kind) ORDER BY id, recording`,
        {},
        settings,
      );

    it('go after the day they expire on, each batch by its own, and with the last of them the tie to whose they were', async () => {
      await given([
        ['ada', 'r1', '2026-02-01'],
        ['ada', 'r1', '2026-03-14'],
        ['ada', 'r2', '2026-03-14'],
        ['ada', 'r2', '2026-03-15'],
        ['bob', 'r3', '2026-03-01', 2],
      ]);
      await tie([
        ['$device:a', 'r1'],
        ['$device:a', 'r2'],
        ['$device:b', 'r9'],
      ]);
      const dropped = await store.expiry.hide(expired(), options());
      expect(dropped).toEqual([{ relation: 'subject_data.session_replays 202602' }]);
      const stay = [
        { id: 'ada', day: '2026-03-15' },
        { id: 'bob', day: '2026-03-01' },
      ];
      expect(await replays()).toEqual(stay);
      expect(await ties()).toEqual([{ id: '$device:a', recording: '$recording:r2' }]);
      expect(modes.at(-1)).toBe('1 alone');
      expect(await store.removeHidden(REPLAYS)).toEqual({ erased: true });
      expect(await replays(UNMASKED)).toEqual(stay);
      expect(await ties(UNMASKED)).toEqual([{ id: '$device:a', recording: '$recording:r2' }]);
      expect(await workTables()).toEqual([]);
    });
  });

  describe('tables of a company', () => {
    let made = 0;
    const table = async (columns: string, end: string, more: Partial<Collection> = {}): Promise<Collection> => {
      const name = `company${String((made += 1))}`;
      await engine.command(`CREATE TABLE shop.${name} (${columns}) ENGINE = ${end}`);
      const { arrivalColumn, propertiesColumn, hashedColumns, ...rest } = EVENTS;
      expect([arrivalColumn, propertiesColumn, hashedColumns]).toHaveLength(3);
      return {
        ...rest,
        ...{ name, schema: 'shop', table: name, projectColumn: 'project', subjectColumn: 'user', timeColumn: null },
        ...{ arrivalColumn: null, propertiesColumn: null, headers: [] },
        ...more,
      };
    };
    const aged = (of: Collection, more: Partial<Expiry> = {}) =>
      expiry({ collection: of, agedBy: { kind: 'column', column: 'at' }, ...more });
    const users = async ({ table: name }: Collection, settings = {}) => {
      const rows = await engine.query<{ user: string }>(
        `SELECT toString(user) AS user FROM shop.${name} WHERE NOT ignore(at) ORDER BY user`,
        {},
        settings,
      );
      return rows.map(({ user }) => user);
    };

    it('lose what is old, whatever the type of the date: never a row without one, and a day only when it is over', async () => {
      for (const [type, old, young] of [
        ['DateTime', '2026-03-14 23:59:59', '2026-03-15 00:00:00'],
        [`DateTime64(3, 'Europe/Berlin')`, '2026-03-15 00:59:59.999', '2026-03-15 01:00:00.000'],
        ['Nullable(Date)', '2026-03-14', '2026-03-15'],
        ['Date32', '1925-01-01', '2026-03-15'],
        ['UInt64', Date.parse('2026-03-14T23:59:58Z') / 1000, Date.parse('2026-03-15') / 1000],
        ['Int64', Date.parse('2026-03-14T23:59:58Z'), Date.parse('2026-03-15')],
      ] as const) {
        const seen = await table(
          `project UInt32, user String, at ${type}`,
          `MergeTree ORDER BY (project, user) ${PATCHES}`,
        );
        await engine.insert(
          `shop.${seen.table}`,
          ['project', 'user', 'at'],
          [
            ...[[1, 'old', old]],
            ...[[1, 'young', young]],
            ...[[2, 'other', old]],
            ...(type.startsWith('Nullable') ? [[1, 'undated', null]] : []),
          ],
        );
        expect(await store.expiry.countExpired(aged(seen))).toEqual(new Map([[1, 1]]));
        await store.expiry.hide(aged(seen), options());
        expect([type, await users(seen)]).toEqual([
          type,
          ['other', ...(type.startsWith('Nullable') ? ['undated'] : []), 'young'],
        ]);
        expect(await store.removeHidden(seen)).toEqual({ erased: true });
        expect(await users(seen, UNMASKED)).not.toContain('old');
      }
    });

    it('are told by the local day where they keep local dates', async () => {
      const seen = await table('project UInt32, user String, at Date', `MergeTree ORDER BY (project, user) ${PATCHES}`);
      await engine.insert(`shop.${seen.table}`, ['project', 'user', 'at'], [[1, 'tokyo', '2026-03-14']]);
      const at = (zone: string) =>
        aged(seen, {
          windows: [{ projectId: 1, before: new Date('2026-03-14T15:00:00Z') }],
          agedBy: { kind: 'column', column: 'at', zone },
        });
      expect(await store.expiry.countExpired(at('Europe/Berlin'))).toEqual(new Map());
      expect(await store.expiry.countExpired(at('Asia/Tokyo'))).toEqual(new Map([[1, 1]]));
    });

    it('that take no patches, or have a projection, lose their rows all the same', async () => {
      for (const end of [
        'MergeTree ORDER BY (project, user)',
        "MergeTree ORDER BY (project, user) SETTINGS deduplicate_merge_projection_mode = 'drop'",
      ]) {
        const projection = end.includes('projection') ? ', PROJECTION p (SELECT user ORDER BY at)' : '';
        const seen = await table(`project UInt32, user String, at DateTime${projection}`, end);
        await engine.insert(
          `shop.${seen.table}`,
          ['project', 'user', 'at'],
          [
            [1, 'old', '2026-01-01 00:00:00'],
            [1, 'held', '2026-01-01 00:00:00'],
            [1, 'young', '2026-05-01 00:00:00'],
          ],
        );
        await store.expiry.hide(aged(seen, { spared: [key(1, 'held')] }), options());
        expect(await users(seen)).toEqual(['held', 'young']);
        expect(await store.removeHidden(seen)).toEqual({ erased: true });
        expect(await users(seen, UNMASKED)).toEqual(['held', 'young']);
      }
    });

    it('that say no project go when the last of their projects lets them, and not before', async () => {
      const seen = await table('user UInt64, at DateTime', `MergeTree ORDER BY user ${PATCHES}`, {
        ...{ projectColumn: null, projects: [1, 2] },
      });
      await engine.insert(
        `shop.${seen.table}`,
        ['user', 'at'],
        [
          [1, '2026-01-01 00:00:00'],
          [2, '2026-02-01 00:00:00'],
          [3, '2026-01-01 00:00:00'],
        ],
      );
      const one = { projectId: 1, before: BEFORE };
      await store.expiry.hide(aged(seen, { windows: [one] }), options());
      expect(await users(seen)).toEqual(['1', '2', '3']);
      const both = [one, { projectId: 2, before: new Date('2026-01-15T00:00:00Z') }];
      await store.expiry.hide(aged(seen, { windows: both, spared: [key(2, '3')] }), options());
      expect(await users(seen)).toEqual(['2', '3']);
      expect(modes).toEqual(['1,2 shared']);
    });

    it('that keep versions of a row go by the last one, with all of them', async () => {
      const seen = await table(
        'project UInt32, user String, id UInt32, at DateTime, v UInt32',
        `ReplacingMergeTree(v) ORDER BY id ${PATCHES}`,
      );
      await engine.command(`SYSTEM STOP MERGES shop.${seen.table}`);
      for (const rows of [
        [
          [1, 'became-old', 1, '2026-05-01 00:00:00', 1],
          [1, 'became-young', 2, '2026-01-01 00:00:00', 1],
          [1, 'held', 3, '2026-05-01 00:00:00', 1],
        ],
        [
          [1, 'became-old', 1, '2026-01-01 00:00:00', 2],
          [1, 'became-young', 2, '2026-05-01 00:00:00', 2],
          [1, 'held', 3, '2026-01-01 00:00:00', 2],
        ],
      ]) {
        await engine.insert(`shop.${seen.table}`, ['project', 'user', 'id', 'at', 'v'], rows);
      }
      const spared = [key(1, 'held')];
      expect(await store.expiry.countExpired(aged(seen, { spared }))).toEqual(new Map([[1, 1]]));
      await store.expiry.hide(aged(seen, { spared }), options());
      expect([...new Set(await users(seen))]).toEqual(['became-young', 'held']);
      expect(await store.expiry.countExpired(aged(seen, { spared }))).toEqual(new Map());
      await engine.command(`SYSTEM START MERGES shop.${seen.table}`);
      expect(await store.removeHidden(seen)).toEqual({ erased: true });
      expect(await users(seen, UNMASKED)).not.toContain('became-old');
    });

    it('that merge rows by nothing that tells which of them counts are refused', async () => {
      const seen = await table(
        'project UInt32, user String, at DateTime, n UInt64',
        'SummingMergeTree ORDER BY (project, user)',
      );
      await expect(store.expiry.hide(aged(seen), options())).rejects.toMatchObject({ code: 'store-refused' });
      await expect(store.expiry.preview(aged(seen))).rejects.toMatchObject({ code: 'store-refused' });
      const log = await table('project UInt32, user String, at DateTime', 'Log');
      await expect(store.expiry.hide(aged(log), options())).rejects.toMatchObject({
        ...{ code: 'store-refused', message: expect.stringContaining('no table of the MergeTree family') },
      });
    });

    it('are cleared where the data map says so: the row stays, without what it held', async () => {
      const seen = await table(
        'project UInt32, user String, at DateTime, email Nullable(String), plan String',
        `MergeTree ORDER BY (project, user, plan) ${PATCHES}`,
      );
      await engine.insert(
        `shop.${seen.table}`,
        ['project', 'user', 'at', 'email', 'plan'],
        [
          [1, 'ada', '2026-01-01 00:00:00', 'ada@example.com', 'Pro'],
          [1, 'ada', '2026-05-01 00:00:00', 'ada@example.com', 'Pro'],
          [1, 'held', '2026-01-01 00:00:00', 'held@example.com', 'Pro'],
          [2, 'ada', '2026-01-01 00:00:00', 'ada@example.com', 'Pro'],
          ...Array.from({ length: 10 }, (_, at) => [
            1,
            `p${String(at)}`,
            '2026-01-01 00:00:00',
            'p@example.com',
            'Free',
          ]),
        ],
      );
      const clearing = aged(seen, {
        takes: { kind: 'anonymize', columns: ['email', 'plan'] },
        spared: [key(1, 'held')],
      });
      expect(await store.expiry.preview(clearing)).toEqual([
        { projectId: 1, month: '2026-01', rows: 11, spared: 1, referredTo: 0 },
      ]);
      await store.expiry.hide(clearing, options());
      expect(await store.expiry.countExpired(clearing)).toEqual(new Map());
      expect(await store.removeHidden(seen)).toEqual({ erased: true });
      const rows = await engine.query(
        `SELECT project, user, toString(toDate(at)) AS day, email, plan FROM shop.${seen.table}
         WHERE NOT startsWith(user, 'p') ORDER BY project, user, at`,
        {},
        UNMASKED,
      );
      expect(rows).toEqual([
        { project: 1, user: 'ada', day: '2026-01-01', email: null, plan: '' },
        { project: 1, user: 'ada', day: '2026-05-01', email: 'ada@example.com', plan: 'Pro' },
        { project: 1, user: 'held', day: '2026-01-01', email: 'held@example.com', plan: 'Pro' },
        { project: 2, user: 'ada', day: '2026-01-01', email: 'ada@example.com', plan: 'Pro' },
      ]);
      expect(await users(seen, UNMASKED)).toHaveLength(14);
      expect(await workTables()).toEqual([]);
    });
  });
});

/** An engine whose process is killed before its statement of that number. */
function dyingAt(url: string, step: number): ClickHouseEngine {
  const engine = new ClickHouseEngine('habeas', url);
  let at = 0;
  const dead = () => at >= step;
  const dying = <T extends unknown[], R>(work: (...given: T) => Promise<R>) => {
    return async (...given: T): Promise<R> => {
      if (dead() || (at += 1) === step) throw new Error('killed');
      return work.apply(engine, given);
    };
  };
  return Object.assign(engine, {
    query: dying(engine.query.bind(engine) as (...given: unknown[]) => Promise<unknown>),
    command: dying(engine.command.bind(engine) as (...given: unknown[]) => Promise<unknown>),
    insert: dying(engine.insert.bind(engine) as (...given: unknown[]) => Promise<unknown>),
  });
}
