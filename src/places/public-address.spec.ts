import { publicAddress } from './public-address.js';

it.each([
  ['8.8.8.8', '8.8.8.8'],
  ['::ffff:8.8.8.8', '8.8.8.8'],
  ['2001:4860:4860::8888', '2001:4860:4860::8888'],
])('%s is a public address', (text, address) => expect(publicAddress(text)).toBe(address));

it.each([
  '127.0.0.1',
  '::1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.0.1',
  '100.64.0.1',
  '192.0.2.7',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '0.0.0.0',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  'fe80::1%eth0',
  'fd00::1',
  '2001:db8::1',
  'ff02::1',
  '8.8.8.8:443',
  '8.8.8',
  'localhost',
  '',
])('%s is nobody’s place', (text) => expect(publicAddress(text)).toBeNull());
