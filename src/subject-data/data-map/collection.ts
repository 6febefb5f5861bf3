import { createHash } from 'node:crypto';
import type { CalendarDay, Period } from '../../compliance/index.js';
import type { ClassRule } from './property-class.js';

/** What a deletion does to a collection. */
export type Policy =
  /**
   * The rows themselves. A deletion of Categories clears those that can be cleared, and removes those that cannot be; with `rows` it
   * removes them all.
   */
  | { readonly kind: 'erase'; readonly rows?: true }
  /** The named columns are set to null, or to their default where they cannot be null. */
  | { readonly kind: 'anonymize'; readonly columns: readonly string[] }
  /** Nothing, on a legal basis (GDPR Art. 17(3), §1798.105(d)), until a time that can be reckoned, or until an event in words. */
  | { readonly kind: 'keep'; readonly basis: string; readonly until: KeptUntil | string | null };

/** Until a day has ended, or row by row until so long after the day that a column of it bears. */
export type KeptUntil = { readonly date: CalendarDay } | (DatedBy & { readonly plus: Period });

/** A column that dates a row. */
export interface DatedBy {
  readonly column: string;
  /** IANA zone by whose calendar its days are counted, and which a column of local times is kept in; left out, UTC. */
  readonly zone?: string;
}

/** What time does to a company's table: for how long after the day that a column bears its rows are kept. */
export interface CollectionWindow extends DatedBy {
  readonly after: Period;
  /** What becomes of rows that are older; null = nothing by itself. */
  readonly does: { readonly kind: 'rows' } | { readonly kind: 'anonymize'; readonly columns: readonly string[] } | null;
}

/** A column or property that holds something about a subject. */
export interface Header {
  readonly name: string;
  /** CCPA category of personal information, Cal. Civ. Code §1798.140(v)(1). */
  readonly category: string;
  /** Tells how the data was collected (`$lib`, `$browser`, `utm_source` …). */
  readonly source: boolean;
  /** Held, and never disclosed with its value (11 CCR §7024(d)). */
  readonly withhold: boolean;
  /** Stays when the headers are erased, so that the row can stay: a column that can be neither null nor default, such as part of a key. */
  readonly keep?: boolean;
}

/** One table of subject data, as the data map describes it. */
export interface Collection {
  /** Stable name, unique in the data map; also the base name of its file in an export. */
  readonly name: string;
  readonly title: string;
  /** Name of the store that keeps it. */
  readonly store: string;
  readonly schema: string;
  readonly table: string;
  /** The column that says which project a row belongs to; null when the table belongs to `projects` as a whole. */
  readonly projectColumn: string | null;
  /** The projects whose subjects the table holds; null = every project (then `projectColumn` is set). */
  readonly projects: readonly number[] | null;
  readonly subjectColumn: string;
  /**
   * Further columns in which a row of one subject may name another. It is neither told to the other nor counted as theirs, but
   * their erasure removes it.
   */
  readonly alsoNamedIn?: readonly string[];
  /** When what the row tells of happened; null = the collection is exported whole. */
  readonly timeColumn: string | null;
  /** IANA zone of a time column that keeps local times; left out, they are taken for UTC. */
  readonly timeZone?: string;
  /** When the row arrived, stamped by the server; null = no watermark can bound it. */
  readonly arrivalColumn: string | null;
  /** IANA zone of an arrival column that keeps local times; left out, they are no instants and bound nothing. */
  readonly arrivalZone?: string;
  /** A JSON column whose keys are headers of their own. */
  readonly propertiesColumn: string | null;
  /** Its rows are parts of something: the column that names it, and the one that numbers its parts. They are read in that order. */
  readonly partsOf?: { readonly whole: string; readonly number: string };
  /** Columns that hold something about a subject, and known property keys; unknown property keys count as unclassified. */
  readonly headers: readonly Header[];
  /** What the data map says of who is shown properties and columns, beside `withhold` of a header. */
  readonly classes?: readonly ClassRule[];
  /** The same as the project says it, where it was asked; see `classified`. */
  readonly projectClasses?: readonly ClassRule[];
  /** Text columns that an erasure of headers replaces by a salted hash, since the key needs them. */
  readonly hashedColumns?: readonly string[];
  readonly policy: Policy;
  /** Left out where nobody has said for how long in a way that can be reckoned; `retention` says it in words. */
  readonly window?: CollectionWindow;
  /** Only those of its rows are meant that bear an earlier day: see `endedPart`. */
  readonly endedBefore?: DatedBy & { readonly day: CalendarDay };
  readonly purpose: string;
  /** Empty: there are none; null: nobody has said. */
  readonly recipients: readonly string[] | null;
  /** Category of source, §1798.110(a)(2). */
  readonly sourceCategory: string;
  readonly retention: string;
  /** Its transfers to third countries and the safeguards for them (GDPR Art. 15(2)); left out, what the company says of all. */
  readonly transfers?: string | null;
  /** Automated decisions taken on it, their logic and consequences (GDPR Art. 15(1)(h)); the same. */
  readonly automatedDecisions?: string | null;
  /** Of a built-in collection: what the company has not said, so that Habeas' own words stand for it. */
  readonly presumed?: readonly PresumedWord[];
  /** How its rows look in an export file. */
  readonly shape: 'event' | 'profile' | 'row';
}

export type PresumedWord = 'purpose' | 'sourceCategory' | 'retention';

/** What is told about a collection to those who ask, and what the company may say anew of a built-in one. */
export type CollectionWords = Pick<
  Collection,
  'purpose' | 'recipients' | 'sourceCategory' | 'retention' | 'transfers' | 'automatedDecisions'
>;

/** Where a collection came from decides what its name may be; the data map is the list of all. */
export type DataMap = readonly Collection[];

/** A header by its name, null where the data map does not know it. */
export function headerOf(collection: Collection, name: string): Header | null {
  return collection.headers.find((header) => header.name === name) ?? null;
}

/** The collections that hold data of subjects of a project. */
export function collectionsOf(map: DataMap, projectId: number): Collection[] {
  return map.filter((collection) => collection.projects === null || collection.projects.includes(projectId));
}

/**
 * A digest of what decides which rows of a collection are a subject's and what becomes of them. Steps of a deletion that were
 * taken under another definition prove nothing under this one.
 */
export function definitionOf(collection: Collection): string {
  const { store, schema, table, projectColumn, projects, subjectColumn, arrivalColumn, propertiesColumn } = collection;
  const where = [store, schema, table, projectColumn, projects, subjectColumn, arrivalColumn, propertiesColumn];
  where.push(collection.arrivalZone ?? null, ...(collection.alsoNamedIn ?? []));
  const what: unknown[] = [collection.policy, collection.headers, collection.hashedColumns ?? []];
  if (collection.window !== undefined) what.push(collection.window);
  if (collection.endedBefore !== undefined) what.push(collection.endedBefore);
  return createHash('sha256')
    .update(JSON.stringify([where, what]))
    .digest('hex');
}

/** The collection by each column in which its rows name subjects: what an erasure takes and a read-back looks for. */
export function subjectColumnsOf(collection: Collection): Collection[] {
  return [collection, ...(collection.alsoNamedIn ?? []).map((subjectColumn) => ({ ...collection, subjectColumn }))];
}
