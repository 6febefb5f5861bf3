import type { Suspicion } from './coverage.js';
import type { TableReference } from '../store/store-survey.port.js';

/** What the data map says of a table, by its name. */
export type Standing = 'mapped' | 'exempt' | 'unmapped';

/** What the foreign keys of a database say of tables that nobody speaks of, by `schema.table`. */
export interface Related {
  /** Columns by which rows lead, from table to table, to rows that are mapped, and keys that single mapped rows have as theirs. */
  readonly suspicions: ReadonlyMap<string, readonly Suspicion[]>;
  /** Tables that mapped rows share: catalogs, for the most part. */
  readonly shared: readonly string[];
}

/** A way from a table to a mapped one; what is exempt is not gone through, since it is said to be about nobody. */
type Way = readonly TableReference[];

export function relatedIn(references: readonly TableReference[], standingOf: (table: string) => Standing): Related {
  const suspicions = new Map<string, Suspicion[]>();
  const add = (table: string, suspicion: Suspicion) =>
    suspicions.set(table, [...(suspicions.get(table) ?? []), suspicion]);
  const ways = waysToMapped(references, standingOf);
  for (const reference of references) {
    const { child, parent } = reference;
    const onwards = standingOf(parent) === 'mapped' ? [] : ways.get(parent);
    if (standingOf(child) !== 'unmapped' || child === parent || onwards === undefined) continue;
    const way = [reference, ...onwards];
    // Round a circle it would lead back to itself.
    if (!way.slice(1).some((step) => step.child === child)) add(child, leading(way));
  }
  const shared = new Set<string>();
  for (const reference of references) {
    if (standingOf(reference.child) !== 'mapped' || standingOf(reference.parent) !== 'unmapped') continue;
    if (ways.has(reference.parent)) continue;
    if (reference.oneToOne) add(reference.parent, followed(reference));
    else shared.add(reference.parent);
  }
  return { suspicions, shared: [...shared].filter((table) => !suspicions.has(table)).sort() };
}

/** A shortest way from each unmapped table from which foreign keys lead to a mapped one. */
function waysToMapped(
  references: readonly TableReference[],
  standingOf: (table: string) => Standing,
): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  let ends = new Map<string, Way>();
  for (const { parent } of references) if (standingOf(parent) === 'mapped') ends.set(parent, []);
  while (ends.size > 0) {
    const further = new Map<string, Way>();
    for (const reference of references) {
      const { child, parent } = reference;
      const way = ends.get(parent);
      if (way === undefined || ways.has(child) || further.has(child) || standingOf(child) !== 'unmapped') continue;
      further.set(child, [reference, ...way]);
    }
    for (const [table, way] of further) ways.set(table, way);
    ends = further;
  }
  return ways;
}

function leading(way: Way): Suspicion {
  const [first] = way;
  const path = way.map(({ parent, key }) => `${parent} ("${key}")`).join(' → ');
  return {
    column: first?.childColumns.join(', ') ?? '',
    looksLike: `a reference to ${way.at(-1)?.parent ?? ''}, which is mapped`,
    because: `the foreign ${way.length === 1 ? 'key' : 'keys'} to ${path}`,
  };
}

function followed({ child, childColumns, parentColumns, key }: TableReference): Suspicion {
  return {
    column: parentColumns.join(', '),
    looksLike: `what single rows of ${child} refer to, which is mapped`,
    because: `the foreign key "${key}" from ${child} (${childColumns.join(', ')})`,
  };
}
