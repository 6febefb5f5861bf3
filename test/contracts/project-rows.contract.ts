import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import { HabeasError } from '../../src/platform/index.js';
import {
  recordingIdOf,
  type Collection,
  type IngestStore,
  type ProjectRows,
  type RecordingBatch,
  type SubjectStore,
} from '../../src/subject-data/index.js';
import { recordingBatch } from '../support/recordings.js';
import { removePastNeighbours } from '../support/sweep.js';

export interface ProjectRowsFixture {
  readonly rows: ProjectRows;
  readonly subjects: SubjectStore;
  readonly ingest: IngestStore;
  /** Each row of a built-in collection as readers see it, all of its columns but the project's number, as texts in one order. */
  stored(collection: Collection, projectId: number): Promise<string[]>;
  close(): Promise<void>;
}

type Stored = Readonly<Record<string, readonly string[]>>;
type WhileMine = Parameters<ProjectRows['copy']>[3];

const of = (name: string) => BUILT_IN_COLLECTIONS.find((collection) => collection.name === name) as Collection;
const [EVENTS, PROFILES, REPLAYS, LINKS] = ['events', 'profiles', 'session_replays', 'identity_links'].map(of) as [
  Collection,
  Collection,
  Collection,
  Collection,
];
const ALL = [EVENTS, PROFILES, REPLAYS, LINKS];
const NOTHING: Stored = Object.fromEntries(ALL.map(({ name }) => [name, []]));
const DEVICE = '$device:0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const STRANGE = `'; drop table "events" -- \\ 🦔`;
const TIME = new Date('2026-02-01T10:00:00.123Z');
const freely: WhileMine = (portion) => portion();

/** What every store does with rows by the number of their project. Each test has three projects of its own. */
export function projectRowsContract(name: string, open: () => Promise<ProjectRowsFixture>): void {
  describe(`${name}, as a store in which a project is filed under another number`, () => {
    let fixture: ProjectRowsFixture;
    let [projectId, aside, other] = [910_000, 910_001, 910_002];
    let before: Stored;
    let others: Stored;

    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(async () => fixture?.close());
    beforeEach(async () => {
      [projectId, aside, other] = [projectId + 3, aside + 3, other + 3];
      for (const id of [projectId, other]) await fill(id);
      [before, others] = [await everything(projectId), await everything(other)];
    });
    afterEach(async () => {
      expect(await everything(other)).toEqual(others);
    });

    const event = (distinctId: string, time: Date, text = 'first') => {
      return { event: 'Seen', distinctId, time, insertId: `of ${distinctId}`, properties: JSON.stringify({ text }) };
    };
    const change = (id: number, distinctId: string, to: Record<string, unknown> | null) =>
      fixture.ingest.changeProfiles(id, [{ distinctId, change: () => to }]);
    const link = (distinctId: string, linkedId: string, origin: 'token' | 'secret') => {
      return { distinctId, linkedId, kind: 'device', origin } as const;
    };
    const asNobody = (more: Partial<RecordingBatch> = {}) =>
      recordingBatch({ distinctId: DEVICE, deviceId: DEVICE, ...more });
    const asUser = (more: Partial<RecordingBatch> = {}) => recordingBatch({ deviceId: DEVICE, ...more });

    /** Something of everything: months far apart, links that were strengthened, profiles with a past, recordings that were filed anew. */
    async function fill(id: number): Promise<void> {
      const months = ['1971-01-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z', '2150-06-01'];
      const times = months.map((text) => new Date(text));
      const events = ['ada', STRANGE].flatMap((who) => times.map((time) => event(who, time)));
      await fixture.ingest.writeEvents(id, [...events, event('ada', TIME)]);
      await fixture.ingest.writeEvents(id, [event('ada', TIME, 'sent again')]);
      await fixture.ingest.writeLinks(id, [link('ada', DEVICE, 'token'), link(STRANGE, 'other', 'secret')]);
      await fixture.ingest.writeLinks(id, [link('ada', DEVICE, 'secret')]);
      await change(id, 'ada', { city: 'Ghent', n: 0.1 });
      await change(id, 'ada', { city: 'Bruges', n: 0.1 });
      for (const gone of [{ city: 'Ghent' }, null]) await change(id, 'left', gone);
      for (const late of [{ city: 'Ghent' }, null, { city: 'Liège' }]) await change(id, STRANGE, late);
      await fixture.ingest.writeRecordings(id, [asNobody(), asNobody({ seq: 1, expiresOn: new Date('2026-05-08') })]);
      await fixture.ingest.writeRecordings(id, [asUser(), recordingBatch({ replayId: 'x', distinctId: STRANGE })]);
    }

    async function everything(id: number): Promise<Stored> {
      const found: Record<string, readonly string[]> = {};
      for (const collection of ALL) found[collection.name] = await fixture.stored(collection, id);
      return found;
    }
    const copyAll = async (from: number, to: number, whileMine = freely) => {
      for (const collection of ALL) await fixture.rows.copy(collection, from, to, whileMine);
    };
    const missing = (from: number, to: number) => Promise.all(ALL.map((each) => fixture.rows.missing(each, from, to)));
    const counts = (id: number) => Promise.all(ALL.map((each) => fixture.rows.count(each, id)));
    const eraseAll = async (id: number) => {
      for (const collection of ALL) {
        const windows = [{ projectId: id, before: null }];
        await fixture.subjects.expiry.hide(
          { collection, agedBy: { kind: 'all' }, windows, takes: { kind: 'rows' }, spared: [] },
          {
            onTouch: async () => undefined,
            whileSettled: (_ids, _mode, portion) => portion(),
            pace: async () => undefined,
            mayArrive: () => [],
          },
        );
        expect(await removePastNeighbours(fixture.subjects, collection)).toEqual({ erased: true });
      }
    };
    const move = async (from: number, to: number) => {
      await copyAll(from, to);
      expect(await missing(from, to)).toEqual([0, 0, 0, 0]);
      await eraseAll(from);
    };
    /** Killed when so many portions are done. */
    const killedAt = (number: number): WhileMine => {
      let portions = 0;
      return async (portion) => {
        portions += 1;
        if (portions > number) throw new HabeasError('unavailable', 'lease-lost', 'Killed.');
        return portion();
      };
    };

    it('copies every row of every collection, and leaves it where it stood', async () => {
      expect(await counts(projectId)).toEqual(ALL.map((each) => before[each.name]?.length));
      expect(await missing(projectId, aside)).toEqual(await counts(projectId));
      await copyAll(projectId, aside);
      expect(await everything(aside)).toEqual(before);
      expect(await everything(projectId)).toEqual(before);
      expect(await missing(projectId, aside)).toEqual([0, 0, 0, 0]);
    });

    it('moves a project, and brings it back as it was, as often as it is asked to', async () => {
      for (let times = 0; times < 2; times += 1) {
        await move(projectId, aside);
        expect([await everything(projectId), await everything(aside)]).toEqual([NOTHING, before]);
        expect(await counts(projectId)).toEqual([0, 0, 0, 0]);
        await move(aside, projectId);
        expect([await everything(aside), await everything(projectId)]).toEqual([NOTHING, before]);
      }
    });

    it('moves what ties people and recordings together', async () => {
      const ties = async (id: number) => [
        await fixture.ingest.linksOf(id, ['ada', STRANGE]),
        await fixture.ingest.recordingTiesOf(id, ['ada', DEVICE]),
        [...(await fixture.ingest.usesOf(id, ['ada', STRANGE, DEVICE, recordingIdOf('r'), 'left']))].sort(),
      ];
      const tied = await ties(projectId);
      expect(tied.map((each) => each.length > 0)).toEqual([true, true, true]);
      await move(projectId, aside);
      expect(await ties(aside)).toEqual(tied);
      expect(await ties(projectId)).toEqual([[], [], []]);
      await move(aside, projectId);
      expect(await ties(projectId)).toEqual(tied);
    });

    it('goes on where it was killed, and does nothing twice', async () => {
      for (const number of [0, 1, 2, 3]) {
        for (const collection of ALL) {
          const copy = fixture.rows.copy(collection, projectId, aside, killedAt(number));
          await copy.catch((error: unknown) => expect(error).toMatchObject({ code: 'lease-lost' }));
          const [there, left] = [
            await fixture.rows.count(collection, aside),
            await fixture.rows.missing(collection, projectId, aside),
          ];
          expect([number === 0 ? there : 0, there + left]).toEqual([0, before[collection.name]?.length]);
        }
      }
      await copyAll(projectId, aside);
      await copyAll(projectId, aside);
      expect(await everything(aside)).toEqual(before);
      await eraseAll(projectId);
      await copyAll(projectId, aside);
      await eraseAll(projectId);
      expect(await everything(aside)).toEqual(before);
    });

    it('lets what has come since stand, beside what it brings back', async () => {
      await move(projectId, aside);
      await fixture.ingest.writeEvents(projectId, [event('ada', TIME, 'since'), event('new', TIME)]);
      await change(projectId, 'ada', { city: 'Since' });
      await change(projectId, 'new', { city: 'New' });
      await fixture.ingest.writeLinks(projectId, [link('ada', DEVICE, 'token'), link('new', DEVICE, 'secret')]);
      const since = await everything(projectId);
      await move(aside, projectId);
      const after = await everything(projectId);
      for (const { name: each } of ALL) expect(after[each]).toEqual(expect.arrayContaining([...(since[each] ?? [])]));
      expect(await counts(aside)).toEqual([0, 0, 0, 0]);
      // Of each an event, a profile and a link are new, and the others are there once.
      const more = [EVENTS, PROFILES, LINKS].map(({ name: each }) => [after[each]?.length, before[each]?.length]);
      for (const [now = 0, was = 0] of more) expect(now).toBe(was + 1);
      expect(after['session_replays']).toEqual(before['session_replays']);
      for (const text of ['sent again', 'Bruges']) expect(JSON.stringify(after)).not.toContain(text);
    });

    it('lets a batch of a recording that was sent since stand once, whoever it is filed under and whenever it goes', async () => {
      await move(projectId, aside);
      const later = new Date('2026-06-08');
      const sent = [asUser({ expiresOn: later, durationMs: 9 }), asUser({ seq: 1, expiresOn: later, durationMs: 9 })];
      await fixture.ingest.writeRecordings(projectId, sent);
      const since = await fixture.stored(REPLAYS, projectId);
      await move(aside, projectId);
      const after = await fixture.stored(REPLAYS, projectId);
      expect(after).toEqual(expect.arrayContaining(since));
      expect([after.length, after.filter((row) => row.includes('"x"')).length]).toEqual([3, 1]);
    });

    it('writes over what was brought back as over what was never moved', async () => {
      await move(projectId, aside);
      await move(aside, projectId);
      await change(projectId, 'ada', { city: 'Now' });
      expect(await fixture.ingest.writeEvents(projectId, [event('ada', TIME, 'now')])).toBe(1);
      expect(await fixture.ingest.writeEvents(projectId, [event('ada', TIME, 'now')])).toBe(0);
      await fixture.ingest.writeRecordings(projectId, [asUser({ durationMs: 9 })]);
      expect(await counts(projectId)).toEqual(ALL.map((each) => before[each.name]?.length));
      const now = JSON.stringify(await everything(projectId));
      for (const text of ['Bruges', 'sent again']) expect(now).not.toContain(text);
    });

    it('brings back somebody’s profile whole, or not at all where it was removed since', async () => {
      await move(projectId, aside);
      for (const to of [{ city: 'Since' }, null]) await change(projectId, 'ada', to);
      await copyAll(aside, projectId);
      expect(await missing(aside, projectId)).toEqual([0, 0, 0, 0]);
      const was = before['profiles'] ?? [];
      const there = await fixture.stored(PROFILES, projectId);
      expect(there.filter((row) => !was.includes(row))).toEqual([]);
      expect(there.some((row) => row.includes('Liège'))).toBe(true);
    });

    it('copies more than a portion holds', async () => {
      const many = Array.from({ length: 10_050 }, (_, at) =>
        event(`person ${String(at % 977)}`, new Date(TIME.getTime() + at)),
      );
      await fixture.ingest.writeEvents(projectId, many);
      const all = await fixture.stored(EVENTS, projectId);
      await fixture.rows.copy(EVENTS, projectId, aside, freely);
      expect(await fixture.rows.missing(EVENTS, projectId, aside)).toBe(0);
      expect(await fixture.stored(EVENTS, aside)).toEqual(all);
    });

    it('has nothing to do for a project that holds nothing', async () => {
      const nobody = aside;
      await copyAll(nobody, nobody + 100_000);
      expect([await missing(nobody, nobody + 100_000), await counts(nobody + 100_000)]).toEqual([
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ]);
    });
  });
}
