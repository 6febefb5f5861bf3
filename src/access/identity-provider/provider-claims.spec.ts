import { readClaims } from './provider-claims.js';

const ANA = { sub: 'a1', email: 'Ana@Example.com', email_verified: true, name: 'Ana' };

describe('what a provider says of somebody', () => {
  it('is a subject, a confirmed address and a name', () => {
    expect(readClaims(ANA)).toEqual({ subject: 'a1', provenEmail: 'ana@example.com', name: 'Ana' });
    expect(readClaims({ ...ANA, email_verified: 'true', name: undefined })).toEqual({
      subject: 'a1',
      provenEmail: 'ana@example.com',
      name: '',
    });
  });

  it.each([undefined, null, false, 'false', '', 'yes', 'TRUE '])(
    'is no confirmed address where email_verified is %j',
    (email_verified) => {
      expect(readClaims({ ...ANA, email_verified }).provenEmail).toBeNull();
    },
  );

  it.each([
    ['none', null],
    ['no address', 'ana'],
    ['two', 'ana@example.com, eve@example.com'],
    ['a header', 'ana@example.com\r\nBcc: eve@example.com'],
    ['a Kelvin sign, which folds to a k', '\u212Aim@example.com'],
    ['a capital that folds to two letters', '\u0130da@example.com'],
  ])('is no address of an account where it is %s', (_case, email) => {
    expect(readClaims({ ...ANA, email }).provenEmail).toBeNull();
  });

  it('keeps letters of every script where they are as accounts have them', () => {
    expect(readClaims({ ...ANA, email: 'jürgen@bücher.example' }).provenEmail).toBe('jürgen@bücher.example');
  });

  it('bounds the name, and takes no line of it', () => {
    expect(readClaims({ ...ANA, name: ` Ana\r\nof\u202E ${'x'.repeat(200)}` }).name).toMatch(/^Ana of x{93}$/);
    expect(readClaims({ ...ANA, name: '\ud800' }).name).toBe('');
  });

  it.each([
    [null],
    ['ana'],
    [{}],
    [{ sub: '' }],
    [{ sub: 7 }],
    [{ ...ANA, sub: 'x'.repeat(256) }],
    [{ ...ANA, sub: '\0' }],
  ])('is nothing at all where it is %j', (answer) => {
    expect(() => readClaims(answer)).toThrow(expect.objectContaining({ code: 'provider-unavailable' }));
  });
});
