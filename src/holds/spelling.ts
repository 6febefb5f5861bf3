const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The spelling under which a hold stands. To stores a UUID is the same in either letter case, so a hold on one holds them
 * all: better one row too many is kept than one that is lost.
 */
export function spellingOf(distinctId: string): string {
  return UUID.test(distinctId) ? distinctId.toLowerCase() : distinctId;
}
