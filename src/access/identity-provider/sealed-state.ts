import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** More than is ever sealed; a longer text is not worth a look. */
const MOST_CHARACTERS = 1024;

/** Whose word it is to be, where somebody who is signed in proves by it that it is them. */
export interface ProofOf {
  readonly userId: string;
  /** The hash under which their session is stored, in base64url. */
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly begunAt: number;
}

/** What a sign-in by the provider needs to know of its beginning. */
export interface SignInState {
  /** What the provider gives back. */
  readonly state: string;
  /** What the code is good with, and nothing else (RFC 7636). */
  readonly verifier: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** Null: a session is to be opened. */
  readonly proof: ProofOf | null;
}

/**
 * Encrypts the state for the cookie it waits in: nonce (12) · ciphertext · tag (16) of AES-256-GCM, base64url. `key` is derived
 * from the master key for this purpose alone (`masterKey.derive('sign-in-state')`).
 */
export function sealState(state: SignInState, key: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  const sealed = [nonce, cipher.update(JSON.stringify(state), 'utf8'), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString('base64url');
}

/** The state of a cookie; null where nobody here sealed it, or its time is over. */
export function openState(text: string, key: Buffer, now: Date): SignInState | null {
  if (text.length > MOST_CHARACTERS) return null;
  const sealed = Buffer.from(text, 'base64url');
  if (sealed.length <= NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  let state: SignInState;
  try {
    const plain = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
    state = JSON.parse(Buffer.concat([plain, decipher.final()]).toString('utf8')) as SignInState;
  } catch {
    return null;
  }
  return now.getTime() < state.until ? state : null;
}
