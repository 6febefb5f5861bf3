import { isAsLongAs } from '../../compliance/index.js';
import { BUILT_IN_COLLECTIONS, HABEAS_STORE } from './built-in-collections.js';
import type { Collection } from './collection.js';
import { fitsPattern } from './name-pattern.js';

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
    const complaints = [
      ...[...aboutName(collection, names), ...aboutStore(collection, known)],
      ...[...aboutColumns(collection), ...aboutWindow(collection)],
    ];
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

/** What time is to do to its rows against what the policy says of them. */
function aboutWindow({ policy, window, projectColumn }: Collection): [string, string][] {
  const does = window?.does ?? null;
  if (window === undefined || does === null) return [];
  if (does.kind === 'anonymize') {
    if (does.columns.length === 0) {
      return [['retention', 'would anonymize, and does not say what: write `do: { anonymize: [columns] }`']];
    }
    if (does.columns.some((column) => column === projectColumn)) {
      return [['retention', 'would anonymize the project column, and with it whose the rows are']];
    }
  }
  if (policy.kind !== 'keep') return [];
  const { until } = policy;
  const isKeptShorter =
    until !== null &&
    typeof until === 'object' &&
    'column' in until &&
    until.column === window.column &&
    isAsLongAs(window.after, until.plus);
  if (isKeptShorter) return [];
  return [
    [
      'retention',
      'would take rows that the policy keeps: leave `do` out, or keep them `until: { column, plus }` no longer',
    ],
  ];
}

/** What only the company can say to those who ask, in its own words; null where it has not said it. */
export interface Company {
  /** How to reach it: an e-mail address, a URL. */
  readonly contact: string | null;
  /** Automated decisions and profiling, their logic and consequences (GDPR Art. 15(1)(h)). */
  readonly automatedDecisions: string | null;
  /** Transfers to third countries and the safeguards for them (GDPR Art. 15(2), Art. 46). */
  readonly transfers: string | null;
  /** Whether data is sold or shared for cross-context advertising (Cal. Civ. Code §1798.115). */
  readonly saleOrSharing: string | null;
  /** The supervisory authority to complain to (GDPR Art. 15(1)(f)). */
  readonly supervisoryAuthority: string | null;
}

export const SILENT_COMPANY: Company = {
  contact: null,
  automatedDecisions: null,
  transfers: null,
  saleOrSharing: null,
  supervisoryAuthority: null,
};

/** A table, or columns of it, of which somebody has said why no request is about them. */
export interface Exemption {
  readonly store: string;
  /** `schema.table`; `*` stands for any letters, but for no dot. */
  readonly table: string;
  /** The columns it speaks of; null = the whole table. */
  readonly columns: readonly string[] | null;
  readonly reason: string;
  /** Holds no longer once the table has a row. */
  readonly whileEmpty?: boolean;
  /** Other columns of the table are judged by their names, and not by what they are filled with. */
  readonly namesAlone?: boolean;
}

/** Whether the exemption speaks of a table of one of these stores, which are one database. */
export function speaksOf(exemption: Exemption, stores: readonly string[], names: readonly string[]): boolean {
  if (!stores.includes(exemption.store)) return false;
  const patterns = exemption.table.split('.');
  return names.some((name) => {
    const words = name.split('.');
    return words.length === patterns.length && words.every((word, at) => fitsPattern(word, patterns[at] ?? ''));
  });
}
