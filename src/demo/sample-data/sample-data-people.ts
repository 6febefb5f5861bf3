import type { IdentityLink } from '../../subject-data/index.js';
import type { SampleRandom } from './sample-data-random.js';
import * as words from './sample-data-words.js';

/** People in the sample, those with a part of their own included. */
export const SAMPLE_PEOPLE = 540;

const DAY = 86_400_000;
const MONTH = 30.4 * DAY;
const MONTHS = 20;

/** Ids to try things with, each for what is particular about it. */
export const SAMPLE = {
  /** Many events, two devices, an alias and an id merged into hers. */
  regular: {
    distinctId: '7c1e9a52-4f0b-4d36-9b8e-2f60c5a4d913',
    alias: 'mara.lindqvist@example.com',
    mergedId: 'legacy-0042117',
    devices: ['$device:e4b7d0c6-1a93-4c58-8f27-90d3b61ea75c', '$device:0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36'],
  },
  /** A device at which two people signed in; what happened on it without a user is neither's. */
  sharedDevice: {
    id: '$device:5d28f3b0-c6a1-4e97-a40d-7b19e8f5c264',
    people: ['a9d4307e-58c2-4b6f-8e13-d1f07c92b5a8', 'jonas.weber@example.org'],
  },
  /** Known from a newsletter list: a profile, no event. */
  profileOnly: 'subscriber-yuki.tanaka@example.net',
  /** Events and no profile. */
  eventsOnly: '3f8a1c07-d25e-49b6-bc74-60e9a3d8f152',
} as const;

export interface SamplePerson {
  readonly distinctId: string;
  readonly name: string;
  readonly email: string;
  readonly place: words.Place;
  readonly plan: string;
  readonly favourite: string;
  readonly joined: Date;
  readonly lastSeen: Date;
  readonly devices: readonly SampleDevice[];
  /** Filed under before the person was known by `distinctId`, and joined to it since. */
  readonly formerIds: readonly string[];
  readonly alias: string | null;
  readonly links: readonly IdentityLink[];
  readonly visits: number;
  readonly hasProfile: boolean;
  /** Whether a session replay was kept, if a device of theirs can take one. */
  readonly recorded: boolean;
}

export interface SampleDevice {
  /** As in `$device_id`. */
  readonly id: string;
  readonly kind: words.DeviceKind;
  readonly shared: boolean;
}

/** What is fixed of a person with a part; the rest is drawn. */
interface Part {
  readonly distinctId?: string;
  readonly name?: string;
  readonly email?: string;
  readonly devices?: readonly string[];
  readonly sharedDevice?: string;
  readonly alias?: string;
  readonly mergedId?: string;
  readonly visits?: number;
  readonly hasProfile?: boolean;
  /** Joined this many months ago, and is here still. */
  readonly months?: number;
  readonly recorded?: boolean;
}

const PARTS: readonly Part[] = [
  {
    ...SAMPLE.regular,
    name: 'Mara Lindqvist',
    email: SAMPLE.regular.alias,
    visits: 120,
    hasProfile: true,
    months: 19,
    recorded: true,
  },
  {
    distinctId: SAMPLE.sharedDevice.people[0],
    sharedDevice: SAMPLE.sharedDevice.id,
    visits: 30,
    hasProfile: true,
    months: 14,
  },
  {
    distinctId: SAMPLE.sharedDevice.people[1],
    sharedDevice: SAMPLE.sharedDevice.id,
    name: 'Jonas Weber',
    email: SAMPLE.sharedDevice.people[1],
    visits: 30,
    hasProfile: true,
    months: 11,
  },
  {
    distinctId: SAMPLE.profileOnly,
    name: 'Yuki Tanaka',
    email: 'yuki.tanaka@example.net',
    devices: [],
    visits: 0,
    hasProfile: true,
  },
  { distinctId: SAMPLE.eventsOnly, visits: 8, hasProfile: false },
];

export function* samplePeople(random: SampleRandom, now: Date): Generator<SamplePerson> {
  const emails = new Set(PARTS.map((part) => part.email));
  for (let index = 0; index < SAMPLE_PEOPLE; index++) {
    const person = personOf(random, now, PARTS[index] ?? {}, emails);
    emails.add(person.email);
    yield person;
  }
}

// Everything is drawn in a fixed order, so that one seed makes one sample.
function personOf(random: SampleRandom, now: Date, part: Part, taken: ReadonlySet<string | undefined>): SamplePerson {
  const { name, email, distinctId } = drawnName(random, part, taken);
  const { joined, lastSeen } = spanOf(random, now, part.months);
  const devices = devicesOf(random, part);
  const ids = otherIdsOf(random, part, email === distinctId ? null : email);
  return {
    distinctId,
    name,
    email,
    place: random.pick(words.PLACES),
    plan: random.pick(words.PLANS),
    favourite: random.pick(words.DRINKS).name,
    joined,
    lastSeen,
    devices,
    formerIds: [ids.mergedId, ids.anonymousId].filter((id) => id !== null),
    alias: ids.alias,
    links: linksOf(distinctId, devices, ids),
    visits: part.visits ?? 3 + Math.round(30 * random.next() ** 2),
    hasProfile: part.hasProfile ?? random.chance(0.94),
    recorded: part.recorded ?? random.chance(0.3),
  };
}

function drawnName(
  random: SampleRandom,
  part: Part,
  taken: ReadonlySet<string | undefined>,
): Pick<SamplePerson, 'name' | 'email' | 'distinctId'> {
  const name = part.name ?? `${random.pick(words.GIVEN_NAMES)} ${random.pick(words.FAMILY_NAMES)}`;
  const email = part.email ?? freeEmail(random, name, taken);
  const distinctId = part.distinctId ?? (random.chance(0.08) ? email : random.uuid());
  return { name, email, distinctId };
}

interface OtherIds {
  readonly alias: string | null;
  readonly mergedId: string | null;
  readonly anonymousId: string | null;
}

/** Other ids a person is known by. `email`: what an alias may be; null where it is the distinct_id already. */
function otherIdsOf(random: SampleRandom, part: Part, email: string | null): OtherIds {
  const isDrawn = part.distinctId === undefined;
  const alias = part.alias ?? (isDrawn && email !== null && random.chance(0.06) ? email : null);
  const mergedId = part.mergedId ?? (isDrawn && random.chance(0.04) ? drawnLegacyId(random) : null);
  const anonymousId = isDrawn && random.chance(0.03) ? random.uuid() : null;
  return { alias, mergedId, anonymousId };
}

function drawnLegacyId(random: SampleRandom): string {
  return `legacy-${String(random.between(1, 99_999)).padStart(7, '0')}${random.between(0, 9)}`;
}

function linksOf(distinctId: string, devices: readonly SampleDevice[], ids: OtherIds): IdentityLink[] {
  const link = (linkedId: string | null, kind: IdentityLink['kind']): IdentityLink[] =>
    linkedId === null ? [] : [{ distinctId, linkedId, kind, origin: 'secret' }];
  return [
    ...devices.flatMap((device) => link(`$device:${device.id}`, 'device')),
    ...link(ids.alias, 'alias'),
    ...link(ids.mergedId, 'merge'),
    ...link(ids.anonymousId, 'former'),
  ];
}

/** Joined at some time of the last twenty months, a third of them gone since. */
function spanOf(random: SampleRandom, now: Date, months?: number): { joined: Date; lastSeen: Date } {
  const sinceJoined = months === undefined ? Math.max(3 * DAY, MONTHS * MONTH * random.next()) : months * MONTH;
  const isGone = months === undefined && random.chance(0.35);
  const sinceSeen = isGone ? sinceJoined * random.next() * 0.9 : random.next() * 2 * DAY;
  return { joined: new Date(now.getTime() - sinceJoined), lastSeen: new Date(now.getTime() - sinceSeen) };
}

function devicesOf(random: SampleRandom, part: Part): SampleDevice[] {
  const own = part.devices?.map((id) => deviceOf(random, id)) ?? drawnDevices(random);
  if (part.sharedDevice === undefined) return own;
  return [...own, { ...deviceOf(random, part.sharedDevice), shared: true }];
}

function drawnDevices(random: SampleRandom): SampleDevice[] {
  const count = 1 + Number(random.chance(0.55)) + Number(random.chance(0.15));
  return Array.from({ length: count }, () => deviceOf(random, random.uuid()));
}

function deviceOf(random: SampleRandom, id: string): SampleDevice {
  return { id: id.replace('$device:', ''), kind: random.pick(words.DEVICE_KINDS), shared: false };
}

function freeEmail(random: SampleRandom, name: string, taken: ReadonlySet<string | undefined>): string {
  const box = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f']/g, '')
    .replace(/[łŁ]/g, 'l')
    .replace(/[øØ]/g, 'o')
    .replace(/ı/g, 'i')
    .toLowerCase()
    .replace(' ', '.');
  const domain = random.pick(words.MAIL_DOMAINS);
  const plain = `${box}@${domain}`;
  return taken.has(plain) ? `${box}${random.between(10, 9999)}@${domain}` : plain;
}
