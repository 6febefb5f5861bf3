import { readProxyTrust } from './proxy-trust.js';

describe('TRUST_PROXY', () => {
  it.each([
    [null, null],
    ['false', null],
    ['0', 0],
    ['1', 1],
    ['10.0.0.0/8', ['10.0.0.0/8']],
    ['192.0.2.7, 2001:db8::/32', ['192.0.2.7', '2001:db8::/32']],
  ])('%s is %j', (text, trust) => {
    expect(readProxyTrust(text)).toEqual(trust);
  });

  it.each([
    'true',
    '17',
    '-1',
    '1.5',
    'proxy.example.com',
    '10.0.0.0/33',
    '10.0.0.0/0',
    '10.0.0.0/8/8',
    '10.0.0.1,',
    ',',
  ])('%s is refused', (text) => {
    expect(readProxyTrust(text)).toBeUndefined();
  });
});
