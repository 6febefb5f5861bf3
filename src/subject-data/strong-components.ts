/**
 * The groups of nodes that reach each other, each group after every group it reaches (Tarjan's algorithm, without
 * recursion, so that a long chain cannot exhaust the stack).
 */
export function strongComponents(nodes: Iterable<string>, targetsOf: (node: string) => Iterable<string>): string[][] {
  const components: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open = new Set<string>();
  const stack: string[] = [];

  const enter = (node: string) => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    open.add(node);
    stack.push(node);
    return { node, targets: targetsOf(node)[Symbol.iterator]() };
  };
  const lower = (node: string, value: number) => low.set(node, Math.min(low.get(node) ?? value, value));
  const close = (node: string) => {
    if (low.get(node) !== index.get(node)) return;
    const component = stack.splice(stack.lastIndexOf(node));
    for (const member of component) open.delete(member);
    components.push(component);
  };

  for (const start of nodes) {
    if (index.has(start)) continue;
    const path = [enter(start)];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const next = step.targets.next();
      if (next.done === true) {
        close(step.node);
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) lower(parent.node, low.get(step.node) ?? 0);
      } else if (!index.has(next.value)) path.push(enter(next.value));
      else if (open.has(next.value)) lower(step.node, index.get(next.value) ?? 0);
    }
  }
  return components;
}
