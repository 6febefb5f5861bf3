import type { IdentityLink, LinkKind } from '../store/ingest-store.port.js';
import { stronglyConnectedComponents } from '../store/strongly-connected-components.js';

/** The ids whose data is one subject's, and those left out because they stand for more than one person. */
export interface Closure {
  /** Empty where the id asked for is itself ambiguous. The id asked for comes first. */
  readonly ids: readonly string[];
  readonly ambiguous: readonly string[];
  /** Devices that links without trust give to more than one person; nobody's. */
  readonly contested?: readonly string[];
  /** Of a device that was asked for: the person whose links without trust make it theirs. Their other data is not opened by it. */
  readonly tiedTo?: readonly string[];
  /** More devices were tied to the person without trust, or more recordings, than are looked at: the first that came are. */
  readonly devicesLeftOut?: boolean;
  /** Ids of recordings that are the person's as a whole: rows are filed under them, and nobody is shown them. */
  readonly recordings?: readonly string[];
  /** Of recordings that others are in, too: nobody's, but for what was sent under a user. */
  readonly sharedRecordings?: readonly string[];
  /** By an ambiguous or contested device: the recordings that would be the person's if it were decided to be theirs. */
  readonly recordingsBeside?: ReadonlyMap<string, readonly string[]>;
  /** Why nobody can say who is meant; then both lists are empty. */
  readonly fault?: ClosureFault;
}

/** One person is joined with more ids than can be true. */
export type ClosureFault = 'closure-too-large';

/** Ids that are one: joined by alias or merge, or by devices that name each other. */
interface Group {
  readonly ids: readonly string[];
  /** Groups this one stands for, and groups that stand for this one (device, identify). */
  targets: ReadonlySet<Group>;
  sources: ReadonlySet<Group>;
  /** The one person it belongs to; null where there is more than one. */
  owner: Group | null;
  /** No further link can change the owner. */
  settled: boolean;
}

/** Most groups stand for none, or none for them. */
const NONE: ReadonlySet<Group> = new Set();
const STRONG: ReadonlySet<LinkKind> = new Set<LinkKind>(['alias', 'merge']);
/** How many persons of an undecided device are looked at in one round: two settled ones decide it. */
const LOOKAHEAD = 16;

/**
 * What a set of links says about who is who. `alias` and `merge` join ids for good; by `device` and `identify` the linked
 * id belongs to the person, if it is linked to that person alone. Chains and circles are followed.
 * `fetched` are the ids all of whose links are known; left out, all are.
 */
export class IdentityGraph {
  /** Whether all links of all ids in it are known, so that none is missing. */
  readonly isComplete: boolean;
  private readonly groups = new Map<string, Group>();

  constructor(
    ids: Iterable<string>,
    links: readonly IdentityLink[],
    private readonly fetched: ReadonlySet<string> | null = null,
  ) {
    const nodes = new Set(ids);
    for (const link of links) nodes.add(link.distinctId).add(link.linkedId);
    this.isComplete = ![...nodes].some((id) => this.isMissing(id));
    const groups = stronglyConnectedComponents(nodes, edgesOf(links)).map((component) => this.addGroup(component));
    this.connect(links);
    for (const group of groups) this.decide(group);
  }

  /** The closure of an id; `shared` are ids known from earlier to stand for more than one person. */
  closureOf(id: string, shared: ReadonlySet<string> = new Set()): Closure {
    const group = this.groupOf(id);
    const person = group.owner;
    if (person === null || isShared(group, person, shared)) return { ids: [], ambiguous: [...group.ids].sort() };
    const members = membersOf(person);
    const spoilt = members.filter((member) => member.owner !== person || isShared(member, person, shared));
    const apart = spoilt.length === 0 ? NONE : new Set(reachable(spoilt, (from) => from.sources));
    const others: string[] = [];
    const ambiguous: string[] = [];
    for (const member of members) {
      for (const each of member.ids) {
        if (apart.has(member) || shared.has(each)) ambiguous.push(each);
        else if (each !== id) others.push(each);
      }
    }
    if (ambiguous.includes(id)) return { ids: [], ambiguous: [id] };
    return { ids: [id, ...others.sort()], ambiguous: ambiguous.sort() };
  }

  /** The ids whose links must be known before the closure of `id` is. Empty = it is. */
  missing(id: string): string[] {
    const group = this.groupOf(id);
    const missing = new Set<string>();
    this.addMissing(group, missing);
    if (group.owner !== null) {
      for (const below of this.belonging(group.owner)) this.addMissing(below, missing);
    }
    return [...missing];
  }

  /** The person's groups, and beside them the undecided and ambiguous ones next to them. */
  private belonging(person: Group): Iterable<Group> {
    return reachable([person], (from) => (from.owner === person ? from.sources : []));
  }

  private addMissing(group: Group, missing: Set<string>): void {
    if (group.settled) return; // all its own are known, and what is above it does not matter
    let persons = 0;
    for (const above of group.targets.size === 0 ? [group] : reachable([group], targetsOfUnsettled)) {
      let isUnknown = false;
      for (const id of above.ids) {
        if (!this.isMissing(id)) continue;
        missing.add(id);
        isUnknown = true;
      }
      if (isUnknown && (persons += 1) > LOOKAHEAD) return;
    }
  }

  private isMissing(id: string): boolean {
    return this.fetched !== null && !this.fetched.has(id);
  }

  private groupOf(id: string): Group {
    return this.groups.get(id) ?? this.addGroup([id]);
  }

  private addGroup(ids: readonly string[]): Group {
    const group: Group = { ids, targets: NONE, sources: NONE, owner: null, settled: false };
    for (const id of ids) this.groups.set(id, group);
    return group;
  }

  private connect(links: readonly IdentityLink[]): void {
    for (const link of links) {
      const person = this.groupOf(link.distinctId);
      const linked = this.groupOf(link.linkedId);
      if (person === linked) continue;
      linked.targets = added(linked.targets, person);
      person.sources = added(person.sources, linked);
    }
  }

  // Groups come in the order of their creation, every one after the groups it stands for.
  private decide(group: Group): void {
    const known = group.ids.every((id) => !this.isMissing(id));
    if (group.targets.size === 0) {
      group.owner = group;
      group.settled = known;
      return;
    }
    const targets = [...group.targets];
    const settled = targets.filter((target) => target.settled);
    const unique = oneOf(targets.map((target) => target.owner));
    const proven = settled.length > 1 && oneOf(settled.map((target) => target.owner)) === null;
    const provenBelow = settled.some((target) => target.owner === null);
    group.owner = unique;
    group.settled = known && (proven || provenBelow || settled.length === targets.length);
  }
}

/** The closure of each id, from all the links there are. */
export function resolveClosures(
  ids: readonly string[],
  links: readonly IdentityLink[],
  alreadyShared: ReadonlySet<string> = new Set(),
): Map<string, Closure> {
  const graph = new IdentityGraph(ids, links);
  return new Map(ids.map((id) => [id, graph.closureOf(id, alreadyShared)]));
}

/** A shared id spoils the device it stands for, not the person it may have been merged into. */
function isShared(group: Group, person: Group, shared: ReadonlySet<string>): boolean {
  if (shared.size === 0) return false;
  return group === person ? group.ids.every((id) => shared.has(id)) : group.ids.some((id) => shared.has(id));
}

/** The groups whose ids may be a person's, the person's own first. */
function membersOf(person: Group): Group[] {
  for (const source of person.sources) {
    if (source.sources.size > 0) return [...reachable([person], (from) => from.sources)];
  }
  return [person, ...person.sources];
}

function targetsOfUnsettled(group: Group): Iterable<Group> {
  return group.settled ? NONE : group.targets;
}

function added(groups: ReadonlySet<Group>, group: Group): ReadonlySet<Group> {
  return groups === NONE ? new Set([group]) : (groups as Set<Group>).add(group);
}

function oneOf(owners: readonly (Group | null)[]): Group | null {
  const [first = null, ...others] = owners;
  return others.every((other) => other === first) ? first : null;
}

function edgesOf(links: readonly IdentityLink[]): (id: string) => readonly string[] | undefined {
  const edges = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const known = edges.get(from);
    if (known === undefined) edges.set(from, [to]);
    else known.push(to);
  };
  for (const { distinctId, linkedId, kind } of links) {
    add(linkedId, distinctId);
    if (STRONG.has(kind)) add(distinctId, linkedId);
  }
  return (id) => edges.get(id);
}

function* reachable(start: Iterable<Group>, next: (group: Group) => Iterable<Group>): Generator<Group> {
  const seen = new Set(start);
  for (const group of seen) {
    yield group;
    for (const neighbour of next(group)) seen.add(neighbour);
  }
}
