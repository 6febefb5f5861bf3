import { isUtf8 } from 'node:buffer';
import { HabeasError } from '../core/errors.js';
import { parseExactly } from './exact-json.js';
import { nestsDeeper } from './json-depth.js';

/** No Content-Type of any client is longer. */
const MOST_TYPE_CHARACTERS = 1000;

const MOST_DEPTH = 64;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Parses JSON, refusing what is nested deeper than any client of ours would send.
 * @throws HabeasError `malformed-json` or `json-too-deep` (400)
 */
export function parseJson(text: string, mostDepth = MOST_DEPTH): unknown {
  if (nestsDeeper(text, mostDepth)) throw tooDeep(mostDepth);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed();
  }
}

/**
 * As `parseJson`, but numbers that a double would change come as an ExactNumber.
 * @throws HabeasError `malformed-json` or `json-too-deep` (400)
 */
export function parseExactJson(text: string): unknown {
  let value: unknown;
  try {
    value = parseExactly(text, MOST_DEPTH);
  } catch {
    throw malformed();
  }
  if (value === undefined) throw tooDeep(MOST_DEPTH);
  return value;
}

function tooDeep(mostDepth: number): HabeasError {
  return new HabeasError('invalid', 'json-too-deep', `The body nests deeper than ${mostDepth} levels.`);
}

function malformed(): HabeasError {
  return new HabeasError('invalid', 'malformed-json', 'The body is not valid JSON.');
}

/**
 * The bytes of a body decide, whatever a charset says of them; but one that nobody knows announces what nobody can read.
 * @throws HabeasError `charset-unsupported` (415)
 */
export function assertKnownCharset(contentType = ''): void {
  const label = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(contentType.slice(0, MOST_TYPE_CHARACTERS))?.[1];
  if (label === undefined || label === '' || isCharset(label)) return;
  const message = 'The charset in the Content-Type is not known: send the body as UTF-8.';
  throw new HabeasError('unsupported', 'charset-unsupported', message);
}

function isCharset(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

/**
 * The text of a body. Unlike TextDecoder's it has one byte a character where it is ASCII: all that reads it is twice as fast.
 * @throws HabeasError `body-not-utf8` (400)
 */
export function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new HabeasError('invalid', 'body-not-utf8', 'The body is not UTF-8.');
  const start = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  return bytes.toString('utf8', start);
}
