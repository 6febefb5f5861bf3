import { partitionOf, partitionsBetween, partitionsOf } from './month-partitions.js';

const tables = (from: string, until: string) =>
  partitionsBetween('events', new Date(from), new Date(until)).map((partition) => partition.table);

describe('partitions by month', () => {
  it('are months of UTC', () => {
    expect(partitionOf('events', new Date('2025-12-31T23:59:59.999Z'))).toEqual({
      parent: 'events',
      table: 'events_2025_12',
      from: new Date('2025-12-01T00:00:00Z'),
      until: new Date('2026-01-01T00:00:00Z'),
    });
    expect(partitionOf('session_replays', new Date('2026-01-01T00:00:00Z')).table).toBe('session_replays_2026_01');
  });

  it('cover a span without a gap, its ends included', () => {
    expect(tables('2025-11-30T00:00:00Z', '2026-01-01T00:00:00Z')).toEqual([
      'events_2025_11',
      'events_2025_12',
      'events_2026_01',
    ]);
    expect(tables('2026-01-05T00:00:00Z', '2026-01-05T00:00:00Z')).toEqual(['events_2026_01']);
    expect(tables('2026-01-05T00:00:00Z', '2026-01-04T00:00:00Z')).toEqual([]);
  });

  it('are few for times that nobody lives in', () => {
    expect(tables('1970-01-01T00:00:00Z', '2010-01-01T00:00:00Z')).toEqual(['events_before', 'events_2010_01']);
    expect(tables('2099-12-01T00:00:00Z', '9999-01-01T00:00:00Z')).toEqual(['events_2099_12', 'events_after']);
  });

  it('are named once, however many rows lie in them', () => {
    const times = ['2026-01-01', '2026-01-31', '2026-02-01', '2026-01-15'].map((day) => new Date(day));
    expect(partitionsOf('session_replays', times).map(({ table }) => table)).toEqual([
      'session_replays_2026_01',
      'session_replays_2026_02',
    ]);
  });
});
