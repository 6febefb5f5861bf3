import { coverOf, type Cover, type Neighbours } from '../../store/neighbours.js';

/** pg_constraint.confdeltype and confupdtype: no action, restrict, cascade, set null, set default. */
export type Action = 'a' | 'r' | 'c' | 'n' | 'd';

const CLAUSES = { a: 'NO ACTION', r: 'RESTRICT', c: 'CASCADE', n: 'SET NULL', d: 'SET DEFAULT' } as const;

/** A foreign key as it was declared; those that partitions have from it are not told apart. */
export interface ForeignKey {
  readonly name: string;
  /** The table that refers, and the one that is referred to, by oid. */
  readonly child: string;
  readonly parent: string;
  /** Side by side. */
  readonly childColumns: readonly string[];
  readonly parentColumns: readonly string[];
  /** SQL names of the collations the parent's columns are compared by; null where there is none. */
  readonly collations: readonly (string | null)[];
  readonly onDelete: Action;
  /** Of SET NULL and SET DEFAULT, where it is not for all columns. */
  readonly onDeleteColumns: readonly string[];
  readonly onUpdate: Action;
}

export interface KeyedTable {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly isPartitioned: boolean;
  readonly isPartition: boolean;
  /** What it is a partition of, or inherits from, by oid. */
  readonly parents: readonly string[];
}

/** The foreign keys of a database that change rows of those who refer, and its tables by oid. */
export interface KeyGraph {
  readonly keys: readonly ForeignKey[];
  readonly tables: ReadonlyMap<string, KeyedTable>;
}

/** What becomes of rows: they go, or these columns of them are changed. */
export type Effect = { readonly kind: 'delete' } | { readonly kind: 'change'; readonly columns: readonly string[] };

/** Rows of a table that an erasure would reach, and what would become of them. */
export interface Reached {
  /** Position among all; 0 = the rows that the erasure means. */
  readonly id: number;
  readonly table: KeyedTable;
  readonly effect: Effect;
  readonly cover: Cover;
  /** The foreign keys on a shortest way to it, each with what it says. */
  readonly way: readonly Passage[];
}

export interface Passage {
  readonly key: ForeignKey;
  /** Such as `ON DELETE CASCADE`. */
  readonly clause: string;
}

/** From rows reached to rows that refer to them. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly key: ForeignKey;
  readonly child: KeyedTable;
  readonly parent: KeyedTable;
}

export interface Reach {
  readonly reached: readonly Reached[];
  readonly steps: readonly Step[];
}

/**
 * Everything that goes along, or is changed, when rows of a table are erased: by ON DELETE from rows that go, by ON UPDATE from
 * columns that are changed, from table to table. It ends at tables that nothing may go from: kept ones and unmapped ones.
 */
export function reachOf(graph: KeyGraph, target: string, effect: Effect, neighbours: Neighbours): Reach {
  const parts = partsOf(graph);
  const tableOf = (oid: string) => graph.tables.get(oid) ?? unknown(oid);
  const reached: Reached[] = [];
  const ids = new Map<string, number>();
  const steps: Step[] = [];
  const add = (oid: string, what: Effect, way: readonly Passage[]): number => {
    const table = tableOf(oid);
    const cover = covering(graph, table, neighbours);
    return reached.push({ id: reached.length, table, effect: what, cover, way }) - 1;
  };
  const at = (oid: string, what: Effect, way: readonly Passage[]): number => {
    const name = JSON.stringify([oid, what]);
    const id = ids.get(name) ?? add(oid, what, way);
    ids.set(name, id);
    return id;
  };
  // Rows of the same table that go along with them are not among them.
  add(target, effect, []);
  for (let next = 0; next < reached.length; next += 1) {
    const from = reached[next];
    if (from === undefined || (next > 0 && isEnd(from.cover))) continue;
    for (const key of keysTo(graph, parts, from.table, next === 0)) {
      const then = effectOf(key, from.effect);
      if (then === null) continue;
      const to = at(key.child, then, [...from.way, { key, clause: clauseOf(key, from.effect) }]);
      steps.push({ from: next, to, key, child: tableOf(key.child), parent: tableOf(key.parent) });
    }
  }
  return { reached, steps };
}

/** Whether nothing may be taken from such a table, so that what would go along with it does not matter. */
export function isEnd(cover: Cover): boolean {
  return cover.kind === 'unmapped' || (cover.kind === 'mapped' && cover.collections.some(isKept));
}

export function isKept({ policy }: { readonly policy: { readonly kind: string } }): boolean {
  return policy.kind === 'keep';
}

function effectOf(key: ForeignKey, effect: Effect): Effect | null {
  if (effect.kind === 'delete') {
    if (key.onDelete === 'c') return { kind: 'delete' };
    if (key.onDelete !== 'n' && key.onDelete !== 'd') return null;
    return changeOf(key.onDeleteColumns.length > 0 ? key.onDeleteColumns : key.childColumns);
  }
  const changed = key.childColumns.filter((_column, place) => effect.columns.includes(key.parentColumns[place] ?? ''));
  if (changed.length === 0 || key.onUpdate === 'a' || key.onUpdate === 'r') return null;
  return changeOf(key.onUpdate === 'c' ? changed : key.childColumns);
}

function changeOf(columns: readonly string[]): Effect {
  return { kind: 'change', columns: [...columns].sort() };
}

function clauseOf(key: ForeignKey, { kind }: Effect): string {
  const action = kind === 'delete' ? key.onDelete : key.onUpdate;
  return `ON ${kind === 'delete' ? 'DELETE' : 'UPDATE'} ${CLAUSES[action]}`;
}

/** The partitions of each table, and what inherits from it. */
function partsOf({ tables }: KeyGraph): Map<string, KeyedTable[]> {
  const parts = new Map<string, KeyedTable[]>();
  for (const table of tables.values()) {
    for (const parent of table.parents) {
      const known = parts.get(parent);
      if (known === undefined) parts.set(parent, [table]);
      else known.push(table);
    }
  }
  return parts;
}

/**
 * The keys that rows of the table are referred to by: its own, those of the tables it is a partition of, and those of its
 * partitions. An erasure reaches what inherits from its table as well; a foreign key does not.
 */
function keysTo(
  { keys, tables }: KeyGraph,
  parts: ReadonlyMap<string, readonly KeyedTable[]>,
  table: KeyedTable,
  isTarget: boolean,
): ForeignKey[] {
  const family = new Set<string>();
  const above = (each: KeyedTable): void => {
    family.add(each.oid);
    if (each.isPartition) for (const parent of each.parents.flatMap((oid) => tables.get(oid) ?? [])) above(parent);
  };
  const below = (each: KeyedTable): void => {
    family.add(each.oid);
    for (const part of parts.get(each.oid) ?? []) if (part.isPartition || isTarget) below(part);
  };
  above(table);
  below(table);
  return keys.filter(({ parent }) => family.has(parent));
}

/** A table counts as what the data map says of it, or of a table it is a part of. */
function covering({ tables }: KeyGraph, table: KeyedTable, neighbours: Neighbours): Cover {
  const names: string[] = [];
  const add = (each: KeyedTable): void => {
    names.push(nameOf(each));
    for (const parent of each.parents.flatMap((oid) => tables.get(oid) ?? [])) add(parent);
  };
  add(table);
  return coverOf(neighbours, names);
}

export function nameOf({ schema, name }: Pick<KeyedTable, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}

function unknown(oid: string): KeyedTable {
  return { oid, schema: '?', name: oid, isPartitioned: false, isPartition: false, parents: [] };
}
