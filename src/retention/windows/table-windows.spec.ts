import type { CollectionWindow } from '../../subject-data/index.js';
import { lengthensTable, shortensTable, tableGoesBefore, writtenPeriod } from './table-windows.js';

const years = (count: number, more: Partial<CollectionWindow> = {}): CollectionWindow => ({
  after: { months: 12 * count, days: 0 },
  column: 'created_at',
  does: { kind: 'rows' },
  ...more,
});
const ANONYMIZED = { does: { kind: 'anonymize', columns: ['email', 'name'] } } as const;
const NOTHING = { does: null };
const NOW = new Date('2026-03-09T12:00:00Z');
const changeFrom = (window: CollectionWindow | null) => ({
  collection: 'orders',
  before: { window },
  effectiveAt: new Date('2026-03-16T12:00:00Z'),
  takenBackAt: null,
});
const goesBefore = (window: CollectionWindow | undefined, ...pending: (CollectionWindow | null)[]) =>
  tableGoesBefore(window, pending.map(changeFrom), NOW)?.toISOString().slice(0, 10) ?? null;

describe('the window of a table of the company', () => {
  it.each<[string, CollectionWindow | null, CollectionWindow | null, boolean]>([
    ['is shortened where nothing went before', null, years(6), true],
    ['… where it was told of and nothing was done', years(6, NOTHING), years(6), true],
    ['… by fewer years', years(6), years(5), true],
    ['… by another column', years(6), years(6, { column: 'closed_at' }), true],
    ['… by another zone', years(6), years(6, { zone: 'Asia/Tokyo' }), true],
    ['… where rows go in place of being anonymized', years(6, ANONYMIZED), years(6), true],
    ['… where months cannot be compared with days', years(1), years(0, { after: { months: 0, days: 360 } }), true],
    ['is not where it stays', years(6), years(6, { zone: 'UTC' }), false],
    ['… where it is lengthened', years(6), years(7), false],
    ['… where nothing goes any more', years(6), null, false],
    ['… where nothing is done any more', years(6), years(1, NOTHING), false],
    [
      '… by the order of columns',
      years(6, ANONYMIZED),
      years(6, { does: { kind: 'anonymize', columns: ['name', 'email'] } }),
      false,
    ],
  ])('%s', (_case, known, now, shortened) => {
    expect(shortensTable(known, now)).toBe(shortened);
  });

  it('says before which day rows have outlived it, by the calendar of its zone', () => {
    expect(goesBefore(years(6))).toBe('2020-03-09');
    expect(tableGoesBefore(years(6, { zone: 'Asia/Tokyo' }), [], NOW)?.toISOString()).toBe('2020-03-08T15:00:00.000Z');
    expect(goesBefore(undefined)).toBeNull();
    expect(goesBefore(years(6, NOTHING))).toBeNull();
  });

  it('counts as it was while a shorter one pends', () => {
    expect(goesBefore(years(2), years(6))).toBe('2020-03-09');
    expect(goesBefore(years(2), years(4), years(6))).toBe('2020-03-09');
    expect(goesBefore(years(8), years(6))).toBe('2018-03-09');
  });

  it('lets nothing go while it is new, or is not what it was', () => {
    expect(goesBefore(years(2), null)).toBeNull();
    expect(goesBefore(years(2), years(6, { column: 'closed_at' }))).toBeNull();
    expect(goesBefore(years(2), years(6, ANONYMIZED))).toBeNull();
  });

  it('pends for as long as that keeps a row', () => {
    expect(lengthensTable(years(2), changeFrom(years(6)), NOW)).toBe(true);
    expect(lengthensTable(years(2), changeFrom(null), NOW)).toBe(true);
    expect(lengthensTable(years(8), changeFrom(years(6)), NOW)).toBe(false);
    expect(lengthensTable(undefined, changeFrom(years(6)), NOW)).toBe(false);
  });

  it('is written as a period', () => {
    expect([years(6), years(6, NOTHING), null].map((window) => writtenPeriod({ window }))).toEqual(['P6Y', null, null]);
  });
});
