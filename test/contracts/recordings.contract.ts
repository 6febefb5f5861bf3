import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { RecordingTie } from '../../src/subject-data/store/recordings.js';
import { EVERYTHING } from '../../src/compliance/index.js';
import {
  ClosureService,
  recordingIdOf,
  type Collection,
  type IdentityLink,
  type IngestStore,
  type RecordingBatch,
  type SubjectKey,
  type SubjectStore,
} from '../../src/subject-data/index.js';
import { recordingBatch } from '../support/recordings.js';

/** A batch as it is stored. */
export interface StoredBatch {
  readonly filedUnder: string;
  readonly sentDistinctId: string;
  readonly deviceId: string | null;
  readonly replayId: string;
  readonly seq: number;
  readonly startedAt: Date;
  readonly replayStartedAt: Date;
  readonly durationMs: number;
  readonly properties: unknown;
  readonly events: number;
  readonly encoding: string;
  readonly payload: Buffer;
  /** `YYYY-MM-DD` */
  readonly expiresOn: string;
  /** In microseconds since 1970. */
  readonly arrived: string;
}

export interface RecordingsFixture {
  readonly ingest: IngestStore;
  readonly subjects: SubjectStore;
  /** Of a project by recording and `seq`, what was hidden left out. */
  batches(projectId: number): Promise<StoredBatch[]>;
  close(): Promise<void>;
}

const [REPLAYS, LINKS] = ['session_replays', 'identity_links'].map((name) =>
  BUILT_IN_COLLECTIONS.find((collection) => collection.name === name),
) as [Collection, Collection];
const DEVICE = '$device:0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const R = recordingIdOf('r');

/** What every store does with recordings: keeps them batch by batch, and knows whose they are. */
export function recordingsContract(name: string, open: () => Promise<RecordingsFixture>): void {
  describe(`${name}, as a store of recordings`, () => {
    let fixture: RecordingsFixture;
    let ingest: IngestStore;
    let projectId = 700_000;

    beforeAll(async () => {
      fixture = await open();
      ingest = fixture.ingest;
    });
    afterAll(async () => fixture?.close());
    beforeEach(() => {
      projectId += 1;
    });

    const asNobody = (more: Partial<RecordingBatch> = {}) =>
      recordingBatch({ distinctId: DEVICE, deviceId: DEVICE, ...more });
    const asUser = (distinctId: string, more: Partial<RecordingBatch> = {}) =>
      recordingBatch({ distinctId, deviceId: DEVICE, seq: 1, ...more });
    const write = (...batches: RecordingBatch[]) => ingest.writeRecordings(projectId, batches);
    const filed = async () =>
      (await fixture.batches(projectId)).map(({ filedUnder, replayId, seq }) => [filedUnder, replayId, seq]);
    const link = (
      distinctId: string,
      linkedId: string,
      kind: IdentityLink['kind'] = 'device',
      origin: IdentityLink['origin'] = 'token',
    ) => ingest.writeLinks(projectId, [{ distinctId, linkedId, kind, origin }]);
    const closureOf = async (id: string, contestedBefore: readonly string[] = []) => {
      const nobody = async () => new Set<string>();
      const before = async (ids: readonly string[]) => new Set(ids.filter((each) => contestedBefore.includes(each)));
      const closures = await new ClosureService(ingest).resolve(projectId, [id], nobody, before);
      const { ids = [], recordings = [], sharedRecordings = [] } = closures.get(id) ?? {};
      return { ids, recordings, sharedRecordings };
    };
    const keys = (ids: readonly string[], watermark: Date | null = null): SubjectKey[] =>
      ids.map((distinctId) => ({ ordinal: 0, projectId, distinctId, watermark }));

    describe('keeps batches', () => {
      it('as they were sent, to the byte', async () => {
        const payload = Buffer.from(Array.from({ length: 512 }, (_, at) => at % 256));
        const started = new Date('2026-03-09T22:29:05.001Z');
        await write(
          asUser('ada', {
            ...{ seq: 2_147_483_647, batchStartedAt: started, durationMs: 86_400_000, events: 10_000, payload },
            ...{ encoding: 'json', properties: '{"$current_url": "https://shop.example/🦊", "n": 9007199254740993}' },
          }),
        );
        const [stored] = await fixture.batches(projectId);
        expect(stored).toMatchObject({
          ...{ filedUnder: 'ada', sentDistinctId: 'ada', deviceId: DEVICE, replayId: 'r', seq: 2_147_483_647 },
          ...{ startedAt: started, replayStartedAt: new Date('2026-03-09T22:28:55.078Z'), durationMs: 86_400_000 },
          ...{ events: 10_000, encoding: 'json', expiresOn: '2026-04-08' },
          properties: expect.objectContaining({ $current_url: 'https://shop.example/🦊' }),
        });
        expect(stored?.payload.equals(payload)).toBe(true);
      });

      it('under the user, or the recording where only a device is known', async () => {
        const bare = DEVICE.slice('$device:'.length);
        await write(
          asNobody(),
          asUser('ada'),
          recordingBatch({ distinctId: bare, deviceId: DEVICE, seq: 2 }),
          recordingBatch({ distinctId: bare, seq: 3 }),
        );
        expect(await filed()).toEqual([
          [R, 'r', 0],
          ['ada', 'r', 1],
          [R, 'r', 2],
          [bare, 'r', 3],
        ]);
        expect((await fixture.batches(projectId)).map((each) => each.sentDistinctId)).toEqual([
          ...[DEVICE, 'ada', bare, bare],
        ]);
      });

      it('once, by recording and seq: the last counts, and keeps the arrival and the expiry of the first', async () => {
        await write(asUser('ada'));
        const [first] = await fixture.batches(projectId);
        const again = (durationMs: number) =>
          asUser('ada', { durationMs, payload: Buffer.from([durationMs]), expiresOn: new Date('2027-01-01') });
        await write(again(2), again(3));
        await write(again(4), asUser('ada', { seq: 2 }), again(5));
        const stored = await fixture.batches(projectId);
        expect(
          stored.map(({ seq, durationMs, payload, expiresOn }) => [seq, durationMs, payload[0], expiresOn]),
        ).toEqual([
          [1, 5, 5, '2026-04-08'],
          [2, 1500, 0x1f, '2026-04-08'],
        ]);
        expect(Math.abs(Number(stored[0]?.arrived) - Number(first?.arrived))).toBeLessThanOrEqual(10);
      });

      it('once, whoever it is sent again under, and in their project alone', async () => {
        await write(asNobody(), asUser('ada'));
        await write(asUser('ada', { seq: 0 }));
        await ingest.writeRecordings(projectId + 1000, [asNobody()]);
        expect(await filed()).toEqual([
          ['ada', 'r', 0],
          ['ada', 'r', 1],
        ]);
        await write(asUser('ada', { seq: 2 }), asNobody({ seq: 2 }));
        expect((await filed()).at(-1)).toEqual([R, 'r', 2]);
      });

      it('once, where many send the same at the same moment', async () => {
        const batches = Array.from({ length: 12 }, (_, at) => asUser('ada', { seq: at % 3, durationMs: at }));
        await Promise.all(batches.map((batch) => write(batch)));
        expect(await filed()).toEqual([0, 1, 2].map((seq) => ['ada', 'r', seq]));
      });

      it('of a whole day, and whatever month they expire in', async () => {
        const months = ['1999-12-31', '2026-12-31', '2027-01-01', '2031-05-05', '2150-06-01'];
        await write(...months.map((day, seq) => asUser('ada', { replayId: 's', seq, expiresOn: new Date(day) })));
        const day = Array.from({ length: 8_640 }, (_, seq) => asUser('ada', { seq }));
        await write(...day);
        await write(...day.slice(0, 1_000));
        const stored = await fixture.batches(projectId);
        expect(stored).toHaveLength(8_640 + 5);
        expect(stored.slice(-5).map(({ expiresOn }) => expiresOn)).toEqual(months);
      });

      it('not at all past the limit of a write', async () => {
        const passed = new AbortController();
        passed.abort();
        const limit = { signal: passed.signal, milliseconds: 30_000 };
        await expect(ingest.writeRecordings(projectId, [asNobody()], limit)).rejects.toThrow();
        expect(await filed()).toEqual([]);
        await ingest.writeRecordings(projectId, []);
      });
    });

    describe('ties recordings', () => {
      const ties = async (...ids: string[]) =>
        (await ingest.recordingTiesOf(projectId, ids)).map((tie: RecordingTie) => [tie.recordingId, tie.distinctId]);

      it('to all they were sent under, where something was sent without a user', async () => {
        await write(asNobody(), asUser('ada'), asUser('ada', { seq: 2 }), asUser('ada', { replayId: 'signed in' }));
        await write(asUser('bea', { seq: 3 }));
        const all = [
          [R, DEVICE],
          [R, 'ada'],
          [R, 'bea'],
        ].sort();
        expect((await ties('ada')).sort()).toEqual(all);
        expect((await ties(DEVICE, 'bea', 'ada')).sort()).toEqual(all);
        expect([await ties('carol', "'; drop table"), await ties()]).toEqual([[], []]);
      });

      it('and joins nobody by it, nor lets anybody believe or refuse it', async () => {
        await write(asNobody(), asUser('ada'));
        expect(await ingest.linksOf(projectId, ['ada', DEVICE, R])).toEqual([]);
        expect(await ingest.reviewLinks(projectId, { origins: ['token', 'unknown'] }, 10)).toEqual({
          total: 0,
          links: [],
        });
        const all = { origins: ['token', 'unknown'] } as const;
        expect(await ingest.decideLinks(projectId, all, 'refused-by-operator')).toBe(0);
        const seen = { user: false, plain: false, seen: true, profile: false };
        expect(await ingest.usesOf(projectId, ['ada', DEVICE])).toEqual(
          new Map([
            ['ada', seen],
            [DEVICE, seen],
          ]),
        );
      });
    });

    describe('knows whose a recording is that began without a user', () => {
      const ORDERS: readonly (readonly [says: string, write: () => Promise<unknown>])[] = [
        ['the device first', () => write(asNobody()).then(() => write(asUser('ada')))],
        ['the user first', () => write(asUser('ada')).then(() => write(asNobody()))],
        ['both at once', () => Promise.all([write(asUser('ada')), write(asNobody())])],
        ['in one call', () => write(asUser('ada'), asNobody())],
      ];

      it.each(ORDERS)('the user’s it went on under, whoever else uses the device: %s', async (_, arrive) => {
        await arrive();
        await link('ada', DEVICE);
        await link('bea', DEVICE);
        expect(await closureOf('ada')).toEqual({ ids: ['ada'], recordings: [R], sharedRecordings: [] });
        expect(await closureOf('bea')).toEqual({ ids: ['bea'], recordings: [], sharedRecordings: [] });
        expect(await closureOf(DEVICE)).toEqual({ ids: [], recordings: [], sharedRecordings: [] });
      });

      it('the device’s, and with it the person’s whose the device is', async () => {
        await write(asNobody());
        expect(await closureOf(DEVICE)).toEqual({ ids: [DEVICE], recordings: [R], sharedRecordings: [] });
        await link('ada', DEVICE);
        expect((await closureOf('ada')).recordings).toEqual([R]);
        expect(await closureOf(DEVICE)).toEqual({ ids: [DEVICE], recordings: [R], sharedRecordings: [] });
      });

      it('nobody’s, where two users are in it, of whom the device is neither’s', async () => {
        await write(asNobody(), asUser('ada'), asUser('bea', { seq: 2 }));
        expect(await closureOf('ada')).toEqual({ ids: ['ada'], recordings: [], sharedRecordings: [R] });
        expect(await closureOf('bea')).toEqual({ ids: ['bea'], recordings: [], sharedRecordings: [R] });
        await link('ada', DEVICE, 'device', 'secret');
        expect((await closureOf('ada')).recordings).toEqual([R]);
        expect(await closureOf('bea')).toEqual({ ids: ['bea'], recordings: [], sharedRecordings: [R] });
      });

      it('of two ids of one person that person’s', async () => {
        await write(asNobody(), asUser('ada'), asUser('ada@mail.example', { seq: 2 }));
        await link('ada', 'ada@mail.example', 'alias', 'secret');
        expect((await closureOf('ada@mail.example')).recordings).toEqual([R]);
      });

      it('the owner’s of the device, rather than the one user’s it went on under', async () => {
        await write(asNobody(), asUser('guest'));
        await link('owner', DEVICE, 'device', 'secret');
        expect((await closureOf('owner')).recordings).toEqual([R]);
        expect(await closureOf('guest')).toEqual({ ids: ['guest'], recordings: [], sharedRecordings: [R] });
      });

      it('nobody’s still, when one of two users is gone', async () => {
        await write(asNobody(), asUser('ada'));
        await link('ada', DEVICE);
        await link('bea', DEVICE);
        expect(await closureOf('ada', [R])).toEqual({ ids: ['ada'], recordings: [], sharedRecordings: [R] });
      });

      it('the device’s that is asked for without its mark, where it is used as one', async () => {
        const bare = DEVICE.slice('$device:'.length);
        const event = { event: 'e', distinctId: bare, time: new Date('2026-03-09'), insertId: 'i' };
        await ingest.writeEvents(projectId, [{ ...event, properties: JSON.stringify({ $device_id: bare }) }]);
        await write(recordingBatch({ distinctId: bare, deviceId: bare }));
        expect(await closureOf(bare)).toEqual({ ids: [bare, DEVICE], recordings: [R], sharedRecordings: [] });
        expect((await filed())[0]).toEqual([R, 'r', 0]);
      });
    });

    describe('erases a recording', () => {
      const found = async (ids: readonly string[]) =>
        (await fixture.subjects.tally(keys(ids), REPLAYS, EVERYTHING)).reduce((sum, { rows }) => sum + rows, 0);
      const left = async (ids: readonly string[], collection = REPLAYS) =>
        (await fixture.subjects.countRemaining(collection, keys(ids), 'policy')).reduce(
          (sum, { rows }) => sum + rows,
          0,
        );

      it('as a whole, and sees in the read-back what a half-done erasure left of it', async () => {
        await write(asNobody(), asUser('ada'), asUser('ada', { seq: 2 }), asUser('bea', { replayId: 'other' }));
        const { ids, recordings } = await closureOf('ada');
        const all = [...ids, ...recordings];
        expect(await found(all)).toBe(3);
        await fixture.subjects.hide(LINKS, keys(all), 'policy');
        await fixture.subjects.hide(REPLAYS, keys(ids), 'policy');
        expect(await left(all)).toBe(1);
        await fixture.subjects.hide(REPLAYS, keys(all), 'policy');
        expect([await left(all), await left(all, LINKS)]).toEqual([0, 0]);
        expect(await filed()).toEqual([['bea', 'other', 1]]);
        expect(await ingest.recordingTiesOf(projectId, ['ada', DEVICE])).toEqual([]);
      });

      it('of two users only what was sent under the one', async () => {
        await write(asNobody(), asUser('ada'), asUser('bea', { seq: 2 }));
        const { ids, recordings } = await closureOf('ada');
        const all = [...ids, ...recordings];
        for (const collection of [REPLAYS, LINKS]) await fixture.subjects.hide(collection, keys(all), 'policy');
        expect(await left(all)).toBe(0);
        expect(await filed()).toEqual([
          [R, 'r', 0],
          ['bea', 'r', 2],
        ]);
        expect(await closureOf('bea', [R])).toEqual({ ids: ['bea'], recordings: [], sharedRecordings: [R] });
      });

      it('up to the watermark, of what is sent again as well', async () => {
        await write(asUser('ada'));
        const watermark = new Date(Math.ceil(Number((await fixture.batches(projectId))[0]?.arrived) / 1000) + 1);
        await write(asUser('ada', { durationMs: 2 }));
        await fixture.subjects.hide(REPLAYS, keys(['ada'], watermark), 'policy');
        expect(await filed()).toEqual([]);
      });

      it('and takes one that is sent again afterwards for new', async () => {
        await write(asUser('ada'));
        await fixture.subjects.hide(REPLAYS, keys(['ada']), 'policy');
        await write(asUser('ada', { durationMs: 7, expiresOn: new Date('2026-05-05') }));
        expect((await fixture.batches(projectId)).map((each) => [each.durationMs, each.expiresOn])).toEqual([
          [7, '2026-05-05'],
        ]);
      });

      it('by Categories to what it was, and tells of nothing that is left in it', async () => {
        await write(asNobody(), asUser('ada'));
        const all = keys(['ada', R]);
        const before = await fixture.subjects.read(all, (view) => view.headers(REPLAYS, EVERYTHING));
        const names = new Set(before.map(({ header }) => header));
        expect([...names].sort()).toEqual(
          [
            ...['device_id', 'distinct_id', 'duration_ms', 'encoding', 'events', 'expires_on', 'mp_lib', 'recording'],
            ...['replay_id', 'replay_started_at', 'sent_distinct_id', 'seq', 'started_at'],
          ].sort(),
        );
        await fixture.subjects.hide(REPLAYS, all, 'sources');
        expect(await fixture.subjects.countRemaining(REPLAYS, all, 'sources')).toEqual([]);
        await fixture.subjects.hide(REPLAYS, all, 'headers');
        expect(await fixture.subjects.countRemaining(REPLAYS, all, 'headers')).toEqual([]);
        const stored = await fixture.batches(projectId);
        expect(
          stored.map(({ filedUnder, sentDistinctId, events, payload }) => [
            filedUnder,
            sentDistinctId,
            events,
            payload.length,
          ]),
        ).toEqual([
          [R, '', 0, 0],
          ['ada', '', 0, 0],
        ]);
        expect(stored.map(({ properties, deviceId }) => [properties, deviceId === null || deviceId === ''])).toEqual([
          [{}, true],
          [{}, true],
        ]);
      });

      it('and shows its rows as they were sent, bytes and all', async () => {
        await write(asNobody({ payload: Buffer.from([0, 1, 255]), encoding: 'json' }));
        await fixture.subjects.read(keys([R]), async (view) => {
          for await (const { columns, time } of view.rows(REPLAYS, EVERYTHING)) {
            expect(time).toBe('2026-03-09T22:28:55.078Z');
            expect(Buffer.from(columns['recording'] as Uint8Array)).toEqual(Buffer.from([0, 1, 255]));
            expect(columns).toMatchObject({ sent_distinct_id: DEVICE, replay_id: 'r', seq: 0, encoding: 'json' });
          }
        });
      });
    });
  });
}
