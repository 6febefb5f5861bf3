const IDS: ReadonlySet<string> = new Set([
  '$distinct_id',
  ...[
    'distinct_id',
    '$user_id',
    '$device_id',
    '$identified_id',
    '$anon_id',
    '$anon_distinct_id',
    'alias',
    '$distinct_ids',
  ].map((name) => `properties.${name}`),
]);

const CODES: ReadonlyMap<string, string> = new Map([
  ['', 'malformed'],
  ['event', 'event-name'],
  ['properties', 'properties'],
  ['properties.time', 'time'],
  ['properties.$insert_id', 'insert-id'],
  ['update', 'update'],
  ['$group_key', 'group'],
  ['$group_id', 'group'],
  ['replay_id', 'recording'],
  ['seq', 'recording'],
  ['replay_length_ms', 'recording'],
  ['batch_start_time', 'time'],
  ['replay_start_time', 'time'],
  ['body', 'recording-body'],
]);

/** Why a record was refused, as a code: the field that is to blame, and of properties, whose names may say anything, none by its name. */
export function refusalCode(field: string): string {
  if (IDS.has(field)) return 'id';
  return CODES.get(field) ?? (field.startsWith('properties.') ? 'property' : 'operator');
}
