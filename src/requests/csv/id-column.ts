import { csvInvalid, csvUnclear } from './csv-errors.js';
import {
  isColumnWord,
  isDistinctIdName,
  isIdName,
  isNameOfAnOnlyColumn,
  isNumberedName,
  isWords,
  plainName,
  standsOut,
} from './header-words.js';

/** What the sender of a file said about it. */
export interface FileTerms {
  /** Whether the first row names the columns; absent where it can be told. */
  readonly header?: boolean | undefined;
  /**
   * Which column holds the ids: its name, or its number from 1; absent where it can be told. A number is
   * a name with `header` only.
   */
  readonly column?: string | undefined;
}

/** The name the sender gave, if it can be one. */
export function columnNameOf({ header, column }: FileTerms): string | undefined {
  return header === false || (header === undefined && numberOf(column) !== null) ? undefined : column;
}

interface Place {
  readonly column: number;
  /** How many cells a row has at the least and at the most; empty ones beyond them do not count. */
  readonly least: number;
  readonly most: number;
  readonly hasHeader: boolean;
}

interface Separator {
  readonly sign: string;
  /** The first rows of the file. */
  readonly sample: readonly (readonly string[])[];
}

/** What stands between cells, in a word. */
const SEPARATORS: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
const MOST_COLUMNS_NAMED = 50;
const NAME_OR_ID =
  'looks like the name of a column, and may be an id: say header=true (--header) where the ids begin below it, header=false (--no-header) where it is one of them';
const TITLE_OR_ID =
  'stands above what looks like the name of a column: leave both out where they are a title and a name, say header=false (--no-header) where they are ids';

/** Finds the ids in the rows of a file. What is not clearly a list of ids is asked about, never guessed. */
export class IdColumn {
  private place: Place | null = null;

  constructor(
    private readonly terms: FileTerms,
    private readonly separator: Separator,
  ) {}

  /**
   * The id a row gives; null for the header and for a row of several cells that are all empty. A blank line is no row.
   * @throws HabeasError `csv-invalid` (400), `csv-header-unclear`, `csv-column-unclear` (422)
   */
  idOf(cells: readonly string[], line: number): string | null {
    if (cells.length > 1 && cells.every((cell) => cell === '')) return null;
    if (this.place === null) {
      this.place = this.placeIn(cells, line);
      if (this.place.hasHeader) return null;
    }
    const { column, least, most } = this.place;
    const length = Math.max(Math.min(cells.length, most), filled(cells));
    if (length < least || length > most) {
      const expected = length < least ? least : most;
      const separator = SEPARATORS[this.separator.sign] ?? 'other';
      const sign = separator === 'other' ? 'the separator' : `a ${separator}`;
      throw csvInvalid(
        line,
        'cells',
        `has ${count(length)} where ${expected} ${expected === 1 ? 'is' : 'are'} expected: put quotes around a cell that holds ${sign}`,
        { cells: length, expected, separator },
      );
    }
    const id = cells[column] ?? '';
    if (this.terms.header !== false && isIdName(id)) {
      throw csvInvalid(line, 'name', 'names a column where an id is expected: leave it and what is above it out');
    }
    return id;
  }

  private placeIn(cells: readonly string[], line: number): Place {
    if (this.terms.column !== undefined) return this.chosen(this.terms.column, cells, line);
    const known = this.terms.header === false ? [] : idNamesIn(cells);
    const [column] = known;
    if (column !== undefined && known.length === 1) return placeOf(cells, column, true);
    if (known.length > 1) {
      throw this.columnUnclear(cells, line, `names ${known.length} columns of ids`);
    }
    if (filled(cells) > 1) {
      const what = `has ${count(filled(cells))} and none is named distinct_id or user_id`;
      throw this.columnUnclear(cells, line, what);
    }
    const [only = ''] = cells;
    return placeOf(cells, 0, this.isHeader(cells, line, isNameOfAnOnlyColumn(only), 0));
  }

  /** By the name or the number the sender gave. */
  private chosen(said: string, cells: readonly string[], line: number): Place {
    const name = columnNameOf(this.terms);
    const named = name === undefined ? [] : indexesOf(cells, (cell) => isCalled(cell, name));
    const [byName] = named;
    if (byName !== undefined && named.length === 1) return placeOf(cells, byName, true);
    const number = numberOf(said);
    if (named.length > 1 || number === null || number > cells.length) {
      throw this.columnUnclear(
        cells,
        line,
        named.length > 1 ? 'names that column more than once' : 'has no such column',
      );
    }
    const cell = cells[number - 1] ?? '';
    return placeOf(cells, number - 1, this.isHeader(cells, line, isIdName(cell), number - 1));
  }

  /** Whether the row names columns; asked about where it may. */
  private isHeader(cells: readonly string[], line: number, isKnown: boolean, column: number): boolean {
    const { header } = this.terms;
    if (header !== undefined) return header;
    if (isKnown) return true;
    const cell = cells[column] ?? '';
    const below = this.below(column);
    const isName = cells.some((each, at) => isColumnWord(each) || isNumberedName(each, this.below(at)));
    const isTitle = !isName && isTitleAbove(cell, below);
    if (isTitle || isName || standsOut(cell, below)) {
      throw csvUnclear('csv-header-unclear', line, isTitle ? TITLE_OR_ID : NAME_OR_ID, []);
    }
    return false;
  }

  /** What the column holds in the rows after the first. */
  private below(column: number): string[] {
    return this.separator.sample.slice(1).map((row) => row[column] ?? '');
  }

  private columnUnclear(cells: readonly string[], line: number, what: string) {
    const columns = this.columnsOf(cells);
    const listed = columns.map((each) => (typeof each === 'number' ? `column ${each}` : `"${each}"`)).join(', ');
    const choose = `choose the one of the ids with column=<its name or number> (--column): ${listed}`;
    return csvUnclear('csv-column-unclear', line, `${what}; ${choose}`, columns);
  }

  /** Names where the row is made of names, else numbers: a row of people is not repeated. */
  private columnsOf(cells: readonly string[]): (string | number)[] {
    const isHeader =
      this.terms.header ??
      (cells.some((cell) => isIdName(cell) || isColumnWord(cell)) &&
        cells.every((cell) => cell === '' || isWords(cell)));
    return cells.slice(0, MOST_COLUMNS_NAMED).map((cell, at) => (isHeader && isWords(cell) ? cell : at + 1));
  }
}

/** A header may name fewer columns than the rows have, the rows no more than it has cells. */
function placeOf(cells: readonly string[], column: number, hasHeader: boolean): Place {
  const least = Math.max(filled(cells), column + 1);
  return { column, least, most: hasHeader ? Math.max(cells.length, least) : least, hasHeader };
}

/** The known names of the ids' column; `distinct_id` alone where others stand beside it. */
function idNamesIn(cells: readonly string[]): number[] {
  const known = indexesOf(cells, isIdName);
  const exact = known.filter((at) => isDistinctIdName(cells[at] ?? ''));
  return exact.length === 1 ? exact : known;
}

/** Whether a cell stands above what may be the name of its column, as a title does; a known name is refused where it stands. */
function isTitleAbove(cell: string, [second = '', ...others]: readonly string[]): boolean {
  return !isIdName(second) && (isColumnWord(second) || isNumberedName(second, [cell, ...others]));
}

function numberOf(column: string | undefined): number | null {
  return column !== undefined && /^[1-9][0-9]{0,3}$/.test(column) ? Number(column) : null;
}

function isCalled(cell: string, name: string): boolean {
  return cell === name || (plainName(name) !== '' && plainName(cell) === plainName(name));
}

function indexesOf(cells: readonly string[], is: (cell: string) => boolean): number[] {
  return cells.flatMap((cell, index) => (is(cell) ? [index] : []));
}

/** How many cells there are, without the empty ones at the end. */
function filled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1;
}

function count(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}
