import { hashSecret, looksLikeSecret, makeProjectToken, makeSecret, sameHash, shownPrefix } from './secrets.js';

describe('secrets', () => {
  it('carry the prefix of their kind and 256 bits in base 62', () => {
    expect(makeSecret('oauthToken')).toMatch(/^habeas_gdpr_[0-9A-Za-z]{43}$/);
    expect(makeSecret('serviceAccount')).toMatch(/^habeas_sa_[0-9A-Za-z]{43}$/);
    expect(62n ** 43n > 2n ** 256n).toBe(true);
  });

  it('are never the same twice', () => {
    expect(new Set(Array.from({ length: 1000 }, () => makeSecret('apiSecret'))).size).toBe(1000);
  });

  it('use every digit about equally often', () => {
    const digits = Array.from({ length: 2000 }, () => makeSecret('session').slice('habeas_session_'.length)).join('');
    const counts = new Map<string, number>();
    for (const digit of digits) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    const mean = digits.length / 62;
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count - mean)).toBeLessThan(mean / 4);
  });

  it('are compared by their SHA-256', () => {
    expect(Buffer.from(hashSecret('abc')).toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(sameHash(hashSecret('a'), hashSecret('a'))).toBe(true);
    expect(sameHash(hashSecret('a'), hashSecret('b'))).toBe(false);
    expect(sameHash(hashSecret('a'), new Uint8Array(3))).toBe(false);
  });

  it('show four of their 43 digits to be recognized by', () => {
    const secret = makeSecret('oauthToken');
    expect(secret.startsWith(shownPrefix(secret, 'oauthToken'))).toBe(true);
    expect(shownPrefix(secret, 'oauthToken')).toHaveLength('habeas_gdpr_'.length + 4);
  });

  it('are told from what cannot be one', () => {
    const secret = makeSecret('oauthToken');
    expect(looksLikeSecret(secret, 'oauthToken')).toBe(true);
    expect(looksLikeSecret(secret, 'serviceAccount')).toBe(false);
    for (const text of ['', secret.slice(1), `${secret}0`, `${secret.slice(0, -1)}\0`, `${secret.slice(0, -1)}é`]) {
      expect(looksLikeSecret(text, 'oauthToken')).toBe(false);
    }
  });

  it('leave the project token its 32 hex digits', () => {
    expect(makeProjectToken()).toMatch(/^[0-9a-f]{32}$/);
  });
});
