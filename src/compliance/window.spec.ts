import { contains, exportWindow, type CcpaWindow } from './window.js';

const windowAt = (receivedAt: string, timeZone = 'UTC', ccpaWindow: CcpaWindow = 'twelve-months') =>
  exportWindow('CCPA', new Date(receivedAt), { timeZone, ccpaWindow });
const from = (...given: Parameters<typeof windowAt>) => windowAt(...given).from?.toISOString();

describe('the window of an export', () => {
  it('is open under GDPR', () => {
    const options = { timeZone: 'Europe/Berlin', ccpaWindow: 'twelve-months' } as const;
    expect(exportWindow('GDPR', new Date('2026-03-09T10:00:00Z'), options)).toEqual({ from: null, until: null });
  });

  it('reaches twelve months back under CCPA, both ends included', () => {
    const window = windowAt('2026-03-09T22:28:55.078Z');
    expect(contains(window, new Date('2025-03-09T22:28:55.078Z'))).toBe(true);
    expect(contains(window, new Date('2025-03-09T22:28:55.077Z'))).toBe(false);
    expect(contains(window, new Date('2026-03-09T22:28:55.078Z'))).toBe(true);
    expect(contains(window, new Date('2026-03-09T22:28:55.079Z'))).toBe(false);
  });

  it.each([
    ['a leap day ends on 28 February', '2024-02-29T12:00:00Z', 'UTC', '2023-02-28T12:00:00.000Z'],
    ['the day after a leap year is a day of its own', '2025-02-28T12:00:00Z', 'UTC', '2024-02-28T12:00:00.000Z'],
    ['a leap day of the zone, not of UTC', '2024-03-01T02:00:00Z', 'America/Los_Angeles', '2023-03-01T02:00:00.000Z'],
    ['a leap day of UTC, not of the zone', '2024-02-29T18:00:00Z', 'Asia/Tokyo', '2023-02-28T18:00:00.000Z'],
    [
      'the same hour by the clock over a change of it',
      '2025-03-20T12:00:00Z',
      'America/Los_Angeles',
      '2024-03-20T12:00:00.000Z',
    ],
    [
      'summer time that began on another date',
      '2026-03-08T18:00:00Z',
      'America/Los_Angeles',
      '2025-03-08T19:00:00.000Z',
    ],
    ['an hour that did not exist', '2026-03-09T09:30:00Z', 'America/Los_Angeles', '2025-03-09T10:00:00.000Z'],
    ['an hour that existed twice', '2026-11-02T09:30:00Z', 'America/Los_Angeles', '2025-11-02T08:30:00.000Z'],
  ])('%s', (_case, receivedAt, zone, expected) => {
    expect(from(receivedAt, zone)).toBe(expected);
  });

  it('reaches back to 2022 where the project chose so', () => {
    const window = windowAt('2026-03-09T22:28:55Z', 'America/Los_Angeles', 'since-2022');
    expect(window.from?.toISOString()).toBe('2022-01-01T08:00:00.000Z');
    expect(window.until?.toISOString()).toBe('2026-03-09T22:28:55.000Z');
    expect(contains(window, new Date('2022-01-01T07:59:59.999Z'))).toBe(false);
  });
});
