import { HabeasError } from '../../platform/index.js';

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

/** A complaint about a line (counted from 1), written as the end of a sentence that begins with it. */
export function csvInvalid(line: number, complaint: string): HabeasError {
  const message = `Line ${line} of the file ${complaint}.`;
  return new HabeasError('invalid', 'csv-invalid', message, {
    extra: { errors: [{ path: `line ${line}`, message: complaint }] },
  });
}

function isHeader(cell: string | undefined): boolean {
  return cell?.trim().toLowerCase() === HEADER;
}

function count(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}
