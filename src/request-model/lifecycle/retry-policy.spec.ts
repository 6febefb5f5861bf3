import { HabeasError } from '../../platform/index.js';
import { backoff, judge, needsAttention } from './retry-policy.js';

describe('backoff', () => {
  it('waits five seconds first and doubles', () => {
    expect([1, 2, 3, 4].map(backoff)).toEqual([5_000, 10_000, 20_000, 40_000]);
  });

  it('never waits longer than an hour', () => {
    expect(backoff(60)).toBe(3_600_000);
  });
});

const now = new Date('2026-03-01T00:00:00Z');
const dueAt = new Date('2026-03-20T00:00:00Z');
const at = (failures: number) => ({ failures, dueAt });
const unreachable = new HabeasError('unavailable', 'store-unavailable', 'The store does not answer.');

describe('a failure of the work', () => {
  it('is tried again where it can heal and the deadline allows', () => {
    expect(judge(unreachable, at(0), now)).toMatchObject({ again: true, code: 'store-unavailable' });
  });

  it('ends the request where the deadline has passed', () => {
    expect(judge(unreachable, at(0), dueAt)).toMatchObject({ again: false, code: 'store-unavailable' });
  });

  it('ends the request at once where trying again cannot help', () => {
    const refused = new HabeasError('unprocessable', 'closure-too-large', 'Too many ids are linked.');
    expect(judge(refused, at(0), now)).toEqual({
      again: false,
      code: 'closure-too-large',
      message: 'Too many ids are linked.',
    });
  });

  it('is tried until the deadline where it stops one collection alone, for a person to put right or the others to heal', () => {
    const stopped = new HabeasError('unprocessable', 'would-take-others', 'A reply of somebody else would go.');
    expect(judge(stopped, at(0), now)).toMatchObject({ again: true, code: 'would-take-others' });
    expect(judge(stopped, at(0), dueAt)).toMatchObject({ again: false });
  });

  it('is tried a few times where nobody foresaw it, and never tells its text, which may hold an id', () => {
    const unforeseen = new Error('duplicate key (distinct_id)=(pat@example.com)');
    expect(judge(unforeseen, at(0), now).again).toBe(true);
    expect(judge(unforeseen, at(7), now).again).toBe(false);
    expect(judge(unforeseen, at(7), now).message).not.toContain('pat@example.com');
  });

  it('of the machine or the database heals, and counts towards nothing', () => {
    const full = Object.assign(new Error('write'), { code: 'ENOSPC', errno: -28 });
    expect(judge(full, at(7), now)).toMatchObject({ again: true, code: 'machine-unavailable' });
    expect(judge(full, at(7), dueAt)).toMatchObject({ again: false });
  });

  it('calls for a person at once where only a person heals it, else when it has gone on for more than an hour', () => {
    const waited = (attempts: number) => Array.from({ length: attempts - 1 }, (_, at) => backoff(at + 1));
    const sum = (attempts: number) => waited(attempts).reduce((all, each) => all + each, 0);
    expect(needsAttention({ code: 'store-refused' }, 1)).toBe(true);
    expect(needsAttention({ code: 'store-unavailable' }, 10)).toBe(false);
    expect(needsAttention({ code: 'store-unavailable' }, 11)).toBe(true);
    expect([sum(10) < 3_600_000, sum(11) > 3_600_000]).toEqual([true, true]);
  });
});
