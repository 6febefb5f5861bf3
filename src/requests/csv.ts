import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type Info } from 'csv-parse';
import { HabeasError } from '../platform/index.js';
import { csvInvalid, IdColumn, type Cell } from './csv-column.js';
import { utf8Text } from './csv-text.js';
import { complaintAbout, type DistinctIds } from './distinct-ids.js';

/** Ids kept of one file: far more than any limit, so that the count given can be named, and still bounded. */
const MOST_KEPT = 100_000;
const MOST_DUPLICATES_NAMED = 1000;

export interface CsvIds extends DistinctIds {
  readonly duplicateCount: number;
  /** Whether the file holds more ids than `ids`. */
  readonly more: boolean;
}

/**
 * Reads the ids of a CSV file as a stream: with or without a header, BOM, any line ends, quotes. White space goes only around
 * unquoted cells; what stands in quotes is never changed.
 * @param limit bytes
 * @throws HabeasError `csv-invalid` (with the line), `csv-empty`, `csv-not-utf8` (400), `csv-too-large` (413)
 */
export async function readCsv(source: AsyncIterable<Buffer>, limit: number): Promise<CsvIds> {
  const rows = new Rows();
  const parser = parse({
    trim: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    cast: (text, { quoting }): Cell => ({ text, quoted: quoting }),
  });
  const collect = async (records: AsyncIterable<{ record: Cell[]; info: Info }>): Promise<void> => {
    for await (const { record, info } of records) rows.take(record, info.lines);
  };
  try {
    await pipeline(utf8Text(source, limit), parser, collect as (records: AsyncIterable<unknown>) => Promise<void>);
  } catch (error) {
    throw error instanceof CsvError ? translate(error, rows.nextLine) : error;
  }
  return rows.result();
}

class Rows {
  private readonly column = new IdColumn();
  private readonly ids = new Set<string>();
  private readonly duplicates: number[] = [];
  private duplicateCount = 0;
  private more = false;
  private lastLine = 0;
  private countedTwice = 0;

  /** Where the row after the last complete one begins. */
  get nextLine(): number {
    return this.lastLine + 1;
  }

  take(cells: readonly Cell[], parserLine: number): void {
    // The parser counts a CRLF inside quotes as two lines.
    for (const { text, quoted } of cells) if (quoted) this.countedTwice += text.split('\r\n').length - 1;
    const line = this.nextLine;
    this.lastLine = parserLine - this.countedTwice;
    const id = this.column.idOf(cells, line);
    if (id === null) return;
    const complaint = complaintAbout(id);
    if (complaint !== null) throw csvInvalid(line, `holds an id that ${complaint}`);
    if (this.ids.has(id)) {
      this.duplicateCount++;
      if (this.duplicates.length < MOST_DUPLICATES_NAMED) this.duplicates.push(line);
    } else if (this.ids.size < MOST_KEPT) this.ids.add(id);
    else this.more = true;
  }

  result(): CsvIds {
    if (this.ids.size === 0) throw new HabeasError('invalid', 'csv-empty', 'The file holds no id: send one id a line.');
    return { ids: [...this.ids], duplicates: this.duplicates, duplicateCount: this.duplicateCount, more: this.more };
  }
}

/** The parser's own sentences quote the cell, which holds an id. */
function translate(error: CsvError, line: number): HabeasError {
  const complaints: Partial<Record<CsvError['code'], string>> = {
    CSV_QUOTE_NOT_CLOSED: 'opens a quote that is never closed',
    INVALID_OPENING_QUOTE: 'has a quote inside an unquoted cell: put the cell in quotes and write its own quotes twice',
    CSV_INVALID_CLOSING_QUOTE: 'goes on after a closing quote: write quotes inside a quoted cell twice',
    CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'goes on after a closing quote: write quotes inside a quoted cell twice',
  };
  return csvInvalid(line, complaints[error.code] ?? 'cannot be read as CSV');
}
