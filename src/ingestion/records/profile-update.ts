import { ExactNumber } from '../../platform/index.js';
import { deviceOfUpdate } from './identity.js';
import { entryBytes, jsonBytes } from './json-bytes.js';
import type { SeenLink } from './link-admission.js';
import { namedIds } from './named-ids.js';
import { Refusal } from './refusal.js';
import { withoutAddresses } from './sent-address.js';
import { readId } from './subject-id.js';
import { isObject, MOST_KEYS, textFault, valueFault, type JsonObject } from './well-formed.js';

/** What a profile may hold: bytes of its JSON, and properties. */
export const MOST_PROFILE_BYTES = 1024 * 1024;
export const MOST_PROFILE_PROPERTIES = 2000;

/** What an SDK empties right after it deleted the profile of a person who opted out. */
export const TRANSACTIONS = '$transactions';

/** The operators in the order in which one update applies them. */
const OPERATORS = ['$set', '$set_once', '$add', '$append', '$union', '$remove', '$unset'] as const;

export type Operator = (typeof OPERATORS)[number];

export interface Changes {
  readonly removes: boolean;
  readonly operations: readonly Operation[];
  /** Of its JSON, about. */
  readonly bytes: number;
}

/** One update of a profile, checked; `Profile` applies it. */
export interface ProfileUpdate extends Changes {
  readonly distinctId: string;
  /** Every id it names, the profile's first. */
  readonly ids: readonly string[];
  /** True when an alias stands for itself and not for the person it maps to. */
  readonly ignoreAlias: boolean;
  /** True when the person was not seen by it, as where a server brings its data up to date. */
  readonly ignoreTime: boolean;
  /** The device it was made on, of the user it names. */
  readonly links: readonly SeenLink[];
}

export interface Operation {
  readonly operator: Operator;
  readonly key: string;
  readonly value: unknown;
  /** Of the value's JSON, about. */
  readonly bytes: number;
}

/** Addresses are dropped at the door, whatever operator brings them. */
const ADDRESSES = new Set(['$ip', 'ip']);

/**
 * Reads one record of `/engage`: `{"$token":"…","$distinct_id":"u1","$set":{"plan":"Pro"}}`.
 * @throws Refusal
 */
export function readUpdate(record: unknown): ProfileUpdate {
  if (!isObject(record)) throw new Refusal('update', 'must be a JSON object');
  const outcome = readId(record.$distinct_id);
  if ('fault' in outcome) throw new Refusal('$distinct_id', outcome.fault);
  const changes = readChanges(record);
  return {
    distinctId: outcome.id,
    ids: namedIds(record, [outcome.id]),
    ignoreAlias: isOn(record.$ignore_alias),
    ignoreTime: isOn(record.$ignore_time),
    links: deviceOfUpdate(record),
    ...changes,
  };
}

/** Some SDKs send their flags as text. */
function isOn(flag: unknown): boolean {
  return flag === true || flag === 1 || flag === 'true';
}

/**
 * What the operators of a record change.
 * @throws Refusal
 */
export function readChanges(record: JsonObject): Changes {
  const operators = OPERATORS.filter((operator) => Object.hasOwn(record, operator));
  const operations = operators.flatMap((operator) => operationsOf(operator, record[operator]));
  const removes = Object.hasOwn(record, '$delete');
  if (!removes && operators.length === 0) {
    throw new Refusal('update', `must hold one of ${[...OPERATORS, '$delete'].join(' ')}`);
  }
  const bytes = operations.reduce((sum, operation) => sum + entryBytes(operation.key, operation.bytes), 0);
  if (bytes > MOST_PROFILE_BYTES) throw new Refusal('update', 'must not be larger than 1 MB');
  return { removes, operations, bytes };
}

/** Whether the update removes what a hold is to keep: the profile, or the transactions an SDK empties right after. */
export function removesAnything({ removes, operations }: ProfileUpdate): boolean {
  return removes || emptiesTransactions(operations.filter(({ operator }) => !ADDERS.has(operator)));
}

/**
 * Whether this is what SDKs send after the `$delete` of somebody who opts out: browsers, Node and Swift set the list to an empty
 * one, beside facts about the browser or the phone; Android, Python and Ruby unset it.
 */
export function emptiesTransactions(operations: readonly Operation[]): boolean {
  return operations.some(
    ({ operator, key, value }) =>
      key === TRANSACTIONS && (operator === '$unset' || (SETTERS.has(operator) && isEmptyList(value))),
  );
}

/** They take nothing from a list that is there. */
const ADDERS: ReadonlySet<Operator> = new Set<Operator>(['$set_once', '$union']);
const SETTERS: ReadonlySet<Operator> = new Set<Operator>(['$set', ...ADDERS]);

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function operationsOf(operator: Operator, operand: unknown): Operation[] {
  if (operator === '$unset') return namesOf(operand).map((key) => ({ operator, key, value: null, bytes: 0 }));
  if (!isObject(operand)) throw new Refusal(operator, 'must be a JSON object');
  const entries = Object.entries(operand).filter(([key]) => !ADDRESSES.has(key));
  if (entries.length > MOST_KEYS) throw new Refusal(operator, `must not hold more than ${MOST_KEYS} properties`);
  for (const [key, value] of entries) {
    const fault = textFault(key) ?? valueFault(value) ?? operandFault(operator, value);
    if (fault !== null) throw new Refusal(operator, `holds a property that ${fault}`);
  }
  return entries.map(([key, sent]) => {
    // What was kept before can be removed as it is.
    const value = operator === '$remove' ? sent : withoutAddresses(sent);
    return { operator, key, value, bytes: jsonBytes(value, MOST_PROFILE_BYTES) };
  });
}

function namesOf(operand: unknown): string[] {
  const names: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (!names.every((name) => typeof name === 'string')) throw new Refusal('$unset', 'must be an array of names');
  return names;
}

function operandFault(operator: Operator, value: unknown): string | null {
  if (operator === '$add' && typeof value !== 'number' && !(value instanceof ExactNumber)) return 'is no number to add';
  if (operator === '$union' && !Array.isArray(value)) return 'is no list to unite';
  return null;
}
