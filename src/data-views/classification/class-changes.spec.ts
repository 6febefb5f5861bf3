import type { ClassRule, PropertyClass } from '../../subject-data/index.js';
import { changedRules, loosens, ruleNameFault, type ClassChange } from './class-changes.js';

const rules = (given: Readonly<Record<string, PropertyClass>>): ClassRule[] =>
  Object.entries(given).map(([name, of]) => ({ name, class: of }));
const change = (name: string, of: PropertyClass | null): ClassChange => ({ name, class: of });

describe('a change of what a project says', () => {
  it('sets, replaces and takes back, and leaves the others', () => {
    const before = rules({ b: 'sensitive', c: 'withheld' });
    const changes = [change('c', null), change('a', 'ordinary'), change('a', 'withheld')];
    expect(changedRules(before, changes)).toEqual(rules({ a: 'withheld', b: 'sensitive' }));
  });

  it.each<[string, Readonly<Record<string, PropertyClass>>, ClassChange, boolean]>([
    ['is stricter with a first rule', {}, change('a', 'sensitive'), false],
    ['is stricter with a stricter class', { a: 'sensitive' }, change('a', 'withheld'), false],
    ['is looser with a looser class', { a: 'withheld' }, change('a', 'sensitive'), true],
    ['is looser where a rule is taken back', { a: 'sensitive' }, change('a', null), true],
    ['is neither where a rule that says ordinary is taken back', { a: 'ordinary' }, change('a', null), false],
    ['is neither where ordinary is said of what was', {}, change('a', 'ordinary'), false],
    ['is looser where a name is taken out of a pattern', { 'a*': 'sensitive' }, change('ab', 'ordinary'), true],
    ['is looser where a pattern is taken back', { 'a*': 'sensitive' }, change('a*', null), true],
    [
      'is neither where a wider pattern says the same',
      { '*': 'sensitive', 'a*': 'sensitive' },
      change('a*', null),
      false,
    ],
    [
      'is looser where a way is taken out of a name',
      { street: 'sensitive' },
      change('office.street', 'ordinary'),
      true,
    ],
    [
      'is looser where a name is taken out of a pattern of ways',
      { 'health.*': 'sensitive' },
      change('code', 'ordinary'),
      true,
    ],
    [
      'is looser where a name of such a pattern becomes less strict than it',
      { '*.street': 'withheld' },
      change('street', 'sensitive'),
      true,
    ],
    [
      'is looser where a longer way is taken out of a pattern of ways',
      { '*.home.street': 'sensitive' },
      change('home.street', 'ordinary'),
      true,
    ],
    [
      'is stricter where a name becomes as strict as a pattern of ways',
      { 'health.*': 'sensitive' },
      change('code', 'sensitive'),
      false,
    ],
    [
      'is neither where no way of a pattern can end in the name',
      { '*.street': 'sensitive' },
      change('plan', 'ordinary'),
      false,
    ],
    [
      'is stricter where a name that was taken out of such a pattern becomes stricter than it was',
      { 'health.*': 'withheld', code: 'ordinary' },
      change('code', 'sensitive'),
      false,
    ],
    [
      'is stricter where a name that was taken out goes back',
      { '*': 'sensitive', a: 'ordinary' },
      change('a', null),
      false,
    ],
  ])('%s', (_case, before, given, expected) => {
    const earlier = rules(before);
    expect(loosens(earlier, changedRules(earlier, [given]), [given])).toBe(expected);
  });
});

describe('the name of a rule', () => {
  it.each(['ssn', '$email', 'health_*', '*', 'address.street', 'address.*', 'Größe in cm', 'time'])(
    'may be %s',
    (name) => {
      expect(ruleNameFault(name)).toBeNull();
    },
  );

  it.each(['', ' ', 'distinct_id', '$insert_id', 'a.b.c.d.e.f.g.h.i', 'a'.repeat(256), '*a*a*a*a*a*a*a*a*'])(
    'may not be %p',
    (name) => {
      expect(ruleNameFault(name)).toEqual(
        expect.objectContaining({ fault: expect.any(String), words: expect.any(String) }),
      );
    },
  );
});
