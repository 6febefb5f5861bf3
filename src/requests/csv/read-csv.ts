import { CsvError, type Info, parse } from 'csv-parse';
import { HabeasError, type Turns } from '../../platform/index.js';
import { type DistinctIds, idFault } from '../../subject-data/index.js';
import { csvInvalid, csvTooLarge } from './csv-errors.js';
import { layoutOf } from './delimiter.js';
import { decoded, refuseGuessedId } from './encoding.js';
import { refuseOtherKinds, refuseOtherTexts } from './file-kind.js';
import { columnNameOf, IdColumn, type FileTerms } from './id-column.js';
import { piecesOf } from './pieces.js';

/** Rows a file may have for each id it may hold: the others are duplicates. */
const MOST_ROWS_AN_ID = 100;
const MOST_DUPLICATES_NAMED = 1000;

export interface CsvIds extends DistinctIds {
  readonly duplicateCount: number;
  /** Whether the file holds more ids than `ids`. */
  readonly more: boolean;
}

export interface CsvTerms extends FileTerms {
  /** Bytes. */
  readonly limit: number;
  /** Ids, each counted once. The file is read no further than to the first beyond them. */
  readonly most: number;
  /** Lets others have their turn in between. */
  readonly turns?: Turns;
}

/** Ends the reading of a file that holds more ids than are wanted. */
class Enough extends Error {}

/**
 * Reads the ids of a CSV file as people's spreadsheets save it: separated by commas, semicolons, tabs or bars, with Excel's line
 * `sep=;`, in UTF-8 or UTF-16, or in Windows-1252 where the ids are ASCII, with any line ends and quotes, its only column or the one
 * that is called `distinct_id` or `user_id` in any spelling. White space goes only around unquoted cells; what stands in quotes is never changed.
 * @throws HabeasError `csv-invalid` (with the line), `csv-empty`, `csv-not-utf8`, `csv-other-format`, `csv-too-many-rows` (400),
 * `csv-too-large` (413), `csv-header-unclear`, `csv-column-unclear` (422, with the line and the columns)
 */
export async function readCsv(source: AsyncIterable<Buffer> | Iterable<Buffer>, terms: CsvTerms): Promise<CsvIds> {
  const bytes = await gathered(source, terms.limit);
  refuseOtherKinds(bytes);
  const { text, isGuessed } = decoded(bytes);
  refuseOtherTexts(text);
  const { delimiter, start, linesBefore, sample } = layoutOf(text, columnNameOf(terms));
  const rows = new Rows(terms.most, linesBefore, isGuessed, new IdColumn(terms, { sign: delimiter, sample }));
  try {
    await parseRows(text, start, delimiter, rows, terms.turns);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return rows.result();
}

async function gathered(source: AsyncIterable<Buffer> | Iterable<Buffer>, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > limit) throw csvTooLarge(limit);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Rows are taken as they are parsed: as a stream of objects a file of many short lines took four times as long. */
async function parseRows(text: string, start: number, delimiter: string, rows: Rows, turns?: Turns): Promise<void> {
  const faults: Error[] = [];
  const parser = parse({
    delimiter,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    on_record: (cells: string[], info) => rows.take(cells, info),
  });
  parser.resume();
  parser.on('error', (error) => faults.push(error));
  const finished = new Promise<void>((resolve) => parser.once('close', resolve));
  for await (const piece of piecesOf(text, start, rows.linesBefore, turns)) {
    if (faults.length > 0) break;
    parser.write(piece);
  }
  parser.end();
  await finished;
  const [fault] = faults;
  if (fault !== undefined) throw translated(fault, rows);
}

class Rows {
  private readonly ids = new Set<string>();
  private readonly duplicates: number[] = [];
  private duplicateCount = 0;
  private more = false;
  private lastLine: number;
  private emptyLines = 0;
  private countedTwice = 0;
  private count = 0;

  constructor(
    private readonly most: number,
    readonly linesBefore: number,
    private readonly isGuessed: boolean,
    private readonly column: IdColumn,
  ) {
    this.lastLine = linesBefore;
  }

  /** Returns null, since nothing is to be passed on. */
  take(cells: readonly string[], info: Info): null {
    this.count += 1;
    if (this.count > this.most * MOST_ROWS_AN_ID) throw tooManyRows(this.most);
    const breaks = cells.flatMap(
      (cell) => (cell.includes('\n') || cell.includes('\r') ? cell.match(/\r\n|\n|\r/g) : null) ?? [],
    );
    // The parser counts a CRLF inside quotes as two lines.
    this.countedTwice += breaks.filter((lineBreak) => lineBreak === '\r\n').length;
    this.lastLine = this.linesBefore + info.lines - this.countedTwice;
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
    if (this.isGuessed) refuseGuessedId(id, line);
    refuseUnfit(id, line);
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

/** @throws HabeasError `csv-invalid` (400) where it is none, or what a spreadsheet leaves where one was */
function refuseUnfit(id: string, line: number): void {
  const wrong = idFault(id);
  if (wrong !== null) {
    const { fault, words, ...about } = wrong;
    throw csvInvalid(line, `id-${fault}`, `holds an id that ${words}`, about);
  }
  const damage = damageOf(id);
  if (damage !== null) throw csvInvalid(line, damage.fault, `holds an id that ${damage.words}`);
}

/** What a spreadsheet leaves where an id was; null where it is none of that. */
function damageOf(id: string): { readonly fault: string; readonly words: string } | null {
  if (/^[+-]?\d(?:[.,]\d{1,15})?E[+]?\d{1,3}$/i.test(id) && /[.,+]/.test(id)) {
    const words =
      'a spreadsheet has shortened, as in 1.2E+15: format the column as text, enter the ids again, and save it once more';
    return { fault: 'shortened-id', words };
  }
  if (/^#(?:N\/A|NV|REF!|BEZUG!|NAME\?|VALUE!|WERT!|DIV\/0!|NULL!|NUM!|ZAHL!|#+)$/i.test(id)) {
    return { fault: 'error-value', words: 'is an error value of a spreadsheet: correct the cell' };
  }
  if (!/[^\P{Cc}\t\r\n]/u.test(id)) return null;
  return { fault: 'control-character', words: 'holds a control character: save the file as CSV in UTF-8' };
}

function tooManyRows(most: number): HabeasError {
  const message = `The file has more than ${most * MOST_ROWS_AN_ID} rows where ${most} subjects are the most: leave the duplicates out.`;
  return new HabeasError('invalid', 'csv-too-many-rows', message);
}

/** The parser's own sentences quote the cell, which holds an id. */
function translated(error: Error, rows: Rows): Error {
  if (!(error instanceof CsvError)) return error;
  const line = rows.lineAfter(error as unknown as Info);
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return csvInvalid(line, 'open-quote', 'opens a quote that is never closed');
    case 'INVALID_OPENING_QUOTE': {
      const words = 'has a quote inside an unquoted cell: put the cell in quotes and write its own quotes twice';
      return csvInvalid(line, 'quote-inside', words);
    }
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE': {
      const words = 'goes on after a closing quote: write quotes inside a quoted cell twice';
      return csvInvalid(line, 'after-quote', words);
    }
    default:
      return csvInvalid(line, 'unreadable', 'cannot be read as CSV');
  }
}
