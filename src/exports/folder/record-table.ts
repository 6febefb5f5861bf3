import { BYTE_ORDER_MARK, csvRow, type Moment } from '../../platform/index.js';
import type { PageTexts } from '../../page-texts/index.js';
import type { Collection } from '../../subject-data/index.js';
import { readableRecord, type ReadableRecord, type WrittenRecord } from './readable-record.js';

/** What a table for a spreadsheet holds at the most; of more records, the newest. */
export const MOST_ROWS = 10_000;
const MOST_CHARACTERS = 4_000_000;
const MOST_COLUMNS = 200;
/** A longer line is no table's row, and stands in the JSON file alone. */
const LONGEST_LINE = 100_000;

/** Keeps the newest of the records of a collection that pass, to be shown to a person: as a table, and the last of them on the page. */
export class RecordTable {
  #kept: WrittenRecord[] = [];
  #first = 0;
  #characters = 0;
  #dropped = false;

  constructor(
    private readonly shape: Collection['shape'],
    private readonly words: Pick<PageTexts['answer'], 'cells' | 'sheet'>,
  ) {}

  /** Records come in the order of their times. */
  keep(line: string, time: Moment | null): void {
    const kept = { time, line: line.length > LONGEST_LINE ? null : line };
    this.#kept.push(kept);
    this.#characters += kept.line?.length ?? 0;
    while (this.#kept.length - this.#first > MOST_ROWS || this.#characters > MOST_CHARACTERS) {
      this.#characters -= this.#kept[this.#first]?.line?.length ?? 0;
      this.#first += 1;
      this.#dropped = true;
    }
    if (this.#first > this.rows) {
      this.#kept = this.#kept.slice(this.#first);
      this.#first = 0;
    }
  }

  get rows(): number {
    return this.#kept.length - this.#first;
  }

  /** Whether records were left out, because there were more than a table holds. */
  get isCut(): boolean {
    return this.#dropped;
  }

  /** The newest records, the newest first. */
  newest(most: number): ReadableRecord[] {
    const from = Math.max(this.#first, this.#kept.length - most);
    return this.#kept
      .slice(from)
      .reverse()
      .map((record) => this.readable(record));
  }

  /**
   * CSV (RFC 4180, UTF-8 with a byte order mark): a column a member, times in UTC. What a spreadsheet would take for a formula has an
   * apostrophe before it, inside a text too. Members beyond two hundred stand together in the last column.
   */
  *csv(): Generator<string> {
    const records = this.#kept.slice(this.#first);
    const names = new Set<string>();
    for (const record of records) {
      for (const name of this.readable(record).cells.keys()) if (names.size < MOST_COLUMNS) names.add(name);
    }
    const hasTime = records.some(({ time }) => time !== null);
    const hasMore = names.size === MOST_COLUMNS;
    const { sheet } = this.words;
    yield BYTE_ORDER_MARK + csvRow([...(hasTime ? [sheet.time] : []), ...names, ...(hasMore ? [sheet.more] : [])]);
    for (const record of records) {
      const { time, cells } = this.readable(record);
      const more = [...cells].filter(([name]) => !names.has(name)).map(([name, text]) => `${name}: ${text}`);
      const texts = [...names].map((name) => cells.get(name) ?? '');
      if (record.line === null) texts[0] = sheet.tooLong;
      yield csvRow([...(hasTime ? [time ?? ''] : []), ...texts, ...(hasMore ? [more.join('; ')] : [])]);
    }
  }

  private readable(record: WrittenRecord): ReadableRecord {
    return readableRecord(this.shape, record, this.words.cells);
  }
}
