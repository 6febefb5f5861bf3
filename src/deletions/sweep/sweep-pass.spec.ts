import { PassKeys } from './sweep-keys.js';
import type { Collection } from '../../subject-data/index.js';
import { byTaking, concernedBy, erasureOf, goingOf, takesRows, takingOf } from './sweep-pass.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';

function deletion(id: string, projectId: number, ...closures: string[][]): TakenDeletion {
  return {
    id,
    projectId,
    filing: { projectId, numbers: [projectId] },
    disclosure: 'Data',
    watermark: new Date('2026-03-01T00:00:00Z'),
    subjects: closures.map((ids, ordinal) => ({ ordinal, asked: ids[0] ?? '', ids, ambiguous: [] })),
  };
}

describe('a pass over many deletions', () => {
  const keys = new PassKeys([deletion('one', 1, ['a', 'a2'], ['b']), deletion('two', 2, ['a'])]);

  it('names every id of every closure under its own project and watermark', () => {
    expect(keys.keys.map(({ projectId, distinctId }) => `${projectId}/${distinctId}`)).toEqual([
      '1/a',
      '1/a2',
      '1/b',
      '2/a',
    ]);
  });

  it('names them under each number under which rows of the project are filed', () => {
    const emptied = { ...deletion('one', 1, ['a', 'a2']), filing: { projectId: 1, numbers: [1, 7] } };
    const { keys: both } = new PassKeys([emptied]);
    expect(both.map(({ projectId, distinctId }) => `${projectId}/${distinctId}`)).toEqual([
      '1/a',
      '7/a',
      '1/a2',
      '7/a2',
    ]);
    expect(both.map(({ ordinal }) => ordinal)).toEqual([0, 0, 0, 0]);
  });

  it('is about no table of one project alone where it is about what was set aside of it', () => {
    const table = (projects: number[] | null) => ({ name: 'orders', projects }) as unknown as Collection;
    const whole = { ...deletion('one', 1, ['a']), filing: { projectId: 1, numbers: [1, 7] } };
    const aside = { ...deletion('two', 1, ['a']), filing: { projectId: 1, numbers: [7] } };
    expect(concernedBy(table([1]), [whole, aside])).toEqual([whole]);
    expect(concernedBy(table(null), [whole, aside])).toEqual([whole, aside]);
  });

  it('gives the ids of one subject the same ordinal, and no other', () => {
    expect(keys.keys.map(({ ordinal }) => ordinal)).toEqual([0, 0, 1, 2]);
  });

  it('hands each deletion its part of the tallies, under its own ordinals', () => {
    const tally = (ordinal: number) => ({ ordinal, rows: 10 + ordinal, earliest: null, latest: null });
    const shares = keys.share([tally(1), tally(2)]);
    expect(shares.get('one')?.map(({ ordinal, rows }) => [ordinal, rows])).toEqual([[1, 11]]);
    expect(shares.get('two')?.map(({ ordinal, rows }) => [ordinal, rows])).toEqual([[0, 12]]);
  });
});

describe('what a deletion takes of a collection', () => {
  const base = { policy: { kind: 'erase' } } as Parameters<typeof erasureOf>[1];
  const kept = { policy: { kind: 'keep', basis: 'tax law', until: null } } as Parameters<typeof erasureOf>[1];

  it('is what the policy says for Data, the headers for Categories, the source headers for Sources', () => {
    expect([erasureOf('Data', base), erasureOf('Categories', base), erasureOf('Sources', base)]).toEqual([
      'policy',
      'headers',
      'sources',
    ]);
  });

  it('takes rows along of those alone whose rows go anyway', () => {
    const of = (disclosure: TakenDeletion['disclosure']) => ({ ...deletion(disclosure, 1, ['a']), disclosure });
    const all = [of('Data'), of('Categories'), of('Sources')];
    const going = (erasure: Parameters<typeof goingOf>[0]) => goingOf(erasure, all).map(({ id }) => id);
    expect([going('policy'), going('rows')]).toEqual([['Data'], ['Data', 'Categories']]);
    expect(going('headers')).toEqual(['Data', 'Categories', 'Sources']);
    expect([takesRows(base, 'rows'), takesRows(base, 'headers'), takesRows(kept, 'policy')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is nothing where the policy keeps the collection', () => {
    expect(erasureOf('Data', kept)).toBeNull();
  });
});

describe('what a deletion takes of a kept collection', () => {
  const keep = (until: Extract<Collection['policy'], { kind: 'keep' }>['until']): Collection => ({
    ...({ name: 'invoices' } as Collection),
    policy: { kind: 'keep', basis: 'tax law', until },
  });
  const forAYear = keep({ column: 'issued', plus: { months: 12, days: 0 } });
  const at = (id: string, moment: string | null, more: Partial<TakenDeletion> = {}): TakenDeletion => ({
    ...deletion(id, 1, ['a']),
    ...(moment === null ? {} : { reckonedAt: new Date(moment) }),
    ...more,
  });

  it('is nothing as long as nobody can tell that it is kept no longer', () => {
    const one = at('one', '2999-01-01T00:00:00Z');
    expect([takingOf(keep(null), one), takingOf(keep('ten years'), one)]).toEqual([null, null]);
    expect(takingOf(forAYear, at('two', null))).toBeNull();
    expect(takingOf(keep({ date: '2031-12-31' }), at('three', '2031-12-31T12:00:00Z'))).toBeNull();
  });

  it('is the rows whose time is over, and all of them in a collection that is released', () => {
    expect(takingOf(forAYear, at('one', '2026-03-01T10:00:00Z'))).toMatchObject({
      erasure: 'policy',
      rows: { policy: { kind: 'erase', rows: true }, endedBefore: { column: 'issued', day: '2025-03-01' } },
    });
    const released = takingOf(forAYear, at('two', '2026-03-01T10:00:00Z', { released: [forAYear.name] }));
    expect([released?.rows.policy.kind, released?.rows.endedBefore]).toEqual(['erase', undefined]);
  });

  it('is the same for deletions that began on one day, and another for those of another day', () => {
    const days = ['2026-03-01T00:00:00Z', '2026-03-01T23:59:59Z', '2026-03-02T00:00:00Z', null];
    const groups = byTaking(
      forAYear,
      days.map((day, place) => at(String(place), day)),
    );
    expect(groups.map(({ deletions }) => deletions.map(({ id }) => id))).toEqual([['0', '1'], ['2'], ['3']]);
  });
});
