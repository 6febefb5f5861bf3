import { EVERYTHING, type Window } from '../../src/compliance/index.js';
import { recordLine } from '../../src/subject-data/store/record.js';
import { WITHHELD } from '../../src/subject-data/store/subject-store.port.js';
import type { Collection, StoredRow, SubjectKey, SubjectStore } from '../../src/subject-data/index.js';
import { TurnsInMemory } from '../support/claims-in-memory.js';
import { removePastNeighbours } from '../support/sweep.js';

/** A row to be stored in the fixture's collection. */
export interface GivenRow {
  readonly projectId: number;
  readonly distinctId: string;
  readonly time: Date;
  readonly arrivedAt: Date;
  /** JSON text of an object. */
  readonly properties: string;
}

export interface SubjectStoreFixture {
  readonly store: SubjectStore;
  /** Has a project, subject, time, arrival and properties column, the event shape and the policy `erase`. */
  readonly collection: Collection;
  insert(rows: readonly GivenRow[]): Promise<void>;
  /** Whether rows of different months stand in partitions that several can work on, each for itself. */
  readonly isShared: boolean;
  close(): Promise<void>;
}

const HOSTILE = [
  "'; drop table",
  '../../etc/passwd',
  '🦊 emoji',
  'שלום עולם',
  '__proto__',
  ' padded ',
  'a"b\\c',
  '{x,y}',
  'NULL',
  '%_',
];
const TIME = new Date('2026-03-09T22:28:55.078Z');
const ARRIVED = new Date('2026-03-10T00:00:00.000Z');
const later = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds);

/** What every store must do. `open` is called once; each test works in a project of its own. */
export function subjectStoreContract(name: string, open: () => Promise<SubjectStoreFixture>): void {
  describe(`${name}, as a subject store`, () => {
    let fixture: SubjectStoreFixture;
    let projectId = 500_000;

    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(async () => fixture.close());
    beforeEach(() => {
      projectId += 2;
    });

    const given = (distinctId: string, more: Partial<GivenRow> = {}): GivenRow => ({
      projectId,
      distinctId,
      time: TIME,
      arrivedAt: ARRIVED,
      properties: '{"$os": "Linux", "plan": "Pro"}',
      ...more,
    });
    const key = (distinctId: string, ordinal = 0, more: Partial<SubjectKey> = {}): SubjectKey => ({
      ordinal,
      projectId,
      distinctId,
      watermark: null,
      ...more,
    });
    const count = (keys: readonly SubjectKey[], window: Window = EVERYTHING, collection = fixture.collection) =>
      fixture.store.read(keys, (view) => view.count(collection, window));
    const rows = (keys: readonly SubjectKey[], window: Window = EVERYTHING, collection = fixture.collection) =>
      fixture.store.read(keys, async (view) => {
        const read: StoredRow[] = [];
        for await (const row of view.rows(collection, window)) read.push(row);
        return read;
      });
    const lines = async (keys: readonly SubjectKey[]) =>
      (await rows(keys)).map((row) => recordLine(fixture.collection, row));
    const numberOf = async (keys: readonly SubjectKey[], window?: Window) =>
      (await count(keys, window)).reduce((sum, tally) => sum + tally.rows, 0);
    const erase = (keys: readonly SubjectKey[]) => fixture.store.hide(fixture.collection, keys, 'policy');
    const survivors = (keys: readonly SubjectKey[]) => fixture.store.countRemaining(fixture.collection, keys, 'policy');
    const told = (milliseconds: number) => later(TIME, milliseconds).toISOString();
    const at = (milliseconds: number) => given('a', { time: later(TIME, milliseconds) });

    it('finds nothing wrong with its collection', async () => {
      expect(await fixture.store.check(fixture.collection)).toEqual({ errors: [], warnings: [] });
    });

    it('says what is wrong with a collection', async () => {
      const { collection, store } = fixture;
      expect((await store.check({ ...collection, table: 'nowhere' })).errors).not.toEqual([]);
      expect((await store.check({ ...collection, subjectColumn: 'nothing' })).errors).not.toEqual([]);
      expect((await store.check({ ...collection, timeColumn: collection.subjectColumn })).errors).not.toEqual([]);
    });

    it('counts and reads the rows of each ordinal, ordered by ordinal and time', async () => {
      await fixture.insert([at(2), at(1), given('b'), given('other')]);
      const keys = [key('b', 3), key('a', 7), key('nobody', 9)];
      expect(await count(keys)).toEqual([
        { ordinal: 3, rows: 1, earliest: told(0), latest: told(0) },
        { ordinal: 7, rows: 2, earliest: told(1), latest: told(2) },
      ]);
      expect((await rows(keys)).map((row) => [row.ordinal, row.time])).toEqual([
        [3, told(0)],
        [7, told(1)],
        [7, told(2)],
      ]);
    });

    it('gives a row several ordinals ask for to each of them, and to one ordinal once', async () => {
      await fixture.insert([given('a')]);
      const tallies = await count([key('a', 1), key('a', 1), key('a', 2)]);
      expect(tallies.map(({ ordinal, rows: number }) => [ordinal, number])).toEqual([
        [1, 1],
        [2, 1],
      ]);
    });

    it('gives JSON back as it was stored, number by number', async () => {
      await fixture.insert([given('a', { properties: '{"n": 12345678901234567890.12, "__proto__": {"x": "é\\n"}}' })]);
      const [line = ''] = await lines([key('a')]);
      expect(line).toContain('"n": 12345678901234567890.12');
      expect(line).toContain('"__proto__": {"x": "é\\n"}');
      expect(line).toMatch(/^\{"event":"[^"]*","properties":\{"time":1773095335\.078,"distinct_id":"a",/);
    });

    it('does nothing for no keys', async () => {
      await fixture.insert([given('a')]);
      expect(await count([])).toEqual([]);
      expect(await rows([])).toEqual([]);
      await erase([]);
      expect(await survivors([])).toEqual([]);
      expect(await numberOf([key('a')])).toBe(1);
    });

    it('erases the keys and nobody else', async () => {
      await fixture.insert([at(1), at(2), given('b'), given('c'), given('A')]);
      const others = [key('b'), key('c'), key('A')];
      const before = await lines(others);
      await erase([key('a')]);
      expect(await count([key('a')])).toEqual([]);
      expect(await survivors([key('a')])).toEqual([]);
      expect(await lines(others)).toEqual(before);
    });

    it('takes every legal id for data, and gives it back byte for byte', async () => {
      await fixture.insert(HOSTILE.map((id) => given(id)));
      const keys = HOSTILE.map((id, ordinal) => key(id, ordinal));
      const read = await rows(keys);
      expect(read.map((row) => row.columns[fixture.collection.subjectColumn])).toEqual(HOSTILE);
      for (const [ordinal, id] of HOSTILE.entries()) {
        await erase([key(id)]);
        expect((await count(keys)).map((tally) => tally.ordinal)).toEqual([...HOSTILE.keys()].slice(ordinal + 1));
      }
    });

    it('finds nothing under an id that cannot be stored', async () => {
      await fixture.insert([given('a'), given('\ufffd')]);
      expect(await count([key('a\0'), key('\ud800')])).toEqual([]);
    });

    it('does not reach into another project', async () => {
      await fixture.insert([given('a'), given('a', { projectId: projectId + 1 })]);
      const other = key('a', 0, { projectId: projectId + 1 });
      await erase([key('a')]);
      expect(await numberOf([key('a')])).toBe(0);
      expect(await numberOf([other])).toBe(1);
    });

    it('erases in several projects at once, and in each the ids alone that are asked for there', async () => {
      const there = { projectId: projectId + 1 };
      await fixture.insert([given('a'), given('b'), given('a', there), given('b', there)]);
      const keys = [key('a'), key('b', 1, there)];
      const others = [key('b'), key('a', 1, there)];
      expect([await numberOf(keys), await numberOf(others)]).toEqual([2, 2]);
      await erase(keys);
      expect([await numberOf(keys), await numberOf(others)]).toEqual([0, 2]);
      expect(await survivors(keys)).toEqual([]);
      expect(await removePastNeighbours(fixture.store, fixture.collection)).toEqual({ erased: true });
      expect([await numberOf(keys), await numberOf(others)]).toEqual([0, 2]);
    });

    it('lets only the projects of the collection in', async () => {
      await fixture.insert([given('a')]);
      const elsewhere = { ...fixture.collection, projects: [projectId + 1] };
      expect(await count([key('a')], EVERYTHING, elsewhere)).toEqual([]);
      await fixture.store.hide(elsewhere, [key('a')], 'policy');
      expect(await numberOf([key('a')])).toBe(1);
    });

    it('leaves what arrived after the watermark, and takes what arrived at it', async () => {
      await fixture.insert([at(1), given('a', { time: later(TIME, 2), arrivedAt: later(ARRIVED, 1) })]);
      const bounded = [key('a', 0, { watermark: ARRIVED })];
      expect(await numberOf(bounded)).toBe(1);
      await erase(bounded);
      expect((await rows([key('a')])).map((row) => row.time)).toEqual([told(2)]);
    });

    it('names what arrived after the watermark as new data, with its count, by the watermark of each key', async () => {
      const late = (id: string, milliseconds: number) => given(id, { arrivedAt: later(ARRIVED, milliseconds) });
      await fixture.insert([at(1), late('a', 5), late('b', 5), late('b', 6), late('b', 7)]);
      const keys = [
        key('a', 3, { watermark: later(ARRIVED, 5) }),
        key('b', 4, { watermark: later(ARRIVED, 5) }),
        key('b', 6, { watermark: later(ARRIVED, 9) }),
        key('c', 7, { watermark: ARRIVED }),
      ];
      expect(await survivors(keys)).toEqual([
        { ordinal: 3, rows: 2, newRows: 0 },
        { ordinal: 4, rows: 1, newRows: 2 },
        { ordinal: 6, rows: 3, newRows: 0 },
      ]);
      await erase(keys.slice(0, 2));
      expect(await survivors(keys.slice(0, 2))).toEqual([{ ordinal: 4, rows: 0, newRows: 2 }]);
    });

    it('takes an arrival ahead of its clock for no new data: it is counted, read, erased and read back', async () => {
      const { collection, store } = fixture;
      const now = await store.now();
      const ahead = given('a', { time: later(TIME, 2), arrivedAt: later(now, 60_000) });
      await fixture.insert([at(1), ahead, given('b', { arrivedAt: later(ARRIVED, 1) })]);
      const bounded = ['a', 'b'].map((id, at) => key(id, at, { watermark: ARRIVED }));
      const [tally] = await store.tally(bounded, collection, EVERYTHING);
      expect(tally).toMatchObject({ ordinal: 0, rows: 2 });
      expect(await numberOf(bounded)).toBe(2);
      expect((await rows(bounded)).map((row) => row.time)).toEqual([told(1), told(2)]);
      await erase(bounded);
      const left = await survivors(bounded);
      expect(left).toEqual([
        { ordinal: 0, rows: 1, newRows: 0, ahead: tally?.ahead },
        { ordinal: 1, rows: 0, newRows: 1 },
      ]);
      const span = tally?.ahead;
      expect(span?.from.getTime()).toBeLessThanOrEqual(ahead.arrivedAt.getTime());
      expect(span?.until.getTime()).toBeGreaterThanOrEqual(ahead.arrivedAt.getTime());
      await store.hide(collection, bounded, 'policy', span === undefined ? {} : { ahead: span });
      expect(await survivors(bounded)).toEqual([{ ordinal: 1, rows: 0, newRows: 1 }]);
    });

    it('takes what was ahead of its clock when it was counted, though the clock has come to it since', async () => {
      const { collection, store } = fixture;
      const late = (milliseconds: number) =>
        given('a', { time: later(TIME, milliseconds), arrivedAt: later(ARRIVED, milliseconds) });
      await fixture.insert([late(1), late(2), late(3), late(9)]);
      const bounded = [key('a', 0, { watermark: ARRIVED })];
      const ahead = { from: later(ARRIVED, 2), until: later(ARRIVED, 3) };
      expect(await store.countRemaining(collection, bounded, 'policy', ahead)).toEqual([
        { ordinal: 0, rows: 2, newRows: 2 },
      ]);
      expect(await store.tally(bounded, collection, EVERYTHING)).toEqual([]);
      expect(await store.tally(bounded, collection, EVERYTHING, ahead)).toMatchObject([{ ordinal: 0, rows: 2 }]);
      for (const erasure of ['sources', 'headers', 'policy'] as const) {
        await store.hide(collection, bounded, erasure, { ahead });
        const found = await store.countRemaining(collection, bounded, erasure, ahead);
        expect(found).toEqual([{ ordinal: 0, rows: 0, newRows: 2 }]);
        expect(await removePastNeighbours(store, collection)).toEqual({ erased: true });
      }
      expect((await rows([key('a')])).map((row) => row.time)).toEqual([told(1), told(9)]);
    });

    it('reads inside the window, both ends included', async () => {
      await fixture.insert([at(-1), at(0), at(5), at(6)]);
      const window = { from: TIME, until: later(TIME, 5) };
      expect((await rows([key('a')], window)).map((row) => row.time)).toEqual([told(0), told(5)]);
      expect(await numberOf([key('a')], window)).toBe(2);
      expect(await numberOf([key('a')], { from: null, until: TIME })).toBe(2);
      expect(await numberOf([key('a')], { from: later(TIME, 5), until: null })).toBe(2);
    });

    it('erases the same thing when asked again', async () => {
      await fixture.insert([given('a'), given('b')]);
      for (let time = 0; time < 2; time += 1) {
        await erase([key('a')]);
        expect(await survivors([key('a')])).toEqual([]);
      }
      expect(await numberOf([key('b')])).toBe(1);
    });

    it('counts what it streams, for 2000 keys', async () => {
      await fixture.insert(
        Array.from({ length: 6000 }, (_, n) => given(`user ${String(n % 3000)}`, { time: later(TIME, n) })),
      );
      const keys = Array.from({ length: 2000 }, (_, n) => key(`user ${String(n)}`, n));
      const read = await rows(keys);
      expect(read).toHaveLength(4000);
      expect(await numberOf(keys)).toBe(4000);
      expect(read.map((row) => row.ordinal)).toEqual([...read].map((row) => row.ordinal).sort((a, b) => a - b));
    });

    it('takes 50,000 keys', async () => {
      await fixture.insert([given('user 49999')]);
      const keys = Array.from({ length: 50_000 }, (_, n) => key(`user ${String(n)}`, n));
      expect(await count(keys)).toMatchObject([{ ordinal: 49_999, rows: 1 }]);
      await erase(keys);
      expect(await survivors(keys)).toEqual([]);
    });

    it('shows one state for as long as a view is open', async () => {
      await fixture.insert([at(1), at(2)]);
      await fixture.store.read([key('a')], async (view) => {
        expect(await view.count(fixture.collection, EVERYTHING)).toMatchObject([{ rows: 2 }]);
        await erase([key('a')]);
        let read = 0;
        for await (const _row of view.rows(fixture.collection, EVERYTHING)) read += 1;
        expect(read).toBe(2);
      });
      expect(await count([key('a')])).toEqual([]);
    });

    it('streams several collections of one view by turns, and may be left early', async () => {
      await fixture.insert(Array.from({ length: 50 }, (_, n) => at(n)));
      await fixture.store.read([key('a')], async (view) => {
        const one = view.rows(fixture.collection, EVERYTHING)[Symbol.asyncIterator]();
        const two = view.rows(fixture.collection, EVERYTHING)[Symbol.asyncIterator]();
        for (let n = 0; n < 40; n += 1) {
          const [first, second] = [await one.next(), await two.next()];
          expect((first.value as StoredRow).time).toEqual((second.value as StoredRow).time);
        }
        await one.return?.();
        expect(await view.count(fixture.collection, EVERYTHING)).toMatchObject([{ rows: 50 }]);
      });
    });

    it('passes an error of the work on as it is', async () => {
      const error = new Error('mine');
      await expect(fixture.store.read([key('a')], () => Promise.reject(error))).rejects.toBe(error);
    });

    it('names the headers that hold something', async () => {
      await fixture.insert([
        at(1),
        given('a', { time: later(TIME, 2), properties: '{"plan": null, "__proto__": 1}' }),
        given('b'),
      ]);
      const tallies = await fixture.store.read([key('a', 4)], (view) => view.headers(fixture.collection, EVERYTHING));
      const named = new Map(tallies.map(({ header, rows: number }) => [header, number]));
      expect(new Set(tallies.map((tally) => tally.ordinal))).toEqual(new Set([4]));
      expect([...named.keys()]).toEqual(
        expect.arrayContaining(['$os', 'plan', '__proto__', fixture.collection.subjectColumn]),
      );
      expect([named.get('$os'), named.get('plan'), named.get('__proto__')]).toEqual([1, 1, 1]);
      expect(named.has(fixture.collection.projectColumn ?? '')).toBe(false);
    });

    it('groups the values of source headers, and never lets a withheld one out', async () => {
      const withheld = { name: '$browser', category: 'internet_activity', source: true, withhold: true };
      const headers = [withheld, ...fixture.collection.headers.filter((header) => header.name !== '$browser')];
      const properties = '{"$os": "Linux", "$browser": "secret browser", "plan": "Pro"}';
      await fixture.insert([at(1), given('a', { time: later(TIME, 5), properties })]);
      const tallies = await fixture.store.read([key('a', 4)], (view) =>
        view.sources({ ...fixture.collection, headers }, EVERYTHING),
      );
      expect(tallies).toEqual([
        { ordinal: 4, header: '$browser', value: WITHHELD, rows: 1, earliest: told(5), latest: told(5) },
        { ordinal: 4, header: '$os', value: 'Linux', rows: 2, earliest: told(1), latest: told(5) },
      ]);
    });

    it('erases headers and leaves the bare rows', async () => {
      await fixture.insert([at(1), given('b')]);
      const before = await lines([key('b')]);
      expect(await fixture.store.countRemaining(fixture.collection, [key('a')], 'headers')).toMatchObject([
        { rows: 1 },
      ]);
      for (let time = 0; time < 2; time += 1) {
        await fixture.store.hide(fixture.collection, [key('a')], 'headers');
        expect(await fixture.store.countRemaining(fixture.collection, [key('a')], 'headers')).toEqual([]);
      }
      const [row] = await rows([key('a')]);
      expect(row?.time).toBe(told(1));
      expect(row?.columns[fixture.collection.propertiesColumn ?? '']).toBe('{}');
      expect(await lines([key('b')])).toEqual(before);
    });

    it('erases source headers and leaves the others', async () => {
      await fixture.insert([given('a'), given('b')]);
      expect(await fixture.store.countRemaining(fixture.collection, [key('a')], 'sources')).toMatchObject([
        { rows: 1 },
      ]);
      await fixture.store.hide(fixture.collection, [key('a')], 'sources');
      expect(await fixture.store.countRemaining(fixture.collection, [key('a')], 'sources')).toEqual([]);
      const [a = '', b = ''] = await lines([key('a', 0), key('b', 1)]);
      expect(a).toContain('"plan": "Pro"');
      expect(a).not.toContain('$os');
      expect(b).toContain('$os');
    });

    it('refuses to erase what is kept', async () => {
      await fixture.insert([given('a')]);
      const kept: Collection = { ...fixture.collection, policy: { kind: 'keep', basis: 'tax law', until: null } };
      await expect(fixture.store.hide(kept, [key('a')], 'policy')).rejects.toMatchObject({ code: 'collection-kept' });
      expect(await fixture.store.countRemaining(kept, [key('a')], 'policy')).toEqual([]);
      expect(await numberOf([key('a')])).toBe(1);
    });

    it('lets two share an erasure and its purge, each partition done once, and everything gone', async () => {
      const { store, collection } = fixture;
      const months = [0, 1, 2, 3, 4, 5].map((month) => new Date(Date.UTC(2026, month, 9)));
      const stored = months.flatMap((time) => ['a', 'b', 'c'].map((id) => given(id, { time })));
      await fixture.insert(stored);
      const before = await lines([key('c')]);
      const keys = [key('a', 0), key('b', 1)];
      const hiding = new TurnsInMemory();
      await Promise.all([
        store.hide(collection, keys, 'policy', { turns: hiding.leading() }),
        ...(fixture.isShared ? [store.hide(collection, keys, 'policy', { turns: hiding.helping() })] : []),
      ]);
      expect(await survivors(keys)).toEqual([]);
      const purging = new TurnsInMemory();
      const [result] = await Promise.all([
        store.removeHidden(collection, { turns: purging.leading() }),
        ...(fixture.isShared ? [store.helpRemoval(purging.helping())] : []),
      ]);
      expect(result).toEqual({ erased: true });
      expect(await lines([key('c')])).toEqual(before);
      for (const { finished } of fixture.isShared ? [hiding, purging] : []) {
        const relations = finished.map(({ relation }) => relation);
        expect(new Set(relations).size).toBe(relations.length);
        expect(relations.length).toBeGreaterThanOrEqual(months.length);
        expect(new Set(finished.map(({ who }) => who))).toEqual(new Set(['leader', 'helper']));
      }
    });

    it('erases by further columns that name a subject, and tells nothing of it to them', async () => {
      const both = { ...fixture.collection, alsoNamedIn: ['insert_id'] };
      await fixture.insert([given('a'), given('i1'), given('b')]);
      const keys = [key('i1', 3), key('nobody', 4)];
      expect(await fixture.store.tally(keys, both, EVERYTHING)).toMatchObject([{ ordinal: 3, rows: 1 }]);
      expect(await fixture.store.countRemaining(both, keys, 'policy')).toMatchObject([{ ordinal: 3, rows: 2 }]);
      await fixture.store.hide(both, keys, 'policy');
      expect(await fixture.store.countRemaining(both, keys, 'policy')).toEqual([]);
      expect(await removePastNeighbours(fixture.store, both)).toEqual({ erased: true });
      expect([await numberOf([key('a')]), await numberOf([key('i1')]), await numberOf([key('b')])]).toEqual([0, 0, 1]);
    });

    it('purges what it erased', async () => {
      await fixture.insert([given('a'), given('b')]);
      await erase([key('a')]);
      expect(await removePastNeighbours(fixture.store, fixture.collection)).toEqual({ erased: true });
      expect(await numberOf([key('b')])).toBe(1);
    });
  });
}
