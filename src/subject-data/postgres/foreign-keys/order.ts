import { stronglyConnectedComponents } from '../../store/strongly-connected-components.js';
import { holdsBack, lets, type Bond } from './bonds.js';

type Named = Pick<Bond, 'child' | 'parent'>;

/**
 * The names of collections that refer to each other round a circle, each circle in the order given; one whose rows refer to rows of its
 * own is a circle of one. No order of statements erases such rows, so that one statement must.
 */
export function circlesOf(names: readonly string[], bonds: readonly Bond[]): string[][] {
  const held = bonds.filter(holdsBack);
  const own = new Set(held.filter(({ child, parent }) => child === parent).map(({ child }) => child.name));
  return groupsOf(names, held).filter(([first = '', ...more]) => more.length > 0 || own.has(first));
}

/**
 * Which collections are to be finished before each: those that refer to it, so that nothing refers to what is erased. Members of a circle
 * come one after the other, behind all that refer to any of them. A key that takes along or unties what refers (CASCADE, SET NULL)
 * would do without an order, and gives one wherever that closes no circle.
 */
export function orderOf(names: readonly string[], bonds: readonly Bond[]): Map<string, string[]> {
  const groups = groupsOf(names, bonds.filter(holdsBack));
  const groupOf = byMember(groups);
  const loose = byMember(groupsOf(names, bonds.filter(lets)));
  const before = new Map(groups.map((group) => [group, new Set<string>()]));
  for (const bond of bonds.filter(lets)) {
    const [child, parent] = [bond.child.name, bond.parent.name];
    const counts = holdsBack(bond) || loose.get(child) !== loose.get(parent);
    const group = groupOf.get(parent);
    if (counts && group !== undefined && group !== groupOf.get(child)) before.get(group)?.add(child);
  }
  return new Map(
    groups.flatMap((group) =>
      group.map((name, place): [string, string[]] => [
        name,
        [...(before.get(group) ?? []), ...group.slice(0, place)].sort(),
      ]),
    ),
  );
}

/** Those that reach each other by the keys, each group in the order of the names. */
function groupsOf(names: readonly string[], bonds: readonly Named[]): string[][] {
  const parents = new Map<string, string[]>();
  for (const { child, parent } of bonds) parents.set(child.name, [...(parents.get(child.name) ?? []), parent.name]);
  const places = new Map(names.map((name, place) => [name, place]));
  const placeOf = (name: string) => places.get(name) ?? names.length;
  return stronglyConnectedComponents(names, (name) => parents.get(name)).map((group) =>
    group.sort((one, other) => placeOf(one) - placeOf(other)),
  );
}

function byMember(groups: readonly string[][]): Map<string, string[]> {
  return new Map(groups.flatMap((group) => group.map((name) => [name, group] as const)));
}
