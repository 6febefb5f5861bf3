import { hashOfRecoveryCode, lettersOfRecoveryCode, makeRecoveryCodes } from './recovery-codes.js';

describe('recovery codes', () => {
  it('are ten of twelve letters, none of which is taken for another', () => {
    const codes = makeRecoveryCodes();
    expect(codes).toHaveLength(10);
    for (const code of codes) expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('are never the same twice', () => {
    const codes = Array.from({ length: 200 }, makeRecoveryCodes).flat();
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(['7k2m-q9xr-0tdp', ' 7K2MQ9XR0TDP ', '7K2M Q9XR OTDP', '7k2m\u2009q9xr-otdp'])('are read from %j', (text) => {
    expect(lettersOfRecoveryCode(text)).toBe('7K2MQ9XR0TDP');
  });

  it.each(['', '123456', '7K2M-Q9XR', '7K2M-Q9XR-0TDP-0', '7K2M-Q9XR-0TDU', '7K2M-Q9XR-0TD\0'])(
    'are not %j',
    (text) => {
      expect(lettersOfRecoveryCode(text)).toBeNull();
    },
  );

  it('are stored under a key, and for their account', () => {
    const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const hash = hashOfRecoveryCode(key, 'ana', '7K2MQ9XR0TDP');
    expect(hashOfRecoveryCode(key, 'ana', '7K2MQ9XR0TDP')).toEqual(hash);
    expect(hashOfRecoveryCode(other, 'ana', '7K2MQ9XR0TDP')).not.toEqual(hash);
    expect(hashOfRecoveryCode(key, 'kim', '7K2MQ9XR0TDP')).not.toEqual(hash);
  });
});
