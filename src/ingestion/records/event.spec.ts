import { ExactNumber } from '../../platform/index.js';
import { readEvent, type Arrival, type EventOutcome, type Failure } from './event.js';

const now = new Date('2026-03-09T12:00:00.000Z');
const base = { time: 1618716477, distinct_id: 'u1', $insert_id: 'a-1' };

function read(properties: object, event: unknown = 'Signed up', strict = true): EventOutcome {
  // Through JSON, as on the wire: there "__proto__" is a key like any other.
  return readEvent(JSON.parse(JSON.stringify({ event, properties })), { now, strict, live: null });
}

function arrival(outcome: EventOutcome): Arrival {
  if (!('arrival' in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.arrival;
}

function failure(outcome: EventOutcome): Failure {
  if (!('failure' in outcome)) throw new Error('the record passed');
  return outcome.failure;
}

describe('an event', () => {
  it('is stored with its key apart from its properties', () => {
    const outcome = arrival(read({ ...base, plan: 'Pro', $mp_api_endpoint: 'api.mixpanel.com' }));
    expect(outcome.event).toEqual({
      event: 'Signed up',
      distinctId: 'u1',
      time: new Date('2021-04-18T03:27:57.000Z'),
      insertId: 'a-1',
      properties: '{"plan":"Pro","$mp_api_endpoint":"api.mixpanel.com"}',
    });
    expect(outcome.ids).toEqual(['u1']);
    expect(outcome.links).toEqual([]);
  });

  it('loses the address and the project token at the door', () => {
    const nested = { list: [{ $ip: '136.24.0.114', b: 2 }], user: { deep: { ip: '136.24.0.114' } } };
    const addresses = { ip: '136.24.0.114', $ip: '136.24.0.114' };
    const { event } = arrival(read({ ...base, ...addresses, ...nested, token: 'secret', a: 1 }));
    expect(event?.properties).toBe('{"list":[{"b":2}],"user":{"deep":{}},"a":1}');
  });

  it.each([
    [1618716477, '2021-04-18T03:27:57.000Z'],
    [1618716477.123, '2021-04-18T03:27:57.123Z'],
    [1618716477123, '2021-04-18T03:27:57.123Z'],
    [31536000, '1971-01-01T00:00:00.000Z'],
    [now.getTime() + 86_400_000, '2026-03-10T12:00:00.000Z'],
  ])('takes the time %p as seconds or milliseconds', (time, expected) => {
    expect(arrival(read({ ...base, time })).event?.time.toISOString()).toBe(expected);
  });

  it.each([
    ['1618716477123.456789', '1618716477123.456789e-3'],
    ['1.6187164771234567890e12', '1.6187164771234567890e9'],
  ])('keeps all digits of the milliseconds %s', (time, expected) => {
    const { event } = arrival(
      readEvent(
        { event: 'E', properties: { ...base, time: new ExactNumber(time) } },
        { now, strict: true, live: null },
      ),
    );
    expect(event?.properties).toBe(`{"time":${expected}}`);
  });

  it.each([now.getTime() + 86_400_001, 99_999_999_999, 253_402_300_800_000, 1e300])(
    'overwrites the time %p, more than a day ahead, with now',
    (time) => {
      expect(arrival(read({ ...base, time })).event?.time).toEqual(now);
    },
  );

  it.each([[undefined], [null], ['1618716477'], [31535999], [0], [-5], [-1e300]])(
    'is refused with the time %p',
    (time) => {
      expect(failure(read({ ...base, time }))).toMatchObject({ field: 'properties.time', insertId: 'a-1' });
    },
  );

  it.each([
    "'; drop table events; --",
    '../../etc/passwd',
    '🦜🏴‍☠️',
    'مرحبا\u200f',
    '__proto__',
    ' spaced ',
    'constructor',
    'é',
    'e\u0301',
  ])('keeps the id %p byte for byte', (id) => {
    const { event, ids } = arrival(read({ ...base, distinct_id: id, $user_id: id }));
    expect(event?.distinctId).toBe(id);
    expect(ids).toEqual([id]);
  });

  it.each([
    [undefined, 'is missing'],
    [null, 'is missing'],
    ['anonymous', 'placeholder'],
    ['00000000-0000-0000-0000-000000000000', 'placeholder'],
    ['<nil>', 'placeholder'],
    [0, 'placeholder'],
    [-1, 'placeholder'],
    [true, 'must be a string'],
    [['u1'], 'must be a string'],
    [{ id: 'u1' }, 'must be a string'],
    [1e21, 'too large to be exact'],
    ['x'.repeat(256), 'longer than 255'],
    ['a\0b', 'NUL'],
    ['a\ud800b', 'surrogate'],
  ])('is refused with the distinct_id %p', (distinct_id, message) => {
    const refused = failure(read({ ...base, distinct_id }));
    expect(refused.field).toBe('properties.distinct_id');
    expect(refused.message).toContain(message);
  });

  it('is nobody’s with an empty distinct_id, and with nothing that names somebody', () => {
    expect(arrival(read({ ...base, distinct_id: '' }))).toMatchObject({
      event: { distinctId: '' },
      links: [],
      ids: [],
    });
    const before = { distinct_id: '', $distinct_id_before_identity: 'anon-5' };
    const named = { event: { distinctId: '' }, links: [], ids: ['anon-5'] };
    expect(arrival(read({ ...base, ...before }))).toMatchObject(named);
    expect(arrival(read({ ...base, distinct_id: '', $device_id: 'd1' })).event?.distinctId).toBe('$device:d1');
    expect(arrival(read({ ...base, distinct_id: '', $user_id: 'u1' })).event?.distinctId).toBe('u1');
  });

  it('turns an id that is a number into its text', () => {
    expect(arrival(read({ ...base, distinct_id: 4711 })).event?.distinctId).toBe('4711');
  });

  it.each([[''], [undefined], [12], ['x'.repeat(256)], ['a\0'], ['\udc00']])('is refused under the name %p', (name) => {
    expect(failure(readEvent({ event: name, properties: base }, { now, strict: true, live: null })).field).toBe(
      'event',
    );
  });

  it.each([[null], [[]], ['text'], [7], [undefined]])('is refused when the record is %p', (record) => {
    expect(failure(readEvent(record, { now, strict: true, live: null })).insertId).toBe('');
    expect(failure(readEvent({ event: 'x', properties: record }, { now, strict: true, live: null })).field).toBe(
      'properties',
    );
  });

  it.each([
    [{ name: 'a\0b' }, 'properties.name'],
    [{ list: ['fine', { deep: '\ud83d' }] }, 'properties.list'],
    [{ 'ke\0y': 1 }, 'properties'],
    [{ inner: { 'ke\0y': 1 } }, 'properties.inner'],
  ])('is refused with a property no database could give back: %j', (extra, field) => {
    expect(failure(read({ ...base, ...extra })).field).toBe(field);
  });

  it('is refused when it is too deep, too wide or too large', () => {
    const deep = JSON.parse(`${'['.repeat(17)}${']'.repeat(17)}`) as unknown;
    const wide = Object.fromEntries(Array.from({ length: 256 }, (_, index) => [`p${index}`, 1]));
    expect(failure(read({ ...base, deep })).message).toContain('deeper');
    expect(failure(read({ ...base, ...wide })).message).toContain('255');
    expect(failure(read({ ...base, wide })).message).toContain('255');
    expect(failure(read({ ...base, text: 'x'.repeat(1024 * 1024) })).message).toContain('1 MB');
    const endless = JSON.parse('{"far":1e999}') as object;
    expect(
      failure(readEvent({ event: 'x', properties: { ...base, ...endless } }, { now, strict: true, live: null })).field,
    ).toBe('properties.far');
  });

  it('keeps hostile keys as data', () => {
    const text = '{"__proto__":{"polluted":true},"constructor":1,"toString":null,"hasOwnProperty":"x"}';
    const properties = { ...base, ...(JSON.parse(text) as object) };
    Object.defineProperty(properties, '__proto__', { value: { polluted: true }, enumerable: true });
    const { event } = arrival(readEvent({ event: 'x', properties }, { now, strict: true, live: null }));
    expect(JSON.parse(event?.properties ?? '')).toEqual(JSON.parse(text));
    expect(event?.properties).toContain('"__proto__":{"polluted":true}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('an $insert_id', () => {
  it.each([[undefined], [''], ['x'.repeat(37)], ['with space'], ['ä'], [['a']], ['null'], [0]])(
    '%p is refused when strict',
    ($insert_id) => {
      expect(failure(read({ ...base, $insert_id })).field).toBe('properties.$insert_id');
    },
  );

  it('is derived from the event when not strict, the same for repeats and another for another event', () => {
    const idOf = (properties: object) =>
      arrival(read({ ...base, $insert_id: undefined, ...properties }, 'x', false)).event?.insertId;
    expect(idOf({ a: 1 })).toMatch(/^[0-9a-f]{32}$/);
    expect(idOf({ a: 1 })).toBe(idOf({ a: 1 }));
    expect(idOf({ a: 1 })).not.toBe(idOf({ a: 2 }));
    expect(idOf({ $insert_id: 'x'.repeat(40) })).not.toBe(idOf({ $insert_id: 'y'.repeat(40) }));
    expect(idOf({ $insert_id: 'kept-1' })).toBe('kept-1');
  });
});

describe('identity', () => {
  const anonymous = { ...base, distinct_id: undefined };

  it('files a device alone under $device:', () => {
    expect(arrival(read({ ...anonymous, $device_id: 'd1' }))).toMatchObject({
      event: { distinctId: '$device:d1', properties: '{"$device_id":"d1"}' },
      links: [],
      ids: ['$device:d1'],
    });
  });

  it('joins a device to the user who is seen on it', () => {
    const outcome = arrival(read({ ...anonymous, distinct_id: 'u1', $device_id: 'd1', $user_id: 'u1' }));
    expect(outcome.event?.distinctId).toBe('u1');
    expect(outcome.links).toEqual([{ distinctId: 'u1', linkedId: '$device:d1', kind: 'device' }]);
    expect(outcome.ids).toEqual(['u1', '$device:d1']);
  });

  it('files under the user and links the id a raw export filed the person under', () => {
    const outcome = arrival(read({ ...base, distinct_id: 'canonical', $user_id: 'u1', $device_id: 'd1' }));
    expect(outcome.event?.distinctId).toBe('u1');
    expect(outcome.links).toContainEqual({ distinctId: 'u1', linkedId: 'canonical', kind: 'identify' });
  });

  it('links nothing for an id that came with a device and no user', () => {
    expect(arrival(read({ ...base, $device_id: 'd1' }))).toMatchObject({ event: { distinctId: 'u1' }, links: [] });
  });

  it.each([
    [
      '$identify',
      { $identified_id: 'u1', $anon_id: 'anon-7' },
      { distinctId: 'u1', linkedId: 'anon-7', kind: 'identify' },
    ],
    [
      '$identify',
      { distinct_id: 'u1', $anon_distinct_id: '$device:d1' },
      { distinctId: 'u1', linkedId: '$device:d1', kind: 'device' },
    ],
    [
      '$create_alias',
      { distinct_id: 'u1', alias: 'pat@example.com' },
      { distinctId: 'u1', linkedId: 'pat@example.com', kind: 'alias' },
    ],
    ['$merge', { $distinct_ids: ['u1', 'u2'] }, { distinctId: 'u1', linkedId: 'u2', kind: 'merge' }],
  ])('%s is kept as a link and nothing else', (event, properties, link) => {
    expect(arrival(read(properties, event))).toEqual({
      event: null,
      links: [link],
      ids: [link.distinctId, link.linkedId],
    });
  });

  it.each([
    ['$identify', { $identified_id: 'u1' }, 'properties.$anon_id'],
    ['$identify', { $anon_id: 'a' }, 'properties.$identified_id'],
    ['$identify', { $identified_id: 'undefined', $anon_id: 'a' }, 'properties.$identified_id'],
    ['$create_alias', { distinct_id: 'u1', alias: 'null' }, 'properties.alias'],
    ['$merge', { $distinct_ids: ['u1'] }, 'properties.$distinct_ids'],
    ['$merge', { $distinct_ids: ['u1', ''] }, 'properties.$distinct_ids'],
    ['$merge', { $distinct_ids: 'u1,u2' }, 'properties.$distinct_ids'],
    ['Played', { ...base, $device_id: 'undefined' }, 'properties.$device_id'],
  ])('%s with %j is refused', (event, properties, field) => {
    expect(failure(read(properties, event)).field).toBe(field);
  });

  it('links nobody to themselves', () => {
    expect(arrival(read({ $distinct_ids: ['u1', 'u1'] }, '$merge')).links).toEqual([]);
  });
});

describe('an event that comes live', () => {
  const live = (properties: object, { index = 0, call = 'c1', beside = {} } = {}) =>
    readEvent({ event: 'Played', properties, ...beside }, { now, strict: false, live: call }, index);
  const stored = (...sent: Parameters<typeof live>) => arrival(live(...sent)).event;

  it('happened when it arrived where it says no time, or one that is ahead by a clock that is wrong', () => {
    for (const time of [undefined, null, now.getTime() + 3_600_000, 99_999_999_999])
      expect(stored({ distinct_id: 'u1', time })?.time).toEqual(now);
    expect(stored({ distinct_id: 'u1', time: now.getTime() + 5_000 })?.time).toEqual(new Date(now.getTime() + 5_000));
    expect(stored({ distinct_id: 'u1', time: 1_000_000_000 })?.time.toISOString()).toBe('2001-09-09T01:46:40.000Z');
  });

  it('is another than an equal one beside it or in another call, where no time tells them apart', () => {
    const timeless = { distinct_id: 'u1', a: 1 };
    const ids = [{ index: 0 }, { index: 1 }, { index: 0, call: 'c2' }].map(
      (place) => stored(timeless, place)?.insertId,
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('is the same when it is sent again with its time', () => {
    const timed = { distinct_id: 'u1', time: 1_618_716_477, a: 1 };
    expect(stored(timed, { index: 3, call: 'c2' })).toEqual(stored(timed));
  });

  it('goes by the id that phones give it beside its properties', () => {
    const beside = { $mp_metadata: { $mp_event_id: '01f0251a45d26934', $mp_session_id: 'x' } };
    expect(stored({ distinct_id: 'u1', time: 1_618_716_477 }, { beside })).toMatchObject({
      insertId: '01f0251a45d26934',
      properties: '{}',
    });
    expect(stored({ distinct_id: 'u1', $insert_id: 'own' }, { beside })?.insertId).toBe('own');
    expect(
      stored({ distinct_id: 'u1' }, { beside: { $mp_metadata: { $mp_event_id: 'no id' } } })?.insertId,
    ).toHaveLength(32);
  });

  it.each([[{}], [{ distinct_id: '' }], [{ distinct_id: null, $user_id: null, $device_id: '' }]])(
    'is dropped where it is nobody’s: %j',
    (properties) => {
      expect(live(properties)).toEqual({ dropped: 'nobody' });
    },
  );

  it('is of its device where nothing else names anybody, and of no user whose id is null', () => {
    expect(stored({ distinct_id: '', $device_id: 'd1' })?.distinctId).toBe('$device:d1');
    const phone = { distinct_id: '$device:d1', $device_id: 'd1', $user_id: null };
    expect(arrival(live(phone))).toMatchObject({ event: { distinctId: '$device:d1' }, links: [] });
  });

  it('is dropped where it says $ignore', () => {
    expect(live({ distinct_id: 'u1', $ignore: true })).toEqual({ dropped: 'ignored' });
    expect(read({ ...base, $ignore: true })).toEqual({ dropped: 'ignored' });
    expect(stored({ distinct_id: 'u1', $ignore: false })?.distinctId).toBe('u1');
  });
});
