import { createHash } from 'node:crypto';

/**
 * The people of the bench, the same on every engine: subject number `s` has an id, a device of their own, `perSubject` events in
 * the twelve months of 2025 of which every tenth was recorded under the device before they signed in, a profile, a link to the
 * device, and every fourth a session replay. Events are stored in the order they happened in, so that a subject's rows lie
 * scattered over their months.
 */
export interface Population {
  readonly subjects: number;
  readonly perSubject: number;
}

export const MONTHS = 12;
export const FIRST_INSTANT = Date.UTC(2025, 0, 1);
export const AFTER_LAST_INSTANT = Date.UTC(2026, 0, 1);
/** A prime no number of subjects is a multiple of: `t * STRIDE % subjects` meets every subject once, in scattered order. */
export const STRIDE = 1_000_000_007;

export const NAMES = [
  'App opened',
  'Page viewed',
  'Song played',
  'Search',
  'Added to cart',
  'Checkout',
  'Share',
  'Signed in',
];
/** Different bodies of properties; which one an event has follows from its numbers. */
export const VARIANTS = 509;

export function populationOf(events: number, perSubject: number): Population {
  return { subjects: Math.floor(events / perSubject), perSubject };
}

export const eventsOf = ({ subjects, perSubject }: Population) => subjects * perSubject;
export const hasReplay = (subject: number) => subject % 4 === 0;

export function userId(subject: number): string {
  return `u-${md5(String(subject)).slice(0, 20)}`;
}

export function deviceId(subject: number): string {
  return `$device:${md5(`d${String(subject)}`).slice(0, 16)}`;
}

/** The properties of variant `n` as JSON, some 300 bytes as an analytics library sends them. */
export function propertiesOf(n: number): string {
  const pick = (list: readonly string[]) => list[n % list.length];
  return JSON.stringify({
    $os: pick(['iOS', 'Android', 'Windows', 'macOS', 'Linux']),
    $browser: pick(['Safari', 'Chrome', 'Firefox', 'Edge']),
    $city: pick(['Ghent', 'Lyon', 'Turin', 'Graz', 'Porto', 'Leeds', 'Aarhus']),
    mp_country_code: pick(['BE', 'FR', 'IT', 'AT', 'PT', 'GB', 'DK']),
    $current_url: `https://shop.example.com/products/${String(n * 37)}?from=list`,
    $app_version_string: `4.${String(n % 20)}.${String(n % 7)}`,
    mp_lib: 'web',
    $screen_width: 360 + (n % 5) * 160,
    plan: pick(['Free', 'Pro', 'Team']),
    amount: (n % 100) / 4,
  });
}

/** What of the people `from` to `until` (exclusive) stands in each collection. */
export function rowsOf({ perSubject }: Population, from: number, until: number): Record<Table, number> {
  const subjects = until - from;
  const replays = Math.ceil(until / 4) - Math.ceil(from / 4);
  return { events: subjects * perSubject, profiles: subjects, session_replays: replays, identity_links: subjects };
}

export const TABLES = ['events', 'profiles', 'session_replays', 'identity_links'] as const;
export type Table = (typeof TABLES)[number];

/** Every id that stands for these people. */
export function idsOf(from: number, until: number): string[] {
  return numbers(from, until).flatMap((subject) => [userId(subject), deviceId(subject)]);
}

export function numbers(from: number, until: number): number[] {
  return Array.from({ length: until - from }, (_, at) => from + at);
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
