import { HabeasError } from '../../platform/index.js';

/** What the sentence of a fault names, for programs that say it in another language. */
type About = Readonly<Record<string, string | number>>;

/**
 * A complaint about a line (counted from 1).
 * @param fault what is wrong, in a word
 * @param complaint the same as the end of a sentence that begins with the line
 */
export function csvInvalid(line: number, fault: string, complaint: string, about: About = {}): HabeasError {
  return new HabeasError('invalid', 'csv-invalid', sentence(line, complaint), {
    extra: { ...about, line, fault, ...placeOf(line, complaint) },
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
  return new HabeasError('too-large', 'csv-too-large', message, { extra: { limit } });
}

export function csvNotText(fault: string, message: string, about: About = {}): HabeasError {
  return new HabeasError('invalid', 'csv-not-utf8', message, { extra: { ...about, fault } });
}

/** A file of another kind: `what`, as a part of a sentence. */
export function csvOther(fault: string, what: string, about: About = {}): HabeasError {
  const message = `The file is no CSV file but ${what}.`;
  return new HabeasError('invalid', 'csv-other-format', message, { extra: { ...about, fault } });
}

function sentence(line: number, complaint: string): string {
  return `Line ${line} of the file ${complaint}.`;
}

function placeOf(line: number, complaint: string) {
  return { errors: [{ path: `line ${line}`, message: complaint }] };
}
