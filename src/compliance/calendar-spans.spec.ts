import { calendarMonths, calendarYear, yearAt } from './calendar-spans.js';

describe('a calendar year', () => {
  it('begins and ends when the clock of the zone says so', () => {
    const { from, until } = calendarYear(2026, 'America/Los_Angeles');
    expect([from.toISOString(), until.toISOString()]).toEqual(['2026-01-01T08:00:00.000Z', '2027-01-01T08:00:00.000Z']);
  });

  it('is another one in Berlin while it is still the old one in UTC', () => {
    const newYearsEve = new Date('2026-12-31T23:30:00Z');
    expect([yearAt(newYearsEve, 'Europe/Berlin'), yearAt(newYearsEve, 'UTC')]).toEqual([2027, 2026]);
  });
});

describe('calendar months', () => {
  it('are the current one and those before it, across a year, each ending where the next begins', () => {
    const months = calendarMonths(new Date('2027-02-15T12:00:00Z'), 'UTC', 4);
    expect(months.map(({ month }) => month)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(months.slice(1).map(({ from }) => from)).toEqual(months.slice(0, -1).map(({ until }) => until));
    expect(months.at(-1)?.until.toISOString()).toBe('2027-03-01T00:00:00.000Z');
  });

  it('follow a clock that is set forward', () => {
    const [march] = calendarMonths(new Date('2026-03-31T21:59:59Z'), 'Europe/Berlin', 1);
    expect([march?.month, march?.from.toISOString(), march?.until.toISOString()]).toEqual([
      '2026-03',
      '2026-02-28T23:00:00.000Z',
      '2026-03-31T22:00:00.000Z',
    ]);
  });
});
