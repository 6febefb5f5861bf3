import { propertiesOf } from './expression.js';
import { parseWhere } from './parser.js';
import { narrowed, withForm } from './narrowing.js';

const text = (value: string) => ({ kind: 'text', text: value });
const value = (property: string, ...scalars: object[]) => ({ kind: 'value', property, scalars });
const ids = (...names: string[]) => ({ kind: 'ids', ids: names });

describe('what a store can find by an index', () => {
  it.each<[string, object[] | null]>([
    ['properties["$email"] == "x"', [value('$email', text('x'))]],
    [`'x' == properties['$email']`, [value('$email', text('x'))]],
    [
      'properties["$email"] == "x" or properties["email"] == "y"',
      [value('$email', text('x')), value('email', text('y'))],
    ],
    ['properties["plan"] in ["a", "b"]', [value('plan', text('a'), text('b'))]],
    ['properties["n"] == 42', [value('n', { kind: 'number', digits: '42' })]],
    ['properties["n"] == -1', [value('n', { kind: 'number', digits: '-1' })]],
    ['properties["n"] == 1.5', [value('n', { kind: 'number', digits: '1.5' })]],
    ['properties["vip"] == true', [value('vip', { kind: 'flag', is: true })]],
    ['properties["$distinct_id"] in ["a", "b"]', [ids('a', 'b')]],
    ['properties["distinct_id"] == "a"', [ids('a')]],
    // Of what must all be true the narrowest.
    ['properties["plan"] == "a" and properties["$distinct_id"] == "x"', [ids('x')]],
    ['"x" in properties["p"] and properties["plan"] == "a"', [value('plan', text('a'))]],
    // What can never be.
    ['properties["p"] in []', []],
    ['properties["p"] == "\\u0000"', []],
    ['properties["$distinct_id"] in []', [ids()]],
    // What no index can find.
    ['properties["$email"] != "x"', null],
    ['not properties["$email"] == "x"', null],
    ['properties["$email"] == "x" or defined(properties["a"])', null],
    ['"x" in properties["$email"]', null],
    ['properties["a"] == properties["b"]', null],
    ['properties["a"] == "x" + "y"', null],
    ['properties["a"] > 1', null],
    ['properties["n"] == 0.1234567890123456', null],
    ['properties["n"] == 1e21', null],
  ])('of %s', (where, expected) => {
    expect(narrowed(parseWhere(where))).toEqual(expected);
  });
});

describe('ids in a where', () => {
  it('stand in the form in which they are stored, and nothing else does', () => {
    const hashed = (where: string) => withForm(parseWhere(where), (id) => `#${id}`);
    expect(narrowed(hashed('properties["$distinct_id"] in ["a", "b"] and not "x" == properties["plan"]'))).toEqual([
      ids('#a', '#b'),
    ]);
    expect(hashed('properties["$distinct_id"] != "a" or properties["plan"] == "a"')).toEqual(
      parseWhere('properties["$distinct_id"] != "#a" or properties["plan"] == "a"'),
    );
    for (const where of [
      'not boolean(properties["$distinct_id"] == "a")',
      '(properties["$distinct_id"] == "a") == true',
      'true in [properties["$distinct_id"] == "a"]',
    ]) {
      expect(hashed(where)).toEqual(parseWhere(where.replace('"a"', '"#a"')));
    }
    expect([...propertiesOf(hashed('"a" == properties["distinct_id"]'))]).toEqual(['distinct_id']);
  });
});
