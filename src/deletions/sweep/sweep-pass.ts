import type { TakenDeletion } from '../staging/taken-deletion.js';
import type { Disclosure } from '../../compliance/index.js';
import type { Lease } from '../../platform/index.js';
import { type Collection, endedPart, type Erasure, released } from '../../subject-data/index.js';

/** A part of a sweep, for the one who has it. */
export interface LedPart {
  readonly sweepId: string;
  readonly lease: Lease;
  /** Whether other workers take part in it, partition by partition. */
  readonly shared: boolean;
  /** To be called when the engine works on what it was asked for, so that the next part begins. */
  readonly waits: () => void;
  /** Collections that are erased before this one, since their rows refer to its rows. */
  readonly after?: readonly string[];
}

/** With every deletion that it is about, those worked on apart included. */
export interface WholePart extends LedPart {
  readonly all: readonly TakenDeletion[];
}

/**
 * What a deletion of this disclosure takes of a collection, before its table is asked whether the headers can be cleared; null where the
 * policy keeps it.
 */
export function erasureOf(disclosure: Disclosure, collection: Collection): Erasure | null {
  if (collection.policy.kind === 'keep') return null;
  if (disclosure === 'Categories') return 'headers';
  if (disclosure === 'Sources') return 'sources';
  return 'policy';
}

/** What a deletion takes of a collection: which of its rows, as a collection whose policy keeps none of them, and what of these. */
export interface Taking {
  readonly rows: Collection;
  readonly erasure: Erasure;
}

/** Null where the policy keeps all of it. */
export function takingOf(collection: Collection, deletion: TakenDeletion): Taking | null {
  const rows = rowsTaken(collection, deletion);
  const erasure = rows === null ? null : erasureOf(deletion.disclosure, rows);
  return rows === null || erasure === null ? null : { rows, erasure };
}

function rowsTaken(collection: Collection, { reckonedAt, released: without = [] }: TakenDeletion): Collection | null {
  if (collection.policy.kind !== 'keep') return collection;
  if (without.includes(collection.name)) return released(collection);
  return reckonedAt === undefined ? null : endedPart(collection, reckonedAt);
}

/** Deletions that take the same of a collection. */
export interface AlikeDeletions {
  readonly taking: Taking | null;
  readonly deletions: readonly TakenDeletion[];
}

/** The deletions by what they take of the collection; those that began on one day take the same of what is kept for a time. */
export function byTaking(collection: Collection, deletions: readonly TakenDeletion[]): AlikeDeletions[] {
  const groups = new Map<string, { readonly taking: Taking | null; readonly deletions: TakenDeletion[] }>();
  for (const deletion of deletions) {
    const taking = takingOf(collection, deletion);
    const what = taking === null ? '' : `${taking.erasure} ${taking.rows.endedBefore?.day ?? ''}`;
    const group = groups.get(what) ?? { taking, deletions: [] };
    group.deletions.push(deletion);
    groups.set(what, group);
  }
  return [...groups.values()];
}

/** The deletions that concern a collection. */
export function concernedBy(collection: Collection, deletions: readonly TakenDeletion[]): TakenDeletion[] {
  const { name, projects } = collection;
  return deletions.filter(({ filing: { numbers }, only }) => {
    const isOfIts = projects === null || numbers.some((number) => projects.includes(number));
    return isOfIts && (only?.includes(name) ?? true);
  });
}

/** The deletions that have rows to erase: not one whose every subject is held. */
export function erasingOf(deletions: readonly TakenDeletion[]): TakenDeletion[] {
  return deletions.filter(({ subjects }) => subjects.length > 0);
}

/**
 * The deletions whose subjects' rows are erased in every collection anyway, so that it does no harm where an erasure takes such rows
 * along. A deletion of Categories takes rows with those it could not clear, one of Sources none; it counts where rows are only changed.
 */
export function goingOf(erasure: Erasure, deletions: readonly TakenDeletion[]): TakenDeletion[] {
  const erasing = erasingOf(deletions);
  if (erasure === 'policy') return erasing.filter(({ disclosure }) => disclosure === 'Data');
  return erasure === 'rows' ? erasing.filter(({ disclosure }) => disclosure !== 'Sources') : erasing;
}

/** Whether the erasure takes the rows of the collection themselves. */
export function takesRows({ policy }: Collection, erasure: Erasure): boolean {
  return policy.kind === 'erase' && (erasure === 'policy' || erasure === 'rows');
}
