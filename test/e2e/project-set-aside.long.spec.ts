import { ExportRun } from '../../src/exports/index.js';
import { TestClock } from '../support/test-clock.js';
import { A, B, C, rowsOf } from '../support/three-subjects.js';
import { fileOf, readZip } from '../support/zip.js';
import { DAY, EmptiedShop, isOfA, NOTHING, only, played, type Rows, TABLES } from './emptied-project-fixture.js';

/** On whom the project has something again, under a name of theirs that only what was set aside knows them by, and one that is new. */
const [ADA = '', PHONE = '', OLD_NAME = ''] = A;

describe('a request about an emptied project', () => {
  const clock = new TestClock();
  let shop: EmptiedShop;
  let ending: string;
  let aside: number;
  let before: Rows;
  let others: Rows;

  beforeAll(async () => {
    shop = await EmptiedShop.open(clock);
    const { client, project, other } = shop;
    before = await shop.rowsOf(project.projectId);
    others = await shop.rowsOf(other.projectId);
    ending = (await shop.reset()).id;
    await shop.settled(ending, 'restorable');
    aside = await shop.numberOf(ending);
    clock.forward(10 * DAY);
    const alias = { distinct_id: OLD_NAME, alias: 'ada-since', time: Date.parse('2026-02-03T10:00:00Z') };
    await client.importEvents([
      played(OLD_NAME, 'since'),
      { event: '$create_alias', properties: { ...alias, $insert_id: 'alias-since' } },
      played('ada-since', 'since'),
      played('dora', 'since'),
      // The same as before, which stands under the same key.
      {
        event: 'App opened',
        properties: { ...played(PHONE, 'p0-0').properties, time: Date.parse('2026-02-01T10:00:00Z') },
      },
    ]);
    await client.engage([{ $distinct_id: ADA, $set: { $name: 'Since' } }]);
  });
  afterAll(async () => {
    expect(await shop.rowsOf(shop.other.projectId)).toEqual(others);
    await shop.close();
  });

  const isHers = (line: string) => isOfA(line) || line.includes('"ada-since"');
  const rowsIn = (...all: Rows[]) =>
    Object.fromEntries(TABLES.map((table) => [table, all.reduce((sum, rows) => sum + (rows[table]?.length ?? 0), 0)]));
  const held = async (): Promise<[Rows, Rows]> => [
    only(await shop.rowsOf(shop.project.projectId), isHers),
    only(await shop.rowsOf(aside), isHers),
  ];
  const talliesOf = async (requestId: string) => {
    const tallies = await shop.app.prisma.requestTally.findMany({ where: { requestId, collection: { in: TABLES } } });
    return Object.fromEntries(tallies.map(({ collection, rows }) => [collection, Number(rows)]));
  };

  it('is told by its preview of both, as one person', async () => {
    const { projectId } = shop.project;
    const [since, kept] = await held();
    expect([rowsIn(since)['events'], rowsIn(since)['profiles']]).toEqual([3, 1]);
    expect(kept).toEqual(only(before, isOfA));
    const order = { projectId, kind: 'deletion', distinctIds: ['ada-since'] };
    const { body } = await shop.client.call<Preview>('POST', '/api/v1/requests/preview', order);
    const counted = body.collections.map(({ collection, rows }) => [collection, rows] as const);
    expect(Object.fromEntries(counted)).toMatchObject(rowsIn(since, kept));
    expect(body.subjects).toMatchObject([{ ambiguousIds: 0, fault: null }]);
    expect(body.subjects[0]?.linkedIds).toBeGreaterThanOrEqual(4);
  });

  it('holds both where it is an export', async () => {
    const { app, client, project } = shop;
    const [since, kept] = await held();
    const id = await client.open({ kind: 'export', distinctIds: [ADA] });
    await app.application.get(ExportRun, { strict: false }).run(id);
    expect(await client.show(id)).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'exported' }] });
    expect(await talliesOf(id)).toEqual(rowsIn(since, kept));
    const headers = { authorization: `Bearer ${project.oauthToken}` };
    const zip = await fetch(`${app.url}/api/v1/requests/${id}/download`, { headers });
    const files = await readZip(Buffer.from(await zip.arrayBuffer()));
    const profiles = fileOf(files, 1, 'profile.json') ?? '';
    expect(profiles).toContain('Since');
    expect(profiles).toContain('Person 0');
    const lines = (fileOf(files, 1, 'events.jsonl') ?? '').trimEnd().split('\n');
    expect(lines).toHaveLength(rowsIn(since, kept)['events'] ?? 0);
    for (const stranger of [B[0] ?? '', C[0] ?? '', 'dora'])
      expect(lines.join('\n')).not.toContain(JSON.stringify(stranger));
  });

  it('erases both where it is a deletion, and nobody brings anything back meanwhile', async () => {
    const { client, project, app } = shop;
    const [since, kept] = await held();
    const id = await client.open({ kind: 'deletion', distinctIds: [ADA] });
    const refused = await shop.restore(ending);
    expect([refused.status, refused.body.code]).toEqual([409, 'requests-open']);
    clock.forward(2 * DAY);
    await shop.carryOut(id);
    expect(await client.show(id)).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'erased' }] });
    expect(await talliesOf(id)).toEqual(rowsIn(since, kept));
    expect(await held()).toEqual([NOTHING, NOTHING]);
    expect(await shop.rowsOf(aside)).toEqual(only(before, (line) => !isOfA(line)));
    expect(JSON.stringify(await shop.rowsOf(project.projectId))).toContain('dora');
    const shopTables = await rowsOf(app.databaseUrl, [ADA], ['public.newsletter', 'public.invoice']);
    expect(shopTables['public.newsletter']).toEqual([]);
    expect(shopTables['public.invoice']).not.toEqual([]);
  });

  it('is no reason that the others do not come back, and they come back without whoever was erased', async () => {
    const since = await shop.rowsOf(shop.project.projectId);
    clock.forward(45 * DAY);
    expect((await shop.restore(ending)).status).toBe(200);
    await shop.settled(ending, 'restored');
    const after = await shop.rowsOf(shop.project.projectId);
    const back = only(before, (line) => !isOfA(line));
    for (const table of TABLES)
      expect(new Set(after[table])).toEqual(new Set([...(back[table] ?? []), ...(since[table] ?? [])]));
    expect(only(after, isHers)).toEqual(NOTHING);
    expect(await shop.rowsOf(aside)).toEqual(NOTHING);
  });
});

interface Preview {
  readonly collections: readonly { readonly collection: string; readonly rows: number }[];
  readonly subjects: readonly { readonly linkedIds: number }[];
}
