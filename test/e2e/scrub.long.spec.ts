import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/embedded-postgres/embedded-postgres.js';
import { migrate } from '../../src/platform/prisma/migrations.js';
import { ScrubPlan } from '../../src/scrub/index.js';
import { Retention } from '../../src/jobs/retention.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';

const ID = 'zelda-fitzgerald-7719';
const EMAIL = 'zelda.f@riviera-hotels.example';
const OTHER = 'somebody-else-2204';
const SECOND_ID = 'device-of-zelda-31337';

const NEWSLETTER = `
collections:
  - name: newsletter
    title: Newsletter subscriptions
    table: public.newsletter
    project: 100001
    subject: user_id
    headers: { email: { category: identifiers } }
    policy: erase
    purpose: Sending the newsletter
    recipients: []
    sourceCategory: The person
    retention: Until it is cancelled
`;

/** Every file under a folder in which the bytes stand, by its path in the folder. */
function filesWith(folder: string, bytes: Buffer | string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true)
    .filter((name) => readFileSync(join(folder, name)).includes(bytes));
}

describe('the bytes of an erased person on the disk of the embedded server', () => {
  let postgres: EmbeddedPostgres;
  let folder: string;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let keys: Buffer[];
  let others: string;
  let requestId: string;

  const sql = <Row extends Record<string, unknown>>(text: string): Promise<Row[]> =>
    withClient(postgres.url, async (session) => (await session.query<Row>(text)).rows);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'habeas-scrub-'));
    chmodSync(folder, 0o755);
    postgres = await startEmbeddedPostgres({ dataDirectory: folder, password: 'test', settings: { fsync: 'off' } });
    await migrate(postgres.url, join(process.cwd(), 'prisma', 'migrations'));
    await sql('CREATE TABLE newsletter (user_id text PRIMARY KEY, email text)');
    const database = { url: postgres.url, drop: () => postgres.destroy() };
    app = await startApp({ database, dataMap: NEWSLETTER, settings: { RECORD_ID_RETENTION: '0s' } });
    project = await createProject(app);
    client = new ApiClient(app, project);
    await load();
    others = await rowsOfOthers();
    const exported = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [ID] });
    await until('the export', async () => (await client.show(exported)).status === 'SUCCESS');
    requestId = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [ID] });
    keys = await keysOnRecord();
    await until('the deletion', async () => (await client.show(requestId)).status === 'SUCCESS');
  });

  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  /** Two months of events of two people among others, profiles too large for a row, and statistics over all of it. */
  async function load(): Promise<void> {
    const event = (id: string, number: number) => ({
      event: 'Song played',
      properties: {
        time: 1_767_225_000 + number * 9_000,
        distinct_id: id,
        $insert_id: `${id}-${number}`,
        $user_id: id,
        ...(id === ID ? { $email: EMAIL, $device_id: SECOND_ID } : {}),
      },
    });
    for (const [id, count] of [
      [ID, 400],
      [OTHER, 400],
    ] as const)
      await client.importEvents(Array.from({ length: count }, (_, number) => event(id, number)));
    await client.importEvents(Array.from({ length: 1_000 }, (_, number) => event(`listener-${number}`, number)));
    for (const id of [ID, OTHER]) {
      const large = randomBytes(9_000).toString('base64');
      await client.engage([{ $distinct_id: id, $set: { $email: id === ID ? EMAIL : 'else@example.com', bio: large } }]);
      await client.engage([{ $distinct_id: id, $set: { bio: `${large} ${id}` } }]);
    }
    await sql(`INSERT INTO newsletter VALUES ('${ID}', '${EMAIL}'), ('${OTHER}', 'else@example.com')`);
    await sql('ANALYZE');
    await sql('CHECKPOINT');
  }

  async function rowsOfOthers(): Promise<string> {
    const rows = await sql<{ line: string }>(`
      SELECT row_to_json(e)::text AS line FROM subject_data.events e WHERE distinct_id <> '${ID}'
      UNION ALL SELECT row_to_json(p)::text FROM subject_data.profiles p WHERE distinct_id <> '${ID}'
      UNION ALL SELECT row_to_json(l)::text FROM subject_data.identity_links l WHERE distinct_id <> '${ID}'
      UNION ALL SELECT row_to_json(n)::text FROM newsletter n WHERE user_id <> '${ID}' ORDER BY 1`);
    return rows.map(({ line }) => line).join('\n');
  }

  /** The keys that open ciphertexts of the id: of requests, and of the person's part of the export. */
  async function keysOnRecord(): Promise<Buffer[]> {
    const requests = await app.prisma.request.findMany({ select: { wrappedIdKey: true } });
    const parts = await app.prisma.artifactPart.findMany({ where: { ordinal: 0 }, select: { wrappedKey: true } });
    return [...requests.map(({ wrappedIdKey }) => wrappedIdKey), ...parts.map(({ wrappedKey }) => wrappedKey)].map(
      (key) => Buffer.from(key ?? ''),
    );
  }

  it('stand there still after the purge: in tables, indexes, statistics and the log', async () => {
    await sql('CHECKPOINT');
    const found = filesWith(postgres.directory, ID);
    const inFiles = (
      await sql<{ name: string; path: string }>(
        `SELECT c.relname AS name, pg_relation_filepath(c.oid) AS path FROM pg_class c WHERE c.relkind IN ('r', 'i', 't')`,
      )
    )
      .filter(({ path }) => found.includes(path))
      .map(({ name }) => name);
    expect(inFiles).toEqual(expect.arrayContaining(['events_2026_01', 'events_2026_01_pkey', 'profiles']));
    expect(inFiles).toContain('pg_statistic');
    expect(found.some((name) => name.startsWith('pg_wal/'))).toBe(true);
    expect(filesWith(postgres.directory, EMAIL).length).toBeGreaterThan(0);
    expect(keys).toHaveLength(3);
    expect((await client.show(requestId))['scrubbedAt']).toBeNull();
  });

  it('are gone after the scrub and the end of RECORD_ID_RETENTION, not one of them left in any file', async () => {
    await app.application.get(Retention, { strict: false }).run();
    expect((await client.show(requestId))['idsReadable']).toBe(false);
    await sql('CHECKPOINT');
    for (const key of keys) expect(filesWith(postgres.directory, key)).not.toEqual([]);

    await app.application.get(ScrubPlan, { strict: false }).order('operator');
    await until('the scrub', async () => (await client.show(requestId))['scrubbedAt'] !== null);
    await sql('CHECKPOINT');
    for (const bytes of [ID, EMAIL, SECOND_ID, ...keys]) {
      expect(filesWith(folder, bytes)).toEqual([]);
      expect(filesWith(app.dataDirectory, bytes)).toEqual([]);
    }
  });

  it('are those of nobody else: the others stand as they were', async () => {
    expect(await rowsOfOthers()).toBe(others);
    expect(filesWith(postgres.directory, OTHER).length).toBeGreaterThan(2);
  });

  it('are told of in the request: each time of each collection, and when they were gone', async () => {
    const shown = await client.show(requestId);
    const collections = shown['collections'] as Record<string, string | null>[];
    expect(collections.map(({ collection }) => collection)).toContain('newsletter');
    for (const { erasedAt, filesDroppedAt } of collections)
      expect((filesDroppedAt ?? '') > (erasedAt ?? '')).toBe(true);
    expect((shown['timeline'] as { type: string }[]).map(({ type }) => type)).toContain('scrubbed');
    expect(shown['scrubDueBy']).toBeNull();
  });

  it('leave the rows ordered by subject', async () => {
    const clustered = await sql<{ name: string }>(
      `SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indisclustered ORDER BY 1`,
    );
    expect(clustered.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['newsletter_pkey', 'subject_data.events_2026_01_pkey', 'subject_data.profiles_pkey']),
    );
  });
});
