import { HabeasError } from '../../platform/index.js';

/** A complaint about a line (counted from 1), written as the end of a sentence that begins with it. */
export function csvInvalid(line: number, complaint: string): HabeasError {
  return new HabeasError('invalid', 'csv-invalid', sentence(line, complaint), {
    extra: { line, ...placeOf(line, complaint) },
  });
}

/** A line whose meaning its sender alone knows: `header`, `column` say it. `columns`: names, or numbers from 1 where they have none. */
export function csvUnclear(
  code: 'csv-header-unclear' | 'csv-column-unclear',
  line: number,
  complaint: string,
  columns: readonly (string | number)[],
): HabeasError {
  return new HabeasError('unprocessable', code, sentence(line, complaint), {
    extra: { line, columns, ...placeOf(line, complaint) },
  });
}

export function csvTooLarge(limit: number): HabeasError {
  const message = `The file is larger than the ${limit} bytes that are taken: split it.`;
  return new HabeasError('too-large', 'csv-too-large', message);
}

export function csvNotText(message: string): HabeasError {
  return new HabeasError('invalid', 'csv-not-utf8', message);
}

function sentence(line: number, complaint: string): string {
  return `Line ${line} of the file ${complaint}.`;
}

function placeOf(line: number, complaint: string) {
  return { errors: [{ path: `line ${line}`, message: complaint }] };
}
