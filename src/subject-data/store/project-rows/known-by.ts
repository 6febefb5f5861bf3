/**
 * Columns by which it is told that a row stands there already; null = by its key. A batch of a recording is the same whoever it is filed
 * under and whenever it goes.
 */
export function knownBy(table: string): readonly string[] | null {
  return table === 'session_replays' ? ['replay_id', 'seq'] : null;
}
