import type {
  EventRecord,
  IdentityLink,
  IngestStore,
  ProfileChange,
  RecordingBatch,
} from '../../subject-data/index.js';
import { eventsOf } from './sample-data-events.js';
import { samplePeople, type SamplePerson } from './sample-data-people.js';
import { SampleRandom } from './sample-data-random.js';
import { recordingOf } from './sample-data-recordings.js';

export { SAMPLE, SAMPLE_PEOPLE } from './sample-data-people.js';

const SEED = 20_190_528;
const BATCH_EVENTS = 5000;

/** A part of the sample, ready for the store; `subjects` are the people in it. */
export interface SampleBatch {
  subjects: number;
  readonly events: EventRecord[];
  readonly links: IdentityLink[];
  readonly profiles: ProfileChange[];
  /** Recordings of one batch each. */
  readonly replays: RecordingBatch[];
}

export interface SampleCounts {
  readonly subjects: number;
  readonly events: number;
  readonly links: number;
  readonly profiles: number;
  readonly replays: number;
}

/**
 * Believable invented data of the customers of a coffee house: what they did in the twenty months before `now`, on which
 * devices, under which ids. The same `now` gives the same data.
 */
export function* sampleBatches(now: Date): Generator<SampleBatch> {
  const random = new SampleRandom(SEED);
  let batch = emptyBatch();
  for (const person of samplePeople(random, now)) {
    batch.subjects += 1;
    batch.events.push(...eventsOf(person, random, now));
    batch.links.push(...person.links);
    batch.replays.push(...recordingOf(person, random, now));
    if (person.hasProfile) batch.profiles.push(...profilesOf(person, random));
    if (batch.events.length < BATCH_EVENTS) continue;
    yield batch;
    batch = emptyBatch();
  }
  yield batch;
}

/** Loads the sample into a project that is empty. `onProgress` hears what is stored so far. */
export async function loadSampleData(
  store: IngestStore,
  projectId: number,
  now: Date,
  onProgress: (sofar: SampleCounts) => void = () => {},
): Promise<SampleCounts> {
  let sofar: SampleCounts = { subjects: 0, events: 0, links: 0, profiles: 0, replays: 0 };
  for (const batch of sampleBatches(now)) {
    await Promise.all([
      store.writeEvents(projectId, batch.events),
      store.writeLinks(projectId, batch.links),
      store.changeProfiles(projectId, batch.profiles),
      store.writeRecordings(projectId, batch.replays),
    ]);
    sofar = {
      subjects: sofar.subjects + batch.subjects,
      events: sofar.events + batch.events.length,
      links: sofar.links + batch.links.length,
      profiles: sofar.profiles + batch.profiles.length,
      replays: sofar.replays + batch.replays.length,
    };
    onProgress(sofar);
  }
  return sofar;
}

function emptyBatch(): SampleBatch {
  return { subjects: 0, events: [], links: [], profiles: [], replays: [] };
}

/** The person's profile, and for some the one that was begun on a device and stayed there. */
function profilesOf(person: SamplePerson, random: SampleRandom): ProfileChange[] {
  const { place, plan } = person;
  const properties = {
    $name: person.name,
    $email: person.email,
    ...(random.chance(0.4) ? { $phone: `+1-202-555-01${String(random.between(0, 99)).padStart(2, '0')}` } : {}),
    $city: place.city,
    $region: place.region,
    $country_code: place.country,
    $timezone: place.timezone,
    $created: person.joined.toISOString(),
    $last_seen: person.lastSeen.toISOString(),
    plan,
    favourite: person.favourite,
    loyalty_points: random.between(0, 4200),
    newsletter: random.chance(0.5),
  };
  const device = person.devices[0];
  const begun = device && !device.shared && random.chance(0.05);
  return [
    { distinctId: person.distinctId, change: () => properties },
    ...(begun
      ? [
          {
            distinctId: `$device:${device.id}`,
            change: () => ({ $city: place.city, first_visit: properties.$created }),
          },
        ]
      : []),
  ];
}
