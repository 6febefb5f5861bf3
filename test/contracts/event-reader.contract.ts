import type { EventReader, EventRecord, EventSelection, IngestStore } from '../../src/subject-data/index.js';

export interface EventReaderFixture {
  readonly store: IngestStore;
  readonly reader: EventReader;
  /** A reader whose statements end after a moment, so that it has to begin another behind the last key. */
  readonly hasty: EventReader;
  /** Takes away the rows of an id as an erasure does. */
  erase(projectId: number, distinctId: string): Promise<void>;
  /** How many transactions or statements of readers the store has under way. */
  underWay(): Promise<number>;
  close(): Promise<void>;
}

const EVERYTHING: EventSelection = { from: null, until: null, names: null, distinctIds: null };
const ALL_SORTS = ["'; drop table", '🦊', '__proto__', 'a"b\\c', '{x,y}', 'NULL', 'Ä', 'z', 'Z', ' '];

/** What every reader of events must do. `open` is called once; each test works in a project of its own. */
export function eventReaderContract(name: string, open: () => Promise<EventReaderFixture>): void {
  describe(`${name}, as a reader of events`, () => {
    let fixture: EventReaderFixture;
    let projectId = 700_000;

    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(async () => fixture.close());
    beforeEach(() => {
      projectId += 1;
    });

    const event = (insertId: string, more: Partial<EventRecord> = {}): EventRecord => ({
      event: 'Signed up',
      distinctId: 'a',
      time: new Date('2026-03-09T22:28:55.078Z'),
      insertId,
      properties: '{"plan": "Pro"}',
      ...more,
    });
    const write = (events: readonly EventRecord[]) => fixture.store.writeEvents(projectId, events);
    const read = async (selection: Partial<EventSelection> = {}, reader = fixture.reader) => {
      const found: EventRecord[] = [];
      for await (const batch of reader.read(projectId, { ...EVERYTHING, ...selection })) found.push(...batch);
      return found;
    };
    const insertIds = (events: readonly EventRecord[]) => events.map(({ insertId }) => insertId).sort();

    it('reads what was written, to the millisecond and the digit, whatever its month', async () => {
      const digits = '{"n": 9007199254740993, "x": 0.1234567890123456789012345}';
      const times = ['1971-01-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z', '2150-06-01'];
      const written = times.map((time, at) => event(`i${String(at)}`, { time: new Date(time), properties: digits }));
      await write(written);
      const found = await read();
      const plain = ({ event: named, distinctId, time, insertId, properties }: EventRecord) => [
        ...[named, distinctId, time.toISOString(), insertId],
        properties.replaceAll(' ', ''),
      ];
      const byInsertId = [...found].sort((one, other) => (one.insertId < other.insertId ? -1 : 1));
      expect(byInsertId.map(plain)).toEqual(written.map(plain));
    });

    it('reads nothing of a project that has nothing, nor of another one', async () => {
      await write([event('theirs')]);
      projectId += 1;
      expect(await read()).toEqual([]);
    });

    it('reads from the first moment on and up to the second, which is not in it', async () => {
      const at = (time: string) => event(time, { time: new Date(time) });
      await write(['2026-02-28T23:59:59.999Z', '2026-03-01T00:00:00.000Z', '2026-03-31T23:59:59.999Z'].map(at));
      await write(['2026-04-01T00:00:00.000Z', '2027-03-15T00:00:00.000Z'].map(at));
      const [from, until] = [new Date('2026-03-01'), new Date('2026-04-01')];
      expect(insertIds(await read({ from, until }))).toEqual(['2026-03-01T00:00:00.000Z', '2026-03-31T23:59:59.999Z']);
      expect(await read({ from })).toHaveLength(4);
      expect(await read({ until })).toHaveLength(3);
      expect(await read({ from: until, until: from })).toEqual([]);
    });

    it('reads the events of some names, and of some ids, whatever these are', async () => {
      const written = ALL_SORTS.flatMap((id) =>
        ALL_SORTS.map((named) => event(`${id}/${named}`, { distinctId: id, event: named })),
      );
      await write(written);
      const names = ALL_SORTS.slice(0, 3);
      expect(insertIds(await read({ names }))).toEqual(insertIds(written.filter((each) => names.includes(each.event))));
      const distinctIds = ALL_SORTS.slice(2, 6);
      expect(insertIds(await read({ distinctIds }))).toEqual(
        insertIds(written.filter((each) => distinctIds.includes(each.distinctId))),
      );
      expect(insertIds(await read({ names: ['🦊'], distinctIds: ['z', 'nobody'] }))).toEqual(['z/🦊']);
      expect(await read({ names: [] })).toEqual([]);
      expect(await read({ distinctIds: [] })).toEqual([]);
    });

    it('reads each event once, also where it has to begin again and again, and others are written meanwhile', async () => {
      const many = Array.from({ length: 6000 }, (_, at) =>
        event(`i${String(at)}`, {
          distinctId: ALL_SORTS[at % ALL_SORTS.length] ?? '',
          event: at % 3 === 0 ? 'Ä' : 'Z',
          time: new Date(Date.UTC(2026, at % 2 === 0 ? 2 : 3, 1 + (at % 20), 0, 0, 0, at % 7)),
        }),
      );
      await write(many);
      const seen = new Map<string, number>();
      let batches = 0;
      for await (const batch of fixture.hasty.read(projectId, EVERYTHING)) {
        if (batches++ < 2) await write([event(`late ${String(batches)}`, { distinctId: 'zz' })]);
        for (const { insertId } of batch) seen.set(insertId, (seen.get(insertId) ?? 0) + 1);
      }
      expect(batches).toBeGreaterThan(1);
      expect(many.filter(({ insertId }) => seen.get(insertId) !== 1)).toEqual([]);
      expect([...seen.values()].every((times) => times === 1)).toBe(true);
    });

    it('gives batches that fit into memory, however large the events are', async () => {
      const text = JSON.stringify({ text: 'x'.repeat(400_000) });
      await write([
        ...Array.from({ length: 20 }, (_, at) => event(`large ${String(at)}`, { properties: text })),
        ...Array.from({ length: 1500 }, (_, at) => event(`small ${String(at)}`)),
      ]);
      let found = 0;
      for await (const batch of fixture.reader.read(projectId, EVERYTHING)) {
        found += batch.length;
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(1000);
        expect(batch.reduce((sum, { properties }) => sum + properties.length, 0)).toBeLessThan(3_000_000);
      }
      expect(found).toBe(1520);
    });

    it('reads nothing of what was erased, from that moment on', async () => {
      const of = (distinctId: string) =>
        Array.from({ length: 1200 }, (_, at) => event(`${distinctId} ${String(at)}`, { distinctId }));
      await write([...of('a'), ...of('b'), ...of('c')]);
      await fixture.erase(projectId, 'b');
      expect(insertIds(await read())).toEqual(insertIds([...of('a'), ...of('c')]));
    });

    it('holds nothing of the store while its reader does something else, and when it was left', async () => {
      await write(Array.from({ length: 3000 }, (_, at) => event(`i${String(at)}`)));
      for await (const batch of fixture.hasty.read(projectId, EVERYTHING)) {
        expect(batch.length).toBeGreaterThan(0);
        break;
      }
      expect(await fixture.underWay()).toBe(0);
    });
  });
}
