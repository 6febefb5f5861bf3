/** A table, or columns of it, of which somebody has said why no request is about them. */
export interface Exemption {
  readonly store: string;
  /** `schema.table`; `*` stands for any letters, but for no dot. */
  readonly table: string;
  /** The columns it speaks of; null = the whole table. */
  readonly columns: readonly string[] | null;
  readonly reason: string;
  /** Holds no longer once the table has a row. */
  readonly whileEmpty?: boolean;
}

/** Whether the exemption speaks of a table of one of these stores, which are one database. */
export function speaksOf(exemption: Exemption, stores: readonly string[], names: readonly string[]): boolean {
  if (!stores.includes(exemption.store)) return false;
  const patterns = exemption.table.split('.');
  return names.some((name) => {
    const words = name.split('.');
    return words.length === patterns.length && words.every((word, at) => fits(word, patterns[at] ?? ''));
  });
}

/** Whether the word is the pattern's, in which `*` stands for any letters. */
function fits(word: string, pattern: string): boolean {
  const [head = '', ...more] = pattern.split('*');
  const tail = more.pop();
  if (tail === undefined) return word === head;
  if (word.length < head.length + tail.length || !word.startsWith(head) || !word.endsWith(tail)) return false;
  let from = head.length;
  for (const part of more) {
    const at = word.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from + tail.length <= word.length;
}
