const NOWHERE: readonly string[] = [];

/**
 * The groups of nodes that reach each other, each group after every group it reaches (Tarjan's algorithm, without
 * recursion, so that a long chain cannot exhaust the stack). Nodes that are targets alone are found as well.
 */
export function stronglyConnectedComponents(
  nodes: Iterable<string>,
  targetsOf: (node: string) => readonly string[] | undefined,
): string[][] {
  const components: string[][] = [];
  const places = new Map<string, number>();
  // By place; a node is open until its component is complete.
  const low: number[] = [];
  const open: boolean[] = [];
  const stack: string[] = [];

  const enter = (node: string, targets: readonly string[]) => {
    const place = places.size;
    places.set(node, place);
    low.push(place);
    open.push(true);
    stack.push(node);
    return { node, place, targets, next: 0 };
  };
  const lower = (place: number, value: number) => {
    if (value < (low[place] ?? value)) low[place] = value;
  };
  const close = (node: string) => {
    const component = stack.at(-1) === node ? stack.splice(-1) : stack.splice(stack.lastIndexOf(node));
    for (const member of component) open[places.get(member) ?? 0] = false;
    components.push(component);
  };

  const path: ReturnType<typeof enter>[] = [];
  for (const start of nodes) {
    if (places.has(start)) continue;
    path.push(enter(start, targetsOf(start) ?? NOWHERE));
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const target = step.targets[step.next];
      step.next += 1;
      if (target === undefined) {
        if (low[step.place] === step.place) close(step.node);
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) lower(parent.place, low[step.place] ?? 0);
        continue;
      }
      const place = places.get(target);
      if (place === undefined) path.push(enter(target, targetsOf(target) ?? NOWHERE));
      else if (open[place] === true) lower(step.place, place);
    }
  }
  return components;
}
