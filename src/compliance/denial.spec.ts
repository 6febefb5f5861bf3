import { DENIAL_CODES, DENIALS } from './denial.js';
import { REGIMES } from './regime.js';

describe('reasons to deny a request', () => {
  it.each(DENIAL_CODES)('%s has a sentence, and an article under each law', (code) => {
    expect(DENIALS[code].meaning).toMatch(/\.$/);
    for (const regime of REGIMES) expect(DENIALS[code].articles[regime]).not.toEqual([]);
  });
});
