import { Writable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { DeletionStaging } from '../../src/deletions/index.js';
import { ArtifactStore } from '../../src/artifacts/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { HabeasError } from '../../src/platform/index.js';
import type { RequestDetail, RequestPage } from '../../src/requests/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';
import { runCommand } from '../e2e/cli-fixture.js';

const DAY = 86_400_000;
/** The id of a database's first project, known before there is one, since the data map names it. */
const PROJECT = 100_001;

const TABLES = `
  CREATE TABLE ledger (id serial PRIMARY KEY, user_id text, note text);
  CREATE TABLE feed (id serial PRIMARY KEY, user_id text, note text);
  CREATE TABLE letters (id serial PRIMARY KEY, user_id text, note text);
  CREATE INDEX ON ledger (user_id); CREATE INDEX ON feed (user_id); CREATE INDEX ON letters (user_id)`;
const mapOf = (url: string) => `
stores: { shop: { kind: postgres, url: "${url}" } }
collections:
${['ledger', 'feed', 'letters']
  .map(
    (name) =>
      `  - { name: ${name}, store: shop, table: ${name}, subject: user_id, project: ${PROJECT}, policy: erase, purpose: p, sourceCategory: s, retention: r }\n`,
  )
  .join('')}`;

/** How a store comes to refuse, and how a person puts it right. */
const REFUSALS = [
  {
    what: 'a trigger that raises',
    refuse: `CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'u8 is never deleted'; END$$;
      CREATE TRIGGER never BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION never()`,
    allow: 'DROP TRIGGER never ON ledger; DROP FUNCTION never()',
    sentence:
      /^Collection "ledger": Store "shop" refused \(P0001\): a trigger or function raised an error, the function never; /,
  },
  {
    what: 'a trigger that raises a code of its own',
    refuse: `CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'u8' USING ERRCODE = 'KEEP1'; END$$;
      CREATE TRIGGER never BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION never()`,
    allow: 'DROP TRIGGER never ON ledger; DROP FUNCTION never()',
    sentence: /^Collection "ledger": Store "shop" refused \(KEEP1\): .*the function never; /,
  },
  {
    what: 'a publication of a table without a replica identity',
    refuse: `ALTER TABLE ledger REPLICA IDENTITY NOTHING; CREATE PUBLICATION p_feed FOR TABLE ledger`,
    allow: 'DROP PUBLICATION p_feed; ALTER TABLE ledger REPLICA IDENTITY DEFAULT',
    sentence:
      /^Collection "ledger": Store "shop" refused \(55000\): .*REPLICA IDENTITY FULL, or take it out of the publication\.$/,
  },
  {
    what: 'a table that is gone',
    refuse: 'ALTER TABLE ledger RENAME TO elsewhere',
    allow: 'ALTER TABLE elsewhere RENAME TO ledger',
    sentence: /^Collection "ledger": .*ledger/,
  },
  {
    what: 'a foreign key that restricts',
    refuse: `CREATE TABLE pages (ledger int REFERENCES ledger ON DELETE RESTRICT); INSERT INTO pages SELECT id FROM ledger`,
    allow: 'DROP TABLE pages',
    sentence: /^Collection "ledger": .*rows of public\.pages refer to it by the foreign key .*list public\.pages under/,
  },
];

describe('a refusal waits for a person, and nothing else waits', () => {
  const clock = new TestClock();
  const warnings: string[] = [];
  let database: TestDatabase;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(TABLES));
    app = await startApp({ clock, database, settings: STEP_BY_STEP, dataMap: mapOf(database.url) });
    project = await createProject(app);
    client = new ApiClient(app, project);
    const warn = (text: unknown) => void warnings.push(String(text));
    Logger.overrideLogger({ log: () => undefined, warn, error: warn });
  });
  beforeEach(async () => {
    warnings.length = 0;
    await sql(`TRUNCATE ledger, feed, letters;
      ${['ledger', 'feed', 'letters'].map((table) => `INSERT INTO ${table} (user_id) VALUES ('u8'), ('other')`).join(';')}`);
  });
  afterAll(async () => {
    Logger.overrideLogger(false);
    await app.close();
  });

  const sql = (text: string) => withClient(database.url, (each) => each.query(text));
  const count = async (from: string) => Number((await sql(`SELECT count(*) FROM ${from}`)).rows[0]?.count);
  const service = <T>(type: abstract new (...parts: never[]) => T): T =>
    app.application.get<T>(type, { strict: false });
  const detail = async (id: string) => (await client.call<RequestDetail>('GET', `/api/v1/requests/${id}`)).body;
  const listed = async (query: string) =>
    (await client.call<RequestPage>('GET', `/api/v1/requests?${query}`)).body.results.map(({ id }) => id);
  const retry = (id: string) => client.call('POST', `/api/v1/requests/${id}/retry`);

  async function stage(...persons: string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const person of persons)
      ids.push(await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [person] }));
    clock.forward(DAY);
    for (const id of ids) await service(DeletionStaging).stage(id);
    clock.forward(DAY);
    return ids;
  }
  const sweep = () => sweepPastNeighbours(app, clock);

  it.each(REFUSALS)('$what: the deletion says so and goes on elsewhere', async ({ refuse, allow, sentence }) => {
    await sql(refuse);
    try {
      const [id = ''] = await stage('u8');
      await sweep();
      const shown = await detail(id);
      expect(shown).toMatchObject({ status: 'STARTED', waitingFor: 'action' });
      expect(shown.failure?.message).toMatch(sentence);
      expect(shown.attention).toEqual([
        { collection: 'ledger', code: shown.failure?.code, message: expect.stringMatching(/\S/) },
      ]);
      expect(shown.failure?.message).not.toContain('u8');
      expect([await count(`feed WHERE user_id = 'u8'`), await count(`letters WHERE user_id = 'u8'`)]).toEqual([0, 0]);
      expect(await listed('attention=true')).toEqual([id]);
      expect(await listed('attention=false')).not.toContain(id);

      clock.forward(DAY);
      await sweep();
      const told = warnings.filter((each) => each.includes(id));
      expect(told).toEqual([expect.stringMatching(/^Deletion \S+ waits for somebody to act, .*Collection "ledger": /)]);
      expect(told.join()).not.toContain('u8');
    } finally {
      await sql(allow);
    }
    const [id = ''] = await listed('attention=true');
    expect((await retry(id)).status).toBe(200);
    await sweep();
    expect(await detail(id)).toMatchObject({ status: 'SUCCESS', failure: null, attention: [], attentionSince: null });
    expect(await count(`ledger WHERE user_id = 'u8'`)).toBe(0);
  });

  it('of one person’s rows it keeps nobody else waiting', async () => {
    await sql(`CREATE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
        IF OLD.user_id = 'u8' THEN RAISE EXCEPTION 'kept'; END IF; RETURN OLD; END$$;
      CREATE TRIGGER kept BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION kept()`);
    try {
      const [stopped = '', beside = ''] = await stage('u8', 'other');
      await sweep();
      expect((await detail(stopped)).waitingFor).toBe('action');
      expect((await detail(beside)).status).toBe('SUCCESS');
      clock.forward(40 * DAY);
      await sweep();
      expect(await detail(stopped)).toMatchObject({
        status: 'FAILURE',
        failure: { code: 'store-refused', message: expect.stringMatching(/^Collection "ledger": /) },
        attention: [],
      });
    } finally {
      await sql('DROP TRIGGER kept ON ledger; DROP FUNCTION kept()');
    }
  });

  it('of two collections both are named, and the third is erased', async () => {
    await sql(`CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'never'; END$$;
      CREATE TRIGGER never BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION never();
      CREATE TRIGGER never BEFORE DELETE ON letters FOR EACH ROW EXECUTE FUNCTION never()`);
    try {
      const [id = ''] = await stage('u8');
      await sweep();
      const { attention } = await detail(id);
      expect(attention.map(({ collection }) => collection).sort()).toEqual(['ledger', 'letters']);
      expect(await count(`feed WHERE user_id = 'u8'`)).toBe(0);
    } finally {
      await sql('DROP TRIGGER never ON ledger; DROP TRIGGER never ON letters; DROP FUNCTION never()');
    }
    const [id = ''] = await listed('attention=true');
    await retry(id);
    await sweep();
    expect((await detail(id)).status).toBe('SUCCESS');
  });

  it('to be read stops an export until it is put right, by the name of the collection', async () => {
    await sql('ALTER TABLE feed RENAME TO elsewhere');
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['u8'] });
    const fine = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['other'] });
    try {
      await service(ExportRun).run(id);
      expect(await detail(id)).toMatchObject({
        status: 'STARTED',
        waitingFor: 'action',
        failure: { code: 'store-refused', message: expect.stringMatching(/^Collection "feed": /) },
        attention: [{ collection: 'feed', code: 'store-refused' }],
      });
      clock.forward(DAY);
      await service(ExportRun).run(id);
      expect(warnings.filter((each) => each.includes(id))).toHaveLength(1);
      const types = (await detail(id)).timeline.map(({ type }) => type);
      expect(types.filter((type) => type === 'waiting-for-action')).toHaveLength(1);
    } finally {
      await sql('ALTER TABLE elsewhere RENAME TO feed');
    }
    expect((await retry(id)).status).toBe(200);
    await service(ExportRun).run(id);
    await service(ExportRun).run(fine);
    expect(await detail(id)).toMatchObject({
      status: 'SUCCESS',
      failure: null,
      attention: [],
      progress: { done: 1, total: 1 },
    });
    expect((await detail(fine)).status).toBe('SUCCESS');
  });

  it('of the place where exports are kept is no collection’s', async () => {
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['u8'] });
    const store = service(ArtifactStore);
    const write = store.write.bind(store);
    const refused = new HabeasError('unprocessable', 'artifact-store-refused', 'The bucket takes no file.');
    Object.assign(store, { write: () => new Writable({ write: (_chunk, _encoding, done) => done(refused) }) });
    try {
      await service(ExportRun).run(id);
    } finally {
      Object.assign(store, { write });
    }
    const { attention } = (await detail(id)) as { attention: { code: string; collection?: string | null }[] };
    expect(attention.map(({ code, collection }) => [code, collection ?? null])).toEqual([
      ['artifact-store-refused', null],
    ]);
    expect((await retry(id)).status).toBe(200);
    await service(ExportRun).run(id);
    expect((await detail(id)).status).toBe('SUCCESS');
  });

  it('is shown by the command line, in the list and of the request', async () => {
    await sql(`CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'never'; END$$;
      CREATE TRIGGER never BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION never()`);
    const habeas = (...words: string[]) =>
      runCommand(['request', ...words, '--server', app.url], '', { HABEAS_TOKEN: project.oauthToken });
    const [id = ''] = await stage('u8');
    await sweep();
    await sql('DROP TRIGGER never ON ledger; DROP FUNCTION never()');
    expect((await habeas('list', '--attention')).out).toMatch(
      new RegExp(`Attention: ${id}  collection "ledger": Store "shop" refused`),
    );
    expect((await habeas('show', id)).out).toMatch(/Attention +collection "ledger": Store "shop" refused \(P0001\)/);
    expect((await habeas('retry', id)).code).toBe(0);
    await sweep();
    expect((await habeas('list', '--attention')).out).toBe('None.');
    expect((await habeas('retry', id)).err).toMatch(/already-finished|has ended/);
  });

  it('nothing can be looked at again that has not failed', async () => {
    const id = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['u9'] });
    expect(await retry(id)).toMatchObject({ status: 409, body: { code: 'nothing-to-retry' } });
    expect((await retry('0b7c7a4e-5d0a-4f0e-9c7e-1f2d3c4b5a69')).status).toBe(404);
    await client.call('POST', `/api/v1/requests/${id}/revoke`);
    expect(await retry(id)).toMatchObject({ status: 405, body: { code: 'already-finished' } });
  });
});
