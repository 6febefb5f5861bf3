import { HabeasError } from '../../platform/index.js';
import { backoff, judge } from './retry-policy.js';

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
const unreachable = new HabeasError('unavailable', 'store-unavailable', 'The store does not answer.');

describe('a failure of the work', () => {
  it('is tried again where it can heal and the deadline allows', () => {
    expect(judge(unreachable, 400, now, dueAt)).toMatchObject({ again: true, code: 'store-unavailable' });
  });

  it('ends the request where the deadline has passed', () => {
    expect(judge(unreachable, 1, dueAt, dueAt)).toMatchObject({ again: false, code: 'store-unavailable' });
  });

  it('ends the request at once where trying again cannot help', () => {
    const refused = new HabeasError('unprocessable', 'closure-too-large', 'Too many ids are linked.');
    expect(judge(refused, 1, now, dueAt)).toEqual({
      again: false,
      code: 'closure-too-large',
      message: 'Too many ids are linked.',
    });
  });

  it('is tried until the deadline where it stops one collection alone, for a person to put right or the others to heal', () => {
    const stopped = new HabeasError('unprocessable', 'would-take-others', 'A reply of somebody else would go.');
    expect(judge(stopped, 1, now, dueAt)).toMatchObject({ again: true, code: 'would-take-others' });
    expect(judge(stopped, 1, dueAt, dueAt)).toMatchObject({ again: false });
  });

  it('is tried a few times where nobody foresaw it, and never tells its text, which may hold an id', () => {
    const unforeseen = new Error('duplicate key (distinct_id)=(pat@example.com)');
    expect(judge(unforeseen, 1, now, dueAt).again).toBe(true);
    expect(judge(unforeseen, 8, now, dueAt).again).toBe(false);
    expect(judge(unforeseen, 8, now, dueAt).message).not.toContain('pat@example.com');
  });
});
