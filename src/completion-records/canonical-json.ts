/**
 * The one way to write a document (RFC 8785, JCS), so that the same document is the same bytes: members in the order of their
 * names' UTF-16 units, no white space, shortest escapes. Of numbers it takes integers that JSON readers agree on and no others.
 * @throws TypeError for what is no such document
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  if (typeof value === 'string' && isWellFormed(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each)).join(',')}]`;
  if (Object.prototype.toString.call(value) === '[object Object]') {
    const members = Object.entries(value as object).sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${members.map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`).join(',')}}`;
  }
  throw new TypeError('Only text, whole numbers, booleans, null, lists and plain objects have a canonical form.');
}

/** False for half a surrogate pair, which no UTF-8 can say. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
