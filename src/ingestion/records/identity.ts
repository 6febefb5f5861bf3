import { isDeviceId, looksLikeDevice, type LinkKind } from '../../subject-data/index.js';
import type { SeenLink } from './link-admission.js';
import { Refusal } from './refusal.js';
import { deviceSubject, isUnusable, readId } from './subject-id.js';
import type { JsonObject } from './well-formed.js';

/** The id of an event of nobody, such as one that a machine sends of itself. Nobody can be asked about under it. */
export const NOBODY = '';

const SUBJECTS = ['distinct_id', '$user_id', '$device_id'] as const;

/** Whether an event says of nobody that it is theirs. */
export function namesNobody(properties: JsonObject): boolean {
  for (const key of SUBJECTS) if (Object.hasOwn(properties, key) && !isAbsent(properties[key])) return false;
  return true;
}

/** Whose event it is, and which ids it shows to be the same person. */
export interface Who {
  readonly distinctId: string;
  readonly links: readonly SeenLink[];
}

/**
 * Simplified identity: a `$device_id` alone files under `$device:<id>`, a `$user_id` under itself, and both join the device
 * to the user. A `distinct_id` that names somebody itself is kept: alone it decides, beside a `$user_id` it is linked to it,
 * since raw exports file merged people under any of their ids; they also say under which id an event was sent. An empty one, and
 * nothing else, is nobody's.
 */
export function whoOf(properties: JsonObject): Who {
  const given = optionalId(properties, 'distinct_id');
  const user = optionalId(properties, '$user_id');
  const rawDevice = optionalId(properties, '$device_id');
  const device = rawDevice === null ? null : checkedDevice(rawDevice);
  if (user === null && given === null && device === null && properties.distinct_id === '') {
    return { distinctId: NOBODY, links: [] };
  }
  if (user === null) {
    const distinctId = given ?? device ?? requiredId(properties, 'distinct_id');
    return { distinctId, links: beforeIdentity(distinctId, properties) };
  }
  const links = [
    ...beforeIdentity(user, properties),
    ...(device === null ? [] : join(user, device, 'device')),
    ...(given === null || given === device ? [] : join(user, given, given === rawDevice ? 'device' : 'identify')),
  ];
  return { distinctId: user, links };
}

/** The device on which a profile's update was made, of the user it names beside it; what is no id there is no reason to refuse it. */
export function deviceOfUpdate({ $user_id: sentUser, $device_id: sentDevice }: JsonObject): SeenLink[] {
  const [user, device] = [readId(sentUser), readId(sentDevice)];
  return 'fault' in user || 'fault' in device ? [] : join(user.id, deviceSubject(device.id), 'device');
}

/** What stands there is Mixpanel's own, and no reason to refuse an event. */
function beforeIdentity(distinctId: string, properties: JsonObject): SeenLink[] {
  const key = '$distinct_id_before_identity';
  const outcome = readId(Object.hasOwn(properties, key) ? properties[key] : null);
  return 'fault' in outcome ? [] : join(distinctId, outcome.id, isDeviceId(outcome.id) ? 'device' : 'former');
}

const IDENTITY_EVENTS: Readonly<Record<string, (properties: JsonObject) => SeenLink[]>> = {
  $identify: identifyLinks,
  $create_alias: aliasLinks,
  $merge: mergeLinks,
};

/** The links an event of the original identity API tells of; null when the event is not one of them. */
export function identityLinks(event: string, properties: JsonObject): readonly SeenLink[] | null {
  return Object.hasOwn(IDENTITY_EVENTS, event) ? (IDENTITY_EVENTS[event]?.(properties) ?? null) : null;
}

function identifyLinks(properties: JsonObject): SeenLink[] {
  const person = requiredId(properties, '$identified_id', '$user_id', 'distinct_id');
  const anonymous = requiredId(properties, '$anon_id', '$anon_distinct_id');
  if (isDeviceId(anonymous)) return join(person, anonymous, 'device');
  // Libraries send as `$anon_distinct_id` whatever came before, another person included; an `$anon_id` is sent on purpose.
  const isOnPurpose = !isAbsent(properties.$anon_id) && looksLikeDevice(anonymous);
  return join(person, anonymous, isOnPurpose ? 'former' : 'identify');
}

function aliasLinks(properties: JsonObject): SeenLink[] {
  return join(requiredId(properties, 'distinct_id'), requiredId(properties, 'alias'), 'alias');
}

function mergeLinks(properties: JsonObject): SeenLink[] {
  const pair = properties.$distinct_ids;
  const field = 'properties.$distinct_ids';
  if (!Array.isArray(pair) || pair.length !== 2) throw new Refusal(field, 'must be an array of two ids');
  const [first, second] = pair.map((value) => accepted(field, value));
  return join(first ?? '', second ?? '', 'merge');
}

function join(distinctId: string, linkedId: string, kind: LinkKind): SeenLink[] {
  return distinctId === linkedId ? [] : [{ distinctId, linkedId, kind }];
}

function optionalId(properties: JsonObject, key: string): string | null {
  const value = Object.hasOwn(properties, key) ? properties[key] : null;
  return isAbsent(value) ? null : accepted(`properties.${key}`, value);
}

/** The first of the keys that holds something. */
function requiredId(properties: JsonObject, ...keys: [string, ...string[]]): string {
  const key = keys.find((name) => Object.hasOwn(properties, name) && !isAbsent(properties[name]));
  if (key !== undefined) return accepted(`properties.${key}`, properties[key]);
  const field = `properties.${keys[0]}`;
  if (properties[keys[0]] === '') return accepted(field, '');
  throw new Refusal(field, 'is missing');
}

function checkedDevice(rawDevice: string): string {
  return accepted('properties.$device_id', isUnusable(rawDevice) ? rawDevice : deviceSubject(rawDevice));
}

function accepted(field: string, value: unknown): string {
  const outcome = readId(value);
  if ('fault' in outcome) throw new Refusal(field, outcome.fault);
  return outcome.id;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
