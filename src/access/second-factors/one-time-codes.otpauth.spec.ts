import { makeTotpSecret, sharedSecret, stepOfCode } from './one-time-codes.otpauth.js';

/** RFC 6238, appendix B: the last six of eight digits, with SHA-1. */
const RFC_SECRET = Buffer.from('12345678901234567890', 'ascii');
const RFC_CODES = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
] as const;

const at = (seconds: number): Date => new Date(seconds * 1000);

describe('one-time codes', () => {
  it.each(RFC_CODES)('at %d seconds are those of RFC 6238', (seconds, code) => {
    expect(stepOfCode(RFC_SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('are taken one step early and one step late, and no more', () => {
    const step = Math.floor(1234567890 / 30);
    const begins = step * 30;
    expect(stepOfCode(RFC_SECRET, '005924', at(begins - 30))).toBe(step);
    expect(stepOfCode(RFC_SECRET, '005924', at(begins + 59))).toBe(step);
    expect(stepOfCode(RFC_SECRET, '005924', at(begins - 31))).toBeNull();
    expect(stepOfCode(RFC_SECRET, '005924', at(begins + 60))).toBeNull();
  });

  it('have a secret of 160 bits, as apps read it', () => {
    const bytes = makeTotpSecret();
    const { secret, uri } = sharedSecret(bytes, 'ana+test@example.com');
    expect(bytes).toHaveLength(20);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const read = new URL(uri);
    expect(decodeURIComponent(read.pathname)).toContain('Habeas:ana+test@example.com');
    expect(Object.fromEntries(read.searchParams)).toEqual({
      issuer: 'Habeas',
      secret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
    expect(makeTotpSecret()).not.toEqual(bytes);
  });
});
