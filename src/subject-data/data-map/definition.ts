import { createHash } from 'node:crypto';
import type { Collection } from './collection.js';

/**
 * A digest of what decides which rows of a collection are a subject's and what becomes of them. Steps of a deletion that were
 * taken under another definition prove nothing under this one.
 */
export function definitionOf(collection: Collection): string {
  const { store, schema, table, projectColumn, projects, subjectColumn, arrivalColumn, propertiesColumn } = collection;
  const where = [store, schema, table, projectColumn, projects, subjectColumn, arrivalColumn, propertiesColumn];
  where.push(collection.arrivalZone ?? null, ...(collection.alsoNamedIn ?? []));
  const what = [collection.policy, collection.headers, collection.hashedColumns ?? []];
  return createHash('sha256')
    .update(JSON.stringify([where, what]))
    .digest('hex');
}
