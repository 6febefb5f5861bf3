import type { Moment } from '../../platform/index.js';
import type { Collection } from '../data-map/collection.js';
import { CollectionClasses } from '../data-map/collection-classes.js';
import { jsonMembers } from './json-members.js';
import { replaceMembers, type Replacement } from './json-replacement.js';
import { TooLarge } from './cell-limits.js';
import { isRecordingId } from './recordings.js';
import type { StoredRow } from './subject-store.port.js';

/** What an export says in place of a value that is held and not disclosed (11 CCR §7024(d)). */
export const WITHHELD_JSON = '{"held":true,"disclosed":false}';

/** What an export says in place of a value that is too large to be copied. */
function tooLargeJson({ bytes }: TooLarge): string {
  return `{"held":true,"tooLarge":true,"bytes":${String(bytes)}}`;
}

/** Turns rows into lines of an export file, with what follows from the collection worked out once. */
export type RecordWriter = (row: StoredRow) => string;

/**
 * One stored row as one line of an export: JSON text without a line end.
 * - `event`: `{"event":…,"properties":{"time":<unix seconds, with their fraction>,"distinct_id":…,"$insert_id":…,…}}`
 * - `profile`: `{"$distinct_id":…,"$properties":{…}}`
 * - `row`: the columns by name without the project's, dates as ISO text, bytes as base64
 */
export function recordLine(collection: Collection, row: StoredRow): string {
  return recordWriter(collection)(row);
}

/** What is not told of a row: what stands in place of the value under a way of names. Null where everything may be told. */
export type Withholding = Replacement | null;

/** What the data map, and the project where it was asked, withhold of a collection. */
export function withheldOf(collection: Collection): Withholding {
  const classes = new CollectionClasses(collection);
  return classes.isOrdinary ? null : (path) => (classes.classOf(path) === 'withheld' ? WITHHELD_JSON : null);
}

/**
 * As `recordLine`, for many rows of one collection. `own`: the person's ids; what a further column (`alsoNamedIn`) says of
 * somebody else is not disclosed. `withheld`: what else is not, in place of what the map and the project withhold.
 */
export function recordWriter(
  collection: Collection,
  own?: ReadonlySet<string>,
  withheld: Withholding = withheldOf(collection),
): RecordWriter {
  switch (collection.shape) {
    case 'event':
      return (row) => eventLine(collection, row, withheld);
    case 'profile':
      return (row) => profileLine(collection, row, withheld);
    case 'row':
      return (row) => rowLine(collection, row, withForeign(withheld, foreignNames(collection, row, own)));
  }
}

function withForeign(withheld: Withholding, foreign: readonly string[]): Withholding {
  if (foreign.length === 0) return withheld;
  return (path) => (path.length === 1 && foreign.includes(path[0] ?? '') ? WITHHELD_JSON : (withheld?.(path) ?? null));
}

function foreignNames({ alsoNamedIn = [] }: Collection, row: StoredRow, own?: ReadonlySet<string>): readonly string[] {
  if (own === undefined) return [];
  return alsoNamedIn.filter((name) => {
    const named = row.columns[name];
    return typeof named === 'string' && !own.has(named) && !isRecordingId(named);
  });
}

function eventLine(collection: Collection, row: StoredRow, withheld: Withholding): string {
  const value = (name: string) => columnJson(collection, row, name, withheld);
  const given = propertiesJson(collection, row, withheld);
  const isLeftOut = row.tooLarge?.includes(collection.propertiesColumn ?? '') === true;
  const { time, rest } = timeApart(row.time, isLeftOut ? `"$properties":${given}` : objectBody(given));
  const head = [`"time":${time}`, `"distinct_id":${value(collection.subjectColumn)}`];
  if ('insert_id' in row.columns) head.push(`"$insert_id":${value('insert_id')}`);
  const properties = rest === '' ? head.join(',') : `${head.join(',')},${rest}`;
  return `{"event":${value('event')},"properties":{${properties}}}`;
}

/** The time as it was sent: the column's, or the one among the properties, which is finer than a column holds. */
function timeApart(moment: Moment | null, body: string): { readonly time: string; readonly rest: string } {
  const members = body.includes('"time"') ? (jsonMembers(`{${body}}`) ?? []) : [];
  const sent = members.find(({ name }) => name === 'time');
  if (sent === undefined) return { time: moment === null ? 'null' : String(Date.parse(moment) / 1000), rest: body };
  const others = members.filter((member) => member !== sent);
  return { time: sent.value, rest: others.map(({ name, value }) => `${JSON.stringify(name)}: ${value}`).join(', ') };
}

function profileLine(collection: Collection, row: StoredRow, withheld: Withholding): string {
  const id = columnJson(collection, row, collection.subjectColumn, withheld);
  return `{"$distinct_id":${id},"$properties":${propertiesJson(collection, row, withheld)}}`;
}

function rowLine(collection: Collection, row: StoredRow, withheld: Withholding): string {
  const names = Object.keys(row.columns).filter((name) => name !== collection.projectColumn);
  return `{${names.map((name) => `${JSON.stringify(name)}:${columnJson(collection, row, name, withheld)}`).join(',')}}`;
}

function columnJson(collection: Collection, row: StoredRow, name: string, withheld: Withholding): string {
  const value = row.columns[name] ?? null;
  const replacement = value === null ? null : (withheld?.([name]) ?? null);
  if (replacement !== null) return replacement;
  if (value instanceof TooLarge) return tooLargeJson(value);
  if (name === collection.propertiesColumn && value !== null) return propertiesJson(collection, row, withheld);
  if (!row.json.has(name) || typeof value !== 'string') return scalarJson(value);
  return withholdMembers(onOneLine(value), withheld, [name]);
}

function propertiesJson(collection: Collection, row: StoredRow, withheld: Withholding): string {
  const text = collection.propertiesColumn === null ? null : row.columns[collection.propertiesColumn];
  if (text instanceof TooLarge) return tooLargeJson(text);
  if (typeof text !== 'string') return '{}';
  return withholdMembers(onOneLine(text), withheld);
}

/** @param root the names under which the text stands; none where its own are the headers */
function withholdMembers(text: string, withheld: Withholding, root: readonly string[] = []): string {
  if (withheld === null || text === 'null') return text;
  if (isReadable(text, root.length > 0)) return replaceMembers(text, withheld, root);
  return WITHHELD_JSON;
}

/** False where no key can be told from its value: text that a store took for JSON without looking, or no object where one should be. */
function isReadable(text: string, mayBeScalar: boolean): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return mayBeScalar || (typeof value === 'object' && value !== null && !Array.isArray(value));
  } catch {
    return false;
  }
}

function objectBody(json: string): string {
  const text = json.trim();
  return text.startsWith('{') ? text.slice(1, -1).trim() : `"$properties":${text}`;
}

// Line ends inside a JSON string are escaped; bare ones are white space between tokens.
function onOneLine(json: string): string {
  return /[\r\n]/.test(json) ? json.replace(/[\r\n]+/g, ' ') : json;
}

function scalarJson(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) return JSON.stringify(String(value));
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  return JSON.stringify(value ?? null);
}
