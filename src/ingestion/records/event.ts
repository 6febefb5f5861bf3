import { createHash } from 'node:crypto';
import type { EventRecord } from '../../subject-data/index.js';
import { ExactNumber, writeExactly } from '../../platform/index.js';
import { readTime } from './event-time.js';
import { identityLinks, namesNobody, NOBODY, whoOf } from './identity.js';
import type { SeenLink } from './link-admission.js';
import { namedIds } from './named-ids.js';
import { Refusal } from './refusal.js';
import { withoutAddresses } from './sent-address.js';
import { isUnusable, MOST_ID_LENGTH } from './subject-id.js';
import { isObject, MOST_KEYS, textFault, valueFault, type JsonObject } from './well-formed.js';

/** Bytes of JSON the properties of one event may have. */
export const MOST_EVENT_BYTES = 1024 * 1024;

/** Of UTF-8, for each unit of a string. */
const MOST_BYTES_A_UNIT = 3;

/** Stored in columns of their own, or (an address, a project token) not at all. */
const NOT_PROPERTIES = ['time', 'distinct_id', '$insert_id', 'ip', '$ip', 'token'];

/** How JSON writes what could not be kept, a NUL and half a surrogate pair; other characters may be written so too. */
const ESCAPED = '\\u';

const INSERT_ID = /^[A-Za-z0-9-]{1,36}$/;

/**
 * What one record of an import brings. `event` is null for the identity events, which are kept as links alone: as an event
 * filed under one person, each would carry an id of another.
 */
export interface Arrival {
  readonly event: EventRecord | null;
  readonly links: readonly SeenLink[];
  /** Every id it mentions. */
  readonly ids: readonly string[];
}

/** Why a record was refused, in the wire's terms. `insertId`: as sent, '' where there was none. */
export interface Failure {
  readonly insertId: string;
  readonly field: string;
  readonly message: string;
}

/** A record that is dropped on purpose: of nobody where none is kept of nobody, or with `$ignore: true`. */
export interface Dropped {
  readonly dropped: 'nobody' | 'ignored';
}

export type EventOutcome = { readonly arrival: Arrival } | { readonly failure: Failure } | Dropped;

export interface EventRules {
  readonly now: Date;
  /** Without it an `$insert_id` that is missing or malformed is replaced by a hash of the event, so that repeats merge. */
  readonly strict: boolean;
  /**
   * A name of the call where events come as they happen, from clients that tell no time of theirs and send nothing again: such an
   * event happened now, differs from an equal one beside it, and is dropped where it is of nobody. Null for imports.
   */
  readonly live: string | null;
}

type Fields = Readonly<Record<string, string>>;

/**
 * Reads one event: `{"event":"Signed up","properties":{"time":1618716477,"distinct_id":"u1", …}}`.
 * @param index its place in the call
 * @param place where its address was: kept beside what it says itself, and no part of what tells it from others, since it may come
 * from elsewhere when it is sent again
 */
export function readEvent(record: unknown, rules: EventRules, index = 0, place: Fields = {}): EventOutcome {
  try {
    return outcomeOf(record, rules, index, place);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { failure: { insertId: sentInsertId(record), field: error.field, message: error.message } };
  }
}

function outcomeOf(record: unknown, rules: EventRules, index: number, place: Fields): EventOutcome {
  if (!isObject(record)) throw new Refusal('event', 'must be a JSON object with "event" and "properties"');
  const event = nameOf(record.event);
  const { properties } = record;
  if (!isObject(properties)) throw new Refusal('properties', 'must be a JSON object');
  const joins = identityLinks(event, properties);
  if (joins !== null) return { arrival: { event: null, links: joins, ids: namedIds(properties, idsOf(joins)) } };
  if (properties.$ignore === true) return { dropped: 'ignored' };
  if (rules.live !== null && namesNobody(properties)) return { dropped: 'nobody' };

  const { time, sent } = timeOf(properties.time, rules);
  const { distinctId, links } = whoOf(properties);
  const kept = keptOf(properties, sent);
  const isFlat = holdsNoNested(kept);
  if (!isFlat) checkEach(kept);
  const text = writeExactly(kept);
  if (isFlat && text.includes(ESCAPED)) checkEach(kept);
  if (isTooLarge(text)) throw new Refusal('properties', 'must not be larger than 1 MB');
  let insertId = insertIdOf(record, properties.$insert_id, rules.strict);
  if (insertId === null) {
    const told = [event, time.getTime(), distinctId, properties.$insert_id ?? null, text];
    // With a time of its own it is the same event when it is sent again; without, nothing but its place tells it from an equal one.
    insertId = derivedInsertId((properties.time ?? null) === null ? [...told, rules.live, index] : told);
  }
  return {
    arrival: {
      event: { event, distinctId, time, insertId, properties: withFields(text, kept, place) },
      links,
      ids: mentioned(properties, distinctId, links),
    },
  };
}

function isTooLarge(text: string): boolean {
  return text.length > MOST_EVENT_BYTES / MOST_BYTES_A_UNIT && Buffer.byteLength(text) > MOST_EVENT_BYTES;
}

function nameOf(name: unknown): string {
  if (typeof name !== 'string' || name === '') throw new Refusal('event', 'must be a name that is not empty');
  if (name.length > MOST_ID_LENGTH) throw new Refusal('event', `must not be longer than ${MOST_ID_LENGTH} characters`);
  const fault = textFault(name);
  if (fault !== null) throw new Refusal('event', fault);
  return name;
}

function timeOf(value: unknown, { now, live }: EventRules) {
  const outcome = readTime(value, now, live !== null);
  if ('fault' in outcome) throw new Refusal('properties.time', outcome.fault);
  return outcome;
}

// A copy in which what is dropped is undefined keeps its shape, which takes half the time of building another object.
/** @param time where it says more than the column of the time holds; it then stands among the properties */
function keptOf(properties: JsonObject, time: number | ExactNumber | null): JsonObject {
  const kept = { ...properties };
  for (const key of NOT_PROPERTIES) if (kept[key] !== undefined) kept[key] = undefined;
  if (time !== null) kept['time'] = time;
  return kept;
}

/** Whether nothing in it but texts could be no good: what these hold is seen in the JSON of all of them, in one look. */
function holdsNoNested(kept: JsonObject): boolean {
  let held = 0;
  for (const key in kept) {
    const value = kept[key];
    if (value === undefined) continue;
    held += 1;
    if (typeof value === 'object' ? value !== null : typeof value === 'number' && !Number.isFinite(value)) return false;
  }
  return held <= MOST_KEYS;
}

/** Takes out of `kept` the addresses that lists and objects in it hold. */
function checkEach(kept: JsonObject): void {
  let held = 0;
  for (const key in kept) {
    const value = kept[key];
    if (value === undefined) continue;
    if (key !== 'time' && (held += 1) > MOST_KEYS)
      throw new Refusal('properties', `must not be more than ${MOST_KEYS}`);
    const keyFault = textFault(key);
    if (keyFault !== null) throw new Refusal('properties', `has a key that ${keyFault}`);
    const fault = valueFault(value);
    if (fault !== null) throw new Refusal(`properties.${key}`, fault);
    const cleared = withoutAddresses(value);
    if (cleared !== value) kept[key] = cleared;
  }
}

/** @param text the JSON of `kept`, which is not written anew */
function withFields(text: string, kept: JsonObject, fields: Fields): string {
  const missing = Object.entries(fields).filter(([name]) => kept[name] === undefined);
  if (missing.length === 0) return text;
  const added = JSON.stringify(Object.fromEntries(missing));
  return text === '{}' ? added : `${added.slice(0, -1)},${text.slice(1)}`;
}

/** Null where one is to be derived. */
function insertIdOf(record: JsonObject, sent: unknown, strict: boolean): string | null {
  const id = typeof sent === 'number' ? String(sent) : sent instanceof ExactNumber ? sent.digits : sent;
  if (isInsertId(id)) return id;
  if (!strict) return mobileInsertId(record);
  if (id === undefined || id === null || id === '') throw new Refusal('properties.$insert_id', 'is missing');
  if (typeof id === 'string' && isUnusable(id)) {
    throw new Refusal('properties.$insert_id', 'is a placeholder that distinguishes nothing');
  }
  throw new Refusal('properties.$insert_id', 'must be at most 36 letters, digits and "-"');
}

function isInsertId(id: unknown): id is string {
  return typeof id === 'string' && INSERT_ID.test(id) && !isUnusable(id);
}

/** What libraries of phones name an event by, beside its properties. */
function mobileInsertId({ $mp_metadata: metadata }: JsonObject): string | null {
  const id = isObject(metadata) ? metadata.$mp_event_id : null;
  return isInsertId(id) ? id : null;
}

function derivedInsertId(parts: readonly unknown[]): string {
  return createHash('sha256').update(writeExactly(parts)).digest('hex').slice(0, 32);
}

function mentioned(properties: JsonObject, distinctId: string, links: readonly SeenLink[]): readonly string[] {
  // Who is named beside nobody's id may have opted out.
  if (distinctId === NOBODY) return namedIds(properties, []);
  return namedIds(properties, links.length === 0 ? [distinctId] : [...new Set([distinctId, ...idsOf(links)])]);
}

function idsOf(links: readonly SeenLink[]): string[] {
  return [...new Set(links.flatMap((link) => [link.distinctId, link.linkedId]))];
}

function sentInsertId(record: unknown): string {
  const sent = isObject(record) && isObject(record.properties) ? record.properties.$insert_id : '';
  if (sent instanceof ExactNumber) return sent.digits;
  return typeof sent === 'string' || typeof sent === 'number' ? String(sent) : '';
}
