import { growthOf } from '../support/work.js';
import pg from 'pg';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

let app: TestApp;
let project: TestProject;
let database: pg.Client;
let people = 0;

beforeAll(async () => {
  app = await startApp({ settings: { ROLE: 'api', INGEST_RATE_PER_SECOND: '0' } });
  project = await createProject(app);
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await app.close();
});

type Operators = Record<string, unknown>;

/** Whose profile is full, and who is refused, is told to nobody. */
const AS_TAKEN = { status: 1, error: null };

async function engage(id: string, updates: readonly Operators[]): Promise<{ status: number; error: string | null }> {
  const body = updates.map((operators) => ({ $token: project.projectToken, $distinct_id: id, ...operators }));
  const response = await fetch(`${app.url}/engage?verbose=1`, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as { status: number; error: string | null };
}

async function profileOf(id: string): Promise<Operators | undefined> {
  const { rows } = await database.query<{ properties: Operators }>(
    'SELECT properties FROM subject_data.profiles WHERE project_id = $1 AND distinct_id = $2',
    [project.projectId, id],
  );
  return rows[0]?.properties;
}

async function store(id: string, properties: Operators): Promise<void> {
  await database.query(
    'INSERT INTO subject_data.profiles (project_id, distinct_id, properties, received_at) VALUES ($1, $2, $3, now())',
    [project.projectId, id, JSON.stringify(properties)],
  );
}

const newPerson = () => `person-${String((people += 1))}`;
const each = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => make(at));
const keys = (count: number, from = 0) => Object.fromEntries(each(count, (at) => [`key-${String(from + at)}`, at]));

describe('the work of a call grows as its updates do', () => {
  it.each<[string, (size: number) => Operators[]]>([
    ['each brings a new property', (size) => each(size, (at) => ({ $set: keys(1, at) }))],
    ['each appends to one list', (size) => each(size, (at) => ({ $append: { list: { at } } }))],
    ['each unites one list', (size) => each(size, (at) => ({ $union: { list: [at, at + 1, { at }] } }))],
    [
      'each removes from one list',
      (size) => [
        { $set: { list: each(4 * size, (at) => ({ at })) } },
        ...each(size, (at) => ({ $remove: { list: { at: size - at } } })),
      ],
    ],
    [
      'each adds to one number of many',
      (size) => [
        ...each(size / 100, (at) => ({ $set: keys(100, 100 * at) })),
        ...each(size, () => ({ $add: { 'key-7': 1 } })),
      ],
    ],
  ])('where %s', async (_, updatesOf) => {
    const growth = await growthOf(200, async (size) => {
      expect(await engage(newPerson(), updatesOf(size))).toEqual({ status: 1, error: null });
    });
    expect(growth).toBeLessThan(2.6);
  });

  it('where each is refused for the size of the profile', async () => {
    const growth = await growthOf(100, async (size) => {
      const person = newPerson();
      await store(person, { list: each(20 * size, () => 1), ...keys(2000) });
      const updates = each(size, (at) => ({ $remove: { list: 1 }, $set: { [`new-${String(at)}`]: 1 } }));
      expect(await engage(person, updates)).toEqual(AS_TAKEN);
      expect(Object.keys((await profileOf(person)) ?? {})).toHaveLength(2001);
    });
    expect(growth).toBeLessThan(2.6);
  });
});

describe('a profile has a bound', () => {
  const MEGABYTE = 1_048_576;

  it('of 1 MB: what goes beyond is not applied and not told, and the others are applied', async () => {
    const person = newPerson();
    const filler = 'x'.repeat(MEGABYTE / 2);
    const updates = [{ $set: { a: filler } }, { $set: { b: filler }, $append: { c: 1 } }, { $set: { d: 4 } }];
    expect(await engage(person, updates)).toEqual(AS_TAKEN);
    expect(await profileOf(person)).toEqual({ a: filler, d: 4 });
    expect(await engage(person, [{ $set: { b: filler } }])).toEqual(AS_TAKEN);
    expect(await profileOf(person)).toEqual({ a: filler, d: 4 });
  });

  it('of 2,000 properties', async () => {
    const person = newPerson();
    const updates = each(10, (at) => ({ $set: keys(200, 200 * at) }));
    expect(await engage(person, [...updates, { $set: { more: 1 } }, { $set: { 'key-1': 'one' } }])).toEqual(AS_TAKEN);
    expect(Object.keys((await profileOf(person)) ?? {})).toHaveLength(2000);
    expect(await profileOf(person)).toMatchObject({ 'key-1': 'one' });
  });

  it('and one that was larger before can shrink, and be removed', async () => {
    const person = newPerson();
    await store(person, { ...keys(3000), filler: 'x'.repeat(2 * MEGABYTE) });
    expect(await engage(person, [{ $set: { more: 1 } }])).toEqual(AS_TAKEN);
    expect(await engage(person, [{ $unset: ['filler', 'key-1'] }, { $set: { 'key-2': 'two' } }])).toMatchObject({
      status: 1,
    });
    expect(Object.keys((await profileOf(person)) ?? {})).toHaveLength(2999);
    expect(await engage(person, [{ $delete: '' }, { $set: { a: 1 } }])).toEqual({ status: 1, error: null });
    expect(await profileOf(person)).toEqual({ a: 1 });
  });

  it('that digits a database writes out count towards', async () => {
    const numbers = each(5000, () => 1e308);
    expect(await engage(newPerson(), [{ $set: { numbers } }])).toMatchObject({ status: 0 });
  });
});
