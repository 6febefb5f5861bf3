import { defaultPeriodsIn } from './default-periods.js';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const entry = (day: number, told?: boolean) => ({
  at: at(day),
  actor: `user:${day}`,
  detail: told === undefined ? { name: 'shop' } : { optedOutByDefault: told },
});

describe('the times in which a project was opted out by default', () => {
  it('begin and end with whoever set it, and setting it again changes nothing', () => {
    const entries = [entry(1), entry(2, false), entry(3, true), entry(4, true), entry(5, false), entry(6, false)];
    expect(defaultPeriodsIn([...entries, entry(7, true)], true)).toEqual([
      { from: at(7), setBy: 'user:7', until: null, endedBy: null },
      { from: at(3), setBy: 'user:3', until: at(5), endedBy: 'user:5' },
    ]);
    expect(defaultPeriodsIn(entries, false)).toHaveLength(1);
  });

  it('begin with a project that was made so, also where its entry does not tell', () => {
    const sinceMade = { from: at(1), setBy: 'user:1', until: null, endedBy: null };
    expect(defaultPeriodsIn([entry(1, true)], true)).toEqual([sinceMade]);
    expect(defaultPeriodsIn([entry(1)], true)).toEqual([sinceMade]);
    expect(defaultPeriodsIn([entry(1)], false)).toEqual([]);
  });
});
