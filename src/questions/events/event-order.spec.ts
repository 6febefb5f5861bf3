import { readDays, readExport, todayOf } from './event-order.js';

const TODAY = '2026-03-10';
const dates = { from_date: '2026-03-01', to_date: '2026-03-10' };
const read = (fields: Readonly<Record<string, unknown>>) => readExport({ ...dates, ...fields }, TODAY);

describe('what a raw export is asked for', () => {
  it('is whole days in UTC, the first and the last among them', () => {
    expect(read({})).toEqual({
      days: { first: '2026-03-01', last: '2026-03-10' },
      selection: {
        from: new Date('2026-03-01T00:00:00.000Z'),
        until: new Date('2026-03-11T00:00:00.000Z'),
        names: null,
        distinctIds: null,
      },
      limit: null,
      inMilliseconds: false,
    });
    const leapDay = read({ from_date: '2024-02-29', to_date: '2024-02-29' }).selection;
    expect(leapDay).toMatchObject({ from: new Date('2024-02-29'), until: new Date('2024-03-01') });
  });

  it('is events of some names, a number of them, and times in milliseconds, where that is said', () => {
    expect(read({ event: '["A", "B","A"]' }).selection.names).toEqual(['A', 'B']);
    expect(read({ event: 'Signed up' }).selection.names).toEqual(['Signed up']);
    expect(read({ event: ['A'] }).selection.names).toEqual(['A']);
    expect([read({ limit: '100000' }).limit, read({ limit: 5 }).limit]).toEqual([100_000, 5]);
    expect(
      ['true', 'True', '1', true, 'false', '0', undefined].map((on) => read({ time_in_ms: on }).inMilliseconds),
    ).toEqual([true, true, true, true, false, false, false]);
  });

  it.each([
    [{ from_date: '2026-02-30' }, 'date-invalid', /^from_date must be a day/],
    [{ from_date: '0000-01-01' }, 'date-invalid', /^from_date must be a day/],
    [{ from_date: '1 March 2026' }, 'date-invalid', /^from_date must be a day/],
    [{ from_date: 20_260_301 }, 'date-invalid', /^from_date must be a day/],
    [{ to_date: '2026-03-11' }, 'date-later-than-today', /^to_date cannot be later than today$/],
    [{ from_date: '2026-03-10', to_date: '2026-03-09' }, 'dates-reversed', /^from_date cannot be later than to_date$/],
    [{ event: '["A"' }, 'parameter-invalid', /^event must be a JSON array/],
    [{ event: '[]' }, 'parameter-invalid', /^event must be a JSON array/],
    [{ event: '[{}]' }, 'parameter-invalid', /^event must be a JSON array/],
    [{ limit: '0' }, 'limit-invalid', /^limit must be from 1/],
    [{ limit: '100001' }, 'limit-invalid', /^limit must be from 1/],
    [{ limit: '1e3' }, 'parameter-invalid', /^limit must be a whole number/],
    [{ limit: '-1' }, 'parameter-invalid', /^limit must be a whole number/],
    [{ filter_by_cohort: '{"id":1}' }, 'parameter-unsupported', /^filter_by_cohort is not supported/],
    [{ distinct_ids: '["u1"]' }, 'parameter-unsupported', /^distinct_ids is not supported/],
    [{ data_group_id: 'x' }, 'parameter-unsupported', /^data_group_id is not supported/],
  ])('is refused where it cannot be meant: %j', (fields, code, message) => {
    const refusal = expect.objectContaining({
      kind: 'invalid',
      code,
      message: expect.stringMatching(message) as string,
    });
    expect(() => read(fields)).toThrow(refusal as Error);
  });

  it('is nothing without its days', () => {
    expect(() => readExport({ to_date: TODAY }, TODAY)).toThrow('from_date is a required parameter');
    expect(() => readExport({ from_date: TODAY }, TODAY)).toThrow('to_date is a required parameter');
  });
});

describe('the days of a question about people', () => {
  it('may be left out, and are all of them then', () => {
    expect(readDays({}, TODAY)).toEqual({ first: null, last: null, from: null, until: null });
    expect(readDays({ from_date: '2026-03-01' }, TODAY)).toMatchObject({ from: new Date('2026-03-01'), until: null });
    expect(() => readDays({ to_date: '2026-03-11' }, TODAY)).toThrow('to_date cannot be later than today');
    expect(() => readDays({ event: '["A"]' }, TODAY)).toThrow('event is not supported');
  });
});

describe('today', () => {
  it.each([
    ['UTC', '2026-03-10T12:00:00.000Z', '2026-03-10'],
    ['Pacific/Auckland', '2026-03-10T12:00:00.000Z', '2026-03-11'],
    ['Pacific/Auckland', '2026-03-10T09:00:00.000Z', '2026-03-10'],
    ['America/Los_Angeles', '2026-03-10T03:00:00.000Z', '2026-03-10'],
    ['Pacific/Auckland', '2026-12-31T23:59:59.999Z', '2027-01-01'],
  ])('is the later of the days in UTC and %s: at %s %s', (zone, now, expected) => {
    expect(todayOf(new Date(now), zone)).toBe(expected);
  });
});
