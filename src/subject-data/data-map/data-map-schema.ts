import { z } from 'zod';
import { BUILT_IN_COLLECTIONS, CONTROL_STORE, HABEAS_STORE } from './built-in-collections.js';
import type { Collection, CollectionWords, Header, Policy } from './collection.js';
import { withholding } from './collection-classes.js';
import { type Exemption, SILENT_COMPANY, type StoreDeclaration } from './data-map.js';
import { type ClassRule, PROPERTY_CLASSES } from './property-class.js';
import { identifier, retention, timed, until, windowIn, words } from './time-schema.js';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,62}$/, 'must be lower-case letters, digits, "_" and "-", and begin with a letter');
const projectId = z.int().positive('must be the number of a project');

/** A mapping as its entries, so that a key may be called anything, `__proto__` included. */
const entries = <T extends z.ZodType>(value: T) =>
  z.preprocess(
    (given) => (typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.entries(given) : given),
    z.array(z.tuple([z.string(), value]), 'must be a mapping'),
  );

const policy = z
  .custom<unknown>((given) => given !== undefined, 'is missing: say `erase`, `anonymize` or `keep`')
  .pipe(
    z.preprocess(
      (given) => (given === 'erase' ? { erase: true } : given),
      z
        .strictObject(
          {
            erase: z.literal([true, 'rows'], 'must be `rows`, or say just `erase`').optional(),
            anonymize: z.array(identifier).min(1, 'must name a column').optional(),
            keep: z
              .strictObject({ basis: words, until: until.optional().transform((given) => given ?? null) })
              .optional(),
          },
          {
            error: (issue) =>
              issue.code === 'invalid_type'
                ? 'must be `erase`, `anonymize: [columns]` or `keep: {basis, until}`'
                : undefined,
          },
        )
        .refine((given) => Object.keys(given).length === 1, 'must be one of `erase`, `anonymize` and `keep`'),
    ),
  )
  .transform(({ erase, anonymize, keep }): Policy => {
    if (keep !== undefined) return { kind: 'keep', ...keep };
    if (anonymize !== undefined) return { kind: 'anonymize', columns: anonymize };
    return erase === 'rows' ? { kind: 'erase', rows: true } : { kind: 'erase' };
  });

const propertyClass = z.enum(PROPERTY_CLASSES, `must be ${PROPERTY_CLASSES.join(', ')}`);

const header = z
  .strictObject({
    category: words,
    source: z.boolean().default(false),
    withhold: z.boolean().default(false),
    class: propertyClass.optional(),
    keep: z.boolean().default(false),
  })
  .refine(({ withhold, class: given }) => !withhold || given === undefined || given === 'withheld', {
    path: ['class'],
    message: 'contradicts `withhold: true`, which is the class `withheld`',
  });

/** Of what no header describes: names, ways of names, and patterns with `*`. */
const classes = entries(propertyClass).default([]);

const collection = z
  .strictObject({
    name,
    title: words.optional(),
    store: z.string().default(HABEAS_STORE),
    table: z
      .string()
      .regex(/^[^.]+(\.[^.]+)?$/, 'must be a table or schema.table')
      .transform((text) => text.split('.'))
      .pipe(z.array(identifier)),
    project: projectId.optional(),
    projects: z.array(projectId).min(1, 'must name a project').optional(),
    projectColumn: identifier.optional(),
    subject: identifier,
    time: timed.default(null),
    arrival: timed.default(null),
    properties: identifier.nullable().default(null),
    headers: entries(header).default([]),
    classes,
    policy,
    purpose: words,
    recipients: z.array(words).nullable().default(null),
    sourceCategory: words,
    retention,
    transfers: words.nullable().default(null),
    automatedDecisions: words.nullable().default(null),
  })
  .refine(
    (given) => [given.project, given.projects, given.projectColumn].filter((each) => each !== undefined).length === 1,
    {
      path: ['project'],
      message: 'exactly one of `project`, `projects` and `projectColumn` must say whose subjects it holds',
      when: () => true,
    },
  );

const exemption = z.strictObject({
  store: z.string().default(HABEAS_STORE),
  table: z.string().regex(/^[^.]+(\.[^.]+)?$/, 'must be a table or schema.table, "*" standing for any letters'),
  reason: words,
});

const builtIn = entries(
  z.strictObject({
    headers: entries(header).default([]),
    classes,
    purpose: words.exactOptional(),
    recipients: z.array(words).exactOptional(),
    sourceCategory: words.exactOptional(),
    retention: words.exactOptional(),
    transfers: words.exactOptional(),
    automatedDecisions: words.exactOptional(),
  }),
).refine(
  (given) => given.every(([called]) => BUILT_IN_COLLECTIONS.some(({ name: known }) => known === called)),
  `may name ${BUILT_IN_COLLECTIONS.map(({ name: known }) => known).join(', ')}`,
);

const said = words.nullable().default(null);
const company = z.strictObject({
  contact: said,
  automatedDecisions: said,
  transfers: said,
  saleOrSharing: said,
  supervisoryAuthority: said,
});

const store = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('postgres'),
      url: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://'),
    }),
    z.strictObject({
      kind: z.literal('clickhouse'),
      url: z.string().regex(/^https?:\/\//, 'must start with http:// or https://'),
      cluster: identifier.nullable().optional(),
    }),
  ],
  'must be postgres or clickhouse',
);

/** The YAML data map. Unknown keys are errors; mappings with free keys come as entries. */
export const dataMapSchema = z.strictObject({
  stores: entries(store)
    .default([])
    .refine(
      (given) => given.every(([storeName]) => storeName !== HABEAS_STORE),
      `must not contain "${HABEAS_STORE}", which is Habeas' own`,
    )
    .refine(
      (given) => given.every(([storeName]) => storeName !== CONTROL_STORE),
      `must not contain "${CONTROL_STORE}", which is Habeas' own`,
    ),
  company: company.default(SILENT_COMPANY),
  builtIn: builtIn.default([]),
  collections: z.array(collection),
  exempt: z.array(exemption).default([]),
});

type Declared = z.output<typeof dataMapSchema>;
type DeclaredCollection = Declared['collections'][number];

export function storesOf(declared: Declared): StoreDeclaration[] {
  return declared.stores.map(([storeName, given]) => {
    const cluster = given.kind === 'clickhouse' ? given.cluster : undefined;
    return { name: storeName, kind: given.kind, url: given.url, ...(cluster === undefined ? {} : { cluster }) };
  });
}

export function collectionsIn(declared: Declared): Collection[] {
  return declared.collections.map((given): Collection =>
    withholding({
      name: given.name,
      title: given.title ?? given.name,
      store: given.store,
      ...tableIn(declared, given),
      ...subjectsIn(given),
      ...timesIn(given),
      propertiesColumn: given.properties,
      headers: headersIn(given.headers),
      classes: classesIn(given),
      policy: given.policy,
      purpose: given.purpose,
      recipients: given.recipients,
      sourceCategory: given.sourceCategory,
      retention: given.retention.text,
      ...windowIn(given.retention, given.policy),
      transfers: given.transfers,
      automatedDecisions: given.automatedDecisions,
      shape: 'row',
    }),
  );
}

/** What it says of classes, beside `withhold`, which stays with its header. */
function classesIn(given: Pick<DeclaredCollection, 'headers' | 'classes'>): ClassRule[] {
  const ofHeaders = given.headers.flatMap(([name, each]) =>
    each.class === undefined ? [] : [{ name, class: each.class }],
  );
  return [...ofHeaders, ...given.classes.map(([name, each]) => ({ name, class: each }))];
}

function tableIn(declared: Declared, { store: storeName, table }: DeclaredCollection) {
  const [first = '', second] = table;
  return second === undefined
    ? { schema: isClickHouse(declared, storeName) ? 'default' : 'public', table: first }
    : { schema: first, table: second };
}

function subjectsIn({ projectColumn, projects, project, subject }: DeclaredCollection) {
  return {
    projectColumn: projectColumn ?? null,
    projects: projects ?? (project === undefined ? null : [project]),
    subjectColumn: subject,
  };
}

function timesIn({ time, arrival }: DeclaredCollection) {
  return {
    timeColumn: time?.column ?? null,
    arrivalColumn: arrival?.column ?? null,
    ...(time?.zone === undefined ? {} : { timeZone: time.zone }),
    ...(arrival?.zone === undefined ? {} : { arrivalZone: arrival.zone }),
  };
}

/** What the company says about headers of the built-in collections, by collection. */
export function builtInHeadersIn(declared: Declared): ReadonlyMap<string, readonly Header[]> {
  return new Map(declared.builtIn.map(([name, given]) => [name, headersIn(given.headers)]));
}

/** What the company says about the built-in collections otherwise, by collection. */
export function builtInWordsIn(declared: Declared): ReadonlyMap<string, Partial<CollectionWords>> {
  return new Map(declared.builtIn.map(([name, { headers: _, classes: __, ...given }]) => [name, given]));
}

/** What the company says of classes of the built-in collections, by collection. */
export function builtInClassesIn(declared: Declared): ReadonlyMap<string, readonly ClassRule[]> {
  return new Map(declared.builtIn.map(([name, given]) => [name, classesIn(given)]));
}

export function exemptionsIn(declared: Declared): Exemption[] {
  return declared.exempt.map(({ store: storeName, table, reason }) => {
    const schema = isClickHouse(declared, storeName) ? 'default' : 'public';
    return { store: storeName, table: table.includes('.') ? table : `${schema}.${table}`, columns: null, reason };
  });
}

function headersIn(given: DeclaredCollection['headers']): Header[] {
  return given.map(([name, { class: given, ...each }]) => ({
    ...{ name, ...each },
    withhold: each.withhold || given === 'withheld',
  }));
}

function isClickHouse(declared: Declared, name: string): boolean {
  return declared.stores.some(([storeName, { kind }]) => storeName === name && kind === 'clickhouse');
}
