import type { Collection } from '../data-map/collection.js';
import { speaksOf, type Exemption } from '../data-map/data-map.js';

/** What the data map says of one database, under all the names its stores have. */
export interface Neighbours {
  /** Names of the stores that are this database. */
  readonly stores: readonly string[];
  readonly collections: readonly Collection[];
  readonly exemptions: readonly Exemption[];
}

/** What the data map says of a table. Where it is both mapped and exempt, the collections count. */
export type Cover =
  | { readonly kind: 'mapped'; readonly collections: readonly Collection[] }
  | { readonly kind: 'exempt'; readonly reason: string }
  | { readonly kind: 'unmapped' };

/** A collection of which nothing else is known. */
export function alone(collection: Collection): Neighbours {
  return { stores: [collection.store], collections: [collection], exemptions: [] };
}

/** @param names `schema.table` of the table, and of those it is a part of */
export function coverOf({ stores, collections, exemptions }: Neighbours, names: readonly string[]): Cover {
  const mapping = collections.filter(({ schema, table }) => names.includes(`${schema}.${table}`));
  if (mapping.length > 0) return { kind: 'mapped', collections: mapping };
  const exemption = exemptions.find((each) => each.columns === null && speaksOf(each, stores, names));
  return exemption === undefined ? { kind: 'unmapped' } : { kind: 'exempt', reason: exemption.reason };
}
