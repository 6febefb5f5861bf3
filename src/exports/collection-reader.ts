import type { Disclosure, Window } from '../compliance/index.js';
import type { Moment } from '../platform/index.js';
import { groupByOrdinal } from '../request-model/index.js';
import {
  recordWriter,
  type Collection,
  type HeaderTally,
  type StoredRow,
  type StoreView,
  type Tally,
} from '../subject-data/index.js';
import { ByOrdinal } from './by-ordinal.js';

/** What was found of one subject in one collection. `written` must equal `expected`, the count of the same view. */
export interface Findings {
  readonly expected: number;
  readonly written: number;
  readonly firstAt: Moment | null;
  readonly lastAt: Moment | null;
  /** Rows by `YYYY-MM`; years beyond four digits as in a moment. */
  readonly months: ReadonlyMap<string, number>;
  readonly file: string | null;
  /** Headers that hold something about the subject which is not disclosed. */
  readonly withheld: readonly string[];
}

/** What of a moment stands behind its month: `-09T22:28:55.999Z`. */
const AFTER_MONTH = 17;

type WriteFile = (path: string, lines: AsyncIterable<string>) => Promise<unknown>;

interface Disclosed {
  readonly window: Window;
  readonly disclosure: Disclosure;
}

/** Reads one collection subject by subject, in the form the disclosure asks for. */
export class CollectionReader {
  private constructor(
    readonly collection: Collection,
    private readonly disclosure: Disclosure,
    private readonly tallies: ReadonlyMap<number, Tally>,
    private readonly rows: ByOrdinal<StoredRow> | null,
    private readonly headers: ReadonlyMap<number, readonly object[]>,
    private readonly withheld: ReadonlyMap<number, readonly string[]>,
  ) {}

  static async open(
    view: StoreView,
    collection: Collection,
    { window, disclosure }: Disclosed,
  ): Promise<CollectionReader> {
    const tallies = new Map((await view.count(collection, window)).map((tally) => [tally.ordinal, tally]));
    const held = await heldHeaders(view, collection, { window, disclosure });
    const rows = disclosure === 'Data' ? new ByOrdinal(view.rows(collection, window)) : null;
    const headers =
      disclosure === 'Categories'
        ? groupByOrdinal(held, (tally) => categoryOf(collection, tally))
        : disclosure === 'Sources'
          ? groupByOrdinal(await view.sources(collection, window), sourceOf)
          : new Map<number, object[]>();
    const secret = new Set(collection.headers.filter(({ withhold }) => withhold).map(({ name }) => name));
    const withheld = groupByOrdinal(
      held.filter(({ header }) => secret.has(header)),
      ({ header }) => header,
    );
    return new CollectionReader(collection, disclosure, tallies, rows, headers, withheld);
  }

  /** `own`: every id of the person. */
  async find(ordinal: number, own: ReadonlySet<string>, write: WriteFile): Promise<Findings> {
    const tally = this.tallies.get(ordinal);
    const months = new Map<string, number>();
    if (!tally || tally.rows === 0) {
      return { expected: 0, written: 0, firstAt: null, lastAt: null, months, file: null, withheld: [] };
    }
    const file = this.fileName();
    let written = tally.rows;
    if (this.rows) {
      written = 0;
      const count = (row: StoredRow): void => {
        written += 1;
        const month = row.time?.slice(0, -AFTER_MONTH);
        if (month !== undefined) months.set(month, (months.get(month) ?? 0) + 1);
      };
      await write(file, this.lines(this.rows.take(ordinal), own, count));
    } else {
      await write(file, this.summary(ordinal, tally.rows));
    }
    const withheld = this.withheld.get(ordinal) ?? [];
    return { expected: tally.rows, written, firstAt: tally.earliest, lastAt: tally.latest, months, file, withheld };
  }

  async close(): Promise<void> {
    await this.rows?.close();
  }

  private fileName(): string {
    if (this.disclosure === 'Categories') return `${this.collection.name}.categories.json`;
    if (this.disclosure === 'Sources') return `${this.collection.name}.sources.json`;
    return this.collection.shape === 'profile' ? 'profile.json' : `${this.collection.name}.jsonl`;
  }

  /** JSON lines; a profile file is one JSON array, since merged ids may have a profile each. */
  private async *lines(
    rows: AsyncIterable<StoredRow>,
    own: ReadonlySet<string>,
    count: (row: StoredRow) => void,
  ): AsyncGenerator<string> {
    const line = recordWriter(this.collection, own);
    if (this.collection.shape !== 'profile') {
      for await (const row of rows) {
        count(row);
        yield `${line(row)}\n`;
      }
      return;
    }
    let before = '[\n';
    for await (const row of rows) {
      count(row);
      yield `${before}${line(row)}`;
      before = ',\n';
    }
    yield '\n]\n';
  }

  private async *summary(ordinal: number, rows: number): AsyncGenerator<string> {
    const { name, title, sourceCategory } = this.collection;
    const headers = this.headers.get(ordinal) ?? [];
    yield `${JSON.stringify({ collection: name, title, sourceCategory, rows, headers }, null, 2)}\n`;
  }
}

/** Asked for where the answer names headers, or where some of them must be told as held and not disclosed. */
async function heldHeaders(
  view: StoreView,
  collection: Collection,
  { window, disclosure }: Disclosed,
): Promise<HeaderTally[]> {
  const isTold = disclosure === 'Categories' || collection.headers.some(({ withhold }) => withhold);
  return isTold ? view.headers(collection, window) : [];
}

function categoryOf(collection: Collection, tally: { readonly header: string; readonly rows: number }): object {
  const known = collection.headers.find(({ name }) => name === tally.header);
  return { header: tally.header, category: known?.category ?? 'unclassified', rows: tally.rows };
}

function sourceOf(tally: {
  readonly header: string;
  readonly value: string;
  readonly rows: number;
  readonly earliest: Moment | null;
  readonly latest: Moment | null;
}): object {
  return {
    header: tally.header,
    value: tally.value,
    rows: tally.rows,
    first: tally.earliest,
    last: tally.latest,
  };
}
