import { readChanges } from './profile-update.js';
import { Refusal } from './refusal.js';
import { MOST_ID_LENGTH, readId } from './subject-id.js';
import { isObject, textFault } from './well-formed.js';

/**
 * Checks one record of `/groups`: `{"$token":"…","$group_key":"company","$group_id":"Acme","$set":{"plan":"Pro"}}`. Returns the
 * bytes of its JSON, about.
 * @throws Refusal
 */
export function checkGroupUpdate(record: unknown): number {
  if (!isObject(record)) throw new Refusal('update', 'must be a JSON object');
  const { $group_key: key } = record;
  if (typeof key !== 'string' || key === '') throw new Refusal('$group_key', 'must be a name that is not empty');
  if (key.length > MOST_ID_LENGTH)
    throw new Refusal('$group_key', `must not be longer than ${MOST_ID_LENGTH} characters`);
  const fault = textFault(key);
  if (fault !== null) throw new Refusal('$group_key', fault);
  const id = readId(record.$group_id);
  if ('fault' in id) throw new Refusal('$group_id', id.fault);
  return readChanges(record).bytes;
}
