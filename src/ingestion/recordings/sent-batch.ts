import { readTime } from '../records/event-time.js';
import { Refusal } from '../records/refusal.js';
import { MOST_KEYS, textFault, type JsonObject } from '../records/well-formed.js';

/** A batch's place in its recording, as the query of its call says it. */
export interface BatchPlace {
  readonly replayId: string;
  /** From 0; a batch that is sent again bears the same. */
  readonly seq: number;
  readonly batchStartedAt: Date;
  readonly replayStartedAt: Date;
  /** Milliseconds from the start of the recording to the end of the batch. */
  readonly durationMs: number;
}

/** The query of a call of `/record`, of several fields of a name the first. */
export type BatchFields = Readonly<Record<string, string>>;

/** Stored in columns of their own, or not at all; `ip=1` speaks of the call's address, and is none. */
const NOT_PROPERTIES: ReadonlySet<string> = new Set([
  'replay_id',
  'seq',
  'batch_start_time',
  'replay_start_time',
  'replay_length_ms',
  'format',
  'ip',
  'project_id',
  'token',
  'verbose',
  '_',
]);

const REPLAY_ID = /^[A-Za-z0-9_-]{1,64}$/;
const WHOLE = /^\d{1,10}$/;
const NUMBER = /^\d{1,16}(?:\.\d{1,9})?$/;
const MOST_WHOLE = 0x7fffffff;

/** @throws Refusal */
export function fieldsOf(query: Readonly<Record<string, unknown>>): BatchFields {
  const names = Object.keys(query);
  if (names.length > MOST_KEYS) throw new Refusal('properties', `must not be more than ${MOST_KEYS}`);
  return Object.fromEntries(names.map((name) => [name, fieldOf(name, query[name])]));
}

function fieldOf(name: string, sent: unknown): string {
  const value: unknown = Array.isArray(sent) ? sent[0] : sent;
  const text = typeof value === 'string' ? value : '';
  const fault = textFault(name) ?? textFault(text);
  if (fault !== null) throw new Refusal('properties', fault);
  return text;
}

/**
 * Reads `replay_id`, `seq`, and the times: of seconds with decimals, a fast clock's become the arrival; what is not said is taken
 * from the others.
 * @throws Refusal
 */
export function readPlace(fields: BatchFields, now: Date): BatchPlace {
  const replayId = textAt(fields, 'replay_id');
  if (!REPLAY_ID.test(replayId))
    throw new Refusal('replay_id', 'must be a name of at most 64 letters, digits, "-" and "_"');
  const seq = wholeAt(fields, 'seq');
  if (seq === null) throw new Refusal('seq', 'is missing');
  const batchStartedAt = timeAt(fields, 'batch_start_time', now) ?? now;
  const replayStartedAt = timeAt(fields, 'replay_start_time', now) ?? batchStartedAt;
  return { replayId, seq, batchStartedAt, replayStartedAt, durationMs: wholeAt(fields, 'replay_length_ms') ?? 0 };
}

/** Whose it is, and what else the query says. */
export function propertiesOf(fields: BatchFields): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !NOT_PROPERTIES.has(name)));
}

function textAt(fields: BatchFields, name: string): string {
  return Object.hasOwn(fields, name) ? (fields[name] ?? '') : '';
}

function wholeAt(fields: BatchFields, name: string): number | null {
  const text = textAt(fields, name);
  if (text === '') return null;
  if (WHOLE.test(text) && Number(text) <= MOST_WHOLE) return Number(text);
  throw new Refusal(name, `must be a whole number from 0 to ${MOST_WHOLE}`);
}

function timeAt(fields: BatchFields, name: string, now: Date): Date | null {
  const text = textAt(fields, name);
  if (text === '') return null;
  const outcome = readTime(NUMBER.test(text) ? Number(text) : text, now, true);
  if ('fault' in outcome) throw new Refusal(name, outcome.fault);
  return outcome.time;
}
