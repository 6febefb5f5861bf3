import { Refusal } from '../records/refusal.js';
import { fieldsOf, propertiesOf, readPlace } from './sent-batch.js';

const NOW = new Date('2026-12-03T10:00:00.000Z');
const QUERY = {
  $current_url: 'http://localhost:3900/',
  $lib_version: '2.83.0',
  batch_start_time: '1795894707.261',
  mp_lib: 'web',
  replay_id: '87e6f0ac-3673-4139-98bb-7624e6e046b0',
  replay_length_ms: '4987',
  replay_start_time: '1795894702.5',
  replay_start_url: 'http://localhost:3900/shoes',
  seq: '3',
  distinct_id: 'seen@example.com',
  $device_id: '9ea1314f',
  $user_id: 'seen@example.com',
  format: 'gzip',
};

const place = (changed: Readonly<Record<string, unknown>> = {}) => readPlace(fieldsOf({ ...QUERY, ...changed }), NOW);

function faultOf(changed: Readonly<Record<string, unknown>>): string | null {
  try {
    place(changed);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

it('reads where in its recording a batch belongs', () => {
  expect(place()).toEqual({
    replayId: '87e6f0ac-3673-4139-98bb-7624e6e046b0',
    seq: 3,
    batchStartedAt: new Date(1_795_894_707_261),
    replayStartedAt: new Date(1_795_894_702_500),
    durationMs: 4987,
  });
});

it('keeps what else the query says, under its names', () => {
  expect(propertiesOf(fieldsOf({ ...QUERY, _: '1', token: 'x' }))).toEqual({
    $current_url: 'http://localhost:3900/',
    $lib_version: '2.83.0',
    mp_lib: 'web',
    replay_start_url: 'http://localhost:3900/shoes',
    distinct_id: 'seen@example.com',
    $device_id: '9ea1314f',
    $user_id: 'seen@example.com',
  });
});

it('takes the first of several fields of a name, and milliseconds as well as seconds', () => {
  expect(place({ seq: ['5', '6'], batch_start_time: '1795894707261' })).toMatchObject({
    seq: 5,
    batchStartedAt: new Date(1_795_894_707_261),
  });
});

it('takes what is not said from the arrival, and a fast clock for it', () => {
  expect(place({ batch_start_time: '', replay_start_time: undefined, replay_length_ms: '' })).toMatchObject({
    batchStartedAt: NOW,
    replayStartedAt: NOW,
    durationMs: 0,
  });
  expect(place({ batch_start_time: '4795894707' }).batchStartedAt).toEqual(NOW);
});

it.each<[object, string]>([
  [{ replay_id: '' }, 'replay_id must be a name of at most 64 letters, digits, "-" and "_"'],
  [{ replay_id: undefined }, 'replay_id must be a name of at most 64 letters, digits, "-" and "_"'],
  [{ replay_id: 'a/b' }, 'replay_id must be a name of at most 64 letters, digits, "-" and "_"'],
  [{ replay_id: 'a'.repeat(65) }, 'replay_id must be a name of at most 64 letters, digits, "-" and "_"'],
  [{ seq: '' }, 'seq is missing'],
  [{ seq: '-1' }, 'seq must be a whole number from 0 to 2147483647'],
  [{ seq: '1.5' }, 'seq must be a whole number from 0 to 2147483647'],
  [{ seq: '2147483648' }, 'seq must be a whole number from 0 to 2147483647'],
  [{ replay_length_ms: 'long' }, 'replay_length_ms must be a whole number from 0 to 2147483647'],
  [{ batch_start_time: 'now' }, 'batch_start_time must be a number of seconds or milliseconds since 1970-01-01'],
  [{ replay_start_time: '1' }, 'replay_start_time must not be before 1971-01-01'],
  [{ $current_url: 'a\0' }, 'properties must not contain a NUL character'],
  [Object.fromEntries(Array.from({ length: 256 }, (_, at) => [`p${at}`, '1'])), 'properties must not be more than 255'],
])('refuses %j', (changed, fault) => {
  expect(faultOf({ ...changed })).toBe(fault);
});
