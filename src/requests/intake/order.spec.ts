import { SUBJECT_LIMIT } from '../../compliance/index.js';
import type { HabeasError } from '../../platform/index.js';
import { complaintAbout, readDistinctIds } from '../../subject-data/index.js';
import { assertSubjectLimit } from './order.js';

const thrownBy = (work: () => unknown): HabeasError => {
  try {
    work();
  } catch (error) {
    return error as HabeasError;
  }
  throw new Error('nothing was thrown');
};

describe('ids of subjects', () => {
  it.each(["'; drop table", '../../etc/passwd', '🦔', 'עברית', '__proto__', ' padded ', 'a\nb', '\u200b', 'null', '￿'])(
    'takes %j as it is',
    (id) => {
      expect(readDistinctIds([id], 'ids')).toEqual({ ids: [id], duplicates: [] });
    },
  );

  it('keeps the order, merges what is the same string, and says where it came again', () => {
    const composed = '\u00e9';
    const decomposed = 'e\u0301';
    const given = ['b', 'a', 'b', 'B', composed, decomposed, 'a', 'a '];
    expect(readDistinctIds(given, 'ids')).toEqual({
      ids: ['b', 'a', 'B', composed, decomposed, 'a '],
      duplicates: [2, 6],
    });
  });

  it('counts characters as code points, so that 255 emoji are as long as 255 letters', () => {
    expect(complaintAbout('a'.repeat(255))).toBeNull();
    expect(complaintAbout('🦔'.repeat(255))).toBeNull();
    expect(complaintAbout('a'.repeat(256))).toBe('is longer than 255 characters');
    expect(complaintAbout('🦔'.repeat(256))).toBe('is longer than 255 characters');
  });

  it.each([
    ['', 'is empty'],
    [7, 'is not a string'],
    [null, 'is not a string'],
    [['a'], 'is not a string'],
    [{ toString: 'a' }, 'is not a string'],
    ['a\0b', 'contains a NUL character'],
    ['a\ud800', 'contains half of a surrogate pair, which is no Unicode text'],
    ['\udc00a', 'contains half of a surrogate pair, which is no Unicode text'],
    ['$recording:r', 'begins with $recording:, which is kept for recordings'],
  ])('refuses %j', (id, complaint) => {
    expect(complaintAbout(id)).toBe(complaint);
  });

  it.each([[undefined], [null], ['a'], [{ 0: 'a', length: 1 }], [[]]])(
    'refuses %j in place of an array of ids',
    (value) => {
      expect(thrownBy(() => readDistinctIds(value, 'distinct_ids'))).toMatchObject({
        kind: 'invalid',
        code: 'distinct-ids-invalid',
      });
    },
  );

  it('names the place of every bad id and repeats none', () => {
    const error = thrownBy(() => readDistinctIds(['fine', 'secret\0id', 5], 'distinct_ids'));
    expect(error.message).toBe('distinct_ids.1 contains a NUL character.');
    expect(error.details.extra).toEqual({
      fault: 'nul-character',
      number: 2,
      errors: [
        { path: 'distinct_ids.1', message: 'contains a NUL character', code: 'nul-character' },
        { path: 'distinct_ids.2', message: 'is not a string', code: 'no-string' },
      ],
    });
    expect(JSON.stringify(error)).not.toContain('secret');
  });

  it('bounds the complaints of a long bad array', () => {
    const error = thrownBy(() => readDistinctIds(new Array(5000).fill(1), 'ids'));
    expect(error.details.extra?.['errors']).toHaveLength(20);
  });
});

describe('the limit of subjects', () => {
  it.each([
    ['export', 2000],
    ['deletion', 500],
  ] as const)('lets an %s name %i and no more', (kind, limit) => {
    expect(() => assertSubjectLimit(SUBJECT_LIMIT, kind, limit)).not.toThrow();
    const error = thrownBy(() => assertSubjectLimit(SUBJECT_LIMIT, kind, limit + 1));
    expect(error).toMatchObject({ kind: 'invalid', code: 'too-many-subjects' });
    expect(error.message).toContain(String(limit));
    expect(error.message).toContain(String(limit + 1));
  });

  it('says so where there were more than could be counted', () => {
    expect(thrownBy(() => assertSubjectLimit(SUBJECT_LIMIT, 'export', 100_000, true)).message).toContain(
      'more than 100000',
    );
  });
});
