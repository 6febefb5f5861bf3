import { dueAgain, dueOf } from './duty.js';

const NOW = new Date('2026-03-01T00:00:00Z');
const LATER = new Date('2027-03-01T00:00:00Z');
const LAST = new Date('2036-03-01T00:00:00Z');

describe('a duty is due', () => {
  it.each([
    ['at once, of somebody held who is free now', 'held', null, null, NOW],
    ['at the end of the hold, of somebody held', 'held', null, LATER, LATER],
    ['at the end of its period, of rows that are kept', 'kept', LATER, null, LATER],
    ['at the end of its period, where the hold on the person ends before', 'kept', LAST, LATER, LAST],
    ['at the end of the hold, where that outlasts the period', 'kept', LATER, LAST, LAST],
    ['at no date, where the period is told in words alone', 'kept', null, null, null],
    ['at no date, in words alone, of somebody held', 'kept', null, LATER, null],
  ])('%s', (_, kind, dueUnheld, heldUntil, due) => {
    expect(dueOf({ kind, dueUnheld, reason: null }, heldUntil, NOW)).toEqual(due);
  });

  it('at once where an owner says so, whatever it waited for but a hold', () => {
    const reason = 'The audit was closed.';
    expect(dueOf({ kind: 'kept', dueUnheld: LAST, reason }, null, NOW)).toEqual(NOW);
    expect(dueOf({ kind: 'kept', dueUnheld: null, reason }, LATER, NOW)).toEqual(LATER);
    expect([LAST, null].map((dueAt) => dueAgain({ dueAt, reason }, NOW))).toEqual([NOW, NOW]);
    expect([LAST, null].map((dueAt) => dueAgain({ dueAt, reason: null }, NOW))).toEqual([LAST, null]);
  });
});
