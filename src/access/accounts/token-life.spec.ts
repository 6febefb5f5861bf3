import { endOfOverlap, isOver, isWorthRecording, oneYearAfter } from './token-life.js';

const at = (text: string): Date => new Date(text);

describe('the life of a token', () => {
  it.each([
    ['2026-03-09T22:28:55.078Z', '2027-03-09T22:28:55.078Z', 'an ordinary year'],
    ['2027-12-31T23:59:59.999Z', '2028-12-31T23:59:59.999Z', 'over a leap day'],
    ['2028-02-29T12:00:00.000Z', '2029-02-28T12:00:00.000Z', 'from a leap day'],
    ['2027-02-28T00:00:00.000Z', '2028-02-28T00:00:00.000Z', 'into a leap year'],
  ])('is one calendar year: %s to %s, %s', (from, to) => {
    expect(oneYearAfter(at(from)).toISOString()).toBe(to);
  });

  it('ends to the millisecond', () => {
    const end = at('2027-01-01T00:00:00.000Z');
    expect(isOver(end, at('2026-12-31T23:59:59.999Z'))).toBe(false);
    expect(isOver(end, end)).toBe(true);
    expect(isOver(null, end)).toBe(false);
  });

  it('goes on for its overlap, and never longer than it would have', () => {
    const [now, end] = [at('2026-12-01T10:00:00.000Z'), at('2026-12-05T00:00:00.000Z')];
    expect(endOfOverlap(end, now, 1)).toEqual(at('2026-12-02T10:00:00.000Z'));
    expect(endOfOverlap(end, now, 7)).toEqual(end);
    expect(endOfOverlap(end, now, 0)).toEqual(now);
  });

  it('records a use at most once a minute', () => {
    const used = at('2026-01-01T00:00:00.000Z');
    expect(isWorthRecording(null, used)).toBe(true);
    expect(isWorthRecording(used, at('2026-01-01T00:00:59.999Z'))).toBe(false);
    expect(isWorthRecording(used, at('2026-01-01T00:01:00.000Z'))).toBe(true);
  });
});
