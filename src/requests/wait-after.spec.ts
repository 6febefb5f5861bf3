import { WAITS, waitAfter } from './request-status.js';

describe('what a request waits for after a failure', () => {
  it.each(['older-snapshot', 'mutation', 'store-busy'])('is told in the word of the store: %s', (code) => {
    expect(waitAfter(code)).toBe(code);
    expect(WAITS).toContain(code);
  });

  it.each(['missing-right', 'survivors', 'internal'])('is another attempt after %s', (code) => {
    expect(waitAfter(code)).toBe('retry');
  });
});
