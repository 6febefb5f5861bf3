import { readId } from './subject-id.js';
import { isObject, type JsonObject } from './well-formed.js';

/** Where records name people and devices, in the properties of an event and beside or inside the operators of an update. */
const ID_NAMES = [
  'distinct_id',
  '$distinct_id',
  '$user_id',
  '$device_id',
  '$anon_distinct_id',
  '$anon_id',
  '$identified_id',
  '$distinct_id_before_identity',
] as const;

/** Operators that bring values to a profile or take them from it. */
const OPERATORS = ['$set', '$set_once', '$append', '$union', '$remove'] as const;

/**
 * The properties of an event with the form of each id in its place, and of those in a list or an object there. What is no id stays,
 * and is refused where one is needed.
 */
export function hashedProperties(event: unknown, properties: JsonObject, formOf: (id: string) => string): JsonObject {
  const hashed = withForms(properties, formOf);
  if (event === '$create_alias') replace(hashed, 'alias', formOf);
  replace(hashed, '$distinct_ids', formOf);
  return hashed;
}

/** The same of an update of a profile. */
export function hashedUpdate(update: JsonObject, formOf: (id: string) => string): JsonObject {
  const hashed = withForms(update, formOf);
  for (const operator of OPERATORS) {
    const operand = Object.hasOwn(hashed, operator) ? hashed[operator] : null;
    if (isObject(operand)) hashed[operator] = withForms(operand, formOf);
  }
  return hashed;
}

function withForms(given: JsonObject, formOf: (id: string) => string): JsonObject {
  const hashed = { ...given };
  for (const name of ID_NAMES) replace(hashed, name, formOf);
  return hashed;
}

function replace(hashed: JsonObject, name: string, formOf: (id: string) => string): void {
  if (Object.hasOwn(hashed, name)) hashed[name] = formOfValue(hashed[name], formOf);
}

function formOfValue(value: unknown, formOf: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => formOfValue(item, formOf));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, formOfValue(each, formOf)]));
  }
  const outcome = readId(value);
  return 'id' in outcome ? formOf(outcome.id) : value;
}
