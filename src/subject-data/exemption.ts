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
  const parts = exemption.table.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('[^.]*')}$`);
  return names.some((name) => pattern.test(name));
}
