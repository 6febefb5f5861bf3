import { WAITS, waitAfter } from './request-status.js';

describe('what a request waits for after a failure', () => {
  it.each(['older-snapshot', 'mutation', 'store-busy'])('is told in the word of the store: %s', (code) => {
    expect(waitAfter(code)).toBe(code);
    expect(WAITS).toContain(code);
  });

  it('is a person, where one must put something right', () => {
    for (const code of ['would-take-others', 'store-refused', 'missing-right', 'mutation-refused', 'session-shared'])
      expect(waitAfter(code)).toBe('action');
    expect(WAITS).toContain('action');
  });

  it.each(['would-untie', 'survivors', 'internal'])('is another attempt after %s', (code) => {
    expect(waitAfter(code)).toBe('retry');
  });
});
