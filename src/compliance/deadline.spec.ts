import {
  deadlines,
  extendedDeadline,
  isAtRisk,
  isCalendarDay,
  isMissed,
  mayExtend,
  sparedTime,
  waitsFitDeadlines,
} from './deadline.js';

const DAY = 86_400_000;
const calendar = (timeZone = 'UTC', ...holidays: string[]) => ({ timeZone, holidays: new Set(holidays) });
const due = (receivedAt: string, given = calendar()) =>
  deadlines('GDPR', new Date(receivedAt), given).dueAt.toISOString();

describe('GDPR deadlines', () => {
  it.each([
    ['the same date of the next month, to its last hour', '2026-03-09T10:00:00Z', '2026-04-09T23:59:59.999Z'],
    ['a short month ends on its last day', '2026-08-31T10:00:00Z', '2026-09-30T23:59:59.999Z'],
    ['31 January of a leap year', '2028-01-31T10:00:00Z', '2028-02-29T23:59:59.999Z'],
    ['over the end of the year', '2026-12-10T10:00:00Z', '2027-01-11T23:59:59.999Z'],
    ['a Saturday moves to Monday', '2026-06-11T00:00:00Z', '2026-07-13T23:59:59.999Z'],
    ['a Sunday moves to Monday', '2026-06-12T00:00:00Z', '2026-07-13T23:59:59.999Z'],
    ['a short month that ends on a Sunday', '2027-01-31T10:00:00Z', '2027-03-01T23:59:59.999Z'],
  ])('%s', (_case, receivedAt, expected) => {
    expect(due(receivedAt)).toBe(expected);
  });

  it('moves past holidays and the weekend behind them', () => {
    expect(due('2026-03-03T10:00:00Z', calendar('UTC', '2026-04-03', '2026-04-06'))).toBe('2026-04-07T23:59:59.999Z');
    expect(due('2026-03-05T10:00:00Z', calendar('UTC', '2026-04-06'))).toBe('2026-04-07T23:59:59.999Z');
  });

  it('counts days of the project, not of UTC, over a change of the clock', () => {
    expect(due('2026-03-09T23:30:00Z', calendar('Europe/Berlin'))).toBe('2026-04-10T21:59:59.999Z');
    expect(due('2026-03-10T03:30:00Z', calendar('America/Los_Angeles'))).toBe('2026-04-10T06:59:59.999Z');
  });

  it('asks for no acknowledgement, and is extended to three months from the receipt', () => {
    const receivedAt = new Date('2025-11-30T10:00:00Z');
    expect(deadlines('GDPR', receivedAt, calendar()).acknowledgeBy).toBeNull();
    expect(extendedDeadline('GDPR', receivedAt, calendar()).toISOString()).toBe('2026-03-02T23:59:59.999Z');
    expect(extendedDeadline('GDPR', new Date('2026-03-09T10:00:00Z'), calendar()).toISOString()).toBe(
      '2026-06-09T23:59:59.999Z',
    );
  });
});

describe('a deadline across a leap year, a short month and a holiday', () => {
  const easter = calendar('Europe/Berlin', '2024-03-29', '2024-04-01');

  it.each([
    ['31 January of a leap year', '2024-01-31T10:00:00Z', calendar(), '2024-02-29T23:59:59.999Z'],
    ['31 January of another year', '2025-01-31T10:00:00Z', calendar(), '2025-02-28T23:59:59.999Z'],
    [
      '31 January, where 29 February is a holiday',
      '2028-01-31T10:00:00Z',
      calendar('UTC', '2028-02-29'),
      '2028-03-01T23:59:59.999Z',
    ],
    ['29 February', '2028-02-29T10:00:00Z', calendar(), '2028-03-29T23:59:59.999Z'],
    [
      '29 February, due on Good Friday, past Easter Monday and into summer time',
      '2024-02-29T10:00:00Z',
      easter,
      '2024-04-02T21:59:59.999Z',
    ],
    ['28 February, the last day of its month', '2025-02-28T10:00:00Z', calendar(), '2025-03-28T23:59:59.999Z'],
    [
      '31 December, due on a holiday before a weekend',
      '2024-12-31T10:00:00Z',
      calendar('UTC', '2025-01-31'),
      '2025-02-03T23:59:59.999Z',
    ],
  ])('received on %s', (_case, receivedAt, given, expected) => {
    expect(due(receivedAt, given)).toBe(expected);
  });

  it('is extended over them as well', () => {
    const extended = (receivedAt: string, given = calendar()) =>
      extendedDeadline('GDPR', new Date(receivedAt), given).toISOString();
    expect(extended('2023-11-30T10:00:00Z')).toBe('2024-02-29T23:59:59.999Z');
    expect(extended('2023-11-30T10:00:00Z', calendar('UTC', '2024-02-29'))).toBe('2024-03-01T23:59:59.999Z');
    expect(extended('2024-11-30T10:00:00Z')).toBe('2025-02-28T23:59:59.999Z');
  });

  it('counts a leap day like any other under CCPA', () => {
    const of = (receivedAt: string, given = calendar()) => deadlines('CCPA', new Date(receivedAt), given);
    expect(of('2024-01-31T10:00:00Z').dueAt.toISOString()).toBe('2024-03-16T23:59:59.999Z');
    expect(of('2025-01-31T10:00:00Z').dueAt.toISOString()).toBe('2025-03-17T23:59:59.999Z');
    const presidents = calendar('UTC', '2024-02-19');
    expect(of('2024-02-15T10:00:00Z', presidents).acknowledgeBy?.toISOString()).toBe('2024-03-01T23:59:59.999Z');
  });
});

describe('a day of the calendar', () => {
  it.each(['2024-02-29', '2026-12-25', '2000-02-29'])('is %s', (day) => expect(isCalendarDay(day)).toBe(true));

  it.each([
    '2025-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    '',
    '+2026-01-01',
  ])('is not %j', (day) => expect(isCalendarDay(day)).toBe(false));
});

describe('a deadline that comes near', () => {
  const dueAt = new Date('2026-04-09T23:59:59.999Z');
  const before = (milliseconds: number) => new Date(dueAt.getTime() - milliseconds);

  it('is at risk within five days and once it is past', () => {
    expect(isAtRisk(dueAt, before(5 * DAY))).toBe(false);
    expect(isAtRisk(dueAt, before(5 * DAY - 1))).toBe(true);
    expect(isAtRisk(dueAt, before(-DAY))).toBe(true);
  });

  it('is missed after its last millisecond, and extended until then', () => {
    expect([isMissed(dueAt, dueAt), mayExtend(dueAt, dueAt)]).toEqual([false, true]);
    expect([isMissed(dueAt, before(-1)), mayExtend(dueAt, before(-1))]).toEqual([true, false]);
  });
});

describe('CCPA deadlines', () => {
  const receivedAt = new Date('2026-03-09T10:00:00Z');

  it('is acknowledged within ten business days', () => {
    const by = (text: string, given = calendar()) =>
      deadlines('CCPA', new Date(text), given).acknowledgeBy?.toISOString();
    expect(by('2026-03-09T10:00:00Z')).toBe('2026-03-23T23:59:59.999Z');
    expect(by('2026-03-07T10:00:00Z')).toBe('2026-03-20T23:59:59.999Z');
    expect(by('2026-03-09T10:00:00Z', calendar('UTC', '2026-03-23'))).toBe('2026-03-24T23:59:59.999Z');
  });

  it('is answered within 45 calendar days, weekends and holidays counted', () => {
    const given = calendar('America/Los_Angeles', '2026-04-23');
    expect(deadlines('CCPA', receivedAt, given).dueAt.toISOString()).toBe('2026-04-24T06:59:59.999Z');
  });

  it('is extended once to 90 days in all', () => {
    expect(extendedDeadline('CCPA', receivedAt, calendar()).toISOString()).toBe('2026-06-07T23:59:59.999Z');
  });
});

describe('the time a deletion may wait', () => {
  it('leaves five days of the shortest deadline', () => {
    expect(sparedTime('GDPR')).toBe(23 * DAY);
    expect(sparedTime('CCPA')).toBe(40 * DAY);
    expect(waitsFitDeadlines([21 * DAY, DAY])).toBe(true);
    expect(waitsFitDeadlines([21 * DAY, 2 * DAY])).toBe(false);
  });
});
