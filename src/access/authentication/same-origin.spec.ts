import { originOf } from './same-origin.js';

const host = 'localhost:3000';

describe('where a request comes from', () => {
  it.each([
    ['our own page', { 'sec-fetch-site': 'same-origin', host }, null, 'same'],
    ['the address bar', { 'sec-fetch-site': 'none', host }, null, 'same'],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example', host }, null, 'foreign'],
    ['a sister domain', { 'sec-fetch-site': 'same-site', host }, null, 'foreign'],
    ['an old browser on our page', { origin: 'http://localhost:3000', host }, null, 'same'],
    ['an old browser elsewhere', { origin: 'http://localhost:3001', host }, null, 'foreign'],
    ['a sandboxed frame', { origin: 'null', host }, null, 'foreign'],
    ['our address behind a proxy', { origin: 'https://h.example', host: 'api:3000' }, 'https://h.example', 'same'],
    ['our address without its lock', { origin: 'http://h.example', host: 'h.example' }, 'https://h.example', 'foreign'],
    ['no browser', { host }, null, 'unknown'],
  ] as const)('is told: %s', (_, headers, baseUrl, origin) => {
    expect(originOf(headers, baseUrl)).toBe(origin);
  });
});
