import { namedIds } from './named-ids.js';

describe('the ids a record names', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{ distinct_id: 'carol', $device_id: 'd1' }, ['carol', '$device:d1']],
    [{ distinct_id: '$device:d1', $device_id: 'd1', $user_id: null }, ['$device:d1']],
    [{ distinct_id: 'd1', $device_id: 'd1' }, ['d1', '$device:d1']],
    [{ distinct_id: 'u', $user_id: 'u', $anon_distinct_id: '$device:d1' }, ['u', '$device:d1']],
    [{ distinct_id: 'u', alias: 'pat@example.com', $device_id: 'd1' }, ['u', '$device:d1']],
    [{ $distinct_id: 'u', $user_id: 'v', $set: { alias: 'w' } }, ['u', 'v']],
    [{ distinct_id: 7, $device_id: 'null', $user_id: '', alias: {} }, ['7']],
  ])('of %j are %j', (record, ids) => {
    expect([...namedIds(record, [])].sort()).toEqual([...ids].sort());
  });

  it('are those it is filed under where it names no other', () => {
    const found = ['u', 'v'];
    expect(namedIds({ distinct_id: 'u' }, found)).toBe(found);
  });
});
