import { signLink, verifyLink } from './download-link.js';

const key = Buffer.alloc(32, 1);
const expiresAt = new Date('2026-03-09T12:00:00.000Z');
const before = new Date('2026-03-09T11:59:59.999Z');
const artifactId = '0b0f6c8e-35c1-4b8f-9a52-7f3d3f3b7a11';
const token = signLink({ artifactId, expiresAt }, key);

const invalid = expect.objectContaining({ kind: 'unauthenticated', code: 'link-invalid' }) as Error;

describe('a download link', () => {
  it('opens its artifact until it expires', () => {
    expect(verifyLink(token, before, key)).toEqual({ artifactId });
  });

  it('is gone from the very millisecond of its expiry', () => {
    const expired = expect.objectContaining({ kind: 'gone', code: 'link-expired' }) as Error;
    expect(() => verifyLink(token, expiresAt, key)).toThrow(expired);
  });

  it('needs no escaping in a URL', () => {
    expect(encodeURIComponent(token)).toBe(token);
  });

  it('is refused when any character was changed', () => {
    for (let index = 0; index < token.length - 1; index++) {
      const other = token[index] === 'a' ? 'b' : 'a';
      const changed = token.slice(0, index) + other + token.slice(index + 1);
      expect(() => verifyLink(changed, before, key)).toThrow(invalid);
    }
  });

  it('is refused under a key of another purpose', () => {
    expect(() => verifyLink(token, before, Buffer.alloc(32, 2))).toThrow(invalid);
  });

  it.each(['', '.', '..', 'a.b', `${token}.x`, `${token}\n`, token.slice(0, -1), '😀.1.' + 'a'.repeat(43)])(
    'is refused when it is none: %j',
    (text) => {
      expect(() => verifyLink(text, before, key)).toThrow(invalid);
    },
  );

  it('is not told whether an expired one was forged', () => {
    const forged = token.replace(/\.[^.]+$/, `.${'A'.repeat(43)}`);
    expect(() => verifyLink(forged, new Date('2999-01-01'), key)).toThrow(invalid);
  });
});
