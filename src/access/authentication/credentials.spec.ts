import { readBasic, readBearer, readCredentials } from './credentials.js';

const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('credentials', () => {
  it('are read whatever the letter case of the scheme', () => {
    expect(readBearer('bearer abc')).toBe('abc');
    expect(readBearer('BEARER   abc  ')).toBe('abc');
    expect(readCredentials(undefined)).toBeNull();
    expect(readCredentials('')).toBeNull();
  });

  it('end the user name at the first colon', () => {
    expect(readBasic(basic('tool.abc:se:cret'))).toEqual({ name: 'tool.abc', password: 'se:cret' });
    expect(readBasic(basic('secret:'))).toEqual({ name: 'secret', password: '' });
  });

  it.each([basic('no colon'), 'Basic', 'Basic ***', 'Bearer abc', 'Digest a=b'])('are not Basic in %s', (header) => {
    expect(readBasic(header)).toBeNull();
  });

  it('take no empty bearer', () => {
    expect(readBearer('Bearer ')).toBeNull();
    expect(readBearer('Basic abc')).toBeNull();
  });
});
