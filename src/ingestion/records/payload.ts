import { unescape } from 'node:querystring';
import { HabeasError, parseExactJson, textOf } from '../../platform/index.js';
import { CallFields } from './call-fields.js';

/** Records one request may bring. */
export const MOST_RECORDS = 2000;

/** Of either alphabet. */
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** Characters of base64 that browsers escape in forms, by what stands behind the percent sign. */
const OF_BASE64: Readonly<Record<string, string>> = { '2B': '+', '2F': '/', '3D': '=' };

/** Fields of a form that are looked at; SDKs send five. */
const MOST_FIELDS = 100;

/**
 * A record as it came, with its place in the call, counted from 0; a line that is no JSON is told apart, so that it does not take
 * the others with it.
 */
export type SentRecord = { readonly index: number } & ({ readonly value: unknown } | { readonly malformed: string });

/** A call whose records were not read yet. */
export interface SentCall {
  /** All that it says but the records. */
  readonly fields: CallFields;
  /** Whether the records came in a form or in the query, and not as a body of JSON. */
  readonly isForm: boolean;
  /** Where the records stand: JSON, or in a form also base64 of it; null where nothing was sent. */
  readonly data: string | null;
}

/**
 * Finds the records of a call by its bytes, whatever its Content-Type says: its body is JSON, or a form whose field `data` holds
 * JSON or base64 of it; or else they stand in `data` of its query.
 */
export function readCall(text: string, query: Readonly<Record<string, unknown>> = {}): SentCall {
  const body = text.trim();
  if (/^[[{]/.test(body)) return { fields: new CallFields({}, query), isForm: false, data: body };
  const isForm = beginsWithName(body);
  const form: Record<string, string> = isForm ? formFields(body) : {};
  const data = isForm || body === '' ? new CallFields(form, query).get('data') : body;
  // The fields are kept until the call is answered, and need not keep what was read of it.
  delete form['data'];
  return { fields: new CallFields(form, query), isForm: isForm || (body === '' && data !== null), data };
}

/**
 * Reads the records of a call: a JSON array, one JSON object, or one object a line (`application/x-ndjson`, or whatever is no JSON as
 * a whole).
 * @throws HabeasError `malformed-json`, `json-too-deep`, `data-missing` (400), `too-many-records` (413)
 */
export function readRecords({ data, isForm }: SentCall, contentType = ''): SentRecord[] {
  if (data === null) throw new HabeasError('invalid', 'data-missing', 'data, missing or empty');
  return isForm ? recordsOf(decoded(data), false) : recordsOf(data, /\bx-ndjson\b/i.test(contentType));
}

/** Whether it begins with the name of a field: what is before the first "=" could stand in one. */
function beginsWithName(body: string): boolean {
  const name = body.slice(0, Math.max(0, body.indexOf('=')));
  return name !== '' && !/[\s{}[\]"]/.test(name);
}

/**
 * The fields of a form, of several with a name the first. As `querystring` reads them, which looks at every character by itself: that
 * took longer than to read the JSON within.
 */
function formFields(body: string): Record<string, string> {
  const fields = Object.create(null) as Record<string, string>;
  let read = 0;
  for (let at = 0; at < body.length && read < MOST_FIELDS; read += 1) {
    const next = body.indexOf('&', at);
    const field = body.slice(at, next < 0 ? body.length : next);
    const equals = field.indexOf('=');
    const name = unescaped(equals < 0 ? field : field.slice(0, equals));
    fields[name] ??= equals < 0 ? '' : unescaped(field.slice(equals + 1));
    at += field.length + 1;
  }
  return fields;
}

/** Where nothing but what base64 has to escape is escaped it is put back at once: `unescape` looks at every character by itself. */
function unescaped(text: string): string {
  const plain = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!plain.includes('%')) return plain;
  const [first = '', ...others] = plain.split('%');
  const pieces = [first];
  for (const other of others) {
    const character = OF_BASE64[other.slice(0, 2)];
    if (character === undefined) return unescape(plain);
    pieces.push(character, other.slice(2));
  }
  return pieces.join('');
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
    return (Array.isArray(whole) ? (whole as unknown[]) : [whole]).map((value, index) => ({ index, value }));
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
    const index = records.length;
    if (line !== '') records.push({ index, ...(index < MOST_RECORDS ? recordOfLine(line) : { malformed: '' }) });
    at = end < 0 ? body.length : end + 1;
  }
  return records;
}

function recordOfLine(line: string): { readonly value: unknown } | { readonly malformed: string } {
  try {
    return { value: parseExactJson(line) };
  } catch (error) {
    if (!(error instanceof HabeasError)) throw error;
    return { malformed: error.code === 'json-too-deep' ? 'nests too deep' : 'is not valid JSON' };
  }
}

function decoded(data: string): string {
  if (/^\s*[[{]/.test(data)) return data;
  const base64 = data.trim();
  const bytes = Buffer.from(base64, 'base64');
  try {
    return textOf(isWhole(base64, bytes) ? bytes : Buffer.from(mended(base64), 'base64'));
  } catch {
    throw notReadable();
  }
}

/** Whether each character was read, since others are passed over without a word. By the length, which costs less than a look at each. */
function isWhole(base64: string, { length }: Buffer): boolean {
  const digits = base64.length - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
  // A digit behind a multiple of four is no byte, and would not be missed.
  return digits % 4 === 1 ? BASE64.test(base64) : digits > 0 && length === Math.floor((digits * 3) / 4);
}

/** An unescaped "+" of base64 arrives as a space; what is folded into lines has breaks. */
function mended(base64: string): string {
  const whole = base64.replaceAll(' ', '+').replaceAll(/[\r\n]/g, '');
  if (!BASE64.test(whole)) throw notReadable();
  return whole;
}

function notReadable(): HabeasError {
  return new HabeasError('invalid', 'malformed-json', 'The field "data" is neither JSON nor base64 of JSON.');
}
