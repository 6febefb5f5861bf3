import type { Closure } from './identity-graph.js';
import { MOST_UNTRUSTED_LINKS } from '../store/ingest-store.port.js';
import type { LinkExplorer } from './link-explorer.js';

/** What a tie needs to be known before it is judged: the ids on its other side. */
export interface Tied {
  /** Devices that links without trust give to a person. */
  readonly devices: readonly string[];
  /** Persons that links without trust give a device to. */
  readonly claimants: readonly string[];
  /** What was asked for is a device itself. */
  readonly isDevice: boolean;
  /** There may be more devices. */
  readonly cut: boolean;
}

export const UNTIED: Tied = { devices: [], claimants: [], isDevice: false, cut: false };

/** What the other sides of ties are by links with trust, and who else claims them. */
interface Judged {
  readonly closures: ReadonlyMap<string, Closure>;
  readonly claims: DeviceTies;
  readonly contestedBefore: ReadonlySet<string>;
}

/**
 * What links without trust say: that a device is a person's. Whoever knows the public token can say so too. So the device's
 * own records are the person's if nobody else claims it; of two claims neither counts. A device that links with trust give to
 * somebody is theirs. Nothing is opened by it: who asks for the device is not given the person.
 */
export class DeviceTies {
  private readonly devicesOf: ReadonlyMap<string, readonly string[]>;
  private readonly claimantsOf: ReadonlyMap<string, readonly string[]>;

  constructor(private readonly explored: LinkExplorer) {
    const links = [...explored.untrusted.values()];
    this.devicesOf = grouped(links.map(({ distinctId, linkedId }) => [distinctId, linkedId]));
    this.claimantsOf = grouped(links.map(({ distinctId, linkedId }) => [linkedId, distinctId]));
  }

  of({ ids }: Closure): Tied {
    if (ids.length === 0) return UNTIED;
    if (this.isDevice(ids)) return { ...UNTIED, isDevice: true, claimants: this.claims(ids) };
    const own = new Set(ids);
    return {
      ...UNTIED,
      devices: [...new Set(ids.flatMap((id) => this.devicesOf.get(id) ?? []))].filter((id) => !own.has(id)),
      cut: ids.some((id) => (this.devicesOf.get(id)?.length ?? 0) >= MOST_UNTRUSTED_LINKS.ofPerson),
    };
  }

  /** `others`: of the devices, and of the first of the claimants, as links with trust have them. */
  judge(closure: Closure, tied: Tied, others: Judged): Closure {
    if (tied.isDevice) return ofDevice(closure, tied, others);
    return tied.devices.length > 0 ? this.ofPerson(closure, tied, others) : closure;
  }

  private ofPerson(closure: Closure, { devices, cut }: Tied, others: Judged): Closure {
    const { claims, closures, contestedBefore } = others;
    const own = new Set(closure.ids);
    const left = new Set(closure.ambiguous);
    const [tied, contested] = [new Set<string>(), new Set<string>()];
    for (const device of devices) {
      const { ids = [], fault } = closures.get(device) ?? {};
      if (fault !== undefined || left.has(device)) continue;
      if (ids.length === 0) contested.add(device);
      if (!claims.isDevice(ids)) continue;
      const alone = claims.claims(ids).every((claimant) => own.has(claimant));
      const found = alone && !ids.some((id) => contestedBefore.has(id)) ? tied : contested;
      for (const id of ids) found.add(id);
    }
    for (const id of [...own, ...left, ...tied]) contested.delete(id);
    const [asked = '', ...rest] = closure.ids;
    return {
      ...closure,
      ids: [asked, ...[...rest, ...tied].sort()],
      ...(contested.size > 0 ? { contested: [...contested].sort() } : {}),
      ...(cut ? { devicesLeftOut: true } : {}),
    };
  }

  private isDevice(ids: readonly string[]): boolean {
    return ids.every((id) => this.explored.isDevice(id));
  }

  private claims(ids: readonly string[]): string[] {
    return [...new Set(ids.flatMap((id) => this.claimantsOf.get(id) ?? []))];
  }
}

function ofDevice(closure: Closure, { claimants }: Tied, { closures, contestedBefore }: Judged): Closure {
  const person = new Set(claimants.slice(0, 1).flatMap((first) => [first, ...(closures.get(first)?.ids ?? [])]));
  const alone = claimants.every((claimant) => person.has(claimant));
  if (alone && !closure.ids.some((id) => contestedBefore.has(id))) {
    return person.size === 0 ? closure : { ...closure, tiedTo: [...person] };
  }
  return { ids: [], ambiguous: [], contested: [...closure.ids].sort() };
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
