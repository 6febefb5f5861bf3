import { agedBefore, isAsLongAs, isoPeriod, isPending } from '../../compliance/index.js';
import type { Collection, CollectionWindow } from '../../subject-data/index.js';
import type { ChangedWindow } from './project-windows.js';

/** What `retention_windows` and `retention_changes` keep of a table of the company; null = nothing of it went by its age. */
export interface TableState {
  readonly window: CollectionWindow | null;
  /** Whose rows they are; left out where it was not looked at yet. */
  readonly of?: TableTarget;
}

/** Where the rows of a collection stand, and of which projects they are. */
export type TableTarget = Pick<Collection, 'store' | 'schema' | 'table' | 'projectColumn' | 'projects'>;

/** A window of the data map by which rows go: one that says what becomes of them. */
export type GoingWindow = CollectionWindow & { readonly does: NonNullable<CollectionWindow['does']> };

/** The window where rows go by it. */
export function goingBy(window: CollectionWindow | null | undefined): GoingWindow | null {
  return window !== undefined && window !== null && window.does !== null ? { ...window, does: window.does } : null;
}

/** Whether the data map lets rows go by the second that stayed by the first; what cannot be compared counts as shorter. */
export function shortensTable(known: CollectionWindow | null, now: CollectionWindow | null): boolean {
  const [was, is] = [goingBy(known), goingBy(now)];
  if (is === null) return false;
  return was === null || !isAlike(was, is) || !isAsLongAs(is.after, was.after);
}

/** Whether the data map lets rows go that it did not speak of before: those of another table, or of a project that was not among its own. */
export function speaksOfOthers(known: TableState, now: TableState): boolean {
  const [was, is] = [known.of, now.of];
  if (was === undefined || is === undefined) return false;
  const place = ({ store, schema, table, projectColumn }: TableTarget) =>
    JSON.stringify([store, schema, table, projectColumn]);
  const isAdded = (id: number) => was.projects !== null && !was.projects.includes(id);
  return place(was) !== place(is) || (is.projects === null ? was.projects !== null : is.projects.some(isAdded));
}

/**
 * The moment before which rows have outlived their time; null = none goes. While a change pends from a window by which nothing went, or
 * by another column or with another outcome, nothing goes: no row is gone then that either of both keeps.
 */
export function tableGoesBefore(
  window: CollectionWindow | undefined,
  changes: readonly ChangedWindow[],
  now: Date,
): Date | null {
  const set = goingBy(window);
  if (set === null) return null;
  let before = cutOf(set, now);
  for (const change of changes.filter((each) => isPending(each, now))) {
    const was = goingBy((change.before as TableState).window);
    if (was === null || !isAlike(was, set)) return null;
    const cut = cutOf(was, now);
    if (cut < before) before = cut;
  }
  return before;
}

/** Whether rows stay for a change that pends: none does where the window was lengthened again since. */
export function lengthensTable(window: CollectionWindow | undefined, change: ChangedWindow, now: Date): boolean {
  const cut = (changes: readonly ChangedWindow[]) => tableGoesBefore(window, changes, now)?.getTime();
  return cut([change]) !== cut([]);
}

/** As ISO 8601 writes it; null = nothing goes. */
export function writtenPeriod({ window }: TableState): string | null {
  const going = goingBy(window);
  return going && isoPeriod(going.after);
}

function cutOf({ after, zone }: GoingWindow, now: Date): Date {
  return agedBefore(after, now, zone ?? 'UTC');
}

function isAlike(one: GoingWindow, other: GoingWindow): boolean {
  const told = ({ column, zone, does }: GoingWindow) =>
    JSON.stringify([column, zone ?? 'UTC', does.kind, does.kind === 'anonymize' ? [...does.columns].sort() : []]);
  return told(one) === told(other);
}
