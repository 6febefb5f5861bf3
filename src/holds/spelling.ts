const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The spelling under which a hold stands. To stores a UUID is the same in either letter case, so a hold on one holds them
 * all: better one row too many is kept than one that is lost.
 */
export function spellingOf(distinctId: string): string {
  return UUID.test(distinctId) ? distinctId.toLowerCase() : distinctId;
}

/** Every spelling that a hold on the id holds in rows: as it was given, and of a UUID in either letter case. */
export function spellingsOf(distinctId: string): string[] {
  return UUID.test(distinctId) ? [distinctId, distinctId.toLowerCase(), distinctId.toUpperCase()] : [distinctId];
}
