import { SAMPLE, sampleBatches } from './sample-data.js';

/** Whom the tour is about. */
export interface TourPeople {
  /** Every person of the sample, by the id they have for themselves. */
  readonly everybody: readonly string[];
  /** Asked for in the first export: people with and without a particularity. */
  readonly exported: readonly string[];
  /** In the deletion that is taken back. */
  readonly spared: readonly string[];
  /** Erased, as they are asked for: one by an alias, one who shares a device with somebody else. */
  readonly erased: readonly [string, string];
  /** The same two by the ids they have for themselves. */
  readonly erasedPersons: readonly [string, string];
  /** The other one at the shared device. */
  readonly companion: string;
}

export const ERASED_IDS: readonly string[] = [
  SAMPLE.regular.distinctId,
  SAMPLE.regular.alias,
  SAMPLE.regular.mergedId,
  ...SAMPLE.regular.devices,
  SAMPLE.sharedDevice.people[0],
];

/** The ids do not depend on `now`; the ids that only stand for somebody are left out. */
export function tourPeople(now: Date): TourPeople {
  const named = new Set<string>();
  const linked = new Set<string>();
  for (const { events, profiles, replays, links } of sampleBatches(now)) {
    for (const { distinctId } of [...events, ...profiles, ...replays, ...links]) named.add(distinctId);
    for (const { linkedId } of links) linked.add(linkedId);
  }
  const everybody = [...named].filter((id) => !linked.has(id));
  const [first, companion] = SAMPLE.sharedDevice.people;
  const particular: string[] = [SAMPLE.regular.distinctId, first, companion, SAMPLE.profileOnly, SAMPLE.eventsOnly];
  const others = everybody.filter((id) => !particular.includes(id));
  return {
    everybody,
    exported: [...particular, ...others.slice(0, 35)],
    spared: others.slice(40, 43),
    erased: [SAMPLE.regular.alias, first],
    erasedPersons: [SAMPLE.regular.distinctId, first],
    companion,
  };
}
