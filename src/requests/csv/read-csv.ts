import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, parse } from 'csv-parse';
import { HabeasError } from '../../platform/index.js';
import { complaintAbout, type DistinctIds } from '../../subject-data/index.js';
import { csvInvalid, utf8Text } from './csv-text.js';

const HEADER = 'distinct_id';

/** Finds the ids in the rows of a file: its only column, or the one its first row names `distinct_id` (any letter case). */
export class IdColumn {
  private layout: { readonly column: number; readonly width: number } | null = null;

  /** The id a row gives; null for the header and for a row of several cells that are all empty. A blank line is no row. */
  idOf(cells: readonly string[], line: number): string | null {
    if (cells.length > 1 && cells.every((cell) => cell === '')) return null;
    if (this.layout === null) {
      this.layout = this.readLayout(cells, line);
      if (isHeader(cells[this.layout.column])) return null;
    }
    const { column, width } = this.layout;
    if (cells.length !== width) {
      throw csvInvalid(
        line,
        `has ${count(cells.length)} where ${width} ${width === 1 ? 'is' : 'are'} expected: put quotes around a cell that holds a comma`,
      );
    }
    return cells[column] ?? '';
  }

  private readLayout(cells: readonly string[], line: number): { column: number; width: number } {
    const named = cells.flatMap((cell, index) => (isHeader(cell) ? [index] : []));
    if (named.length > 1) throw csvInvalid(line, `names ${named.length} columns ${HEADER}: leave one`);
    const [column] = named;
    if (column !== undefined) return { column, width: cells.length };
    if (cells.length > 1) {
      throw csvInvalid(line, `has ${count(cells.length)} and none is named ${HEADER}: name the column of the ids so`);
    }
    if (cells[0]?.split(/[;\t]/).some(isHeader)) {
      throw csvInvalid(line, 'is separated by semicolons or tabs: save the file with commas');
    }
    return { column: 0, width: 1 };
  }
}

function isHeader(cell: string | undefined): boolean {
  return cell?.trim().toLowerCase() === HEADER;
}

function count(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}

/** Rows a file may have for each id it may hold: the others are duplicates. */
const MOST_ROWS_AN_ID = 100;
const MOST_DUPLICATES_NAMED = 1000;

export interface CsvIds extends DistinctIds {
  readonly duplicateCount: number;
  /** Whether the file holds more ids than `ids`. */
  readonly more: boolean;
}

export interface CsvLimits {
  /** Bytes. */
  readonly limit: number;
  /** Ids, each counted once. The file is read no further than to the first beyond them. */
  readonly most: number;
}

/** Ends the reading of a file that holds more ids than are wanted. */
class Enough extends Error {}

/**
 * Reads the ids of a CSV file as a stream: with or without a header, BOM, any line ends, quotes. White space goes only around
 * unquoted cells; what stands in quotes is never changed.
 * @throws HabeasError `csv-invalid` (with the line), `csv-empty`, `csv-not-utf8`, `csv-too-many-rows` (400), `csv-too-large` (413)
 */
export async function readCsv(source: AsyncIterable<Buffer>, { limit, most }: CsvLimits): Promise<CsvIds> {
  const rows = new Rows(most);
  const parser = parse({
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Rows are taken as they are parsed: as a stream of objects a file of many short lines took four times as long.
    on_record: (cells: string[], info) => rows.take(cells, info),
  });
  parser.resume();
  try {
    await pipeline(utf8Text(source, limit), parser);
  } catch (error) {
    if (error instanceof Enough) return rows.result();
    if (error instanceof CsvError) throw translate(error, rows.lineAfter(error as unknown as Info));
    throw error;
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
  private emptyLines = 0;
  private countedTwice = 0;
  private count = 0;

  constructor(private readonly most: number) {}

  /** Returns null, since nothing is to be passed on. */
  take(cells: readonly string[], info: Info): null {
    this.count += 1;
    if (this.count > this.most * MOST_ROWS_AN_ID) throw tooManyRows(this.most);
    const breaks = cells.flatMap(
      (cell) => (cell.includes('\n') || cell.includes('\r') ? cell.match(/\r\n|\n|\r/g) : null) ?? [],
    );
    // The parser counts a CRLF inside quotes as two lines.
    this.countedTwice += breaks.filter((lineBreak) => lineBreak === '\r\n').length;
    this.lastLine = info.lines - this.countedTwice;
    this.emptyLines = info.empty_lines;
    const line = this.lastLine - breaks.length;
    const id = this.column.idOf(cells, line);
    if (id !== null) this.add(id, line);
    return null;
  }

  /** Where the row begins that could not be read. */
  lineAfter(info: Info): number {
    return this.lastLine + info.empty_lines - this.emptyLines + 1;
  }

  result(): CsvIds {
    if (this.ids.size === 0) throw new HabeasError('invalid', 'csv-empty', 'The file holds no id: send one id a line.');
    return { ids: [...this.ids], duplicates: this.duplicates, duplicateCount: this.duplicateCount, more: this.more };
  }

  private add(id: string, line: number): void {
    const complaint = complaintAbout(id);
    if (complaint !== null) throw csvInvalid(line, `holds an id that ${complaint}`);
    if (this.ids.has(id)) {
      this.duplicateCount++;
      if (this.duplicates.length < MOST_DUPLICATES_NAMED) this.duplicates.push(line);
    } else if (this.ids.size < this.most) this.ids.add(id);
    else {
      this.more = true;
      throw new Enough();
    }
  }
}

function tooManyRows(most: number): HabeasError {
  const message = `The file has more than ${most * MOST_ROWS_AN_ID} rows where ${most} subjects are the most: leave the duplicates out.`;
  return new HabeasError('invalid', 'csv-too-many-rows', message);
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
