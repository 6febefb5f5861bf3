import { backoff } from './backoff.js';

describe('backoff', () => {
  it('waits five seconds first and doubles', () => {
    expect([1, 2, 3, 4].map(backoff)).toEqual([5_000, 10_000, 20_000, 40_000]);
  });

  it('never waits longer than an hour', () => {
    expect(backoff(60)).toBe(3_600_000);
  });
});
