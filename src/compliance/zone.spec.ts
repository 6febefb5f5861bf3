import { instantOf, isTimeZone, wallClockOf } from './zone.js';

const wall = (text: string) => wallClockOf(new Date(`${text}Z`), 'UTC');

describe('time zones', () => {
  it('shows what the clock on the wall shows, midnight and years before 1970 included', () => {
    expect(wallClockOf(new Date('2026-03-09T23:00:00.007Z'), 'Europe/Berlin')).toEqual(wall('2026-03-10T00:00:00.007'));
    expect(wallClockOf(new Date('1969-12-31T23:59:59.999Z'), 'UTC')).toEqual(wall('1969-12-31T23:59:59.999'));
  });

  it.each([
    ['an ordinary time', '2026-07-01T12:00:00', 'America/Los_Angeles', '2026-07-01T19:00:00.000Z'],
    ['a time shown twice is the first', '2025-11-02T01:30:00', 'America/Los_Angeles', '2025-11-02T08:30:00.000Z'],
    [
      'a time never shown is when the clock is set',
      '2025-03-09T02:30:00',
      'America/Los_Angeles',
      '2025-03-09T10:00:00.000Z',
    ],
    ['a midnight never shown', '2018-11-04T00:00:00', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['a day never shown', '2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['a quarter of an hour', '2026-01-01T00:00:00', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
  ])('%s', (_case, shown, zone, instant) => {
    expect(instantOf(wall(shown), zone).toISOString()).toBe(instant);
  });

  it('knows a name that is none', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
  });
});
