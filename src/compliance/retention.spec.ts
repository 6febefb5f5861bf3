import {
  effectiveWindow,
  eventRetention,
  type EventChoice,
  longerProfiles,
  longerSpan,
  mayChooseEvents,
  mostReplayDaysOf,
  agedBefore,
  profilesGoAt,
  type WindowChange,
} from './retention.js';

const NO_CHOICE: EventChoice = { months: null, basis: null };
const at = (iso: string): Date => new Date(iso);

describe('for how long the events of a project are kept', () => {
  it.each([
    ['a project of today', '2026-11-30T12:00:00Z', null, 'UTC', 24, 'standard'],
    ['a project made earlier', '2024-03-01T12:00:00Z', null, 'UTC', 60, 'made-before-2025-09'],
    ['… whose plan grew', '2024-03-01T12:00:00Z', '2025-12-01T00:00:00Z', 'UTC', 24, 'standard'],
    ['… whose plan changed before that day', '2024-03-01T12:00:00Z', '2024-06-01T00:00:00Z', 'UTC', 24, 'standard'],
    ['the last of August', '2025-08-31T12:00:00Z', null, 'UTC', 60, 'made-before-2025-09'],
    ['the last moment of August', '2025-08-31T23:59:59.999Z', null, 'UTC', 60, 'made-before-2025-09'],
    ['the first moment of September', '2025-09-01T00:00:00Z', null, 'UTC', 24, 'standard'],
    ['still August in Los Angeles', '2025-09-01T06:59:59Z', null, 'America/Los_Angeles', 60, 'made-before-2025-09'],
    ['September in Los Angeles', '2025-09-01T07:00:00Z', null, 'America/Los_Angeles', 24, 'standard'],
    ['still August in Tokyo', '2025-08-31T14:59:59Z', null, 'Asia/Tokyo', 60, 'made-before-2025-09'],
    ['already September in Tokyo', '2025-08-31T15:00:00Z', null, 'Asia/Tokyo', 24, 'standard'],
  ])('%s', (_case, made, changed, timeZone, months, rule) => {
    const history = { madeAt: at(made), madeOn: null, planChangedAt: changed === null ? null : at(changed), timeZone };
    expect(eventRetention(history, NO_CHOICE)).toEqual({ months, rule, ruleMonths: months });
  });

  const today = { madeAt: at('2026-11-30T12:00:00Z'), madeOn: null, planChangedAt: null, timeZone: 'UTC' };
  const earlier = { ...today, madeAt: at('2024-03-01T12:00:00Z') };

  it('goes by the day on which it was made, whatever zone it has moved to since', () => {
    const moved = { madeAt: at('2025-09-01T06:00:00Z'), planChangedAt: null, timeZone: 'Asia/Tokyo' };
    expect(eventRetention({ ...moved, madeOn: '2025-08-31' }, NO_CHOICE)).toMatchObject({ months: 60 });
    expect(eventRetention({ ...moved, madeOn: '2025-09-01' }, NO_CHOICE)).toMatchObject({ months: 24 });
  });

  it('is what the project chose where that is less', () => {
    expect(eventRetention(today, { months: 6, basis: null })).toEqual({ months: 6, rule: 'chosen', ruleMonths: 24 });
    expect(mayChooseEvents(24, { months: 24, basis: null })).toBe(true);
  });

  it('is more than the rule says with a stated basis alone', () => {
    expect(mayChooseEvents(24, { months: 25, basis: null })).toBe(false);
    expect(eventRetention(today, { months: 120, basis: 'Tax law' })).toMatchObject({ months: 120, rule: 'chosen' });
  });

  it('falls back to the rule where a change of plan took the ground from under a choice', () => {
    const chosen = { months: 48, basis: null };
    expect(eventRetention(earlier, chosen)).toMatchObject({ months: 48, rule: 'chosen', ruleMonths: 60 });
    const changed = { ...earlier, planChangedAt: at('2026-01-01T00:00:00Z') };
    expect(eventRetention(changed, chosen)).toEqual({ months: 24, rule: 'standard', ruleMonths: 24 });
    expect(eventRetention(changed, { months: 48, basis: 'A lawsuit' })).toMatchObject({ months: 48, rule: 'chosen' });
    expect(eventRetention(changed, { months: 12, basis: null })).toMatchObject({ months: 12, rule: 'chosen' });
  });
});

describe('what has outlived its time', () => {
  const before = (now: string, months: number, zone = 'UTC', days = 0) =>
    agedBefore({ months, days }, at(now), zone).toISOString();

  it.each([
    ['is dated before this day two years ago', '2026-06-15T10:00:00Z', 24, '2024-06-15T00:00:00.000Z'],
    ['is the same at any hour of a day', '2026-06-15T23:59:59.999Z', 24, '2024-06-15T00:00:00.000Z'],
    ['is a day more on the next', '2026-06-16T00:00:00Z', 24, '2024-06-16T00:00:00.000Z'],
    ['is of five years', '2026-06-15T10:00:00Z', 60, '2021-06-15T00:00:00.000Z'],
    ['leaves a leap day alone on 28 February', '2026-02-28T12:00:00Z', 24, '2024-02-28T00:00:00.000Z'],
    ['takes a leap day on 1 March', '2026-03-01T00:00:00Z', 24, '2024-03-01T00:00:00.000Z'],
    ['takes 28 February on a leap day', '2028-02-29T12:00:00Z', 24, '2026-03-01T00:00:00.000Z'],
    ['knows leap days four years apart', '2028-02-29T12:00:00Z', 48, '2024-02-29T00:00:00.000Z'],
    ['leaves the 30th of a month without a 31st alone', '2026-04-30T12:00:00Z', 1, '2026-03-30T00:00:00.000Z'],
    ['takes the last of a short month the day after', '2026-03-29T12:00:00Z', 1, '2026-03-01T00:00:00.000Z'],
    ['takes it on the 31st, too', '2026-03-31T12:00:00Z', 1, '2026-03-01T00:00:00.000Z'],
    ['reaches over the turn of the year', '2026-01-31T12:00:00Z', 2, '2025-12-01T00:00:00.000Z'],
  ])('%s', (_case, now, months, expected) => {
    expect(before(now, months)).toBe(expected);
  });

  it.each([
    ['counts the days of the zone', '2026-06-15T23:30:00Z', 'Europe/Berlin', '2024-06-15T22:00:00.000Z'],
    ['also west of Greenwich', '2026-06-15T03:00:00Z', 'America/Los_Angeles', '2024-06-14T07:00:00.000Z'],
    ['in winter and in summer', '2026-03-29T12:00:00Z', 'Europe/Berlin', '2024-03-28T23:00:00.000Z'],
    ['from a day that had no midnight', '2026-09-08T12:00:00Z', 'America/Santiago', '2024-09-08T04:00:00.000Z'],
    ['a leap day of the zone', '2026-02-28T15:00:00Z', 'Asia/Tokyo', '2024-02-29T15:00:00.000Z'],
  ])('%s', (_case, now, zone, expected) => {
    expect(before(now, 24, zone)).toBe(expected);
  });

  it('counts days, and months beside days', () => {
    expect(before('2026-03-10T12:00:00Z', 0, 'UTC', 10)).toBe('2026-02-28T00:00:00.000Z');
    expect(before('2026-03-10T12:00:00Z', 12, 'UTC', 10)).toBe('2025-02-28T00:00:00.000Z');
  });

  it('has each day gone one after another, and none back', () => {
    let last = at('1990-01-01T00:00:00Z');
    for (let day = 0; day < 1500; day++) {
      const cut = agedBefore({ months: 24, days: 0 }, new Date(Date.UTC(2025, 0, 1 + day, 12)), 'UTC');
      expect(cut.getTime()).toBeGreaterThanOrEqual(last.getTime());
      if (day > 0) expect(cut.getTime() - last.getTime()).toBeLessThanOrEqual(2 * 86_400_000);
      last = cut;
    }
  });
});

describe('how long profiles are kept', () => {
  const window = (daysAfterEnd: number | null, end: string | null) =>
    profilesGoAt(
      { unseenDays: null, daysAfterEnd, subscriptionEndsAt: end === null ? null : at(end) },
      'Europe/Berlin',
    );

  it('is for as long as the subscription lasts, and then as the project says', () => {
    expect(window(30, '2026-11-30T12:00:00Z')?.toISOString()).toBe('2026-12-30T12:00:00.000Z');
    expect(window(0, '2026-11-30T12:00:00Z')?.toISOString()).toBe('2026-11-30T12:00:00.000Z');
  });

  it('keeps the hour over a change of the clock', () => {
    expect(window(1, '2026-03-28T12:00:00Z')?.toISOString()).toBe('2026-03-29T11:00:00.000Z');
  });

  it('has no end where nobody has said one', () => {
    expect(window(null, '2026-11-30T12:00:00Z')).toBeNull();
    expect(window(30, null)).toBeNull();
  });

  it('is the longer one of two in each of its parts', () => {
    const [one, other] = [at('2026-01-01T00:00:00Z'), at('2026-02-01T00:00:00Z')];
    expect(longerProfiles({ unseenDays: 90, goAllAt: other }, { unseenDays: 30, goAllAt: one })).toEqual({
      unseenDays: 90,
      goAllAt: other,
    });
    expect(longerProfiles({ unseenDays: null, goAllAt: other }, { unseenDays: 30, goAllAt: null })).toEqual({
      unseenDays: null,
      goAllAt: null,
    });
  });
});

describe('how long recordings may be kept', () => {
  const plans = [
    { name: 'free', mostReplayDays: 30 },
    { name: 'growth', mostReplayDays: 90 },
    { name: 'paid', mostReplayDays: 366 },
  ];

  it('is what the plan allows', () => {
    expect(plans.map(({ name }) => mostReplayDaysOf(plans, name))).toEqual([30, 90, 366]);
  });

  it('is what the largest plan allows where a plan is no longer named', () => {
    expect(mostReplayDaysOf(plans, 'legacy')).toBe(366);
  });
});

describe('a window that was changed', () => {
  const change = (
    before: number | null,
    effective: string,
    taken: string | null = null,
  ): WindowChange<number | null> => ({
    before,
    effectiveAt: at(effective),
    takenBackAt: taken === null ? null : at(taken),
  });
  const counts = (set: number, now: string, ...changes: WindowChange<number | null>[]) =>
    effectiveWindow<number | null>(set, changes, at(now), longerSpan);

  it('counts as it was until the change takes effect', () => {
    const shortened = change(24, '2026-12-07T10:00:00Z');
    expect(counts(6, '2026-12-07T09:59:59.999Z', shortened)).toBe(24);
    expect(counts(6, '2026-12-07T10:00:00Z', shortened)).toBe(6);
  });

  it('counts at once where it became longer', () => {
    expect(counts(24, '2026-11-30T10:00:00Z', change(6, '2026-12-07T10:00:00Z'))).toBe(24);
  });

  it('is the longest of all that pend', () => {
    const [first, second] = [change(60, '2026-12-02T00:00:00Z'), change(24, '2026-12-07T00:00:00Z')];
    expect(counts(6, '2026-12-01T00:00:00Z', first, second)).toBe(60);
    expect(counts(6, '2026-12-03T00:00:00Z', first, second)).toBe(24);
    expect(counts(6, '2026-12-08T00:00:00Z', first, second)).toBe(6);
  });

  it('is without end while a change from that pends', () => {
    expect(counts(24, '2026-12-01T00:00:00Z', change(null, '2026-12-07T00:00:00Z'))).toBeNull();
  });

  it('is what is set where a change was taken back', () => {
    expect(counts(12, '2026-12-01T00:00:00Z', change(24, '2026-12-07T00:00:00Z', '2026-11-30T12:00:00Z'))).toBe(12);
  });
});
