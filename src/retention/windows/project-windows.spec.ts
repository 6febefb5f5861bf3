import { allProfilesGoAt, type ChangedWindow, type RetentionColumns } from './project-windows.js';

const at = (day: string): Date => new Date(`${day}T00:00:00.000Z`);
const NOW = at('2026-12-01');

const rowOf = (ends: Date | null, days: number | null): RetentionColumns => ({
  id: 1,
  timezone: 'UTC',
  createdAt: at('2026-01-01'),
  plan: 'paid',
  planChangedAt: null,
  madeAt: null,
  madeOn: null,
  subscriptionEndsAt: ends,
  eventRetentionMonths: null,
  eventRetentionBasis: null,
  profileUnseenDays: null,
  profileDaysAfterEnd: days,
  replayRetentionDays: 30,
});
const pendingFrom = (ends: Date | null, effectiveAt: Date): ChangedWindow => ({
  collection: 'profiles',
  before: { unseenDays: null, daysAfterEnd: 0, subscriptionEndsAt: ends?.toISOString() ?? null },
  effectiveAt,
  takenBackAt: null,
});

describe('when all profiles of a project go', () => {
  it('is told where the end of the subscription and the days after it are known', () => {
    expect(allProfilesGoAt(rowOf(at('2027-01-31'), 10), [], NOW)).toEqual(at('2027-02-10'));
    expect(allProfilesGoAt(rowOf(null, 10), [], NOW)).toBeNull();
    expect(allProfilesGoAt(rowOf(at('2027-01-31'), null), [], NOW)).toBeNull();
  });

  it('is now where that day has passed', () => {
    expect(allProfilesGoAt(rowOf(at('2026-10-01'), 10), [], NOW)).toEqual(NOW);
  });

  it('is when the grace of a nearer end is over, and not before its day', () => {
    const effectiveAt = at('2026-12-08');
    expect(allProfilesGoAt(rowOf(at('2026-10-01'), 0), [pendingFrom(null, effectiveAt)], NOW)).toEqual(effectiveAt);
    expect(allProfilesGoAt(rowOf(at('2026-12-20'), 0), [pendingFrom(null, effectiveAt)], NOW)).toEqual(
      at('2026-12-20'),
    );
  });

  it('is the day of the end before, where that comes while the nearer one waits', () => {
    const change = pendingFrom(at('2026-12-04'), at('2026-12-08'));
    expect(allProfilesGoAt(rowOf(at('2026-10-01'), 0), [change], NOW)).toEqual(at('2026-12-04'));
  });
});
