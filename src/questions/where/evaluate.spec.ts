import { holds, valueOf } from './evaluate.js';
import { parseWhere } from './parser.js';

const PROFILE: Readonly<Record<string, unknown>> = {
  $email: 'ada@example.com',
  plan: 'Pro',
  age: 36,
  zero: 0,
  vip: true,
  free: false,
  nothing: null,
  tags: ['a', 'b', 3],
  empty: '',
  address: { city: 'Wien', zip: 1010 },
  $last_seen: '2026-01-02T03:04:05',
  seconds: 1_767_323_045,
  milliseconds: 1_767_323_045_000,
  digits: '42.5',
};

const asked = (timeZone = 'UTC') => ({
  property: (name: string) => (Object.hasOwn(PROFILE, name) ? PROFILE[name] : undefined),
  now: new Date('2026-01-02T04:00:00Z'),
  timeZone,
});
const isTrue = (where: string, timeZone?: string) => holds(parseWhere(where), asked(timeZone));
/** What it is worth: a condition of it is undefined where its negation and itself are both not true. */
const truth = (where: string) => valueOf(parseWhere(where), asked());

describe('what a where says of somebody', () => {
  it.each([
    // Equality is of one type.
    ['properties["$email"] == "ada@example.com"', true],
    [`properties['$email'] == 'ada@example.com'`, true],
    ['properties["$email"] == "Ada@example.com"', false],
    ['properties["age"] == 36', true],
    ['properties["age"] == "36"', false],
    ['properties["age"] != "36"', true],
    ['properties["vip"] == true', true],
    ['properties["vip"] == 1', false],
    ['properties["tags"] == ["a", "b", 3]', true],
    ['properties["tags"] == ["a", "b"]', false],
    ['properties["address"] == properties["address"]', true],
    // What is not there is equal to nothing.
    ['properties["missing"] == properties["missing"]', false],
    ['properties["missing"] != "x"', true],
    ['properties["nothing"] == properties["nothing"]', false],
    // Order is of two numbers or two texts.
    ['properties["age"] > 35', true],
    ['properties["age"] >= 36', true],
    ['properties["age"] < 36', false],
    ['properties["age"] <= 36', true],
    ['properties["$last_seen"] >= "2021-01-01T00:00:00"', true],
    ['properties["$last_seen"] < "2021-01-01T00:00:00"', false],
    ['properties["age"] > "35"', undefined],
    ['properties["missing"] > 1', undefined],
    ['properties["vip"] > false', undefined],
    // In.
    ['"example" in properties["$email"]', true],
    ['"Example" in properties["$email"]', false],
    ['"a" in properties["tags"]', true],
    ['"3" in properties["tags"]', false],
    ['3 in properties["tags"]', true],
    ['properties["plan"] in ["Free", "Pro"]', true],
    ['properties["plan"] in []', false],
    ['"x" in properties["age"]', undefined],
    ['"x" in properties["missing"]', undefined],
    ['properties["missing"] in ["x"]', undefined],
    ['properties["plan"] not in ["Free"]', true],
    ['not "x" in properties["missing"]', true],
    // Undefined counts as false, and its negation as true.
    ['properties["missing"] > 1 or properties["age"] == 36', true],
    ['properties["missing"] > 1 and properties["age"] == 36', false],
    ['not properties["missing"] > 1', true],
    ['not properties["missing"]', true],
    // A property by itself.
    ['properties["vip"] and not properties["free"]', true],
    ['properties["zero"] or properties["empty"] or properties["nothing"]', false],
    // Functions.
    ['defined(properties["plan"])', true],
    ['defined(properties["zero"])', true],
    ['defined(properties["missing"])', false],
    ['defined(properties["nothing"])', false],
    ['string(properties["age"]) == "36"', true],
    ['string(properties["vip"]) == "true"', true],
    ['defined(string(properties["missing"]))', false],
    ['number(properties["digits"]) == 42.5', true],
    ['number(properties["vip"]) == 1', true],
    ['defined(number(properties["plan"]))', false],
    ['boolean(properties["age"])', true],
    ['boolean(properties["empty"])', false],
    ['"Pro" in list(properties["plan"])', true],
    ['defined(list(properties["missing"]))', false],
    ['floor(properties["age"] / 10) == 3', true],
    ['ceil(properties["age"] / 10) == 4 and round(properties["age"] / 10) == 4', true],
    ['defined(floor(properties["plan"]))', false],
    // Arithmetic.
    ['properties["age"] * 2 - 2 == 70', true],
    ['properties["age"] % 10 == 6', true],
    ['-properties["age"] < 0', true],
    ['"a" + "b" == "ab"', true],
    ['defined(properties["age"] / 0)', false],
    ['defined(properties["age"] + "1")', false],
    // Times.
    ['properties["$last_seen"] == datetime("2026-01-02T03:04:05")', true],
    ['properties["seconds"] == datetime(1767323045)', true],
    ['properties["milliseconds"] >= datetime(1767323045)', true],
    ['datetime(1767323045) == datetime(1767323045000)', true],
    ['datetime("2026-01-02T03:04:05Z") == datetime("2026-01-02T04:04:05+01:00")', true],
    ['properties["$last_seen"] > NOW - 3600', true],
    ['properties["$last_seen"] > NOW - 3000', false],
    ['NOW - datetime("2026-01-02T03:00:00Z") == 3600', true],
    ['datetime("2026-01-02") < NOW', true],
    ['defined(datetime("2026-02-31"))', false],
    ['defined(datetime(properties["plan"]))', false],
    ['defined(datetime(1e300))', false],
  ])('%s is %s', (where, expected) => {
    expect(truth(where)).toBe(expected);
  });

  it('has a time of the project\u2019s zone where it names none', () => {
    expect(isTrue('datetime("2026-07-02T03:00:00") == datetime("2026-07-02T01:00:00Z")', 'Europe/Berlin')).toBe(true);
    expect(isTrue('string(datetime(1767323045)) == "2026-01-02T04:04:05"', 'Europe/Berlin')).toBe(true);
    expect(isTrue('string(datetime(1767323045)) == properties["$last_seen"]', 'UTC')).toBe(true);
  });

  it('knows nothing of what objects have of themselves', () => {
    expect(isTrue('defined(properties["constructor"])')).toBe(false);
    expect(isTrue('properties["__proto__"] == properties["toString"]')).toBe(false);
  });

  it('puts no endless text together', () => {
    const long = { ...asked(), property: () => 'x'.repeat(1_000_000) };
    expect(holds(parseWhere('defined(properties["a"] + properties["a"])'), long)).toBe(false);
  });
});
