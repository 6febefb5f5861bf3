import { Secret, TOTP } from 'otpauth';

/** What every authenticator app knows: SHA-1, six digits, thirty seconds (RFC 6238, section 4; Google's key URI format). */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** 160 bits, as RFC 4226 recommends (section 4, R6). */
const SECRET_BYTES = 20;
/** Steps before and after the present one whose codes are taken: clocks differ, and typing takes time (RFC 6238, section 5.2). */
const WINDOW = 1;

/** A secret as apps take it: typed in, or as a QR code. */
export interface SharedSecret {
  /** Base32. */
  readonly secret: string;
  /** `otpauth://totp/…` */
  readonly uri: string;
}

export function makeTotpSecret(): Uint8Array {
  return new Secret({ size: SECRET_BYTES }).bytes;
}

/** @param label how the account stands in the app: its e-mail */
export function sharedSecret(bytes: Uint8Array, label: string): SharedSecret {
  const totp = totpOf(bytes, label);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The time step whose code this is; null where it is none of now, give or take one step. */
export function stepOfCode(bytes: Uint8Array, code: string, now: Date): number | null {
  const totp = totpOf(bytes, '');
  const timestamp = now.getTime();
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

function totpOf(bytes: Uint8Array, label: string): TOTP {
  return new TOTP({ ...FORM, issuer: 'Habeas', label, secret: new Secret({ buffer: Uint8Array.from(bytes).buffer }) });
}
