import { isDeepStrictEqual } from 'node:util';
import { Refusal } from './refusal.js';
import { readId } from './subject-id.js';
import { isObject, MOST_KEYS, textFault, valueFault, type JsonObject } from './well-formed.js';

/** One update of a profile, checked; its operators are applied by `applyUpdate`. */
export interface ProfileUpdate {
  readonly token: string;
  readonly distinctId: string;
  /** True when an alias stands for itself and not for the person it maps to. */
  readonly ignoreAlias: boolean;
  readonly removes: boolean;
  readonly operations: readonly Operation[];
}

interface Operation {
  readonly apply: Apply;
  readonly key: string;
  readonly value: unknown;
}

/** The property's next value; ABSENT on either side when the profile has none. */
type Apply = (current: unknown, value: unknown) => unknown;

const ABSENT = Symbol('absent');

/** Addresses are dropped at the door, whatever operator brings them. */
const ADDRESSES = new Set(['$ip', 'ip']);

/** What a browser sets right after it deleted the profile of a person who opted out. */
const TRANSACTIONS = '$transactions';

/** The operators in the order in which one update applies them; on a property of another type they change nothing. */
const APPLIES: Readonly<Record<string, Apply>> = {
  $set: (_current, value) => value,
  $set_once: (current, value) => (current === ABSENT ? value : current),
  $add: add,
  $append: (current, value) =>
    current === ABSENT ? [value] : Array.isArray(current) ? [...(current as unknown[]), value] : current,
  $union: union,
  $remove: (current, value) =>
    Array.isArray(current) ? current.filter((item) => !isDeepStrictEqual(item, value)) : current,
  $unset: () => ABSENT,
};

/**
 * Reads one record of `/engage`: `{"$token":"…","$distinct_id":"u1","$set":{"plan":"Pro"}}`.
 * @throws Refusal
 */
export function readUpdate(record: unknown): ProfileUpdate {
  if (!isObject(record)) throw new Refusal('update', 'must be a JSON object');
  const outcome = readId(record.$distinct_id);
  if ('fault' in outcome) throw new Refusal('$distinct_id', outcome.fault);
  const operations = Object.entries(APPLIES).flatMap(([operator, apply]) =>
    Object.hasOwn(record, operator) ? operationsOf(operator, record[operator], apply) : [],
  );
  const removes = Object.hasOwn(record, '$delete');
  if (!removes && !Object.keys(APPLIES).some((operator) => Object.hasOwn(record, operator))) {
    throw new Refusal('update', `must hold one of ${[...Object.keys(APPLIES), '$delete'].join(' ')}`);
  }
  const { $ignore_alias: ignoreAlias } = record;
  return {
    token: tokenOf(record.$token),
    distinctId: outcome.id,
    ignoreAlias: ignoreAlias === true || ignoreAlias === 1 || ignoreAlias === 'true',
    removes,
    operations,
  };
}

/** The profile after the update; null when there is none then. */
export function applyUpdate(current: Readonly<JsonObject> | null, update: ProfileUpdate): JsonObject | null {
  if (update.removes) return null;
  const next = new Map(Object.entries(current ?? {}));
  for (const { apply, key, value } of update.operations) {
    const result = apply(next.has(key) ? next.get(key) : ABSENT, value);
    if (result === ABSENT) next.delete(key);
    else next.set(key, result);
  }
  if (current === null && [...next.keys()].every((key) => key === TRANSACTIONS)) return null;
  return Object.fromEntries(next);
}

/** Whether the update removes what a hold is to keep: the profile, or the transactions a browser empties right after. */
export function removesAnything({ removes, operations }: ProfileUpdate): boolean {
  const empties = ({ apply, key, value }: Operation) =>
    apply === APPLIES.$set && key === TRANSACTIONS && Array.isArray(value) && value.length === 0;
  return removes || operations.some(empties);
}

function tokenOf(token: unknown): string {
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(token))
    throw new Refusal('$token', 'must be a project token');
  return token;
}

function operationsOf(operator: string, operand: unknown, apply: Apply): Operation[] {
  if (operator === '$unset') return namesOf(operand).map((key) => ({ apply, key, value: null }));
  if (!isObject(operand)) throw new Refusal(operator, 'must be a JSON object');
  const entries = Object.entries(operand).filter(([key]) => !ADDRESSES.has(key));
  if (entries.length > MOST_KEYS) throw new Refusal(operator, `must not hold more than ${MOST_KEYS} properties`);
  for (const [key, value] of entries) {
    const fault = textFault(key) ?? valueFault(value) ?? operandFault(operator, value);
    if (fault !== null) throw new Refusal(operator, `holds a property that ${fault}`);
  }
  return entries.map(([key, value]) => ({ apply, key, value }));
}

function namesOf(operand: unknown): string[] {
  const names: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (!names.every((name) => typeof name === 'string')) throw new Refusal('$unset', 'must be an array of names');
  return names;
}

function operandFault(operator: string, value: unknown): string | null {
  if (operator === '$add' && typeof value !== 'number') return 'is no number to add';
  if (operator === '$union' && !Array.isArray(value)) return 'is no list to unite';
  return null;
}

function add(current: unknown, value: unknown): unknown {
  if (current !== ABSENT && typeof current !== 'number') return current;
  const sum = (typeof current === 'number' ? current : 0) + (value as number);
  return Number.isFinite(sum) ? sum : current;
}

function union(current: unknown, value: unknown): unknown {
  if (current !== ABSENT && !Array.isArray(current)) return current;
  const united: unknown[] = current === ABSENT ? [] : [...(current as unknown[])];
  const seen = new Set(united.map(canonical));
  for (const item of value as unknown[]) {
    if (!seen.has(canonical(item))) united.push(item);
    seen.add(canonical(item));
  }
  return united;
}

/** JSON in which equal values read the same: a database may give an object back with its keys in another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)) : inner,
  );
}
