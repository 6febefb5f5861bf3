import type { Collection, Policy } from '../../data-map/collection.js';
import type { Bond } from './bonds.js';
import { circlesOf, orderOf } from './order.js';
import type { Action } from './reach.js';

const ERASE: Policy = { kind: 'erase' };

/** Keys as `child>parent`, by NO ACTION unless it is said otherwise: `child>parent CASCADE`; policies by the collection's name. */
function bonds(keys: readonly string[], policies: Readonly<Record<string, Policy>> = {}): Bond[] {
  const collections = new Map<string, Collection>();
  const named = (name: string): Collection => {
    const collection = collections.get(name) ?? ({ name, policy: policies[name] ?? ERASE } as Collection);
    collections.set(name, collection);
    return collection;
  };
  const actions: Record<string, Action> = { RESTRICT: 'r', CASCADE: 'c', 'SET NULL': 'n' };
  return keys.map((key) => {
    const [child = '', parent = ''] = key.slice(0, 3).split('>');
    const action = key.slice(4);
    const columns = { childColumns: ['ref'], parentColumns: ['id'], byPrimary: true, onUpdate: 'a' } as const;
    return { child: named(child), parent: named(parent), key, ...columns, onDelete: actions[action] ?? 'a' };
  });
}

const order = (names: string, keys: readonly string[], policies?: Readonly<Record<string, Policy>>) =>
  Object.fromEntries([...orderOf(names.split(''), bonds(keys, policies))].filter(([, after]) => after.length > 0));

describe('the order in which tables are erased', () => {
  it('is none where no key leads from one to another', () => {
    expect(order('abc', [])).toEqual({});
    expect(order('abc', ['a>a'])).toEqual({});
  });

  it.each(['', ' RESTRICT', ' CASCADE', ' SET NULL'])(
    'begins with those that refer, whatever the map says:%s',
    (action) => {
      const keys = [`b>a${action}`, `c>b${action}`];
      for (const names of ['abc', 'cba', 'bac']) expect(order(names, keys)).toEqual({ a: ['b'], b: ['c'] });
    },
  );

  it('lets the members of a circle come one after the other, behind all that refer to any of them', () => {
    expect(order('abcd', ['a>b', 'b>a', 'c>b', 'a>d'])).toEqual({ a: ['c'], b: ['a', 'c'], d: ['a'] });
  });

  it('lets a key that would do without an order give way where it closes a circle', () => {
    expect(order('ab', ['a>b', 'b>a CASCADE'])).toEqual({ b: ['a'] });
    expect(order('ab', ['a>b SET NULL', 'b>a CASCADE'])).toEqual({});
  });

  it('knows that rows which are anonymized let go by a column that is named, and refer on by any other', () => {
    const anonymized = (column: string) => ({ b: { kind: 'anonymize', columns: [column] } as Policy });
    expect(order('ab', ['b>a'], anonymized('ref'))).toEqual({ a: ['b'] });
    expect(order('ab', ['b>a'], anonymized('email'))).toEqual({});
  });
});

describe('circles of keys', () => {
  const circles = (names: string, keys: readonly string[]) => circlesOf(names.split(''), bonds(keys));

  it('are what refers to each other so that no order erases it', () => {
    expect(circles('dcba', ['a>b', 'b>c', 'c>a', 'd>a'])).toEqual([['c', 'b', 'a']]);
    expect(circles('ab', ['a>b', 'b>a CASCADE'])).toEqual([]);
  });

  it('are of one table where its rows refer to its rows', () => {
    expect(circles('ab', ['a>a', 'b>b CASCADE'])).toEqual([['a']]);
  });
});
