import type { Collection } from '../../data-map/collection.js';
import { isKept, nameOf, type Reach, type Reached, type Step } from './reach.js';
import type { CheckResult } from '../../store/subject-store.port.js';

/** What the catalog alone says against an erasure. */
export type Fault = 'unmapped' | 'kept' | 'anonymized';

/**
 * What may not be reached, whatever rows there are: a table nobody speaks of, one that is kept, and one whose rows stay without
 * some columns, where the row would go or another column would be changed.
 */
export function faultOf({ cover, effect }: Reached): Fault | null {
  if (cover.kind === 'unmapped') return 'unmapped';
  if (cover.kind === 'exempt') return null;
  if (cover.collections.some(isKept)) return 'kept';
  const mayGo = cover.collections.some(
    ({ policy }) => policy.kind === 'erase' || (effect.kind === 'change' && clears(policy, effect.columns)),
  );
  return mayGo ? null : 'anonymized';
}

/** Whether the policy clears all of these columns itself. */
export function clears(policy: Collection['policy'], columns: readonly string[]): boolean {
  return policy.kind === 'anonymize' && columns.every((column) => policy.columns.includes(column));
}

/** Whether the change takes away what says whose row of the collection it is. */
export function unties({ effect }: Reached, collection: Collection): boolean {
  if (effect.kind === 'delete') return false;
  return [collection.subjectColumn, collection.projectColumn].some(
    (name) => name !== null && effect.columns.includes(name),
  );
}

/** Collections that keep rows of the same table, in which another column says whose they are. */
export function keepersOf(collection: Collection, all: readonly Collection[]): Collection[] {
  return all.filter(
    (other) =>
      isKept(other) &&
      other.name !== collection.name &&
      other.schema === collection.schema &&
      other.table === collection.table,
  );
}

/** What is wrong where rows that the erasure means are kept by another collection. */
export function keptToo(each: Reached, collection: Collection, rows: string): string {
  const keepers = each.cover.kind === 'mapped' ? keepersOf(collection, each.cover.collections) : [];
  const names = keepers.map(({ name }) => `"${name}"`).join(', ');
  return `${rows} of ${nameOf(each.table)} are kept on a legal basis by ${names}; anonymize "${collection.name}" instead of erasing it`;
}

/** The steps by which rows must be looked at: those that end, sooner or later, at a table that is mapped. */
export function stepsLookedAt({ reached, steps }: Reach): Step[] {
  const looked = new Set(reached.filter(({ id, cover }) => id > 0 && cover.kind === 'mapped').map(({ id }) => id));
  for (let before = -1; before < looked.size;) {
    before = looked.size;
    for (const { from, to } of steps) if (from > 0 && looked.has(to)) looked.add(from);
  }
  return steps.filter(({ to }) => looked.has(to));
}

/** Whose rows may go along, or be changed, with those of the target. */
export function takenBy({ reached }: Reach): Collection[] {
  return [...new Set(reached.slice(1).flatMap(({ cover }) => (cover.kind === 'mapped' ? cover.collections : [])))];
}

/** What the catalog says at the start of what an erasure of the collection reaches. */
export function findingsOf(reach: Reach, collection: Collection): CheckResult {
  const errors: string[] = [];
  const warnings: string[] = [];
  for (const each of reach.reached.slice(0, 1)) {
    const keepers = each.cover.kind === 'mapped' ? keepersOf(collection, each.cover.collections) : [];
    const same = keepers.some(({ subjectColumn }) => subjectColumn === collection.subjectColumn);
    if (keepers.length > 0) (same ? errors : warnings).push(keptToo(each, collection, same ? 'the rows' : 'some rows'));
  }
  for (const each of reach.reached.slice(1)) {
    const fault = faultOf(each);
    if (fault !== null) errors.push(`${deedOf(reach, each, 'would')}; ${adviceOn(fault, each, collection)}`);
    else if (each.cover.kind === 'exempt')
      warnings.push(`${deedOf(reach, each, 'will')}; it is exempt: ${each.cover.reason}`);
    else warnings.push(`${deedOf(reach, each, 'will')}; a row that is another person's stops the erasure`);
  }
  return { errors, warnings };
}

/** What to write where the catalog forbids it. */
export function adviceOn(fault: Fault, each: Reached, { name }: Collection): string {
  const table = nameOf(each.table);
  const named = each.cover.kind === 'mapped' ? each.cover.collections : [];
  const whose = named.filter((other) => fault !== 'kept' || isKept(other)).map((other) => `"${other.name}"`);
  const or = `anonymize "${name}" instead of erasing it, or change the foreign key`;
  if (fault === 'unmapped') {
    return `list ${table} under \`collections\`, or under \`exempt\` with a reason, or change the foreign key`;
  }
  if (fault === 'kept') return `${whose.join(', ')} is kept on a legal basis: ${or}`;
  if (each.effect.kind === 'delete') return `${whose.join(', ')} is anonymized and its rows stay: ${or}`;
  return `list the column under \`anonymize\` of ${whose.join(', ')}, or change the foreign key`;
}

/** Such as: rows of shop.replies would be deleted with those of shop.threads, by the foreign key "…" (ON DELETE CASCADE). */
export function deedOf(
  { reached }: Reach,
  { table, effect, way }: Reached,
  verb: 'would' | 'will',
  rows = 'rows',
): string {
  const target = reached[0] === undefined ? 'the table' : nameOf(reached[0].table);
  const keys = way.map(({ key, clause }) => `"${key.name}" (${clause})`).join(' and ');
  const by = `by the foreign ${way.length === 1 ? 'key' : 'keys'} ${keys}`;
  if (effect.kind === 'delete') return `${rows} of ${nameOf(table)} ${verb} be deleted with those of ${target}, ${by}`;
  const columns = effect.columns.map((column) => `"${column}"`).join(', ');
  return `${rows} of ${nameOf(table)} ${verb} be changed (${columns}) with those of ${target}, ${by}`;
}
