import { parse } from 'csv-parse/sync';
import { isIdName, plainName } from './header-words.js';

/** How the cells of a text are separated, and where its rows begin. */
export interface Layout {
  readonly delimiter: string;
  /** Characters before the first row: Excel's line `sep=;`. */
  readonly start: number;
  readonly linesBefore: number;
  /** The first rows, by which what a column holds is told. */
  readonly sample: readonly (readonly string[])[];
}

const SAMPLE_CHARACTERS = 64 * 1024;
const SAMPLE_ROWS = 100;

/** Signs that separate cells; the bar is in too many ids (`auth0|5f7c…`) to count without a name beside it. */
const DELIMITERS = ['\t', ';', ','] as const;

/** @param column the name of the ids' column, where the sender gave one; a number is none */
export function layoutOf(text: string, column: string | undefined): Layout {
  const said = /^[ \t]*"?sep=([^A-Za-z0-9"\r\n])"?[ \t,;]*(?:\r\n|\n|\r|$)/i.exec(text.slice(0, 100));
  const start = said?.[0].length ?? 0;
  const linesBefore = said ? 1 : 0;
  const beginning = text.slice(start, start + SAMPLE_CHARACTERS);
  if (said?.[1] !== undefined) return { delimiter: said[1], start, linesBefore, sample: rowsBy(said[1], beginning) };
  const samples = new Map([...DELIMITERS, '|'].map((each) => [each, rowsBy(each, beginning)] as const));
  const delimiter = named(samples, column) ?? evident(samples) ?? ',';
  return { delimiter, start, linesBefore, sample: samples.get(delimiter) ?? [] };
}

type Samples = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The sign by which the first row has the ids' name among several. */
function named(samples: Samples, column: string | undefined): string | undefined {
  const isName = (cell: string): boolean =>
    isIdName(cell) || (column !== undefined && plainName(cell) !== '' && plainName(cell) === plainName(column));
  return [...samples].find(([, [first = []]]) => first.length > 1 && first.some(isName))?.[0];
}

/** The sign that divides all rows alike, or else most of them. White space at the end of a line is no tab between cells. */
function evident(samples: Samples): string | undefined {
  const dividing = DELIMITERS.flatMap((delimiter) => {
    const rows = samples.get(delimiter) ?? [];
    const divided = rows.filter(
      (cells) => cells.length > 1 && (delimiter !== '\t' || cells.filter((cell) => cell !== '').length > 1),
    );
    const isEven = divided.length === rows.length && new Set(rows.map(({ length }) => length)).size === 1;
    return divided.length === 0 ? [] : [{ delimiter, isEven, count: divided.length }];
  });
  const even = dividing.find(({ isEven }) => isEven);
  return (even ?? dividing.sort((one, other) => other.count - one.count)[0])?.delimiter;
}

/** What can be read of the beginning: it may be cut in the midst of a quote, or be broken. */
function rowsBy(delimiter: string, beginning: string): string[][] {
  const rows: string[][] = [];
  try {
    parse(beginning, {
      delimiter,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      to: SAMPLE_ROWS,
      on_record: (cells: string[]) => {
        if (cells.some((cell) => cell !== '')) rows.push(cells);
        return null;
      },
    });
  } catch {
    return rows;
  }
  return rows;
}
