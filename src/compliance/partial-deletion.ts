import type { Disclosure, RequestKind } from './regime.js';

const LEFT: Readonly<Record<Exclude<Disclosure, 'Data'>, string>> = {
  Categories: 'The records stay without their headers',
  Sources: 'The records stay without what tells how they were collected',
};

/**
 * What is to be said of a deletion of less than Data, which is none under Cal. Civ. Code §1798.105(c): there the personal
 * information itself is deleted. Null for every other request.
 */
export function partialNote(kind: RequestKind, disclosure: Disclosure): string | null {
  if (kind !== 'deletion' || disclosure === 'Data') return null;
  return `${LEFT[disclosure]}: this deletion does not satisfy §1798.105, which asks for the personal information itself.`;
}
