import type { Language, Moment } from '../platform/index.js';
import type { Disclosure, Window } from '../compliance/index.js';
import { groupByOrdinal, type NotCopied } from '../request-model/index.js';
import {
  CollectionClasses,
  recordWriter,
  TooLarge,
  WITHHELD_JSON,
  type Withholding,
  type CellLimits,
  type Collection,
  type HeaderTally,
  type StoredRow,
  type StoreView,
  type Tally,
} from '../subject-data/index.js';
import { ByOrdinal } from './by-ordinal.js';
import { pageTexts, type PageTexts } from '../page-texts/index.js';
import { RecordTable } from './folder/record-table.js';
import type { SubjectFolder } from './folder/subject-folder.js';
import type { ListedRecording } from './folder/subject-statement.js';
import { PersonRecordings } from './recordings/person-recordings.js';
import { holdsRecordings } from './recordings/stored-batch.js';

/** What was found of one subject in one collection. `written` must equal `expected`, the count of the same view. */
export interface Findings {
  readonly expected: number;
  readonly written: number;
  readonly firstAt: Moment | null;
  readonly lastAt: Moment | null;
  /** Rows by `YYYY-MM`; years beyond four digits as in a moment. */
  readonly months: ReadonlyMap<string, number>;
  readonly file: string | null;
  /** Headers, and ways of names inside them, that hold something about the subject which is not disclosed. */
  readonly withheld: readonly string[];
  /** Whether a value was disclosed that is not everybody's to see. */
  readonly sensitive: boolean;
  /** The newest records; null where no record is disclosed, and of recordings. */
  readonly table: RecordTable | null;
  /** The recordings that the rows are pieces of; null of other collections, and where no record is disclosed. */
  readonly recordings: readonly ListedRecording[] | null;
  /** Values that were too large to be copied, by column. */
  readonly notCopied: ReadonlyMap<string, NotCopied>;
}

/** What of a moment stands behind its month: `-09T22:28:55.999Z`. */
const AFTER_MONTH = 17;

/** Ways of names, of one person in one collection, that the page says are held and not disclosed. */
const MOST_WITHHELD_NAMED = 200;

/** A header as a summary tells of it. */
type NamedHeader = Readonly<Record<string, unknown>> & { readonly header: string };

interface Disclosed {
  readonly window: Window;
  readonly disclosure: Disclosure;
  readonly limits: CellLimits;
  readonly language: Language;
}

/** What is seen of a subject's rows while they are written. */
interface Seen {
  written: number;
  sensitive: boolean;
  readonly withheld: Set<string>;
  readonly months: Map<string, number>;
  /** Null of recordings, which are no rows of a table. */
  readonly table: RecordTable | null;
  readonly recordings: PersonRecordings | null;
  readonly notCopied: Map<string, NotCopied>;
}

/** Reads one collection subject by subject, in the form the disclosure asks for. */
export class CollectionReader {
  private readonly classes: CollectionClasses;

  private constructor(
    readonly collection: Collection,
    private readonly disclosed: Disclosed,
    private readonly texts: PageTexts,
    private readonly tallies: ReadonlyMap<number, Tally>,
    private readonly rows: ByOrdinal<StoredRow> | null,
    /** The same once more: a file is written after the other, and recordings are read for two. */
    private readonly again: ByOrdinal<StoredRow> | null,
    private readonly headers: ReadonlyMap<number, readonly NamedHeader[]>,
    private readonly withheld: ReadonlyMap<number, readonly string[]>,
  ) {
    this.classes = new CollectionClasses(collection);
  }

  static async open(view: StoreView, collection: Collection, disclosed: Disclosed): Promise<CollectionReader> {
    const { window, disclosure, limits, language } = disclosed;
    const tallies = new Map((await view.count(collection, window)).map((tally) => [tally.ordinal, tally]));
    const held = await heldHeaders(view, collection, window, disclosure);
    const rowsOf = () => new ByOrdinal(view.rows(collection, window, limits));
    const rows = disclosure === 'Data' ? rowsOf() : null;
    const again = disclosure === 'Data' && holdsRecordings(collection) ? rowsOf() : null;
    const headers =
      disclosure === 'Categories'
        ? groupByOrdinal(held, (tally) => categoryOf(collection, tally))
        : disclosure === 'Sources'
          ? groupByOrdinal(await view.sources(collection, window), sourceOf)
          : new Map<number, NamedHeader[]>();
    const classes = new CollectionClasses(collection);
    const withheld = groupByOrdinal(
      held.filter(({ header }) => classes.classOf([header]) === 'withheld'),
      ({ header }) => header,
    );
    const texts = pageTexts(language);
    return new CollectionReader(collection, disclosed, texts, tallies, rows, again, headers, withheld);
  }

  /** `own`: every id of the person. `given up`, the writing ends with the signal's reason. */
  async find(
    ordinal: number,
    own: ReadonlySet<string>,
    folder: SubjectFolder,
    givenUp: AbortSignal,
  ): Promise<Findings> {
    const tally = this.tallies.get(ordinal);
    const { again, collection, disclosed, texts, classes } = this;
    const isWithheld = (name: string) => classes.classOf([name]) === 'withheld';
    const recordings = again && new PersonRecordings(isWithheld, disclosed.language, givenUp);
    const seen: Seen = {
      written: 0,
      sensitive: false,
      withheld: new Set(this.withheld.get(ordinal)),
      months: new Map(),
      table: recordings === null ? new RecordTable(collection.shape, texts.answer) : null,
      recordings,
      notCopied: new Map(),
    };
    const { months, notCopied } = seen;
    const nothing = { expected: 0, written: 0, firstAt: null, lastAt: null, file: null, table: null, recordings: null };
    if (!tally || tally.rows === 0) return { ...nothing, withheld: [], sensitive: false, months, notCopied };
    const file = this.fileName();
    if (this.rows) await folder.write(file, this.lines(this.rows.take(ordinal), own, seen, givenUp));
    else await folder.write(file, this.summary(ordinal, tally.rows));
    return {
      expected: tally.rows,
      written: this.rows ? seen.written : tally.rows,
      firstAt: tally.earliest,
      lastAt: tally.latest,
      months,
      file,
      withheld: [...seen.withheld],
      sensitive: this.rows ? seen.sensitive : this.tellsSensitive(ordinal),
      table: this.rows ? seen.table : null,
      recordings: recordings && again ? await recordings.write(again.take(ordinal), folder, file) : null,
      notCopied,
    };
  }

  async close(): Promise<void> {
    await this.rows?.close();
    await this.again?.close();
  }

  private fileName(): string {
    if (this.disclosed.disclosure === 'Categories') return `${this.collection.name}.categories.json`;
    if (this.disclosed.disclosure === 'Sources') return `${this.collection.name}.sources.json`;
    return this.collection.shape === 'profile' ? 'profile.json' : `${this.collection.name}.jsonl`;
  }

  /** JSON lines; a profile file is one JSON array, since merged ids may have a profile each. */
  private async *lines(
    rows: AsyncIterable<StoredRow>,
    own: ReadonlySet<string>,
    seen: Seen,
    givenUp: AbortSignal,
  ): AsyncGenerator<string> {
    const lineOf = recordWriter(this.collection, own, this.withholding(seen));
    const isList = this.collection.shape === 'profile';
    let before = isList ? '[\n' : '';
    for await (const row of rows) {
      givenUp.throwIfAborted();
      const line = lineOf(seen.recordings === null ? row : await seen.recordings.pass(row));
      see(row, line, seen, this.classes);
      yield isList ? `${before}${line}` : `${line}\n`;
      before = ',\n';
    }
    if (isList) yield '\n]\n';
  }

  /** What is not disclosed of a row. Notes what is, and not everybody's to see. */
  private withholding(seen: Seen): Withholding {
    if (this.classes.isOrdinary) return null;
    return (path) => {
      const found = this.classes.classOf(path);
      if (found === 'sensitive') seen.sensitive = true;
      if (found !== 'withheld') return null;
      if (seen.withheld.size < MOST_WITHHELD_NAMED) seen.withheld.add(path.join('.'));
      return WITHHELD_JSON;
    };
  }

  /** Sources are told with their values, categories by their names alone. */
  private tellsSensitive(ordinal: number): boolean {
    if (this.disclosed.disclosure !== 'Sources') return false;
    return (this.headers.get(ordinal) ?? []).some(({ header }) => this.classes.classOf([header]) === 'sensitive');
  }

  private async *summary(ordinal: number, rows: number): AsyncGenerator<string> {
    const { name, title, sourceCategory } = this.collection;
    const headers = this.headers.get(ordinal) ?? [];
    yield `${JSON.stringify({ collection: name, title, sourceCategory, rows, headers }, null, 2)}\n`;
  }
}

/** A value that is not disclosed is told as that alone, however large it is. */
function see(row: StoredRow, line: string, seen: Seen, classes: CollectionClasses): void {
  seen.written += 1;
  const month = row.time?.slice(0, -AFTER_MONTH);
  if (month !== undefined) seen.months.set(month, (seen.months.get(month) ?? 0) + 1);
  seen.table?.keep(line, row.time);
  for (const name of row.tooLarge ?? []) {
    if (classes.classOf([name]) === 'withheld') continue;
    const { values, bytes } = seen.notCopied.get(name) ?? { values: 0, bytes: 0 };
    const value = row.columns[name];
    seen.notCopied.set(name, { values: values + 1, bytes: bytes + (value instanceof TooLarge ? value.bytes : 0) });
  }
}

/** Asked for where the answer names headers, or where some of them must be told as held and not disclosed. */
async function heldHeaders(
  view: StoreView,
  collection: Collection,
  window: Window,
  disclosure: Disclosure,
): Promise<HeaderTally[]> {
  const isTold = disclosure === 'Categories' || new CollectionClasses(collection).names('withheld');
  return isTold ? view.headers(collection, window) : [];
}

function categoryOf(collection: Collection, tally: { readonly header: string; readonly rows: number }): NamedHeader {
  const known = collection.headers.find(({ name }) => name === tally.header);
  return { header: tally.header, category: known?.category ?? 'unclassified', rows: tally.rows };
}

function sourceOf(tally: {
  readonly header: string;
  readonly value: string;
  readonly rows: number;
  readonly earliest: Moment | null;
  readonly latest: Moment | null;
}): NamedHeader {
  return {
    header: tally.header,
    value: tally.value,
    rows: tally.rows,
    first: tally.earliest,
    last: tally.latest,
  };
}
