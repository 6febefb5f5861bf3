import { isHash, UUID_MARK } from './hashed-id.js';

const PREFIX = '$device:';
/** A UUID, or the five groups of hex digits that browsers' older libraries drew in its place. */
const DRAWN = /^[0-9a-f]{8,16}(?:-[0-9a-f]{1,16}){3}-[0-9a-f]{8,16}$/i;

/** Whether the id says of itself that it is a device's: `$device:` in front, once or more often. */
export function isDeviceId(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** Whether the id may be a device's own: a UUID, or the hash of one. Whether it is depends on how it was used. */
export function looksLikeDevice(id: string): boolean {
  return DRAWN.test(id) || (id.startsWith(UUID_MARK) && isHash(id));
}

/** The id that a device is filed under; the same for all its forms. */
export function deviceKey(id: string): string {
  return PREFIX + bare(id);
}

/** Whether two ids are forms of one device's. */
export function isSameDevice(one: string, other: string): boolean {
  return (isDeviceId(one) || isDeviceId(other)) && deviceKey(one) === deviceKey(other);
}

/** Every form in which the id of the same device may come: with `$device:` once, twice and, where it is a UUID, without. */
export function deviceForms(id: string): string[] {
  const own = bare(id);
  const forms = [PREFIX + own, PREFIX + PREFIX + own, ...(looksLikeDevice(own) ? [own] : [])];
  return forms.includes(id) ? forms : [...forms, id];
}

/** An id as `$device:`, as often as it stands in front, and what follows. */
export function deviceParts(id: string): readonly [string, string] {
  const own = bare(id);
  return [id.slice(0, id.length - own.length), own];
}

function bare(id: string): string {
  let at = 0;
  while (id.startsWith(PREFIX, at)) at += PREFIX.length;
  return id.slice(at);
}
