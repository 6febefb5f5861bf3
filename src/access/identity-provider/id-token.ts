import { z } from 'zod';
import { withoutTrailingSlashes } from '../../platform/index.js';

const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  /** Seconds since 1970. */
  auth_time: z.number().nonnegative().max(1e11).optional(),
});

/** Whose ID token it must be. */
export interface TokenOf {
  readonly issuer: string;
  readonly subject: string;
  readonly clientId: string;
}

/**
 * When somebody signed in at the provider, by its ID token; null where it does not say, or there is none of theirs. No signature is
 * checked: the token came from the provider itself, over TLS (OpenID Connect Core 1.0, section 3.1.3.7, 6).
 */
export function authenticatedAt(idToken: string | null, { issuer, subject, clientId }: TokenOf): Date | null {
  const { success, data } = claims.safeParse(payloadOf(idToken ?? ''));
  if (!success || data.auth_time === undefined || data.sub !== subject) return null;
  if (withoutTrailingSlashes(data.iss) !== withoutTrailingSlashes(issuer)) return null;
  return [data.aud].flat().includes(clientId) ? new Date(data.auth_time * 1000) : null;
}

function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.', 3)[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
