import type { Collection, CollectionWords, Header } from './collection.js';
import { withholding } from './collection-classes.js';
import type { ClassRule } from './property-class.js';

/** Name of the store that keeps the built-in collections. */
export const HABEAS_STORE = 'habeas';

/** What the coverage check calls the control database where the built-in collections are kept elsewhere. */
export const CONTROL_STORE = 'habeas-control';

const known = (category: string, names: readonly string[], source = false): Header[] =>
  names.map((name) => ({ name, category, source, withhold: false }));

const kept = (category: string, names: readonly string[]): Header[] =>
  known(category, names).map((header) => ({ ...header, keep: true }));

/** Headers that tell how the data was collected (§1798.110(a)(2)). */
const SOURCE_HEADERS = known(
  'internet_activity',
  [
    ...['mp_lib', '$lib', '$lib_version', '$mp_api_endpoint', '$import', '$source'],
    ...[
      '$browser',
      '$browser_version',
      '$os',
      '$os_version',
      '$device',
      '$device_type',
      '$model',
      '$manufacturer',
      '$brand',
    ],
    ...[
      '$referrer',
      '$referring_domain',
      '$initial_referrer',
      '$initial_referring_domain',
      '$search_engine',
      'mp_keyword',
    ],
    ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'utm_id'],
    ...['$app_version', '$app_version_string', '$app_build_number', 'gclid', 'fbclid', 'msclkid'],
  ],
  true,
);

const PROPERTY_HEADERS: readonly Header[] = [
  ...SOURCE_HEADERS,
  ...known('identifiers', [
    '$user_id',
    '$device_id',
    '$anon_id',
    '$anon_distinct_id',
    '$identified_id',
    '$email',
    '$phone',
  ]),
  ...known('identifiers', [
    '$name',
    '$first_name',
    '$last_name',
    '$username',
    '$avatar',
    'alias',
    '$distinct_ids',
    'ip',
    '$ip',
  ]),
  ...known('geolocation', [
    '$city',
    '$region',
    '$country_code',
    'mp_country_code',
    '$latitude',
    '$longitude',
    '$timezone',
  ]),
  ...known('internet_activity', ['$current_url', '$screen_height', '$screen_width', '$carrier', '$radio', '$wifi']),
  ...known('internet_activity', ['$created', '$last_seen', '$duration', '$session_id', '$mp_replay_id']),
  ...known('commercial', ['$transactions', '$amount', '$revenue', '$order_id', 'price', 'amount', 'revenue', 'plan']),
];

const shared = {
  store: HABEAS_STORE,
  schema: 'subject_data',
  projectColumn: 'project_id',
  projects: null,
  subjectColumn: 'distinct_id',
  arrivalColumn: 'received_at',
  policy: { kind: 'erase' },
  recipients: null,
} as const;

/** The collections Habeas keeps itself. Their tables are made by the migration `subject_data`. */
export const BUILT_IN_COLLECTIONS: readonly Collection[] = [
  {
    ...shared,
    name: 'events',
    title: 'Events',
    table: 'events',
    timeColumn: 'time',
    propertiesColumn: 'properties',
    headers: [
      ...known('identifiers', ['distinct_id', 'insert_id']),
      ...kept('internet_activity', ['event', 'time']),
      ...PROPERTY_HEADERS,
    ],
    hashedColumns: ['insert_id'],
    purpose: 'Understanding how the product is used, in order to run and improve it',
    sourceCategory: 'The person, while using the product, and the devices they use it with',
    retention: 'Two years from the date of each, or as the retention of the project says',
    shape: 'event',
  },
  {
    ...shared,
    name: 'profiles',
    title: 'Profile',
    table: 'profiles',
    timeColumn: null,
    propertiesColumn: 'properties',
    headers: [
      ...known('identifiers', ['distinct_id']),
      ...kept('internet_activity', ['written_at']),
      ...PROPERTY_HEADERS,
    ],
    purpose: 'Telling accounts apart and describing them to those who look after them',
    sourceCategory: 'The person, when signing up or changing their settings, and the systems that serve them',
    retention: 'Until erased, or as the retention of the project says',
    shape: 'profile',
  },
  {
    ...shared,
    name: 'session_replays',
    title: 'Session replays',
    table: 'session_replays',
    timeColumn: 'started_at',
    propertiesColumn: 'properties',
    partsOf: { whole: 'replay_id', number: 'seq' },
    headers: [
      ...kept('identifiers', ['distinct_id', 'replay_id']),
      ...known('identifiers', ['sent_distinct_id', 'device_id']),
      ...kept('internet_activity', ['seq', 'replay_started_at', 'encoding', 'expires_on']),
      ...known('internet_activity', ['started_at', 'duration_ms', 'events', 'replay_start_url']),
      ...known('sensory', ['recording']),
      ...PROPERTY_HEADERS,
    ],
    purpose: 'Finding out where using the product goes wrong',
    sourceCategory: 'The devices with which the person uses the product',
    retention: 'Thirty days from its arrival, or as the retention of the project says',
    shape: 'row',
  },
  {
    ...shared,
    name: 'identity_links',
    title: 'Identity links',
    table: 'identity_links',
    alsoNamedIn: ['linked_id'],
    timeColumn: null,
    propertiesColumn: null,
    headers: [...kept('identifiers', ['distinct_id', 'linked_id']), ...kept('internet_activity', ['kind', 'origin'])],
    purpose: 'Knowing that several ids are one person',
    sourceCategory: 'The product, when a person signs in or is merged with another id',
    retention: 'Until erased, or until the project ends',
    shape: 'row',
  },
];

/** The built-in collections with what the company says about them and their headers; where it says something, that counts. */
export function builtInCollections(
  more: ReadonlyMap<string, readonly Header[]>,
  words: ReadonlyMap<string, Partial<CollectionWords>> = new Map(),
  classes: ReadonlyMap<string, readonly ClassRule[]> = new Map(),
): Collection[] {
  return BUILT_IN_COLLECTIONS.map((collection) => {
    const given = more.get(collection.name) ?? [];
    const names = new Set(given.map(({ name }) => name));
    const headers = [...collection.headers.filter(({ name }) => !names.has(name)), ...given];
    const said = words.get(collection.name) ?? {};
    const presumed = (['purpose', 'sourceCategory', 'retention'] as const).filter((word) => said[word] === undefined);
    return withholding({ ...collection, ...said, presumed, headers, classes: classes.get(collection.name) ?? [] });
  });
}

export function isBuiltIn({ name }: Collection): boolean {
  return BUILT_IN_COLLECTIONS.some((each) => each.name === name);
}
