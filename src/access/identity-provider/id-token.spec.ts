import { authenticatedAt } from './id-token.js';

const OF = { issuer: 'https://id.example', subject: 'ana', clientId: 'habeas' };
const CLAIMS = { iss: 'https://id.example', sub: 'ana', aud: 'habeas', auth_time: 1_700_000_000 };

const tokenOf = (claims: unknown): string =>
  ['{"alg":"ES256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part, 'utf8').toString('base64url'))
    .join('.');

describe('the time at which somebody signed in at the provider', () => {
  it.each([
    ['is told by the ID token', CLAIMS],
    ['also where it is for several clients', { ...CLAIMS, aud: ['other', 'habeas'] }],
    ['and where the issuer ends in a slash', { ...CLAIMS, iss: 'https://id.example/' }],
  ])('%s', (_, claims) => {
    expect(authenticatedAt(tokenOf(claims), OF)).toEqual(new Date(1_700_000_000_000));
  });

  it.each([
    ['of somebody else', tokenOf({ ...CLAIMS, sub: 'eve' })],
    ['of another provider', tokenOf({ ...CLAIMS, iss: 'https://evil.example' })],
    ['for another client', tokenOf({ ...CLAIMS, aud: ['other'] })],
    ['without it', tokenOf({ ...CLAIMS, auth_time: undefined })],
    ['with a text for it', tokenOf({ ...CLAIMS, auth_time: '1700000000' })],
    ['with no time for it', tokenOf({ ...CLAIMS, auth_time: 1e300 })],
    ['that is none', 'a.b.c'],
    ['that is empty', ''],
    ['that is not there', null],
  ])('is not told by one %s', (_, token) => {
    expect(authenticatedAt(token, OF)).toBeNull();
  });
});
