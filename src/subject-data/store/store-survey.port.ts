/** What kind of column a name can speak of: a flag called `email` holds no address. */
export type Holds = 'text' | 'json' | 'address' | 'number' | 'time' | 'other';

export interface SurveyedColumn {
  readonly name: string;
  readonly holds: Holds;
}

/** A table that keeps rows of its own. */
export interface SurveyedTable {
  readonly schema: string;
  readonly table: string;
  readonly kind: 'table' | 'foreign table' | 'materialized view';
  /** Further names its rows are read and erased by, as `schema.table`. */
  readonly aliases: readonly string[];
  readonly columns: readonly SurveyedColumn[];
  /** About how many rows or pages there are, from which a sample is taken; null = it cannot be read without harm. */
  readonly size: number | null;
}

/** A foreign key: rows of `child` name rows of `parent`. */
export interface TableReference {
  readonly key: string;
  /** `schema.table`; of a partition, the table it belongs to. */
  readonly child: string;
  readonly parent: string;
  /** Side by side. */
  readonly childColumns: readonly string[];
  readonly parentColumns: readonly string[];
  /** Whether no two rows of `child` name the same row of `parent`. */
  readonly oneToOne: boolean;
}

/** Rows read of a table, and what is not null in them by column, as text. */
export interface Sample {
  readonly rows: number;
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Which rows are looked at, where not those of the whole table. */
export interface SampledPart {
  /** The column that says whose project a row is, and the number of the one that is meant; null: every row. */
  readonly project: { readonly column: SurveyedColumn; readonly id: number } | null;
  /** Letters of a value at the most. */
  readonly letters: number;
  /** How long the store may look. */
  readonly milliseconds: number;
}

/** Of the coverage check, which has time. */
export const WHOLE_TABLE: SampledPart = { project: null, letters: 4096, milliseconds: 60_000 };

/**
 * What a database holds, whether the data map knows it or not: its catalog and samples of its tables. Reads only. What it
 * hands out of a sample is personal data: it is looked at and never shown, logged or kept.
 */
export abstract class StoreSurvey {
  abstract readonly store: string;

  /** The same for two stores that are one database. */
  abstract identity(): Promise<string>;

  /**
   * Tables of all schemas but the engine's own and its extensions'. Partitions and the like are part of their table; a view
   * that keeps nothing is left out, since what it shows is kept elsewhere.
   */
  abstract tables(): Promise<SurveyedTable[]>;

  /** Some rows from all over the table, or of a part of it. */
  abstract sample(table: SurveyedTable, columns: readonly string[], rows: number, part?: SampledPart): Promise<Sample>;

  /** Its foreign keys; none where the engine knows none. */
  async references(): Promise<TableReference[]> {
    return [];
  }
}
