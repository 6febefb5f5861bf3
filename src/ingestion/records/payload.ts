import { HabeasError, parseExactJson } from '../../platform/index.js';

/** Records one request may bring. */
export const MOST_RECORDS = 2000;

/** A record as it came; a line that is no JSON is told apart, so that it does not take the others with it. */
export type SentRecord = { readonly value: unknown } | { readonly malformed: string };

export interface Payload {
  readonly records: readonly SentRecord[];
  /** What the form said about the answer; null when the body was no form. */
  readonly form: { readonly verbose: boolean } | null;
}

/**
 * Reads the records of a request: of its body, which is a JSON array, one JSON object, one object a line (`application/x-ndjson`,
 * or whatever is no JSON as a whole), or a form whose field `data` holds JSON or base64 of it; or else of `data` in its query.
 * @throws HabeasError `malformed-json`, `json-too-deep`, `data-missing` (400), `too-many-records` (413)
 */
export function readPayload(text: string, contentType: string, query: { readonly data?: unknown } = {}): Payload {
  const body = text.trim();
  if (/^[[{]/.test(body)) return { records: recordsOf(body, /\bx-ndjson\b/i.test(contentType)), form: null };
  const asked = typeof query.data === 'string' ? query.data : null;
  if (!isForm(body) && !(body === '' && asked !== null)) {
    throw new HabeasError('invalid', 'malformed-json', 'The body is not valid JSON.');
  }
  const fields = new URLSearchParams(body);
  const data = fields.get('data') ?? asked;
  if (data === null) throw new HabeasError('invalid', 'data-missing', 'The form has no field "data".');
  return { records: recordsOf(decoded(data), false), form: { verbose: fields.get('verbose') === '1' } };
}

/** Whether it begins with the name of a field: what is before the first "=" could stand in one. */
function isForm(body: string): boolean {
  const name = body.slice(0, Math.max(0, body.indexOf('=')));
  return name !== '' && !/[\s{}[\]"]/.test(name);
}

function recordsOf(body: string, byLine: boolean): SentRecord[] {
  const records = byLine ? recordsByLine(body) : recordsOfWhole(body);
  if (records.length > MOST_RECORDS) {
    throw new HabeasError(
      'too-large',
      'too-many-records',
      `The request holds more than the ${MOST_RECORDS} records that are taken at once.`,
    );
  }
  return records;
}

function recordsOfWhole(body: string): SentRecord[] {
  try {
    const whole = parseExactJson(body);
    return (Array.isArray(whole) ? (whole as unknown[]) : [whole]).map((value) => ({ value }));
  } catch (error) {
    const lines = body.startsWith('{') && body.includes('\n');
    if (lines && error instanceof HabeasError && error.code === 'malformed-json') return recordsByLine(body);
    throw error;
  }
}

function recordsByLine(body: string): SentRecord[] {
  const records: SentRecord[] = [];
  for (let at = 0; at < body.length && records.length <= MOST_RECORDS;) {
    const end = body.indexOf('\n', at);
    const line = body.slice(at, end < 0 ? body.length : end).trim();
    if (line !== '') records.push(records.length < MOST_RECORDS ? recordOfLine(line) : { malformed: '' });
    at = end < 0 ? body.length : end + 1;
  }
  return records;
}

function recordOfLine(line: string): SentRecord {
  try {
    return { value: parseExactJson(line) };
  } catch (error) {
    if (!(error instanceof HabeasError)) throw error;
    return { malformed: error.code === 'json-too-deep' ? 'nests too deep' : 'is not valid JSON' };
  }
}

function decoded(data: string): string {
  if (/^\s*[[{]/.test(data)) return data;
  // An unescaped "+" of base64 arrives as a space.
  const bytes = Buffer.from(data.replaceAll(' ', '+'), 'base64');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HabeasError('invalid', 'malformed-json', 'The field "data" is neither JSON nor base64 of JSON.');
  }
}
