import { z } from 'zod';
import type { HabeasError } from '../core/errors.js';
import { givenDayOrMoment, lineOfText } from './given-fields.js';
import { fit } from './schema.pipe.js';

const schema = z.strictObject({
  name: lineOfText(10),
  ids: z.array(z.string()).min(1).max(2),
  months: z.int().min(1).max(1200),
  kind: z.enum(['export', 'deletion']),
  email: z.email(),
  day: z.iso.date(),
  ends: givenDayOrMoment,
});
const FINE = {
  name: 'Ada',
  ids: ['ada'],
  months: 24,
  kind: 'export',
  email: 'ada@example.com',
  day: '2026-12-25',
  ends: '2026-12-25T10:00:00Z',
};

/** What is complained of where one field is another. */
function complaint(change: object): unknown {
  try {
    fit(schema, { ...FINE, ...change });
  } catch (error) {
    return ((error as HabeasError).details.extra?.['errors'] as unknown[])[0];
  }
  return null;
}

describe('a body that does not fit', () => {
  it('is not refused where it does', () => {
    expect(complaint({})).toBeNull();
    expect(complaint({ ends: '2026-12-25' })).toBeNull();
  });

  it.each([
    ['what is missing', { name: undefined }, { path: 'name', code: 'missing' }],
    ['an empty text', { name: ' ' }, { path: 'name', code: 'too-short', limit: 1 }],
    ['a text that is too long', { name: 'x'.repeat(11) }, { path: 'name', code: 'too-long', limit: 10 }],
    ['a tab in a line', { name: 'a\tb' }, { path: 'name', code: 'no-line' }],
    ['too few', { ids: [] }, { path: 'ids', code: 'too-few', limit: 1 }],
    ['too many', { ids: ['a', 'b', 'c'] }, { path: 'ids', code: 'too-many', limit: 2 }],
    ['too little', { months: 0 }, { path: 'months', code: 'too-small', limit: 1 }],
    ['too much', { months: 1201 }, { path: 'months', code: 'too-large', limit: 1200 }],
    ['what is not among the choices', { kind: 'purge' }, { path: 'kind', code: 'no-choice' }],
    ['an address that is none', { email: 'ada' }, { path: 'email', code: 'no-address' }],
    ['a day that is none', { day: '2026-02-30' }, { path: 'day', code: 'no-day' }],
    ['what is neither a day nor a time', { ends: 'soon' }, { path: 'ends', code: 'no-day' }],
  ])('says of %s what is wrong, for programs too', (_, change, expected) => {
    expect(complaint(change)).toMatchObject(expected);
  });

  it('leaves the sentence alone where no code tells more', () => {
    expect(complaint({ months: '24' })).toEqual({ path: 'months', message: expect.any(String) });
    expect(complaint({ other: 1 })).toEqual({ path: 'other', message: 'is not known here' });
  });
});
