import { createHmac, timingSafeEqual } from 'node:crypto';
import { HabeasError } from '../platform/index.js';

export interface DownloadLink {
  readonly artifactId: string;
  readonly expiresAt: Date;
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const TOKEN = /^([A-Za-z0-9_-]{1,64})\.([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/;

/**
 * A token that opens one artifact until a time, for whoever has it, as often as they like.
 *
 * Form: `<artifactId>.<expiry, milliseconds in base 36>.<HMAC-SHA256 of both, base64url>`. `key` is derived from the master key
 * for this purpose alone (`masterKey.derive('download-link')`).
 */
export function signLink({ artifactId, expiresAt }: DownloadLink, key: Buffer): string {
  if (!ID.test(artifactId)) {
    throw new HabeasError('invalid', 'artifact-name', 'A link is made for the id of an artifact.');
  }
  const claim = `${artifactId}.${expiresAt.getTime().toString(36)}`;
  return `${claim}.${hmacOf(claim, key).toString('base64url')}`;
}

/**
 * What a token opens.
 * @throws HabeasError `link-invalid` (unauthenticated) for a token nobody signed, `link-expired` (gone) for one that was
 */
export function verifyLink(token: string, now: Date, key: Buffer): { readonly artifactId: string } {
  const [, artifactId = '', expiry = '', hmac = ''] = TOKEN.exec(token) ?? [];
  const given = Buffer.from(hmac, 'base64url');
  const expected = hmacOf(`${artifactId}.${expiry}`, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new HabeasError(
      'unauthenticated',
      'link-invalid',
      'This link is not valid: copy it whole, or ask for a new one.',
    );
  }
  if (now.getTime() >= parseInt(expiry, 36)) {
    throw new HabeasError('gone', 'link-expired', 'This link has expired: each poll of the request makes a new one.');
  }
  return { artifactId };
}

function hmacOf(claim: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(`habeas-link-1\n${claim}`).digest();
}
