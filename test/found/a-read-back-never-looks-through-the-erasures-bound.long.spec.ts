import type { Disclosure, Regime } from '../../src/compliance/index.js';
import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { sweepOnce, sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { fileOf, readZip } from '../support/zip.js';

const DAY = 86_400_000;

/**
 * Local time without a zone, a schedule, local time and days with a zone, rows that are anonymized, and comments, which an
 * application writes while they are erased: `busy` people one that has just arrived, `ahead` people by a clock that is an hour
 * ahead, once or again and again. Comments of people who are locked are not given away.
 */
const TABLES = `
  CREATE TABLE notes (id serial PRIMARY KEY, user_id text, body text, created_at timestamp DEFAULT (now() AT TIME ZONE 'Asia/Tokyo'));
  CREATE TABLE announcements (user_id text, body text, published_at timestamptz);
  CREATE TABLE diary (user_id text, body text, written timestamp DEFAULT (clock_timestamp() AT TIME ZONE 'Asia/Tokyo'));
  CREATE TABLE visits (user_id text, body text, day date DEFAULT (now() AT TIME ZONE 'Asia/Tokyo'));
  CREATE TABLE letters (user_id text, body text, came timestamptz DEFAULT clock_timestamp());
  CREATE TABLE comments (user_id text, body text, came timestamptz DEFAULT clock_timestamp());
  CREATE FUNCTION write_on() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE one_ahead CONSTANT timestamptz := clock_timestamp() + interval '1 hour';
    BEGIN
      IF OLD.user_id LIKE 'busy%' AND OLD.body = 'old' THEN
        EXECUTE format('INSERT INTO %I (user_id, body) VALUES ($1, ''since'')', TG_TABLE_NAME) USING OLD.user_id;
      ELSIF OLD.user_id LIKE 'ahead-always%' OR (OLD.user_id LIKE 'ahead-once%' AND OLD.body = 'old') THEN
        INSERT INTO comments VALUES (OLD.user_id, 'ahead', one_ahead);
      END IF;
      RETURN NULL;
    END $$;
  CREATE TRIGGER write_on AFTER DELETE ON comments FOR EACH ROW EXECUTE FUNCTION write_on();
  CREATE TRIGGER write_on AFTER DELETE ON diary FOR EACH ROW EXECUTE FUNCTION write_on();
  CREATE TRIGGER write_on AFTER UPDATE ON letters FOR EACH ROW EXECUTE FUNCTION write_on();
  CREATE TABLE locked (user_id text);
  CREATE FUNCTION keep_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.user_id IN (SELECT user_id FROM locked) THEN RAISE 'not yet' USING ERRCODE = '55P03'; END IF;
      RETURN OLD;
    END $$;
  CREATE TRIGGER keep_locked BEFORE DELETE ON comments FOR EACH ROW EXECUTE FUNCTION keep_locked();`;

const NAMES = ['notes', 'announcements', 'diary', 'visits', 'letters', 'comments'] as const;
const ARRIVALS = {
  notes: 'created_at',
  announcements: 'published_at',
  diary: '{ column: written, zone: Asia/Tokyo }',
  visits: '{ column: day, zone: Asia/Tokyo }',
  letters: 'came',
  comments: 'came',
};
const dataMap = (project: number): string =>
  `collections:\n${NAMES.map(
    (name) =>
      `  - { name: ${name}, title: ${name}, table: ${name}, subject: user_id, project: ${project}, arrival: ${ARRIVALS[name]},` +
      ` policy: ${name === 'letters' ? '{ anonymize: [body] }' : 'erase'}, headers: { body: { category: c, source: true } },` +
      ` purpose: p, sourceCategory: s, retention: r }\n`,
  ).join('')}`;

describe('a read-back never looks through the erasure’s bound', () => {
  const clock = new TestClock();
  let database: TestDatabase;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    await run(TABLES);
    for (const name of NAMES) await run(`CREATE INDEX ON ${name} (user_id)`);
    const preparing = await startApp({ database, settings: { ROLE: 'api' } });
    project = await createProject(preparing);
    await preparing.stop();
    app = await startApp({ database, clock, dataMap: dataMap(project.projectId), settings: STEP_BY_STEP });
    client = new ApiClient(app, project);
  });

  afterAll(() => app.close());

  const run = (sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> =>
    withClient(database.url, async (connection) => (await connection.query(sql, [...values])).rows);
  const person = (kind = 'u') => `${kind}-${++number}`;
  const sweep = (): Promise<void> => sweepOnce(app);
  const shown = async (id: string) => (await client.show(id)) as unknown as RequestDetail;
  /** The bodies that are left of somebody. */
  const left = async (table: string, id: string) =>
    (await run(`SELECT body FROM ${table} WHERE user_id = $1`, [id])).map(({ body }) => body);

  async function deletionInSweep(id: string, regime: Regime, disclosure: Disclosure = 'Data'): Promise<string> {
    const request = await client.open({ kind: 'deletion', regime, disclosure, distinctIds: [id] });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(request);
    clock.forward(DAY);
    return request;
  }

  /** Sweeps until the deletion has ended, past transactions of neighbours on the server. */
  async function swept(request: string): Promise<RequestDetail> {
    await sweepPastNeighbours(app, clock);
    return shown(request);
  }

  async function exported(id: string, regime: Regime): Promise<Map<string, string>> {
    const request = await client.open({ kind: 'export', regime, distinctIds: [id] });
    await app.application.get(ExportRun, { strict: false }).run(request);
    const response = await fetch(`${app.url}/api/v1/requests/${request}/download`, {
      headers: { authorization: `Bearer ${project.oauthToken}` },
    });
    return readZip(Buffer.from(await response.arrayBuffer()));
  }

  const collectionOf = ({ collections }: RequestDetail, name: string) =>
    collections.find(({ collection }) => collection === name);

  describe.each(['GDPR', 'CCPA'] as const)('under %s', (regime) => {
    it('shows and erases rows of a clock in another zone, of a schedule, of today, and of no time at all', async () => {
      const id = person();
      await run(`INSERT INTO notes (user_id, body) VALUES ($1, 'written a moment ago')`, [id]);
      await run(
        `INSERT INTO announcements VALUES ($1, 'goes out tomorrow', now() + interval '1 day'), ($1, 'by a clock ahead', now() + interval '1 minute'),
           ($1, 'some day', 'infinity'), ($1, 'long ago', '-infinity'), ($1, 'nobody knows', NULL), ($1, 'far', '12000-01-01')`,
        [id],
      );
      await run(`INSERT INTO diary (user_id, body) VALUES ($1, 'today'), ($1, 'undated')`, [id]);
      await run(`UPDATE diary SET written = NULL WHERE user_id = $1 AND body = 'undated'`, [id]);
      await run(`INSERT INTO visits (user_id, body) VALUES ($1, 'today')`, [id]);
      await run(`INSERT INTO visits VALUES ($1, 'in a week', now() + interval '7 days'), ($1, 'never', 'infinity')`, [
        id,
      ]);
      await run(`INSERT INTO letters (user_id, body, came) VALUES ($1, 'signed', now() + interval '1 day')`, [id]);

      const files = await exported(id, regime);
      for (const [name, rows] of Object.entries({ notes: 1, announcements: 6, diary: 2, visits: 3, letters: 1 })) {
        expect([name, fileOf(files, 1, `${name}.jsonl`)?.trim().split('\n').length]).toEqual([name, rows]);
      }

      const ended = await swept(await deletionInSweep(id, regime));
      expect(ended).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'erased', outcomeDetail: null }] });
      for (const name of NAMES) {
        expect(await left(name, id)).toEqual(name === 'letters' ? [null] : []);
        expect(collectionOf(ended, name)).toMatchObject({ survivors: 0, newRows: 0 });
      }
    });

    it('names a row that arrives between the erasure and the read-back as new data, by count, and leaves it', async () => {
      const id = person('busy');
      for (const table of ['comments', 'letters', 'diary']) {
        await run(`INSERT INTO ${table} (user_id, body) VALUES ($1, 'old'), ($1, 'old')`, [id]);
      }
      const ended = await swept(await deletionInSweep(id, regime));
      const detail = 'new data arrived after the watermark';
      expect(ended).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'erased', outcomeDetail: detail }] });
      for (const table of ['comments', 'letters', 'diary']) {
        expect(collectionOf(ended, table)).toMatchObject({ rows: 2, survivors: 0, newRows: 2 });
        expect((await left(table, id)).filter((body) => body !== null)).toEqual(['since', 'since']);
      }
      expect(ended.subjects[0]?.tallies).toContainEqual(
        expect.objectContaining({ collection: 'comments', newRows: 2 }),
      );
      expect(ended.timeline.at(-1)).toMatchObject({
        type: 'succeeded',
        detail: { newRows: { comments: 2, diary: 2, letters: 2 } },
      });
      const { body } = await client.call('GET', `/api/v1/requests/${ended.id}/record`);
      expect(body['document']).toMatchObject({
        collections: expect.arrayContaining([expect.objectContaining({ collection: 'comments', newRows: 2 })]),
        statement: expect.stringContaining(
          '2 rows of comments, 2 rows of diary, 2 rows of letters arrived after the watermark',
        ),
      });
    });

    it('erases in the same sweep what comes in meanwhile by a clock that is ahead', async () => {
      const id = person('ahead-once');
      await run(`INSERT INTO comments (user_id, body) VALUES ($1, 'old')`, [id]);
      const ended = await swept(await deletionInSweep(id, regime));
      expect(ended).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'erased', outcomeDetail: null }] });
      expect(await left('comments', id)).toEqual([]);
    });

    it('does not succeed while more of it comes, and says which column’s clock it does not trust', async () => {
      const id = person('ahead-always');
      await run(`INSERT INTO comments (user_id, body) VALUES ($1, 'old')`, [id]);
      const request = await deletionInSweep(id, regime);
      const waiting = await swept(request);
      expect(waiting).toMatchObject({ status: 'STARTED', waitingFor: 'retry' });
      expect(collectionOf(waiting, 'comments')).toMatchObject({ survivors: 1, verifiedAt: null });
      expect(waiting.timeline.at(-1)).toMatchObject({ type: 'retried', detail: { code: 'clock-distrusted' } });
      clock.forward(60 * DAY);
      const ended = await swept(request);
      expect(ended).toMatchObject({ status: 'FAILURE', failure: { code: 'clock-distrusted' } });
      expect(ended.failure?.message).toMatch(/"comments".*column "came"/);
    });

    it('takes a row that was ahead of its clock when it was counted, though its time comes before it can be erased', async () => {
      const id = person('locked');
      const [row] = await run(
        `INSERT INTO comments VALUES ($1, 'old', clock_timestamp() + interval '8 seconds') RETURNING came`,
        [id],
      );
      await run(`INSERT INTO locked VALUES ($1)`, [id]);
      const request = await deletionInSweep(id, regime);
      await sweep();
      expect(await shown(request)).toMatchObject({ status: 'STARTED', waitingFor: 'store-busy' });
      await until(
        'its time',
        async () => (await run('SELECT clock_timestamp() > $1 AS come', [row?.['came']]))[0]?.['come'],
      );
      await run(`INSERT INTO comments (user_id, body) VALUES ($1, 'since')`, [id]);
      await run('DELETE FROM locked');
      clock.forward(3_600_000);
      const ended = await swept(request);
      expect(ended).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'erased' }] });
      expect(await left('comments', id)).toEqual(['since']);
      expect(collectionOf(ended, 'comments')).toMatchObject({ rows: 1, survivors: 0, newRows: 1 });
    });
  });

  it.each(['Categories', 'Sources'] as const)('reads a deletion of %s back in the same way', async (disclosure) => {
    const id = person();
    await run(`INSERT INTO announcements VALUES ($1, 'tomorrow', now() + interval '1 day')`, [id]);
    await run(`INSERT INTO notes (user_id, body) VALUES ($1, 'a moment ago')`, [id]);
    const ended = await swept(await deletionInSweep(id, 'CCPA', disclosure));
    expect(ended.status).toBe('SUCCESS');
    expect([...(await left('announcements', id)), ...(await left('notes', id))]).toEqual([null, null]);
  });

  it('does not say that nothing is held about somebody of whom new data came', async () => {
    const id = person();
    await run(
      `CREATE FUNCTION come_in() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN
           INSERT INTO comments (user_id, body) SELECT '${id}', 'first' WHERE NOT EXISTS (SELECT FROM comments WHERE user_id = '${id}');
           RETURN NULL;
         END $$;
       CREATE TRIGGER come_in AFTER DELETE ON comments FOR EACH STATEMENT EXECUTE FUNCTION come_in()`,
    );
    const ended = await swept(await deletionInSweep(id, 'GDPR'));
    await run('DROP FUNCTION come_in CASCADE');
    expect(ended).toMatchObject({
      ...{ status: 'SUCCESS', nothingHeld: false },
      subjects: [{ outcome: 'not_found', outcomeDetail: 'new data arrived after the watermark' }],
    });
    expect(collectionOf(ended, 'comments')).toMatchObject({ rows: 0, survivors: 0, newRows: 1 });
    expect(await left('comments', id)).toEqual(['first']);
  });
});
