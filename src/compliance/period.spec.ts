import {
  beginningOf,
  dayAt,
  endingOf,
  isAsLongAs,
  isoPeriod,
  outlivedBefore,
  overEverywhere,
  pastOf,
  type Period,
  periodEnd,
  periodIn,
  startOfDay,
} from './period.js';

const period = (text: string): Period => periodIn(text) ?? { months: 0, days: 0 };

describe('a period', () => {
  it.each([
    ['P10Y', 120, 0, 'P10Y'],
    ['P6M', 6, 0, 'P6M'],
    ['P18M', 18, 0, 'P1Y6M'],
    ['P1Y6M', 18, 0, 'P1Y6M'],
    ['P2W', 0, 14, 'P14D'],
    ['P90D', 0, 90, 'P90D'],
    ['P1Y2M3W4D', 14, 25, 'P1Y2M25D'],
    ['P200Y', 2400, 0, 'P200Y'],
  ])('%s is %d months and %d days', (text, months, days, written) => {
    expect([periodIn(text), isoPeriod(period(text))]).toEqual([{ months, days }, written]);
  });

  it.each([
    '',
    'P',
    'P0D',
    '10Y',
    'P10',
    'P-1Y',
    'P1.5Y',
    'PT5H',
    'P1YT5H',
    'p1y',
    'P1D1Y',
    'P201Y',
    'P73001D',
    ' P1Y',
    'ten years',
  ])('%j is none', (text) => {
    expect(periodIn(text)).toBeNull();
  });

  it.each([
    ['P6Y', 'P6Y', true],
    ['P10Y', 'P6Y', true],
    ['P6Y', 'P10Y', false],
    ['P2Y', 'P730D', true],
    ['P2Y', 'P731D', false],
    ['P2Y1M', 'P730D', true],
    ['P366D', 'P1Y', true],
    ['P365D', 'P1Y', false],
    ['P1Y1D', 'P1Y', true],
  ])('%s, compared with %s: as long is %s', (one, other, expected) => {
    expect(isAsLongAs(period(one), period(other))).toBe(expected);
  });
});

describe('a period by the calendar', () => {
  it.each([
    ['2026-11-30', 'P10Y', '2016-11-30'],
    ['2026-03-31', 'P1M', '2026-03-01'],
    ['2024-03-31', 'P1M', '2024-03-01'],
    ['2026-02-28', 'P10Y', '2016-02-28'],
    ['2024-02-29', 'P1Y', '2023-03-01'],
    ['2024-02-29', 'P4Y', '2020-02-29'],
    ['2026-03-01', 'P1D', '2026-02-28'],
    ['2024-03-01', 'P2W', '2024-02-16'],
    ['2024-03-31', 'P1M1D', '2024-03-01'],
    ['0105-06-01', 'P100Y', '0005-06-01'],
  ])('on %s a period of %s has outlived what is from before %s', (day, text, expected) => {
    expect(outlivedBefore(new Date(`${day}T12:00:00Z`), period(text), 'UTC')).toBe(expected);
  });

  it.each([
    ['an ordinary day', '2016-11-30', 'P10Y', '2026-12-01'],
    ['a leap day, in a year that has none', '2016-02-29', 'P10Y', '2026-03-01'],
    ['a leap day, in a year that has one', '2016-02-29', 'P4Y', '2020-03-01'],
    ['the last of February, before a leap year', '2015-02-28', 'P1Y', '2016-02-29'],
    ['the last of a long month', '2026-01-31', 'P1M', '2026-03-01'],
    ['the 30th of January', '2026-01-30', 'P1M', '2026-03-01'],
    ['the 28th of January', '2026-01-28', 'P1M', '2026-03-01'],
    ['days', '2026-02-27', 'P2D', '2026-03-02'],
    ['the end of a year', '2015-12-31', 'P10Y', '2026-01-01'],
  ])('of %s ends with its last day', (_case, from, text, over) => {
    expect(periodEnd(from, period(text), 'UTC').toISOString()).toBe(`${over}T00:00:00.000Z`);
  });

  it('is over in its own zone, whatever the clocks were set to', () => {
    expect(periodEnd('2016-03-26', period('P10Y'), 'Europe/Berlin').toISOString()).toBe('2026-03-26T23:00:00.000Z');
    expect(periodEnd('2016-03-29', period('P10Y'), 'Europe/Berlin').toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(periodEnd('2016-03-05', period('P10Y'), 'Asia/Kolkata').toISOString()).toBe('2026-03-05T18:30:00.000Z');
  });

  it.each(['P1D', 'P1M', 'P1Y', 'P10Y', 'P1M1D', 'P1Y11M', 'P2W', 'P13M31D'])(
    'of %s is over at its end and not a millisecond before, whatever the day',
    (text) => {
      for (let at = Date.UTC(2015, 11, 20); at < Date.UTC(2017, 2, 10); at += 86_400_000) {
        const day = new Date(at).toISOString().slice(0, 10);
        for (const zone of ['UTC', 'Europe/Berlin', 'America/St_Johns']) {
          const end = periodEnd(day, period(text), zone);
          const before = new Date(end.getTime() - 1);
          expect([day, day < outlivedBefore(end, period(text), zone)]).toEqual([day, true]);
          expect([day, day < outlivedBefore(before, period(text), zone)]).toEqual([day, false]);
        }
      }
    },
  );

  it('counts the day that it is where it is counted', () => {
    const moment = new Date('2026-11-30T23:30:00Z');
    expect(['UTC', 'Asia/Tokyo', 'America/Los_Angeles'].map((zone) => dayAt(moment, zone))).toEqual([
      ...['2026-11-30', '2026-12-01', '2026-11-30'],
    ]);
    expect(startOfDay('2026-12-01', 'Asia/Tokyo').toISOString()).toBe('2026-11-30T15:00:00.000Z');
  });

  it('lets what is given as a day begin and end by the clock of its zone, and takes a moment as it is', () => {
    const moment = new Date('2026-12-01T12:00:00Z');
    expect([beginningOf(moment, 'Asia/Tokyo'), endingOf(moment, 'Asia/Tokyo')]).toEqual([moment, moment]);
    expect(beginningOf('2026-12-01', 'Asia/Tokyo').toISOString()).toBe('2026-11-30T15:00:00.000Z');
    expect(endingOf('2026-12-01', 'Asia/Tokyo').toISOString()).toBe('2026-12-01T14:59:59.999Z');
    // A day of 25 hours.
    expect(endingOf('2026-10-25', 'Europe/Berlin').toISOString()).toBe('2026-10-25T22:59:59.999Z');
  });

  it.each([
    ['of a day that is over its last moment', '2026-11-30', '2026-11-30T14:59:59.999Z'],
    ['of the day that it is there this moment', '2026-12-01', '2026-11-30T16:00:00.000Z'],
    ['of a day to come its beginning, which is in the future', '2026-12-02', '2026-12-01T15:00:00.000Z'],
  ])('says when something was that happened on a day: %s', (_, day, expected) => {
    const now = new Date('2026-11-30T16:00:00Z');
    expect(pastOf(day, 'Asia/Tokyo', now).toISOString()).toBe(expected);
    expect(pastOf(now, 'Asia/Tokyo', now)).toBe(now);
  });

  it('knows when a day is over wherever on earth one is', () => {
    expect(overEverywhere('2031-12-31').toISOString()).toBe('2032-01-01T12:00:00.000Z');
  });
});
