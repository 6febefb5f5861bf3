import { propertiesOf } from './expression.js';
import { parseWhere, WHERE_LIMITS } from './parser.js';

const codeOf = (text: string): string => {
  try {
    parseWhere(text);
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const messageOf = (text: string): string => {
  try {
    parseWhere(text);
    return 'read';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a where', () => {
  it.each([
    ['not "x" in properties["p"]', 'not ("x" in properties["p"])'],
    [
      'properties["a"] == 1 or properties["b"] == 2 and properties["c"] == 3',
      'properties["a"] == 1 or (properties["b"] == 2 and properties["c"] == 3)',
    ],
    ['not properties["a"] == 1 and properties["b"] == 2', '(not (properties["a"] == 1)) and properties["b"] == 2'],
    ['properties["a"] == 1 + 2 * 3', 'properties["a"] == (1 + (2 * 3))'],
    ['properties["a"] == 1 - 2 - 3', 'properties["a"] == ((1 - 2) - 3)'],
    ['properties["a"] > -2 * 3', 'properties["a"] > ((-2) * 3)'],
    ['properties["a"] not in [1]', 'not (properties["a"] in [1])'],
    [
      'properties["a"] == 1 && properties["b"] == 2 || properties["c"] == 3',
      '(properties["a"] == 1 and properties["b"] == 2) or properties["c"] == 3',
    ],
    ["user['a'] == 'x'", 'properties["a"] == "x"'],
    ['event["a"] == "x"', 'properties["a"] == "x"'],
    [
      'properties["a"] == TRUE AND NOT defined(properties["b"])',
      'properties["a"] == true and not defined(properties["b"])',
    ],
  ])('reads %s as %s', (text, other) => {
    expect(parseWhere(text)).toEqual(parseWhere(other));
  });

  it.each([
    [String.raw`"a\"b\\c\nd\u00e9"`, 'a"b\\c\ndé'],
    [String.raw`'it\'s "so"'`, 'it\'s "so"'],
    [`"it's"`, "it's"],
    ['""', ''],
  ])('reads the text %s', (text, value) => {
    expect(parseWhere(`properties["a"] == ${text}`)).toMatchObject({ right: { kind: 'literal', value } });
  });

  it('names its properties', () => {
    const where = parseWhere('properties["a"] == user["b"] or string(properties["c"]) in ["x", properties["a"]]');
    expect([...propertiesOf(where)]).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['', 'where-malformed'],
    ['properties["a"] = 1', 'where-malformed'],
    ['properties["a"] ==', 'where-malformed'],
    ['properties["a"] == "x', 'where-malformed'],
    [String.raw`properties["a"] == "\q"`, 'where-malformed'],
    [String.raw`properties["a"] == "\u12"`, 'where-malformed'],
    ['properties[a] == 1', 'where-malformed'],
    ['properties["a" == 1', 'where-malformed'],
    ['properties.a == 1', 'where-malformed'],
    ['(properties["a"] == 1', 'where-malformed'],
    ['properties["a"] == 1)', 'where-malformed'],
    ['properties["a"] in [1 2]', 'where-malformed'],
    ['properties["a"] in [1,]', 'where-malformed'],
    ['properties["a"] == 1 properties["b"] == 2', 'where-malformed'],
    ['constructor("x") == 1', 'where-malformed'],
    ['eval(properties["a"])', 'where-malformed'],
    ['properties["a"] == 1; DROP TABLE profiles', 'where-malformed'],
    ['properties["a"] == ada@example.com', 'where-malformed'],
    ['properties["a"] == 1e999', 'where-malformed'],
    ['defined(properties["a"], 1)', 'where-malformed'],
    ['defined properties["a"]', 'where-malformed'],
    ['"ada@example.com"', 'where-no-condition'],
    ['1', 'where-no-condition'],
    ['NOW', 'where-no-condition'],
    ['properties["email"] == "a" or "b"', 'where-no-condition'],
    ['not "b"', 'where-no-condition'],
    ['properties["a"] + 1', 'where-no-condition'],
  ])('refuses %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('says where it is wrong, and repeats nothing of it', () => {
    expect(messageOf('properties["email"] == ada@example.com')).toBe(
      'where: at character 27, a sign that means nothing here.',
    );
    expect(messageOf('properties["email"] == ada')).toBe(
      'where: at character 24, a word that means nothing here: texts stand in quotes, properties as properties["…"], and the ' +
        'functions are boolean, ceil, datetime, defined, floor, list, number, round, string.',
    );
    expect(messageOf('properties["email"] = "ada@example.com"')).toContain('at character 21');
  });

  it('is bounded in its bytes, its depth and its terms', () => {
    const text = (length: number) => `properties["a"] == "${'x'.repeat(length)}"`;
    expect(codeOf(text(WHERE_LIMITS.bytes - 21))).toBe('read');
    expect(codeOf(text(WHERE_LIMITS.bytes - 20))).toBe('where-too-long');
    expect(codeOf(text(WHERE_LIMITS.bytes / 2).replaceAll('x', 'é'))).toBe('where-too-long');

    const nested = (levels: number) => `${'('.repeat(levels)}properties["a"] == 1${')'.repeat(levels)}`;
    expect([codeOf(nested(64)), codeOf(nested(65)), codeOf(nested(4000))]).toEqual([
      'read',
      'where-too-deep',
      'where-too-deep',
    ]);
    expect(codeOf(`${'not '.repeat(1000)}properties["a"]`)).toBe('where-too-deep');
    expect(codeOf(`properties["a"] == ${'-'.repeat(4000)}1`)).toBe('where-too-deep');
    expect(codeOf(`properties["a"] in ${'['.repeat(4000)}`)).toBe('where-too-deep');

    const many = (terms: number) => Array.from({ length: terms / 2 }, () => 'properties["a"]==1').join(' or ');
    expect([codeOf(many(200)), codeOf(many(202))]).toEqual(['read', 'where-too-many-terms']);
    expect(codeOf(`properties["a"] in [${'1,'.repeat(300)}1]`)).toBe('where-too-many-terms');
  });
});
