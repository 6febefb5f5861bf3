/** The items of each ordinal, in their order. */
export function groupByOrdinal<T extends { readonly ordinal: number }>(items: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(item.ordinal);
    if (group) group.push(item);
    else groups.set(item.ordinal, [item]);
  }
  return groups;
}
