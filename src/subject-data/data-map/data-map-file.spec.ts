import { HabeasError } from '../../platform/index.js';
import { builtInCollections } from './built-in-collections.js';
import type { Collection } from './collection.js';
import { parseDataMap } from './data-map-file.js';

const WORDS = `
    purpose: Sending news
    recipients: [Mail Corp]
    sourceCategory: The person
    retention: Two years`;
const NEWSLETTER = `stores:
  shop: { kind: postgres, url: \${SHOP_DATABASE_URL} }
collections:
  - name: newsletter
    title: Newsletter subscriptions
    store: shop
    table: public.newsletter
    project: 100001
    subject: user_id
    time: subscribed_at
    arrival: created_at
    properties: attributes
    headers: { email: { category: identifiers }, ssn: { category: government_id, withhold: true }, __proto__: { category: odd, source: true } }
    policy: erase${WORDS}
`;
const environment = { SHOP_DATABASE_URL: 'postgres://shop:secret@db/shop' };
const one = (lines: string) =>
  `collections:\n  - name: orders\n    table: orders\n    subject: user\n    project: 1\n    policy: erase${WORDS}\n${lines}`;

function complaint(text: string, given: Record<string, string> = environment): string {
  try {
    parseDataMap(text, given, 'map.yaml');
  } catch (error) {
    if (error instanceof HabeasError && error.code === 'bad-data-map') return error.message;
    throw error;
  }
  return 'none';
}

describe('the data map in YAML', () => {
  it('declares stores and collections', () => {
    const { stores, collections } = parseDataMap(NEWSLETTER, environment);
    expect(stores).toEqual([{ name: 'shop', kind: 'postgres', url: environment.SHOP_DATABASE_URL }]);
    expect(collections).toHaveLength(1);
    expect(collections[0]).toMatchObject({
      name: 'newsletter',
      store: 'shop',
      schema: 'public',
      table: 'newsletter',
      projectColumn: null,
      projects: [100001],
      subjectColumn: 'user_id',
      timeColumn: 'subscribed_at',
      policy: { kind: 'erase' },
      shape: 'row',
    });
    expect(collections[0]?.headers.map(({ name, source, withhold }) => [name, source, withhold])).toEqual([
      ['email', false, false],
      ['ssn', false, true],
      ['__proto__', true, false],
    ]);
  });

  it('knows the three policies, and the two other ways to name projects', () => {
    const text = `collections:
  - { name: a, table: a, subject: s, projectColumn: p, policy: { anonymize: [email, name] }, purpose: p, sourceCategory: s, retention: r }
  - { name: b, table: billing.b, subject: s, projects: [1, 2], policy: { keep: { basis: "tax law (§147 AO)", until: ten years } }, purpose: "\${HOME} stays", sourceCategory: s, retention: r }`;
    const [a, b] = parseDataMap(text, {}).collections;
    expect(a).toMatchObject({
      store: 'habeas',
      schema: 'public',
      projectColumn: 'p',
      projects: null,
      recipients: null,
    });
    expect(a?.policy).toEqual({ kind: 'anonymize', columns: ['email', 'name'] });
    expect(b).toMatchObject({
      schema: 'billing',
      table: 'b',
      projectColumn: null,
      projects: [1, 2],
      purpose: '${HOME} stays',
    });
    expect(b?.policy).toEqual({ kind: 'keep', basis: 'tax law (§147 AO)', until: 'ten years' });
  });

  it('knows erase as a word, and with the rows themselves in a partial deletion too', () => {
    const policyOf = (policy: string) => parseDataMap(one('').replace('erase', policy), {}).collections[0]?.policy;
    expect([policyOf('erase'), policyOf('{ erase: rows }')]).toEqual([
      { kind: 'erase' },
      { kind: 'erase', rows: true },
    ]);
    expect(complaint(one('').replace('erase', '{ erase: columns }'))).toMatch(/policy.erase must be `rows`/);
  });

  it('says who is shown what, by headers, ways of names and patterns', () => {
    const text = one(
      '    headers: { a: { category: c, class: withheld }, b: { category: c, class: sensitive }, x_1: { category: c } }\n' +
        "    classes: { 'x_*': withheld, address.street: sensitive }",
    );
    const [collection] = parseDataMap(text, {}).collections;
    expect(collection?.headers.map(({ name, withhold }) => [name, withhold])).toEqual([
      ['a', true],
      ['b', false],
      ['x_1', true],
    ]);
    expect(collection?.classes).toEqual([
      { name: 'a', class: 'withheld' },
      { name: 'b', class: 'sensitive' },
      { name: 'x_*', class: 'withheld' },
      { name: 'address.street', class: 'sensitive' },
    ]);
  });

  it('says more about headers of the built-in collections, and whose tables need not be covered', () => {
    const text = `builtIn:
  events: { headers: { national_id: { category: government_id, withhold: true }, $os: { category: device } } }
stores: { lake: { kind: clickhouse, url: "http://lake" } }
collections: []
exempt:
  - { table: staging_*, reason: emptied every night }
  - { store: lake, table: raw, reason: no people }`;
    const { builtInHeaders, exemptions } = parseDataMap(text, {});
    const [events, profiles] = builtInCollections(builtInHeaders);
    const named = (collection: Collection | undefined, name: string) =>
      collection?.headers.filter((header) => header.name === name);
    expect(named(events, 'national_id')).toEqual([expect.objectContaining({ withhold: true, source: false })]);
    expect(named(events, '$os')).toEqual([expect.objectContaining({ category: 'device', source: false })]);
    expect([named(profiles, 'national_id'), named(profiles, '$os')?.[0]?.source]).toEqual([[], true]);
    expect(exemptions.map(({ store, table }) => [store, table])).toEqual([
      ['habeas', 'public.staging_*'],
      ['lake', 'default.raw'],
    ]);
  });

  it('takes what the company says to those who ask, of itself and of the built-in collections', () => {
    const text = `company: { contact: privacy@example.com, transfers: "To the USA, by standard clauses" }
builtIn: { events: { recipients: [Hosting Corp], retention: 13 months } }
collections: []`;
    const { company, builtInHeaders, builtInWords } = parseDataMap(text, {});
    expect(company).toMatchObject({ contact: 'privacy@example.com', saleOrSharing: null });
    const [events, profiles] = builtInCollections(builtInHeaders, builtInWords);
    expect(events).toMatchObject({
      recipients: ['Hosting Corp'],
      retention: '13 months',
      purpose: expect.stringContaining('product') as string,
    });
    expect(profiles?.recipients).toBeNull();
    expect(complaint('company: { address: x }\ncollections: []')).toContain('company.address is not a known key');
  });

  it.each(['policy', 'purpose', 'retention', 'sourceCategory', 'subject', 'table', 'name'])('asks for %s', (field) => {
    const text = NEWSLETTER.replace(new RegExp(`^( *-?) *${field}: .*$`, 'm'), field === 'name' ? '  -' : '');
    expect(complaint(text)).toMatch(new RegExp(`map.yaml, line \\d+: collections\\[0\\]\\.${field} is missing`));
  });

  it.each([
    ['an unknown key', one('    colour: red'), /line 11: collections\[0\]\.colour is not a known key/],
    [
      'an unknown key of a header',
      one('    headers: { a: { category: c }, b: { category: c, hide: true } }'),
      /line 11: collections\[0\]\.headers\.b\.hide is not a known key/,
    ],
    [
      'a header without a category',
      one('    headers:\n      a: { source: true }'),
      /line 12: collections\[0\]\.headers\.a\.category is missing/,
    ],
    ['a list of headers', one('    headers: [email]'), /line 11: collections\[0\]\.headers/],
    [
      'a class that is none',
      one('    headers: { a: { category: c, class: secret } }'),
      /line 11: collections\[0\]\.headers\.a\.class must be ordinary, sensitive, withheld/,
    ],
    [
      'a class that contradicts',
      one('    headers: { a: { category: c, withhold: true, class: sensitive } }'),
      /line 11: collections\[0\]\.headers\.a\.class contradicts/,
    ],
    [
      'a pattern of no class',
      one("    classes: { 'a*': hidden }"),
      /line 11: collections\[0\]\.classes\.a\* must be ordinary, sensitive, withheld/,
    ],
    ['no project', one('').replace('    project: 1\n', ''), /line 2: collections\[0\]\.project exactly one of/],
    ['a project and a project column', one('    projectColumn: p'), /line 5: collections\[0\]\.project exactly one of/],
    [
      'a project that is none',
      one('').replace('project: 1', 'project: one'),
      /line 5: collections\[0\]\.project must be of type number/,
    ],
    [
      'a name of Habeas’ own',
      one('').replace('orders', 'events'),
      /line 2: collections\[0\]\.name "events" is a name of Habeas' own/,
    ],
    [
      'a name twice',
      `${one('')}${one('').replace('collections:\n', '')}`,
      /line 11: collections\[1\]\.name "orders" is used twice/,
    ],
    [
      'a name that is no file name',
      one('').replace('name: orders', 'name: ../x'),
      /line 2: collections\[0\]\.name must be lower-case/,
    ],
    [
      'a store that is not there',
      one('    store: shop'),
      /line 11: collections\[0\]\.store "shop" is not among the stores/,
    ],
    [
      'a policy that is none',
      one('').replace('policy: erase', 'policy: shred'),
      /line 6: collections\[0\]\.policy must be `erase`/,
    ],
    [
      'two policies',
      one('').replace('policy: erase', 'policy: { anonymize: [a], keep: { basis: b } }'),
      /line 6: collections\[0\]\.policy must be one of/,
    ],
    [
      'a keep without a basis',
      one('').replace('policy: erase', 'policy: { keep: { until: x } }'),
      /line 6: collections\[0\]\.policy\.keep\.basis is missing/,
    ],
    [
      'a built-in collection that is none',
      `builtIn: { orders: { headers: {} } }\n${one('')}`,
      /line 1: builtIn may name events, profiles/,
    ],
    ['a key given twice', one('    table: other'), /line 11: Map keys must be unique/],
    ['broken YAML', 'collections: [', /map.yaml, line 1/],
    ['nothing at all', '', /line 1: the data map must be of type object/],
    [
      'Habeas’ own store',
      `stores: { habeas: { kind: postgres, url: postgres://x } }\n${one('')}`,
      /stores must not contain "habeas"/,
    ],
  ])('complains about %s', (_what, text, expected) => {
    expect(complaint(text)).toMatch(expected);
  });

  it('names a missing variable and tells no value', () => {
    expect(complaint(NEWSLETTER, {})).toContain(
      'map.yaml, line 2: stores.shop.url needs the environment variable SHOP_DATABASE_URL',
    );
    const message = complaint(NEWSLETTER, { SHOP_DATABASE_URL: 'mysql://shop:secret@db' });
    expect(message).toContain('stores.shop.url must start with postgres://');
    expect(message).not.toContain('secret');
  });

  it('tells all complaints at once', () => {
    const message = complaint(
      `stores: { shop: { kind: mysql, url: \${NOT_SET} } }\n${one('    colour: red\n    store: 7')}`,
    );
    for (const part of ['NOT_SET', 'must be postgres', 'colour', 'store must be of type string'])
      expect(message).toContain(part);
  });
});
