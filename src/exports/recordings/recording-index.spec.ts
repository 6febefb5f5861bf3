import type { RecordedEvent } from './recorded-event.js';
import { RecordingIndex, type RecordingSummary } from './recording-index.js';
import type { StoredBatch } from './stored-batch.js';

const BEGAN = Date.parse('2026-03-09T10:00:00Z');
const MEGABYTE = 1 << 20;

const picture = (after: number, href = 'https://shop.example/'): RecordedEvent[] => [
  { type: 4, timestamp: BEGAN + after, data: { href } },
  { type: 2, timestamp: BEGAN + after },
];
const change = (after: number): RecordedEvent => ({ type: 3, timestamp: BEGAN + after, data: { source: 1 } });

function batch(seq: number, events: readonly RecordedEvent[] | null, more: Partial<StoredBatch> = {}): StoredBatch {
  const startedAt = new Date(BEGAN + seq * 10_000).toISOString();
  const rest = { recording: 'one', address: null, device: null, lacks: null, json: '[]' };
  return { ...rest, seq, startedAt, events, ...more };
}

function summaries(...batches: StoredBatch[]): ReadonlyMap<string, RecordingSummary> {
  const index = new RecordingIndex();
  for (const each of batches) index.see(each);
  return index.summaries();
}

function summaryOf(...batches: StoredBatch[]): RecordingSummary {
  const [summary, ...others] = summaries(...batches).values();
  if (summary === undefined || others.length > 0) throw new Error('one recording');
  return summary;
}

describe('what is known of a recording', () => {
  it('is when, how long, on which pages and devices', () => {
    const summary = summaryOf(
      batch(0, [...picture(0), change(4_000)], { device: 'Mac OS X, web' }),
      batch(1, [change(10_000), ...picture(12_000, 'https://shop.example/cart')], { device: 'Mac OS X, web' }),
    );
    expect(summary).toMatchObject({ batches: 2, lost: 0, unreadable: 0, playedFrom: null, number: 1 });
    expect([summary.startedAt, summary.endedAt]).toEqual(['2026-03-09T10:00:00.000Z', '2026-03-09T10:00:12.000Z']);
    expect([...summary.addresses]).toEqual(['https://shop.example/', 'https://shop.example/cart']);
    expect([...summary.devices]).toEqual(['Mac OS X, web']);
    expect(summary.parts).toEqual([{ fromSeq: 0, isPlayed: true }]);
  });

  it('counts the pieces that are not there, at its beginning and within', () => {
    expect(summaryOf(batch(2, picture(20_000)), batch(5, [change(50_000)])).lost).toBe(4);
  });

  it('says from when on it can be played, where its beginning is missing', () => {
    const late = summaryOf(batch(3, [change(30_000)]), batch(4, [change(40_000), ...picture(47_000)]));
    expect(late.playedFrom).toBe('2026-03-09T10:00:47.000Z');
    expect(summaryOf(batch(3, [change(30_000)])).parts).toEqual([{ fromSeq: 3, isPlayed: false }]);
  });

  it('tells pieces that could not be read from those that are too large or not disclosed', () => {
    const summary = summaryOf(batch(0, null), batch(1, null, { lacks: 'too-large' }), batch(2, []));
    expect(summary).toMatchObject({ unreadable: 1, tooLarge: 1, isWithheld: false });
    expect(summaryOf(batch(0, null, { lacks: 'withheld' }))).toMatchObject({ unreadable: 0, isWithheld: true });
  });

  it('numbers recordings by the times at which they began', () => {
    const found = summaries(
      batch(0, picture(60_000), { recording: 'a', startedAt: null }),
      batch(0, picture(0), { recording: 'b' }),
    );
    expect([...found.values()].map(({ recording, number }) => [recording, number])).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });

  it('names twenty addresses at the most, none longer than three hundred characters', () => {
    const pages = Array.from({ length: 30 }, (_, at) =>
      picture(at, `https://shop.example/${at}/${'x'.repeat(400)}`),
    ).flat();
    const { addresses } = summaryOf(batch(0, pages));
    expect([addresses.size, Math.max(...[...addresses].map(({ length }) => length))]).toEqual([20, 300]);
  });
});

describe('a recording that is too long for one page', () => {
  const tenMegabytes = ' '.repeat(10 * MEGABYTE);

  it('is cut where a whole picture comes once a page has enough', () => {
    const batches = Array.from({ length: 9 }, (_, seq) => {
      const events = seq % 2 === 0 ? picture(seq * 10_000) : [change(seq * 10_000)];
      return batch(seq, events, { json: tenMegabytes });
    });
    expect(summaryOf(...batches).parts).toEqual([
      { fromSeq: 0, isPlayed: true },
      { fromSeq: 4, isPlayed: true },
      { fromSeq: 8, isPlayed: true },
    ]);
  });

  it('is cut anyhow where no picture comes, and says that the rest cannot be played', () => {
    const batches = Array.from({ length: 15 }, (_, seq) =>
      batch(seq, seq === 0 ? picture(0) : [change(seq * 10_000)], { json: tenMegabytes }),
    );
    expect(summaryOf(...batches).parts).toEqual([
      { fromSeq: 0, isPlayed: true },
      { fromSeq: 12, isPlayed: false },
    ]);
  });
});
