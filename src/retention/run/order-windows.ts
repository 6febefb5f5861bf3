import type { ExpiryWindow } from '../../subject-data/index.js';
import type { CollectionWindows } from '../windows/effective-windows.service.js';

/** A table without a project column is of its projects together: its rows go when the window of each has passed. */
export function isShared({ collection }: CollectionWindows): boolean {
  return collection.projectColumn === null;
}

/** The windows of which steps are made: of a table that is shared the one of the lowest project stands for all. */
export function stepWindows(order: CollectionWindows): readonly ExpiryWindow[] {
  if (!isShared(order) || order.windows.length === 0) return order.windows;
  const projectId = Math.min(...order.windows.map((window) => window.projectId));
  const before = order.windows.map((window) => window.before).reduce(earlier);
  return [{ projectId, before }];
}

/** The windows of some steps, as a store is asked about them. */
export function askedWindows(order: CollectionWindows, steps: readonly ExpiryWindow[]): ExpiryWindow[] {
  const [only] = steps;
  if (isShared(order) && only !== undefined) {
    return order.windows.map(({ projectId, before }) => ({ projectId, before: earlier(before, only.before) }));
  }
  return steps.map(({ projectId, before }) => ({ projectId, before }));
}

/** Of two windows the one by which less goes; null = everything does. */
export function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
