import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import { HabeasError } from '../../src/platform/index.js';
import {
  recordingIdOf,
  type Collection,
  type Expiry,
  type ExpiryOptions,
  type IngestStore,
  type ProfileChange,
  type SubjectKey,
  type SubjectStore,
} from '../../src/subject-data/index.js';
import { recordingBatch } from '../support/recordings.js';
import { removePastNeighbours } from '../support/sweep.js';

/** A profile as somebody wrote it at a time. */
export interface GivenProfile {
  readonly distinctId: string;
  readonly writtenAt: Date;
  /** JSON text of an object. */
  readonly properties: string;
}

export interface ExpiryFixture {
  readonly subjects: SubjectStore;
  readonly ingest: IngestStore;
  /** Each row of a built-in collection as readers see it, of a project, as texts in one order. */
  rows(collection: Collection, projectId: number): Promise<string[]>;
  /** The months, `YYYY-MM`, of which the table has a partition with rows that are there, whether or not a reader sees them. */
  months(table: 'events' | 'session_replays'): Promise<string[]>;
  writeProfiles(projectId: number, profiles: readonly GivenProfile[]): Promise<void>;
  close(): Promise<void>;
}

const of = (name: string) => BUILT_IN_COLLECTIONS.find((collection) => collection.name === name) as Collection;
const [EVENTS, PROFILES, REPLAYS, LINKS] = ['events', 'profiles', 'session_replays', 'identity_links'].map(of) as [
  Collection,
  Collection,
  Collection,
  Collection,
];
const DAY = 86_400_000;

/** What time does to the built-in collections of every store. Each test has two projects and a year of its own. */
export function expiryContract(name: string, open: () => Promise<ExpiryFixture>): void {
  describe(`${name}, as a store in which things grow old`, () => {
    let fixture: ExpiryFixture;
    let [projectId, otherId] = [800_000, 800_001];
    let year = 2012;
    let told: string[];
    let paced: number;

    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(async () => fixture?.close());
    beforeEach(() => {
      [projectId, otherId] = [projectId + 2, otherId + 2];
      year += 1;
      told = [];
      paced = 0;
    });

    const at = (month: number, day = 10, hour = 12) => new Date(Date.UTC(year, month - 1, day, hour));
    const month = (number: number) => `${String(year)}-${String(number).padStart(2, '0')}`;
    const event = (distinctId: string, time: Date, insertId = `${distinctId} ${String(time.getTime())}`) => {
      return { event: 'Seen', distinctId, time, insertId, properties: `{"of": ${JSON.stringify(distinctId)}}` };
    };
    const write = (id: number, ...events: ReturnType<typeof event>[]) => fixture.ingest.writeEvents(id, events);
    const expiry = (before: Date | null, more: Partial<Expiry> = {}): Expiry => ({
      collection: EVENTS,
      agedBy: { kind: 'column', column: 'time' },
      windows: [{ projectId, before }],
      takes: { kind: 'rows' },
      spared: [],
      ...more,
    });
    const recordings = (before: Date, more: Partial<Expiry> = {}) =>
      expiry(before, { collection: REPLAYS, agedBy: { kind: 'column', column: 'expires_on' }, ...more });
    const unseen = (before: Date, more: Partial<Expiry> = {}) =>
      expiry(before, { collection: PROFILES, agedBy: { kind: 'unseen' }, ...more });
    const options = (more: Partial<ExpiryOptions> = {}): ExpiryOptions => ({
      onTouch: async (relation) => void told.push(relation),
      whileSettled: (_ids, _mode, portion) => portion(),
      pace: async (rows) => {
        paced += rows;
      },
      mayArrive: () => [],
      ...more,
    });
    const key = (distinctId: string, id = projectId): SubjectKey => {
      return { ordinal: 0, projectId: id, distinctId, watermark: null };
    };
    const hide = (what: Expiry, more?: Partial<ExpiryOptions>) => fixture.subjects.expiry.hide(what, options(more));
    const left = async (what: Expiry) => [...(await fixture.subjects.expiry.countExpired(what))];
    const rows = (collection = EVENTS, id = projectId) => fixture.rows(collection, id);
    const count = async (collection = EVENTS, id = projectId) => (await rows(collection, id)).length;
    const removed = async (collection: Collection) => {
      expect(await removePastNeighbours(fixture.subjects, collection)).toEqual({ erased: true });
    };
    const monthsOfYear = async (table: 'events' | 'session_replays' = 'events') =>
      (await fixture.months(table)).filter((each) => each.startsWith(String(year)));

    it('hides what is older than its window, to the instant, and nothing else', async () => {
      const before = at(3, 10);
      const young = [event('a', before), event('b', at(3, 20)), event('b', at(9))];
      await write(projectId, ...young);
      await write(otherId, event('a', at(1)), event('a', at(3, 1)));
      const [stays, others] = [await rows(), await rows(EVENTS, otherId)];
      await write(projectId, event('a', at(1)), event('b', at(3, 1)), event('c', new Date(before.getTime() - 1)));
      expect(await left(expiry(before))).toEqual([[projectId, 3]]);
      await hide(expiry(before));
      expect(await left(expiry(before))).toEqual([]);
      expect(await rows()).toEqual(stays);
      expect(await rows(EVENTS, otherId)).toEqual(others);
      await removed(EVENTS);
      expect([await rows(), await rows(EVENTS, otherId)]).toEqual([stays, others]);
    });

    it('drops a month of which nothing may stay, having told of it before', async () => {
      await write(projectId, event('a', at(4)), event('b', at(4, 30)), event('a', at(5)));
      await write(otherId, event('a', at(4, 2)));
      const seen: string[][] = [];
      const windows = [projectId, otherId].map((id) => ({ projectId: id, before: at(5, 1, 0) }));
      const dropped = await hide(expiry(null, { windows }), {
        onTouch: async (relation) => {
          told.push(relation);
          seen.push(await monthsOfYear());
        },
      });
      expect(dropped).toHaveLength(1);
      expect(told).toContain(dropped[0]?.relation);
      expect(seen[0]).toEqual([month(4), month(5)]);
      expect(await monthsOfYear()).toEqual([month(5)]);
      expect([await count(), await count(EVENTS, otherId)]).toEqual([1, 0]);
      await removed(EVENTS);
    });

    it('drops a month while nobody can be spared of any project whose rows go with it', async () => {
      await write(projectId, event('a', at(4)));
      await write(otherId, event('b', at(4, 2)));
      const windows = [
        { projectId, before: at(5, 1, 0) },
        { projectId: otherId, before: at(4, 20) },
      ];
      const settled: (readonly number[])[] = [];
      const dropped = await hide(expiry(null, { windows }), {
        whileSettled: (ids, _mode, portion) => {
          settled.push(ids);
          return portion();
        },
      });
      expect(dropped).toHaveLength(1);
      expect(settled.every((ids) => ids.includes(projectId) && ids.includes(otherId))).toBe(true);
      await removed(EVENTS);
    });

    it('takes events of a month that was dropped, as if it had never been', async () => {
      await write(projectId, event('a', at(4)));
      expect(await hide(expiry(at(5, 1, 0)))).toHaveLength(1);
      await write(projectId, event('late', at(4)));
      expect(await count()).toBe(1);
      expect(await monthsOfYear()).toEqual([month(4)]);
      await hide(expiry(at(5, 1, 0)));
      expect(await count()).toBe(0);
    });

    it('takes the rows of a month that another project still needs, and leaves the month', async () => {
      await write(projectId, event('a', at(4)), event('b', at(4)));
      await write(otherId, event('a', at(4)));
      const others = await rows(EVENTS, otherId);
      expect(await hide(expiry(at(5, 1, 0)))).toEqual([]);
      expect(paced).toBe(2);
      expect(await count()).toBe(0);
      expect(await rows(EVENTS, otherId)).toEqual(others);
    });

    it('leaves rows of whoever is spared, whatever their age, and with them their month', async () => {
      await write(projectId, event('held', at(4)), event('device', at(4, 11)), event('a', at(4)), event('a', at(6)));
      await write(otherId, event('held', at(4)), event('held', at(6)));
      const windows = [projectId, otherId].map((id) => ({ projectId: id, before: at(12) }));
      const spared = [key('held'), { ...key('device'), watermark: at(1) }];
      const what = expiry(null, { windows, spared });
      const preview = await fixture.subjects.expiry.preview(what);
      expect(preview).toEqual([
        { projectId, month: month(4), rows: 1, spared: 2, referredTo: 0 },
        { projectId, month: month(6), rows: 1, spared: 0, referredTo: 0 },
        { projectId: otherId, month: month(4), rows: 1, spared: 0, referredTo: 0 },
        { projectId: otherId, month: month(6), rows: 1, spared: 0, referredTo: 0 },
      ]);
      expect(await hide(what)).toHaveLength(1);
      expect(await left(what)).toEqual([]);
      expect(await count()).toBe(2);
      expect((await rows()).join()).toMatch(/device.*held|held.*device/s);
      expect(await count(EVENTS, otherId)).toBe(0);
      expect(await monthsOfYear()).toEqual([month(4)]);
      await removed(EVENTS);
    });

    it('says beforehand what would go, and does nothing by saying it', async () => {
      await write(projectId, event('a', at(1)), event('b', at(1)), event('a', at(2)), event('a', at(3)));
      await write(otherId, event('a', at(1)));
      const before = await rows();
      expect(await fixture.subjects.expiry.preview(expiry(at(3, 1, 0)))).toEqual([
        { projectId, month: month(1), rows: 2, spared: 0, referredTo: 0 },
        { projectId, month: month(2), rows: 1, spared: 0, referredTo: 0 },
      ]);
      expect(await rows()).toEqual(before);
    });

    it('takes nothing where there is no window, and everything where the window has no end', async () => {
      await write(projectId, event('a', at(1)), event('a', at(12)));
      const none = expiry(null, { windows: [] });
      expect([await hide(none), await left(none), await fixture.subjects.expiry.preview(none)]).toEqual([[], [], []]);
      expect(await count()).toBe(2);
      await hide(expiry(null));
      expect(await count()).toBe(0);
    });

    it('takes all of a project, whatever its rows say', async () => {
      await write(projectId, event('a', at(1)), event('a', at(12)), event('held', at(12)));
      await write(otherId, event('a', at(12)));
      await fixture.ingest.writeLinks(projectId, [
        { distinctId: 'a', linkedId: '$device:1', kind: 'device', origin: 'token' },
        { distinctId: 'b', linkedId: 'held', kind: 'merge', origin: 'secret' },
      ]);
      const spared = [key('held')];
      for (const collection of [EVENTS, LINKS]) {
        const what = expiry(null, { collection, agedBy: { kind: 'all' }, spared });
        await hide(what);
        expect(await left(what)).toEqual([]);
        expect(await count(collection)).toBe(1);
      }
      expect(await count(EVENTS, otherId)).toBe(1);
    });

    it('does nothing where somebody was spared since it was asked, and passes on who said so', async () => {
      await write(projectId, event('a', at(1)), event('b', at(2)));
      const before = await rows();
      const changed = new HabeasError('unavailable', 'spared-changed', 'Somebody was held.');
      const refusing = { whileSettled: () => Promise.reject(changed) };
      await expect(hide(expiry(at(3)), refusing)).rejects.toBe(changed);
      expect(await rows()).toEqual(before);
      await hide(expiry(at(3), { spared: [key('b')] }));
      expect(await count()).toBe(1);
    });

    it('does nothing of which no record can be kept', async () => {
      await write(projectId, event('a', at(1)), event('b', at(2)));
      await write(otherId, event('a', at(2)));
      const refusing = { onTouch: () => Promise.reject(new Error('No record can be kept.')) };
      await expect(hide(expiry(at(3)), refusing)).rejects.toThrow('No record can be kept.');
      expect(await count()).toBe(2);
    });

    it('ends where it would have ended, wherever it was killed', async () => {
      await write(otherId, event('a', at(2)), event('b', at(4)));
      const others = await rows(EVENTS, otherId);
      for (const side of ['before', 'after'] as const) {
        const people = ['a', 'b', 'held'].map((id) => [1, 2, 3, 4].map((each) => event(id, at(each))));
        await write(projectId, ...people.flat(), event('a', at(5)), event('a', at(9)));
        const what = expiry(at(6), { spared: [key('held')] });
        for (let killedAt = 0, isDone = false; !isDone; killedAt += 1) {
          let portions = 0;
          isDone = await hide(what, {
            whileSettled: async (_ids, _mode, portion) => {
              const isLast = portions++ === killedAt;
              if (isLast && side === 'before') throw new Error('killed');
              const result = await portion();
              if (isLast) throw new Error('killed');
              return result;
            },
          }).then(
            () => true,
            (error: Error) => {
              expect(error.message).toBe('killed');
              return false;
            },
          );
          expect(killedAt).toBeLessThan(50);
        }
        expect(await left(what)).toEqual([]);
        expect(await count()).toBe(5);
        expect(await rows(EVENTS, otherId)).toEqual(others);
      }
      await removed(EVENTS);
      expect(await count()).toBe(5);
    });

    it('loses nothing that arrives meanwhile and is not old', async () => {
      await write(projectId, ...['a', 'b', 'c'].map((id) => event(id, at(4))));
      const windows = [{ projectId, before: at(5, 1, 0) }];
      let arrived = 0;
      const arriving = async <T>(_ids: readonly number[], mode: string, portion: () => Promise<T>): Promise<T> => {
        const arrival = write(otherId, event('young', at(4), `arrival ${String((arrived += 1))}`));
        // Alone, nobody's arrivals come in before it is over; else they race with it.
        if (mode === 'alone') await arrival;
        const result = await portion();
        await arrival;
        return result;
      };
      await hide(expiry(null, { windows }), { whileSettled: arriving, mayArrive: () => [otherId] });
      await write(otherId, event('young', at(4), 'after'));
      expect(arrived).toBeGreaterThan(0);
      expect(await count(EVENTS, otherId)).toBe(arrived + 1);
      expect(await count()).toBe(0);
    });

    it('keeps recordings until the day they go, and the ties of each until its last batch has gone', async () => {
      const batch = (replayId: string, seq: number, expiresOn: Date, distinctId = 'a') =>
        recordingBatch({ distinctId, deviceId: '$device:1', replayId, seq, expiresOn });
      await fixture.ingest.writeRecordings(projectId, [
        batch('r1', 0, at(4, 30, 0)),
        batch('r1', 1, at(5, 2, 0)),
        batch('r2', 0, at(4, 10, 0)),
        batch('r3', 0, at(4, 10, 0), 'held'),
      ]);
      await fixture.ingest.writeRecordings(otherId, [batch('r2', 0, at(4, 10, 0))]);
      const ties = async () => {
        const linked = await rows(LINKS);
        return ['r1', 'r2', 'r3'].filter((id) => linked.some((row) => row.includes(JSON.stringify(recordingIdOf(id)))));
      };
      const others = await rows(LINKS, otherId);
      expect(await ties()).toEqual(['r1', 'r2', 'r3']);
      const what = (before: Date) => recordings(before, { spared: [key('held')] });
      await hide(what(at(5, 1, 0)));
      expect([await count(REPLAYS), await count(REPLAYS, otherId)]).toEqual([2, 1]);
      expect(await ties()).toEqual(['r1', 'r3']);
      await hide(what(at(6, 1, 0)));
      expect(await left(what(at(6, 1, 0)))).toEqual([]);
      expect(await monthsOfYear('session_replays')).toEqual([month(4)]);
      expect(await ties()).toEqual(['r3']);
      expect(await rows(LINKS, otherId)).toEqual(others);
      await removed(REPLAYS);
    });

    it('keeps a profile as long as its person was seen: written, by its own word, or by an event', async () => {
      const [long, lately] = [at(1), at(7)];
      const given = (distinctId: string, properties: object = {}, writtenAt = long) => {
        return { distinctId, writtenAt, properties: JSON.stringify(properties) };
      };
      await fixture.writeProfiles(projectId, [
        given('gone'),
        given('gone long', { $last_seen: at(2).toISOString() }),
        given('silent', { $last_seen: 'yesterday' }),
        given('written', {}, lately),
        given('says so', { $last_seen: lately.toISOString().slice(0, 19) }),
        given('counts', { $last_seen: lately.getTime() / 1000 }),
        given('active'),
        given('held'),
      ]);
      await fixture.writeProfiles(otherId, [given('gone')]);
      await write(projectId, event('active', lately), event('gone', at(3)));
      const what = unseen(at(6), { spared: [key('held')] });
      expect(await fixture.subjects.expiry.preview(what)).toEqual([
        { projectId, month: null, rows: 3, spared: 1, referredTo: 0 },
      ]);
      await hide(what);
      expect(await left(what)).toEqual([]);
      const stay = ['written', 'says so', 'counts', 'active', 'held'];
      expect(await count(PROFILES)).toBe(stay.length);
      for (const id of stay) expect((await rows(PROFILES)).join()).toContain(JSON.stringify(id));
      expect(await count(PROFILES, otherId)).toBe(1);
      await removed(PROFILES);
    });

    it('keeps no profile for what was written by whoever says that its person was not seen', async () => {
      const long = { writtenAt: new Date('2020-01-01'), properties: '{"plan":"Free"}' };
      await fixture.writeProfiles(
        projectId,
        ['synced', 'the same', 'seen beside', 'seen'].map((distinctId) => ({ distinctId, ...long })),
      );
      const set = (distinctId: string, plan: string, leavesLastSeen: boolean): ProfileChange => {
        return { distinctId, leavesLastSeen, change: (current) => ({ ...current, plan }) };
      };
      await fixture.ingest.changeProfiles(projectId, [
        set('synced', 'Pro', true),
        set('the same', 'Free', true),
        set('seen beside', 'Pro', true),
        set('seen beside', 'Pro', false),
        set('seen', 'Free', false),
        set('new', 'Pro', true),
      ]);
      await fixture.ingest.changeProfiles(projectId, [set('synced', 'Max', true)]);
      const planOf = async (id: string) => (await rows(PROFILES)).find((row) => row.includes(JSON.stringify(id)));
      expect(await planOf('synced')).toContain('Max');
      await hide(unseen(new Date('2021-01-01')));
      expect(await count(PROFILES)).toBe(3);
      for (const id of ['seen beside', 'seen', 'new']) expect(await planOf(id)).toBeDefined();
      await removed(PROFILES);
    });

    it('keeps the arrivals of those projects alone out, of whose people nobody was seen', async () => {
      const long = { writtenAt: new Date('2020-01-01'), properties: '{}' };
      await fixture.writeProfiles(projectId, [{ distinctId: 'gone', ...long }]);
      await fixture.writeProfiles(otherId, [{ distinctId: 'here', ...long, writtenAt: new Date() }]);
      const windows = [projectId, otherId].map((id) => ({ projectId: id, before: new Date('2021-01-01') }));
      const waiting = new Set<number>();
      await hide(unseen(new Date(), { windows }), {
        whileSettled: (ids, mode, portion) => {
          if (mode === 'alone') for (const id of ids) waiting.add(id);
          return portion();
        },
      });
      expect(waiting.has(otherId)).toBe(false);
      expect([await count(PROFILES), await count(PROFILES, otherId)]).toEqual([0, 1]);
    });

    it('sees whoever writes their profile anew, though it says the same', async () => {
      await fixture.writeProfiles(projectId, [
        { distinctId: 'a', writtenAt: new Date('2020-01-01'), properties: '{"plan": "Pro"}' },
      ]);
      await fixture.ingest.changeProfiles(projectId, [{ distinctId: 'a', change: (current) => current }]);
      const lately = new Date(Date.now() - DAY);
      await hide(unseen(lately));
      expect(await count(PROFILES)).toBe(1);
      await hide(unseen(new Date(Date.now() + DAY)));
      expect(await count(PROFILES)).toBe(0);
    });

    it('takes many rows in portions, each of them told', async () => {
      const many = Array.from({ length: 6_000 }, (_, n) => event(`user ${String(n)}`, at(4), String(n)));
      await write(projectId, ...many);
      await write(otherId, event('a', at(4)));
      await hide(expiry(at(5, 1, 0)));
      expect([await count(), await count(EVENTS, otherId)]).toEqual([0, 1]);
      expect(paced).toBeGreaterThanOrEqual(6_000);
    });
  });
}
