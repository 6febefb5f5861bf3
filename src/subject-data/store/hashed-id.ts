/**
 * What a hashed id looks like: the mark, then an HMAC-SHA256 in base64url. Of a UUID the mark says that it was one, since what may
 * be a device's is told by that (`looksLikeDevice`).
 */
const HASHED = /^\$hashed:(?:uuid:)?[A-Za-z0-9_-]{43}$/;

export const MARK = '$hashed:';
export const UUID_MARK = '$hashed:uuid:';

/** Whether an id, without `$device:` in front, is a hash already. */
export function isHash(id: string): boolean {
  return HASHED.test(id);
}
