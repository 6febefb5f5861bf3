import { beginsToGo, endOfProject, isRestorable } from './project-end.js';

const DAY = 86_400_000;
const ORDERED = new Date('2026-02-01T10:00:00Z');
const after = (days: number) => new Date(ORDERED.getTime() + days * DAY);

describe('a project that was deleted or emptied', () => {
  it.each([
    [0, true],
    [59, true],
    [59.999, true],
    [60, false],
    [61, false],
  ])('can on day %d be brought back: %s', (day, can) => {
    expect(isRestorable(endOfProject(ORDERED, 90 * DAY), after(day))).toBe(can);
  });

  it.each([
    [90, 89, 90],
    [75, 74, 75],
    [60.5, 60, 60.5],
    [60, 60, 60],
  ])('begins, with a retention of %d days, to go on day %d, and is to be gone on day %d', (retention, begins, gone) => {
    const end = endOfProject(ORDERED, retention * DAY);
    expect(beginsToGo(end)).toEqual(after(begins));
    expect(end.goneBy).toEqual(after(gone));
  });

  it('never begins to go while it can be brought back', () => {
    for (const retention of [1, 60, 61, 90]) {
      const end = endOfProject(ORDERED, retention * DAY);
      expect(isRestorable(end, beginsToGo(end))).toBe(false);
    }
  });
});
