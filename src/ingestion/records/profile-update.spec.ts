import { parseExactly, writeExactly } from '../../platform/index.js';
import { readUpdate, removesAnything } from './profile-update.js';
import { Profile } from './profile.js';
import { Refusal } from './refusal.js';

type Properties = Record<string, unknown>;

const updateOf = (operators: string) =>
  readUpdate(JSON.parse(`{"$token":"t1","$distinct_id":"u1",${operators}}`) as unknown);

/** The profile after updates that are all applied. */
function update(operators: string | readonly string[], current: Properties | null = null): Properties | null {
  const profile = new Profile(current);
  for (const each of [operators].flat()) expect(profile.apply(updateOf(each))).toBeNull();
  return profile.toJson();
}

function refusal(record: unknown): Refusal {
  try {
    readUpdate(record);
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('the update passed');
}

describe('a profile update', () => {
  it.each<[string, Properties | null, Properties | null]>([
    ['"$set":{"a":1,"b":null}', null, { a: 1, b: null }],
    ['"$set":{"a":2}', { a: 1, b: 1 }, { a: 2, b: 1 }],
    ['"$set_once":{"a":2,"c":3}', { a: 1 }, { a: 1, c: 3 }],
    ['"$add":{"a":-2.5,"n":4}', { a: 1 }, { a: -1.5, n: 4 }],
    ['"$add":{"a":1}', { a: 'text' }, { a: 'text' }],
    ['"$add":{"a":1.7e308}', { a: 1.7e308 }, { a: 1.7e308 }],
    ['"$append":{"l":3,"m":1,"t":1}', { l: [1], t: 'text' }, { l: [1, 3], m: [1], t: 'text' }],
    [
      '"$union":{"l":[2,3,3,{"b":1,"a":2}],"m":[1,1]}',
      { l: [1, 2, { a: 2, b: 1 }] },
      { l: [1, 2, { a: 2, b: 1 }, 3], m: [1] },
    ],
    ['"$remove":{"l":2,"x":1}', { l: [2, 1, 2] }, { l: [1] }],
    ['"$unset":["a","x"]', { a: 1 }, {}],
    ['"$unset":["a"]', null, null],
    ['"$remove":{"l":2}', null, null],
    ['"$delete":""', { a: 1 }, null],
    ['"$delete":null,"$set":{"a":2}', { a: 1 }, null],
    ['"$set":{"$ip":"136.24.0.114","ip":"136.24.0.114","a":1},"$ip":"136.24.0.114"', null, { a: 1 }],
    ['"$set":{"list":[{"$ip":"136.24.0.114","b":[{"ip":1}]}]}', null, { list: [{ b: [{}] }] }],
    ['"$append":{"$ip":"136.24.0.114"},"$set_once":{"ip":"136.24.0.114"}', { a: 1 }, { a: 1 }],
  ])('%s on %j gives %j', (operators, current, expected) => {
    expect(update(operators, current)).toEqual(expected);
  });

  it.each([
    ['1', '1e21', '1000000000000000000001'],
    ['-1', '1e23', '99999999999999999999999'],
    ['0.5', '3', '3.5'],
    // Beyond the range of a double it stays.
    ['1e308', `17${'0'.repeat(307)}`, '1.7e+308'],
  ])('adds %s to %s exactly', (added, current, expected) => {
    const profile = new Profile({ n: parseExactly(current) });
    profile.apply(readUpdate(parseExactly(`{"$token":"t1","$distinct_id":"u1","$add":{"n":${added}}}`)));
    expect(writeExactly(profile.toJson())).toBe(`{"n":${expected}}`);
  });

  it.each<[string, boolean]>([
    ['true', true],
    ['1', true],
    ['"true"', true],
    ['"false"', false],
    ['null', false],
    ['0', false],
  ])('with $ignore_time and $ignore_alias of %s heeds both: %p', (flag, heeded) => {
    const flags = `"$ignore_time":${flag},"$ignore_alias":${flag}`;
    expect(updateOf(`${flags},"$set":{"a":1}`)).toMatchObject({ ignoreTime: heeded, ignoreAlias: heeded });
  });

  it('never recreates a profile for transactions alone', () => {
    expect(update('"$set":{"$transactions":[]}')).toBeNull();
    expect(update('"$append":{"$transactions":{"$amount":5}}')).toBeNull();
    expect(update('"$set":{"$transactions":[]}', { a: 1, $transactions: [1] })).toEqual({ a: 1, $transactions: [] });
    expect(update('"$set":{"$transactions":[],"a":1}')).toBeNull();
    expect(update('"$set":{"$transactions":[1],"a":1}')).toEqual({ a: 1, $transactions: [1] });
  });

  it('leaves the profile it started from as it was', () => {
    const current = { l: [1], o: { a: 1 } };
    update('"$append":{"l":2},"$set":{"o":{}}', current);
    expect(current).toEqual({ l: [1], o: { a: 1 } });
  });

  it('treats hostile keys as data', () => {
    const next = update('"$set":{"__proto__":{"polluted":true},"constructor":1},"$append":{"toString":"x"}');
    expect(JSON.stringify(next)).toBe('{"__proto__":{"polluted":true},"constructor":1,"toString":["x"]}');
    expect(({} as Properties).polluted).toBeUndefined();
    const again = update('"$set_once":{"__proto__":1},"$unset":["constructor"]', next);
    expect(JSON.stringify(again)).toBe('{"__proto__":{"polluted":true},"toString":["x"]}');
  });

  it.each([
    [{ $token: 't1', $distinct_id: 'anon', $set: {} }, '$distinct_id'],
    [{ $token: 't1', $set: {} }, '$distinct_id'],
    [{ $token: 't1', $distinct_id: 'u1' }, 'update'],
    [{ $token: 't1', $distinct_id: 'u1', $set: [1] }, '$set'],
    [{ $token: 't1', $distinct_id: 'u1', $set: { a: 'x\0' } }, '$set'],
    [{ $token: 't1', $distinct_id: 'u1', $set: { 'x\ud800': 1 } }, '$set'],
    [{ $token: 't1', $distinct_id: 'u1', $add: { a: '1' } }, '$add'],
    [{ $token: 't1', $distinct_id: 'u1', $union: { a: '1' } }, '$union'],
    [{ $token: 't1', $distinct_id: 'u1', $unset: [1] }, '$unset'],
    [[], 'update'],
  ])('%j is refused for its %s', (record, field) => {
    expect(refusal(record).field).toBe(field);
  });

  it('says whether an alias stands for itself', () => {
    const record = { $token: 't1', $distinct_id: 7, $delete: '' };
    expect(readUpdate(record)).toMatchObject({ distinctId: '7', ignoreAlias: false, removes: true });
    expect(readUpdate({ ...record, $ignore_alias: true })).toMatchObject({ ignoreAlias: true });
  });
});

describe('updates of one profile', () => {
  it.each<[string[], Properties | null, Properties | null]>([
    [['"$append":{"l":1}', '"$append":{"l":2}', '"$remove":{"l":1}', '"$append":{"l":1}'], null, { l: [2, 1] }],
    [['"$union":{"l":[1,2]}', '"$remove":{"l":2}', '"$union":{"l":[2,3]}'], { l: [2, 1] }, { l: [1, 2, 3] }],
    [['"$add":{"n":1}', '"$add":{"n":2}', '"$set_once":{"n":9}'], null, { n: 3 }],
    [['"$set":{"a":1}', '"$unset":["a"]', '"$set_once":{"a":2}'], { b: 1 }, { b: 1, a: 2 }],
    [['"$set":{"a":1}', '"$delete":""', '"$set":{"b":2}'], { c: 3 }, { b: 2 }],
    [['"$set":{"a":1}', '"$delete":""', '"$append":{"$transactions":1}'], { c: 3 }, null],
    [['"$append":{"l":1}', '"$add":{"l":1}', '"$set":{"l":"text"}', '"$append":{"l":2}'], { l: [] }, { l: 'text' }],
    [['"$append":{"l":{"a":1}}', '"$append":{"l":[["a",1]]}', '"$remove":{"l":{"a":1}}'], null, { l: [[['a', 1]]] }],
  ])('%j on %j give %j', (updates, current, expected) => {
    expect(update(updates, current)).toEqual(expected);
  });

  it('are what they would be with a call for each', () => {
    const operators = ['$set', '$set_once', '$add', '$append', '$union', '$remove', '$unset'];
    let seed = 7;
    const roll = (until: number) => (seed = (Math.imul(seed, 48_271) >>> 0) % 2_147_483_647) % until;
    const valueOf = (operator: string) => {
      if (operator === '$union') return [roll(3), { k: roll(2) }];
      return operator === '$add' || roll(2) === 0 ? roll(3) : [{ k: roll(2) }, [roll(3)], 'text'][roll(3)];
    };
    const any = () => {
      const operator = operators[roll(operators.length)] ?? '';
      const key = 'abc'[roll(3)] ?? '';
      if (roll(12) === 0) return '"$delete":""';
      return `"${operator}":${JSON.stringify(operator === '$unset' ? [key] : { [key]: valueOf(operator) })}`;
    };
    for (let round = 0; round < 500; round++) {
      const updates = Array.from({ length: 12 }, any);
      const each = updates.reduce<Properties | null>((current, one) => update(one, current), null);
      expect({ updates, profile: update(updates) }).toEqual({ updates, profile: each });
    }
  });
});

describe('what a profile may hold', () => {
  const filled = (bytes: number) => ({ filler: 'x'.repeat(bytes) });
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, at]));

  it.each<[string, Properties, string, string]>([
    ['1 MB', filled(1_048_500), '"$set":{"a":"0123456789012345678901234567890123456789012345678901234567890"}', '1 MB'],
    ['1 MB', filled(1_048_500), `"$union":{"a":[${'1,'.repeat(40)}2,1e308]}`, '1 MB'],
    ['1 MB', { ...filled(1_048_400), l: [1, 1, 2] }, '"$append":{"l":1e200},"$remove":{"l":1}', '1 MB'],
    ['2,000 properties', many(2000), '"$set":{"a":1},"$add":{"b":1},"$set_once":{"p1":1}', '2000 properties'],
    ['2,000 properties', many(2000), '"$append":{"a":1},"$union":{"b":[1]},"$unset":["p0"]', '2000 properties'],
  ])('is %s: an update that goes beyond changes nothing', (_, stored, operators, words) => {
    const profile = new Profile(stored);
    expect(profile.apply(updateOf(operators))).toContain(words);
    expect(profile.toJson()).toEqual(stored);
    expect(profile.size).toBe(new Profile(stored).size);
    expect(profile.apply(updateOf('"$unset":["filler","p1","p2","l"],"$set":{"a":1}'))).toBeNull();
    expect(profile.toJson()).toMatchObject({ a: 1 });
  });

  it('is more where it was so before, and then only becomes less', () => {
    const stored = { ...many(3000), ...filled(2_000_000) };
    const profile = new Profile(stored);
    expect(profile.apply(updateOf('"$set":{"new":1}'))).not.toBeNull();
    expect(profile.apply(updateOf('"$set":{"p1":1000000}'))).not.toBeNull();
    expect(profile.apply(updateOf('"$set":{"p1":0,"new":1},"$unset":["p2","p3"]'))).toBeNull();
    expect(profile.apply(updateOf('"$delete":""'))).toBeNull();
    expect(profile.apply(updateOf('"$set":{"a":1}'))).toBeNull();
    expect(profile.toJson()).toEqual({ a: 1 });
  });

  it('is more than one update may bring', () => {
    expect(refusal({ $token: 't1', $distinct_id: 'u1', $set: filled(1_048_576) }).field).toBe('update');
    const numbers = Array.from({ length: 4000 }, () => 1e308);
    expect(refusal({ $token: 't1', $distinct_id: 'u1', $set: { numbers } }).field).toBe('update');
  });
});

describe('what a hold keeps', () => {
  const removes = (operators: object) =>
    removesAnything(readUpdate({ $token: 't1', $distinct_id: 'u1', ...operators }));

  it('is the profile and the transactions that a browser empties with it', () => {
    for (const operators of [{ $delete: '' }, { $delete: null, $set: { a: 1 } }, { $set: { $transactions: [] } }])
      expect(removes(operators)).toBe(true);
  });

  it('is not what the product changes in it from day to day', () => {
    const [daily, added] = [[{ $set: { a: [] } }, { $unset: ['a'] }], { $transactions: [] }];
    for (const operators of [...daily, { $append: added }, { $set_once: added }, { $union: added }])
      expect(removes(operators)).toBe(false);
  });
});
