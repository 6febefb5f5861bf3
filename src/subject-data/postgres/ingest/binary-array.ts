/** Numbers of the types of elements. https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const BYTEA = 17;
const TEXT = 25;
const TIMESTAMPTZ = 1184;
const JSONB = 3802;

const HEADER_BYTES = 20;
const INSTANT_BYTES = 8;
/** Instants count in microseconds from here. */
const YEAR_2000 = Date.UTC(2000, 0, 1);
/** What the upper half of a number of eight bytes counts. */
const WORD = 2 ** 32;
/** What a `jsonb` value begins with. */
const JSONB_VERSION = Buffer.from([1]);

/**
 * Values of one parameter in PostgreSQL's binary form of an array. In the textual form every quote of a JSON text is escaped
 * here and put right by the server: three times the work of this process.
 */
export function textArray(texts: readonly string[]): Buffer {
  return arrayOfTexts(TEXT, texts, Buffer.alloc(0));
}

/** `texts`: JSON, which the server checks. */
export function jsonbArray(texts: readonly string[]): Buffer {
  return arrayOfTexts(JSONB, texts, JSONB_VERSION);
}

export function byteaArray(values: readonly Uint8Array[]): Buffer {
  const array = arrayOf(
    BYTEA,
    values.length,
    values.reduce((sum, { length }) => sum + 4 + length, 0),
  );
  let at = HEADER_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(value.length, at);
    array.set(value, at);
    at += value.length;
  }
  return array;
}

/** Exact until the year 4283. */
export function timestamptzArray(instants: readonly Date[]): Buffer {
  const array = arrayOf(TIMESTAMPTZ, instants.length, instants.length * (4 + INSTANT_BYTES));
  let at = HEADER_BYTES;
  for (const instant of instants) {
    const microseconds = (instant.getTime() - YEAR_2000) * 1000;
    at = array.writeInt32BE(INSTANT_BYTES, at);
    at = array.writeInt32BE(Math.floor(microseconds / WORD), at);
    at = array.writeInt32BE(microseconds | 0, at);
  }
  return array;
}

function arrayOfTexts(type: number, texts: readonly string[], prefix: Buffer): Buffer {
  const bytes = texts.reduce((sum, text) => sum + 4 + prefix.length + Buffer.byteLength(text), 0);
  const array = arrayOf(type, texts.length, bytes);
  let at = HEADER_BYTES;
  for (const text of texts) {
    const start = at + 4 + prefix.copy(array, at + 4);
    const end = start + array.write(text, start);
    array.writeInt32BE(end - at - 4, at);
    at = end;
  }
  return array;
}

/** One dimension that counts from 1, without nulls; `bytes`: of all elements with their lengths, to be written yet. */
function arrayOf(type: number, length: number, bytes: number): Buffer {
  const array = Buffer.allocUnsafe(HEADER_BYTES + bytes);
  [1, 0, type, length, 1].forEach((field, at) => array.writeInt32BE(field, 4 * at));
  return array;
}
