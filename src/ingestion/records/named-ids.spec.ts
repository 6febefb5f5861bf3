import { hashedProperties, hashedUpdate } from './hashed-record.js';
import { namedIds } from './named-ids.js';

describe('the ids a record names', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{ distinct_id: 'carol', $device_id: 'd1' }, ['carol', '$device:d1']],
    [{ distinct_id: '$device:d1', $device_id: 'd1', $user_id: null }, ['$device:d1']],
    [{ distinct_id: 'd1', $device_id: 'd1' }, ['d1', '$device:d1']],
    [{ distinct_id: 'u', $user_id: 'u', $anon_distinct_id: '$device:d1' }, ['u', '$device:d1']],
    [{ distinct_id: 'u', alias: 'pat@example.com', $device_id: 'd1' }, ['u', '$device:d1']],
    [{ $distinct_id: 'u', $user_id: 'v', $set: { alias: 'w' } }, ['u', 'v']],
    [{ distinct_id: '', $anon_id: 'u', $identified_id: 'v', $distinct_ids: ['w', 8, {}, 'u'] }, ['u', 'v', 'w', '8']],
    [{ distinct_id: 7, $device_id: 'null', $user_id: '', alias: {} }, ['7']],
  ])('of %j are %j', (record, ids) => {
    expect([...namedIds(record, [])].sort()).toEqual([...ids].sort());
  });

  it('are those it is filed under where it names no other', () => {
    const found = ['u', 'v'];
    expect(namedIds({ distinct_id: 'u' }, found)).toBe(found);
  });
});

describe('the ids of a record are hashed wherever they stand', () => {
  const formOf = (id: string) => `#${id}`;

  it('in lists and objects in their place', () => {
    const sent = {
      distinct_id: 'u',
      $anon_id: ['v', 7, ['w']],
      $user_id: { id: 'x' },
      $distinct_ids: 'y',
      plan: ['z'],
    };
    expect(hashedProperties('Song played', sent, formOf)).toEqual({
      distinct_id: '#u',
      $anon_id: ['#v', '#7', ['#w']],
      $user_id: { id: '#x' },
      $distinct_ids: '#y',
      plan: ['z'],
    });
  });

  it('whatever operator brings them to a profile', () => {
    const update = {
      $distinct_id: 'u',
      $union: { $user_id: ['v'] },
      $append: { $device_id: 'd' },
      $set: { $anon_id: ['w'] },
    };
    expect(hashedUpdate(update, formOf)).toEqual({
      $distinct_id: '#u',
      $union: { $user_id: ['#v'] },
      $append: { $device_id: '#d' },
      $set: { $anon_id: ['#w'] },
    });
  });
});
