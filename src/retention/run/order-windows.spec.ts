import type { Collection } from '../../subject-data/index.js';
import type { CollectionWindows } from '../windows/effective-windows.service.js';
import { askedWindows, earlier, stepWindows } from './order-windows.js';

const [JANUARY, MARCH] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-03-01T00:00:00Z')];
const orderOf = (projectColumn: string | null): CollectionWindows => ({
  rule: 'company',
  collection: { name: 'orders', projectColumn } as Collection,
  agedBy: { kind: 'column', column: 'made_at' },
  takes: { kind: 'rows' },
  windows: [
    { projectId: 7, before: MARCH },
    { projectId: 3, before: JANUARY },
  ],
});

describe('the steps of a collection', () => {
  it('are one a project where rows say whose they are', () => {
    const order = orderOf('project_id');
    expect(stepWindows(order)).toEqual(order.windows);
    expect(askedWindows(order, [{ projectId: 7, before: JANUARY }])).toEqual([{ projectId: 7, before: JANUARY }]);
  });

  it('are one of a table that is of its projects together, and everybody is asked for with it', () => {
    const order = orderOf(null);
    expect(stepWindows(order)).toEqual([{ projectId: 3, before: JANUARY }]);
    expect(askedWindows(order, stepWindows(order))).toEqual([
      { projectId: 7, before: JANUARY },
      { projectId: 3, before: JANUARY },
    ]);
    expect(stepWindows({ ...order, windows: [] })).toEqual([]);
  });
});

describe('the window by which less goes', () => {
  it('is the earlier one; without an end everything goes', () => {
    expect(earlier(JANUARY, MARCH)).toBe(JANUARY);
    expect(earlier(null, MARCH)).toBe(MARCH);
    expect(earlier(JANUARY, null)).toBe(JANUARY);
    expect(earlier(null, null)).toBeNull();
  });
});
