import type { Table } from '../catalog.js';
import type { Collection } from '../../data-map/collection.js';
import type { Parameters, Session } from '../engine.js';
import { belongs } from '../predicate.js';
import { t } from '../instants.js';
import { isKept, type Reached } from './reach.js';
import { clears, keepersOf, unties } from './reach-rules.js';
import { subjectColumnsOf } from '../../data-map/collection.js';

/** Conditions on row `t` of what is reached. */
interface Judgment {
  /** It may go, or be changed. */
  readonly fine: string;
  /** It is of a person whose rows go in this very sweep, and is itself to be erased. */
  readonly theirs: string;
}

interface Bench {
  /** The collection that is erased. */
  readonly collection: Collection;
  readonly tables: ReadonlyMap<Collection, Table>;
  /** Name of the table of keys whose rows go in this very sweep. */
  readonly going: string;
  readonly parameters: Parameters;
}

/** Which rows may go along or be changed; null where there is nothing to judge. */
export function judgmentOf(each: Reached, bench: Bench): Judgment | null {
  const { cover } = each;
  if (cover.kind !== 'mapped') return null;
  if (each.id === 0) {
    const keepers = keepersOf(bench.collection, cover.collections);
    return keepers.length === 0 ? null : { fine: keepers.map(ofNobody).join(' AND '), theirs: 'false' };
  }
  const { collections } = cover;
  if (collections.some(isKept)) return { fine: 'false', theirs: 'false' };
  const isChange = each.effect.kind === 'change';
  const columns = each.effect.kind === 'change' ? each.effect.columns : [];
  const mayGo = collections.filter(({ policy }) => policy.kind === 'erase' || (isChange && clears(policy, columns)));
  const tied = mayGo.filter((collection) => !unties(each, collection));
  const staying = !isChange && collections.some(({ policy }) => policy.kind !== 'erase');
  const nobodys = staying ? [] : [`(${collections.map(ofNobody).join(' AND ')})`];
  return {
    fine: anyOf([...tied.map((collection) => isGoing(collection, bench)), ...nobodys]),
    theirs: tied.length === mayGo.length ? 'false' : anyOf(mayGo.map((collection) => isGoing(collection, bench))),
  };
}

/** How many of the noted rows may not go: those of others, and those that would only lose what says whose they are. */
export async function unfit(
  session: Session,
  id: number,
  rows: string,
  { fine, theirs }: Judgment,
  parameters: Parameters,
): Promise<{ others: number; untied: number }> {
  const [found] = await session.query<{ others: string; untied: string }>(
    `SELECT count(*) FILTER (WHERE NOT theirs) AS others, count(*) FILTER (WHERE theirs) AS untied FROM (
       SELECT ${theirs} AS theirs FROM pg_temp.taken_along AS n JOIN ${rows} AS t ON t.tableoid = n.relation AND t.ctid = n.place
       WHERE n.reached = ${parameters.add(id, 'int')} AND NOT (${fine})) AS unfit`,
    parameters.values,
  );
  return { others: Number(found?.others ?? 0), untied: Number(found?.untied ?? 0) };
}

/** Whenever it arrived: what goes along goes whether or not a watermark leaves it out. */
function isGoing(collection: Collection, { tables, going, parameters }: Bench): string {
  const table = tables.get(collection);
  if (table === undefined) return 'false';
  const sides = subjectColumnsOf(collection);
  return anyOf(
    sides.map((side) => `EXISTS (SELECT FROM pg_temp.${going} AS k WHERE ${belongs(side, table, parameters, null)})`),
  );
}

function ofNobody(collection: Collection): string {
  const names = [collection.subjectColumn, ...(collection.alsoNamedIn ?? [])];
  return names.map((name) => `${t({ name })} IS NULL`).join(' AND ');
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`;
}
