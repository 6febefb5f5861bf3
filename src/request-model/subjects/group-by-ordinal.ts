interface Numbered {
  readonly ordinal: number;
}

/** The items of each ordinal, in their order; in the form that is wanted of them. */
export function groupByOrdinal<T extends Numbered>(items: readonly T[]): Map<number, T[]>;
export function groupByOrdinal<T extends Numbered, Form>(
  items: readonly T[],
  form: (item: T) => Form,
): Map<number, Form[]>;
export function groupByOrdinal<T extends Numbered>(
  items: readonly T[],
  form: (item: T) => unknown = (item) => item,
): Map<number, unknown[]> {
  const groups = new Map<number, unknown[]>();
  for (const item of items) {
    const group = groups.get(item.ordinal);
    if (group) group.push(form(item));
    else groups.set(item.ordinal, [form(item)]);
  }
  return groups;
}
