import { applyUpdate, readUpdate, removesAnything } from './engage.js';
import { Refusal } from './refusal.js';

type Profile = Record<string, unknown>;

function update(operators: string, current: Profile | null = null): Profile | null {
  const record = JSON.parse(`{"$token":"t1","$distinct_id":"u1",${operators}}`) as unknown;
  return applyUpdate(current, readUpdate(record));
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
  it.each<[string, Profile | null, Profile | null]>([
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
    ['"$append":{"$ip":"136.24.0.114"},"$set_once":{"ip":"136.24.0.114"}', { a: 1 }, { a: 1 }],
  ])('%s on %j gives %j', (operators, current, expected) => {
    expect(update(operators, current)).toEqual(expected);
  });

  it('never recreates a profile for transactions alone', () => {
    expect(update('"$set":{"$transactions":[]}')).toBeNull();
    expect(update('"$append":{"$transactions":{"$amount":5}}')).toBeNull();
    expect(update('"$set":{"$transactions":[]}', { a: 1, $transactions: [1] })).toEqual({ a: 1, $transactions: [] });
    expect(update('"$set":{"$transactions":[],"a":1}')).toEqual({ a: 1, $transactions: [] });
  });

  it('leaves the profile it started from as it was', () => {
    const current = { l: [1], o: { a: 1 } };
    update('"$append":{"l":2},"$set":{"o":{}}', current);
    expect(current).toEqual({ l: [1], o: { a: 1 } });
  });

  it('treats hostile keys as data', () => {
    const next = update('"$set":{"__proto__":{"polluted":true},"constructor":1},"$append":{"toString":"x"}');
    expect(JSON.stringify(next)).toBe('{"__proto__":{"polluted":true},"constructor":1,"toString":["x"]}');
    expect(({} as Profile).polluted).toBeUndefined();
    const again = update('"$set_once":{"__proto__":1},"$unset":["constructor"]', next);
    expect(JSON.stringify(again)).toBe('{"__proto__":{"polluted":true},"toString":["x"]}');
  });

  it.each([
    [{ $token: 't1', $distinct_id: 'anon', $set: {} }, '$distinct_id'],
    [{ $token: 't1', $set: {} }, '$distinct_id'],
    [{ $distinct_id: 'u1', $set: {} }, '$token'],
    [{ $token: '', $distinct_id: 'u1', $set: {} }, '$token'],
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

describe('what a hold keeps', () => {
  const removes = (operators: object) =>
    removesAnything(readUpdate({ $token: 't1', $distinct_id: 'u1', ...operators }));

  it('is the profile and the transactions that a browser empties with it', () => {
    for (const operators of [{ $delete: '' }, { $delete: null, $set: { a: 1 } }, { $set: { $transactions: [] } }])
      expect(removes(operators)).toBe(true);
  });

  it('is not what the product changes in it from day to day', () => {
    for (const operators of [{ $set: { a: [] } }, { $unset: ['a'] }, { $append: { $transactions: [] } }])
      expect(removes(operators)).toBe(false);
  });
});
