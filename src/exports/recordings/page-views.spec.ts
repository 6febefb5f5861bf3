import { PageViews } from './page-views.js';
import type { RecordedEvent } from './recorded-event.js';

const NOTHING_DONE = { clicks: 0, inputs: 0, scrolls: 0, isUnreadable: false };

const opened = (timestamp: number, href: string): RecordedEvent => ({ type: 4, timestamp, data: { href } });
const did = (timestamp: number, source: number, type?: number): RecordedEvent => ({
  type: 3,
  timestamp,
  data: { source, type },
});

function seen(...batches: { address?: string; events: readonly RecordedEvent[] | null }[]) {
  const views = new PageViews();
  for (const { address = null, events } of batches)
    views.see({ startedAt: '2026-03-09T10:00:00.000Z', address, events });
  return views;
}

describe('what happened in a recording', () => {
  it('is told page by page, with what was clicked, entered and scrolled', () => {
    const { views } = seen({
      events: [
        opened(1, '/a'),
        did(2, 2, 2),
        did(3, 2, 1),
        did(4, 5),
        did(5, 5),
        opened(6, '/b'),
        did(7, 3),
        did(8, 0),
      ],
    });
    expect(views).toEqual([
      { at: 1, address: '/a', ...NOTHING_DONE, clicks: 1, inputs: 2 },
      { at: 6, address: '/b', ...NOTHING_DONE, scrolls: 1 },
    ]);
  });

  it('knows a page that a script has changed by the address of the batch', () => {
    const { views } = seen(
      { address: '/a', events: [opened(1, '/a'), did(2, 5)] },
      { address: '/a', events: [did(11, 5)] },
      { address: '/b', events: [did(21, 5)] },
    );
    expect(views.map(({ at, address, inputs }) => [at, address, inputs])).toEqual([
      [1, '/a', 2],
      [21, '/b', 1],
    ]);
  });

  it('is not told twice of a page that was pictured twice', () => {
    expect(seen({ events: [opened(1, '/a'), opened(2, '/a')] }).views).toHaveLength(1);
  });

  it('has a line for pieces that could not be read, and goes on behind them', () => {
    const { views } = seen({ events: [opened(1, '/a')] }, { events: null }, { events: null }, { events: [did(9, 5)] });
    expect(views.map(({ address, isUnreadable, inputs }) => [address, isUnreadable, inputs])).toEqual([
      ['/a', false, 0],
      [null, true, 0],
      ['/a', false, 1],
    ]);
  });

  it('keeps five hundred pages and counts the rest', () => {
    const pages = Array.from({ length: 503 }, (_, at) => [opened(at, `/${at}`), did(at, 5)]).flat();
    const { views, left } = seen({ events: pages });
    expect([views.length, left, views.at(-1)?.inputs]).toEqual([500, 3, 1]);
  });

  it('tells of an address as much as a page bears, and of one that goes on in the same way nothing new', () => {
    const long = `/${'&'.repeat(1_000_000)}`;
    const { views } = seen(
      { events: [opened(1, long), did(2, 2, 2), opened(3, `${long}/again`)] },
      { address: `/b${long}`, events: [did(4, 5)] },
    );
    expect(views.map(({ address, clicks, inputs }) => [address?.length, clicks, inputs])).toEqual([
      [2_001, 1, 0],
      [2_001, 0, 1],
    ]);
  });
});
