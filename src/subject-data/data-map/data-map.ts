import { BUILT_IN_COLLECTIONS, HABEAS_STORE } from './built-in-collections.js';
import type { Collection } from './collection.js';

/** A store the company declares beside Habeas' own. */
export interface StoreDeclaration {
  readonly name: string;
  readonly kind: 'postgres' | 'clickhouse';
  readonly url: string;
  /** Name of the ClickHouse cluster it belongs to; left out, the one of CLICKHOUSE_CLUSTER, null = none. */
  readonly cluster?: string | null;
}

/** What a declared collection says against the rules, with the field it says it in. */
export interface Complaint {
  /** Position among the declared collections. */
  readonly index: number;
  readonly field: string;
  readonly message: string;
}

/** Names an export already gives to files of its own. */
const RESERVED: ReadonlySet<string> = new Set([
  ...BUILT_IN_COLLECTIONS.map((collection) => collection.name),
  ...['index', 'about', 'manifest', 'profile'],
]);

/** The rules that one collection's schema cannot tell: names, stores, and columns that contradict each other. */
export function complaintsAbout(declared: readonly Collection[], stores: readonly StoreDeclaration[]): Complaint[] {
  const names = new Set<string>();
  const known = new Set([HABEAS_STORE, ...stores.map((store) => store.name)]);
  return declared.flatMap((collection, index) => {
    const complaints = [...aboutName(collection, names), ...aboutStore(collection, known), ...aboutColumns(collection)];
    names.add(collection.name);
    return complaints.map(([field, message]) => ({ index, field, message }));
  });
}

function aboutName({ name }: Collection, earlier: ReadonlySet<string>): [string, string][] {
  if (RESERVED.has(name)) return [['name', `"${name}" is a name of Habeas' own; choose another`]];
  return earlier.has(name) ? [['name', `"${name}" is used twice`]] : [];
}

function aboutStore({ store }: Collection, known: ReadonlySet<string>): [string, string][] {
  return known.has(store) ? [] : [['store', `"${store}" is not among the stores`]];
}

function aboutColumns(collection: Collection): [string, string][] {
  const { policy, projectColumn, subjectColumn } = collection;
  const complaints: [string, string][] = [];
  if (projectColumn === subjectColumn) complaints.push(['subject', 'is the project column as well']);
  if (policy.kind !== 'anonymize') return complaints;
  if (policy.columns.some((column) => column === projectColumn)) {
    complaints.push(['policy', 'would anonymize the project column, and with it whose the rows are']);
  }
  return complaints;
}
