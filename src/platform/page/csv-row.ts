/** Cells that a spreadsheet would take for a formula; a plain number is none. */
const FORMULA = /^[\s"]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
/** What a spreadsheet that parts cells by semicolons or tabs makes cells of: to it a quote in the middle of a cell protects nothing. */
const INNER_CELL = /[^;\t\r\n]+/g;
const NUMBER = /^[+-]?\d{1,15}(\.\d{1,15})?$/;

/** Stands before the first row of a CSV file in UTF-8, which spreadsheets take for something else without it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A row of a CSV file (RFC 4180) with its line end. What a spreadsheet would take for a formula has an apostrophe before it, inside a
 * text too.
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = noFormula(text.replace(INNER_CELL, noFormula));
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function noFormula(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
