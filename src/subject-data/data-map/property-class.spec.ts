import { BUILT_IN_COLLECTIONS } from './built-in-collections.js';
import { classified, CollectionClasses } from './collection-classes.js';
import type { Collection } from './collection.js';
import { type ClassRule, ClassRules, type PropertyClass } from './property-class.js';

const [events] = BUILT_IN_COLLECTIONS as unknown as [Collection];
const rule = (name: string, given: PropertyClass): ClassRule => ({ name, class: given });
const classOf = (rules: readonly ClassRule[], ...path: string[]) => new ClassRules(rules).classOf(path);

describe('the class of a property', () => {
  it.each<[string, readonly ClassRule[], string[], PropertyClass]>([
    ['is ordinary where nobody says otherwise', [], ['plan'], 'ordinary'],
    ['is that of its name', [rule('ssn', 'withheld')], ['ssn'], 'withheld'],
    ['is that of its name inside objects', [rule('street', 'sensitive')], ['user', 'address', 'street'], 'sensitive'],
    ['is no other name', [rule('ssn', 'withheld')], ['SSN'], 'ordinary'],
    ['is that of a pattern', [rule('health_*', 'sensitive')], ['health_state'], 'sensitive'],
    ['is that of a pattern with letters behind it', [rule('*_number', 'sensitive')], ['card_number'], 'sensitive'],
    ['is the strictest of the patterns', [rule('a*', 'sensitive'), rule('*b', 'withheld')], ['ab'], 'withheld'],
    ['is that of a name before a pattern', [rule('*', 'sensitive'), rule('plan', 'ordinary')], ['plan'], 'ordinary'],
    ['is that of a way of names', [rule('address.street', 'sensitive')], ['address', 'street'], 'sensitive'],
    [
      'is that of a way at any depth',
      [rule('address.street', 'sensitive')],
      ['user', 'address', 'street'],
      'sensitive',
    ],
    ['is not that of another way', [rule('address.street', 'sensitive')], ['office', 'street'], 'ordinary'],
    ['is that of a name with a dot in it', [rule('address.street', 'sensitive')], ['address.street'], 'sensitive'],
    [
      'is that of the longer way before the shorter',
      [rule('street', 'sensitive'), rule('office.street', 'ordinary')],
      ['office', 'street'],
      'ordinary',
    ],
    ['is that of a pattern of ways', [rule('address.*', 'sensitive')], ['address', 'street'], 'sensitive'],
    [
      'is the stricter of two that are said of one name',
      [rule('a', 'withheld'), rule('a', 'ordinary')],
      ['a'],
      'withheld',
    ],
  ])('%s', (_case, rules, path, expected) => {
    expect(classOf(rules, ...path)).toBe(expected);
  });

  it('costs no more than names are long, however many names come by', () => {
    const rules = new ClassRules([rule('*a*b*c*', 'sensitive')]);
    for (let at = 0; at < 30_000; at += 1) expect(rules.classOf([`x${String(at)}`])).toBe('ordinary');
    expect(rules.classOf(['xaxbxcx'])).toBe('sensitive');
  });
});

describe('the classes of a collection', () => {
  const withSsn: Collection = {
    ...events,
    headers: [{ name: 'ssn', category: 'government_id', source: false, withhold: true }],
    classes: [rule('health', 'sensitive')],
  };

  it('are those of the data map where it is stricter, and of the project where that is', () => {
    const classes = new CollectionClasses(classified(withSsn, [rule('ssn', 'ordinary'), rule('health', 'withheld')]));
    expect([classes.classOf(['ssn']), classes.classOf(['a', 'health'])]).toEqual(['withheld', 'withheld']);
  });

  it('say nothing of what a record is filed by, unless the data map does', () => {
    const classes = new CollectionClasses(classified(withSsn, [rule('*', 'withheld')]));
    const ways = [['distinct_id'], ['time'], ['event'], ['$insert_id'], ['user', 'time'], ['plan']];
    expect(ways.map((way) => classes.classOf(way))).toEqual([
      ...['ordinary', 'ordinary', 'ordinary', 'ordinary'],
      ...['withheld', 'withheld'],
    ]);
  });

  it('are asked by a name as somebody writes it: the strictest of what leads there', () => {
    const classes = new CollectionClasses({
      ...events,
      classes: [rule('address', 'sensitive'), rule('ssn', 'withheld')],
    });
    const names = ['plan', 'address', 'address.street', 'user.ssn', 'ssn.last4'];
    expect(names.map((name) => classes.classOfName(name))).toEqual([
      ...['ordinary', 'sensitive', 'sensitive'],
      ...['withheld', 'withheld'],
    ]);
  });

  it('stand at the headers too, for who reads those alone', () => {
    const { headers } = classified(events, [rule('utm_*', 'withheld'), rule('$email', 'sensitive')]);
    const held = headers.filter(({ withhold }) => withhold).map(({ name }) => name);
    expect(held).toContain('utm_source');
    expect(held).not.toContain('$email');
  });
});
