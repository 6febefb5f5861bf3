import { SAMPLE } from '../sample-data/sample-data-people.js';
import { sampleBatches } from '../sample-data/sample-data.js';

/** Whom the tour is about, each by the id they have for themselves unless it is said otherwise. */
export interface TourPeople {
  /** Every person of the sample. */
  readonly everybody: readonly string[];
  /** Asked for in the first export: people with and without a particularity. */
  readonly exported: readonly string[];
  /** In the deletion that is taken back. */
  readonly spared: readonly string[];
  /** In the deletion that is denied. */
  readonly unverified: string;
  /** Erased, as they are asked for: one by an alias, one who has no profile. */
  readonly erased: readonly [string, string];
  readonly erasedPersons: readonly [string, string];
  /** Asks to be erased while a hold is on them. */
  readonly onHold: string;
  /** Asks to be erased, and has an invoice. */
  readonly buyer: string;
  /** Asks to be erased, and shares a device with the companion, who does not. */
  readonly sharer: string;
  readonly companion: string;
  readonly sharedDevice: string;
  /** All ids of these people, those they share included. */
  idsOf(persons: readonly string[]): string[];
}

/** The ids do not depend on `now`; the ids that only stand for somebody are left out. */
export function tourPeople(now: Date): TourPeople {
  const named = new Set<string>();
  const links = new Map<string, string[]>();
  for (const batch of sampleBatches(now)) {
    for (const { distinctId } of [...batch.events, ...batch.profiles, ...batch.replays, ...batch.links]) {
      named.add(distinctId);
    }
    for (const { distinctId, linkedId } of batch.links) {
      links.set(distinctId, [...(links.get(distinctId) ?? []), linkedId]);
    }
  }
  const linked = new Set([...links.values()].flat());
  const everybody = [...named].filter((id) => !linked.has(id));
  const [sharer, companion] = SAMPLE.sharedDevice.people;
  const { distinctId: regular, alias } = SAMPLE.regular;
  const particular: string[] = [regular, sharer, companion, SAMPLE.profileOnly, SAMPLE.eventsOnly];
  const others = everybody.filter((id) => !particular.includes(id));
  const [unverified = '', onHold = '', buyer = ''] = others.slice(43);
  return {
    everybody,
    exported: [...particular, ...others.slice(0, 35)],
    spared: others.slice(40, 43),
    unverified,
    erased: [alias, SAMPLE.eventsOnly],
    erasedPersons: [regular, SAMPLE.eventsOnly],
    onHold,
    buyer,
    sharer,
    companion,
    sharedDevice: SAMPLE.sharedDevice.id,
    idsOf: (persons) => persons.flatMap((person) => [person, ...(links.get(person) ?? [])]),
  };
}
