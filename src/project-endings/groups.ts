/** Things by what they have in common with each other, directly or by others between them. */
export function groupsOf<T>(things: readonly T[], namesOf: (thing: T) => readonly string[]): T[][] {
  const group = things.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (group[root] !== root) root = group[root] ?? root;
    return root;
  };
  const first = new Map<string, number>();
  for (const [at, thing] of things.entries()) {
    for (const name of namesOf(thing)) {
      const known = first.get(name);
      if (known === undefined) first.set(name, at);
      else {
        const [one, other] = [rootOf(known), rootOf(at)];
        group[Math.max(one, other)] = Math.min(one, other);
      }
    }
  }
  const groups = new Map<number, T[]>();
  for (const [at, thing] of things.entries()) {
    const root = rootOf(at);
    groups.set(root, [...(groups.get(root) ?? []), thing]);
  }
  return [...groups.values()];
}
