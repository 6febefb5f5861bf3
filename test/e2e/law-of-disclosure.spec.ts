import { ProjectsService } from '../../src/access/index.js';
import type { Disclosure } from '../../src/compliance/index.js';
import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';
import { fileOf, readZip } from '../support/zip.js';

const DAY = 86_400_000;
const TABLES = `
  CREATE TABLE account (who text PRIMARY KEY, since timestamptz NOT NULL, passport text, password bytea, via text,
    plan text NOT NULL, settings jsonb NOT NULL DEFAULT '{}');
  CREATE TABLE remark (id bigserial PRIMARY KEY, who text NOT NULL, words text);
  CREATE INDEX ON remark (who);`;

const dataMap = (projectId: number): string => `
builtIn:
  events: { headers: { national_id: { category: government_id, withhold: true } } }
collections:
  - name: accounts
    table: public.account
    project: ${projectId}
    subject: who
    time: since
    properties: settings
    headers:
      passport: { category: government_id, withhold: true }
      password: { category: account_log_in, withhold: true }
      via: { category: internet_activity, source: true }
      referral_code: { category: identifiers, source: true, withhold: true }
      plan: { category: commercial, keep: true }
    policy: erase
    purpose: Letting people sign in
    sourceCategory: The person
    retention: As long as there is an account
  - name: remarks
    table: public.remark
    project: ${projectId}
    subject: who
    headers: { words: { category: other } }
    policy: erase
    purpose: Support
    sourceCategory: The person
    retention: Two years
`;

/** Values that must stand in no file; each stands in a withheld header. */
const SECRETS = ['P-NATIONAL-4711', 'P-PASSPORT-4712', 'P-PASSWORD-4713', 'P-REFERRAL-4714'];

interface Detail {
  readonly status: string;
  readonly waitingFor: string | null;
  readonly partial: boolean;
  readonly partialNote: string | null;
  readonly finishedAt: string;
  readonly subjects: readonly { readonly outcome: string }[];
  readonly collections: readonly {
    readonly collection: string;
    readonly rows: number;
    readonly survivors: number | null;
    readonly verifiedAt: string | null;
  }[];
  readonly window: { readonly from: string | null; readonly until: string | null };
}

type Row = Readonly<Record<string, unknown>>;

describe('the law of disclosure', () => {
  const clock = new TestClock();
  let database: TestDatabase;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(TABLES));
    const preparing = await startApp({ database, settings: { ROLE: 'api' } });
    project = await createProject(preparing);
    await preparing.stop();
    app = await startApp({ database, clock, dataMap: dataMap(project.projectId), settings: STEP_BY_STEP });
    client = new ApiClient(app, project);
  });

  afterAll(() => app.close());

  /** A person with two events, a profile, an account and a remark. */
  async function person(times: readonly string[] = ['2026-01-01T10:00:00Z', '2026-02-01T10:00:00Z']): Promise<string> {
    const id = `person-${++number}`;
    await client.importEvents(
      times.map((time, at) => ({
        event: `Event ${at}`,
        properties: {
          time: Date.parse(time),
          distinct_id: id,
          $insert_id: `insert-${number}-${at}`,
          $os: 'Plan 9',
          utm_source: 'newsletter',
          plan: 'Gold plan',
          national_id: 'P-NATIONAL-4711',
        },
      })),
    );
    await client.engage([{ $distinct_id: id, $set: { $name: 'Ada L', $browser: 'Mosaic' } }]);
    const settings = JSON.stringify({ theme: 'dark', referral_code: 'P-REFERRAL-4714' });
    await run(
      `INSERT INTO account VALUES ($1, $2, 'P-PASSPORT-4712', 'P-PASSWORD-4713', 'an advertisement', 'basic', $3)`,
      [id, times[0], settings],
    );
    await run(`INSERT INTO remark (who, words) VALUES ($1, 'called twice')`, [id]);
    return id;
  }

  const run = (sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    withClient(app.databaseUrl, async (connection) => (await connection.query<Row>(sql, [...values])).rows);

  /** What the tables hold of somebody, raw. */
  async function rowsOf(id: string) {
    const from = (table: string, subject: string, order: string) =>
      run(`SELECT * FROM ${table} WHERE ${subject} = $1 ORDER BY ${order}`, [id]);
    return {
      events: await from('subject_data.events', 'distinct_id', 'time'),
      profiles: await from('subject_data.profiles', 'distinct_id', 'distinct_id'),
      account: await from('account', 'who', 'who'),
      remark: await from('remark', 'who', 'id'),
    };
  }

  const shown = async (id: string) => (await client.show(id)) as unknown as Detail;

  const openers = {
    'the wire': async (id: string, disclosure: Disclosure) => {
      const path = `/api/app/data-deletions/v3.0/?token=${project.projectToken}`;
      const body = { distinct_ids: [id], compliance_type: 'ccpa', disclosure_type: disclosure.toLowerCase() };
      const answer = await client.call<{ results: { tracking_id: string } }>('POST', path, body);
      expect(answer.status).toBe(201);
      return answer.body.results.tracking_id;
    },
    '/api/v1': (id: string, disclosure: Disclosure) =>
      client.open({ kind: 'deletion', regime: 'CCPA', disclosure, distinctIds: [id] }),
  };

  async function stage(...requests: string[]): Promise<void> {
    clock.forward(DAY);
    for (const request of requests) await app.application.get(DeletionStaging, { strict: false }).stage(request);
    clock.forward(DAY);
  }
  const sweep = (): Promise<void> => sweepPastNeighbours(app, clock);

  type Rows = Awaited<ReturnType<typeof rowsOf>>;
  interface Case {
    readonly request: string;
    readonly before: Rows;
    readonly after: Rows;
  }

  describe('a partial deletion read back', () => {
    const doors = Object.entries(openers);
    const cases = new Map<string, Case>();
    let bystander: { readonly before: Rows; readonly after: Rows };

    /** All of them in one sweep, beside somebody who asked for nothing. */
    beforeAll(async () => {
      const other = await person();
      const before = await rowsOf(other);
      const asked: { name: string; id: string; request: string; before: Rows }[] = [];
      for (const disclosure of ['Categories', 'Sources'] as const) {
        for (const [door, open] of doors) {
          const id = await person();
          const held = await rowsOf(id);
          asked.push({ name: `${disclosure}, ${door}`, id, before: held, request: await open(id, disclosure) });
        }
      }
      await stage(...asked.map(({ request }) => request));
      await sweep();
      for (const { name, id, ...each } of asked) cases.set(name, { ...each, after: await rowsOf(id) });
      bystander = { before, after: await rowsOf(other) };
    });

    const caseOf = (disclosure: string, door: string): Case => {
      const found = cases.get(`${disclosure}, ${door}`);
      if (found === undefined) throw new Error('no such deletion');
      return found;
    };

    it.each(doors)('of Categories leaves name and time, and no header but a hash of $insert_id: %s', async (door) => {
      const { request, before, after } = caseOf('Categories', door);
      expect(after.events.map(({ event, time }) => [event, time])).toEqual(
        before.events.map(({ event, time }) => [event, time]),
      );
      for (const row of after.events) {
        expect(row).toMatchObject({ properties: {}, insert_id: expect.stringMatching(/^hashed:[0-9a-f]{64}$/) });
      }
      expect(after.profiles).toEqual([expect.objectContaining({ properties: {} })]);
      expect(after.account).toEqual([
        { ...before.account[0], passport: null, password: null, via: null, settings: {} },
      ]);
      expect(after.remark).toEqual([{ ...before.remark[0], words: null }]);
      for (const value of ['insert-', 'Plan 9', 'newsletter', 'Gold', 'Ada', 'Mosaic', 'advert', 'dark', ...SECRETS]) {
        expect(JSON.stringify(after)).not.toContain(value);
      }
      await expectProof(request);
    });

    it.each(doors)('of Sources takes only what tells how the data was collected: %s', async (door) => {
      const { request, before, after } = caseOf('Sources', door);
      const without = (properties: unknown, ...names: string[]) =>
        Object.fromEntries(Object.entries(properties as object).filter(([name]) => !names.includes(name)));
      expect(after.events).toEqual(
        before.events.map((row) => ({ ...row, properties: without(row['properties'], '$os', 'utm_source') })),
      );
      expect(after.events[0]?.['properties']).toMatchObject({ plan: 'Gold plan' });
      expect(after.profiles[0]?.['properties']).toEqual(without(before.profiles[0]?.['properties'], '$browser'));
      expect(after.account).toEqual([{ ...before.account[0], via: null, settings: { theme: 'dark' } }]);
      expect(after.remark).toEqual(before.remark);
      await expectProof(request);
    });

    it('leaves everybody else as they were', () => {
      expect(bystander.before.events).toHaveLength(2);
      expect(bystander.after).toEqual(bystander.before);
    });

    /** SUCCESS with zero survivors in every collection, known before the end, and never called an erasure. */
    async function expectProof(request: string): Promise<void> {
      const detail = await shown(request);
      expect(detail).toMatchObject({
        status: 'SUCCESS',
        partial: true,
        partialNote: expect.stringContaining('does not satisfy §1798.105'),
        subjects: [{ outcome: 'anonymized' }],
      });
      expect(detail.collections.map(({ collection }) => collection)).toEqual(
        expect.arrayContaining(['events', 'profiles', 'session_replays', 'identity_links', 'accounts', 'remarks']),
      );
      for (const { survivors, verifiedAt } of detail.collections) {
        expect(survivors).toBe(0);
        expect(Date.parse(verifiedAt ?? '')).toBeLessThanOrEqual(Date.parse(detail.finishedAt));
      }
      const list = await client.call<{ results: (Detail & { id: string })[] }>('GET', '/api/v1/requests');
      expect(list.body.results.find(({ id }) => id === request)).toMatchObject({
        partial: true,
        partialNote: detail.partialNote,
      });
    }
  });

  it('does not call a partial deletion done while a header can still be read', async () => {
    const id = await person();
    await run(
      `CREATE FUNCTION stubborn() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.via := OLD.via; RETURN NEW; END'`,
    );
    await run('CREATE TRIGGER stubborn BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION stubborn()');
    const request = await openers['/api/v1'](id, 'Sources');
    await stage(request);
    await sweep();
    const detail = await shown(request);
    expect([detail.status, detail.waitingFor]).toEqual(['STARTED', expect.any(String)]);
    expect(detail.collections).toContainEqual(
      expect.objectContaining({ collection: 'accounts', survivors: 1, verifiedAt: null }),
    );
    await run('DROP TRIGGER stubborn ON account');
    clock.forward(DAY);
    await sweep();
    expect((await shown(request)).status).toBe('SUCCESS');
    expect((await rowsOf(id)).account[0]).toMatchObject({ via: null });
  });

  it.each(['Categories', 'Sources'])(
    'refuses %s under GDPR on both doors, with the sentence why',
    async (disclosure) => {
      const sentence = `The disclosure ${disclosure} exists under CCPA only (§1798.110): ask for Data, or open the request under CCPA.`;
      for (const [kind, path] of [
        ['export', 'data-retrievals'],
        ['deletion', 'data-deletions'],
      ]) {
        const order = { projectId: project.projectId, kind, regime: 'GDPR', disclosure, distinctIds: ['somebody'] };
        const api = await client.call('POST', '/api/v1/requests', order);
        expect([api.status, api.body]).toEqual([
          400,
          expect.objectContaining({ code: 'disclosure-needs-ccpa', title: sentence }),
        ]);
        const body = { distinct_ids: ['somebody'], compliance_type: 'GDPR', disclosure_type: disclosure };
        const wire = await client.call('POST', `/api/app/${path}/v3.0/?token=${project.projectToken}`, body);
        expect([wire.status, wire.body]).toEqual([400, { status: 'error', error: sentence }]);
      }
    },
  );

  async function exported(id: string, order: object): Promise<{ request: string; files: Map<string, string> }> {
    const request = await client.open({ kind: 'export', regime: 'CCPA', distinctIds: [id], ...order });
    await app.application.get(ExportRun, { strict: false }).run(request);
    const response = await fetch(`${app.url}/api/v1/requests/${request}/download`, {
      headers: { authorization: `Bearer ${project.oauthToken}` },
    });
    expect(response.status).toBe(200);
    return { request, files: await readZip(Buffer.from(await response.arrayBuffer())) };
  }
  const linesOf = (files: ReadonlyMap<string, string>, name: string): Row[] =>
    (fileOf(files, 1, name) ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row);

  describe('what must not be shown', () => {
    it.each(['Data', 'Categories', 'Sources'] as const)(
      'is held, not disclosed, and stands in no byte of an export of %s',
      async (disclosure) => {
        const id = await person();
        const { files } = await exported(id, { disclosure, receivedAt: '2026-03-01T00:00:00Z' });
        const text = [...files].flat().join('\n');
        expect(files.size).toBeGreaterThan(4);
        const encoded = SECRETS.flatMap((secret) => [
          secret,
          Buffer.from(secret).toString('hex'),
          Buffer.from(secret).toString('base64').slice(0, 16),
        ]);
        for (const secret of encoded) expect(text).not.toContain(secret);
        const about = JSON.parse(fileOf(files, 1, 'about.json') ?? '{}') as {
          collections: { name: string; heldButNotDisclosed: string[] }[];
        };
        const held = Object.fromEntries(about.collections.map((each) => [each.name, each.heldButNotDisclosed]));
        expect(held['accounts']?.toSorted()).toEqual(['passport', 'password', 'referral_code']);
        expect(held['events']).toEqual(['national_id']);
        expect(held['profiles']).toEqual([]);
        expect(fileOf(files, 1, 'index.html')).toContain('not disclosed (11 CCR §7024(d)): national_id');
      },
    );

    it('is marked where its value would have been', async () => {
      const id = await person();
      const withheld = { held: true, disclosed: false };
      const order = { receivedAt: '2026-03-01T00:00:00Z' };
      const data = await exported(id, order);
      expect(linesOf(data.files, 'accounts.jsonl')).toEqual([
        expect.objectContaining({
          passport: withheld,
          password: withheld,
          settings: { theme: 'dark', referral_code: withheld },
        }),
      ]);
      expect(linesOf(data.files, 'events.jsonl')[0]?.['properties']).toMatchObject({
        national_id: withheld,
        plan: 'Gold plan',
      });
      const { files } = await exported(id, { ...order, disclosure: 'Sources' });
      expect(JSON.parse(fileOf(files, 1, 'accounts.sources.json') ?? '{}')).toMatchObject({
        headers: expect.arrayContaining([
          expect.objectContaining({ header: 'referral_code', value: 'held, not disclosed' }),
        ]),
      });
    });

    it('is told as held only of those about whom it is held', async () => {
      const id = await person();
      await run('UPDATE account SET passport = NULL WHERE who = $1', [id]);
      const { files } = await exported(id, { regime: 'GDPR' });
      expect(fileOf(files, 1, 'about.json')).not.toContain('"passport"');
      expect(fileOf(files, 1, 'about.json')).toContain('"password"');
    });
  });

  describe('the window of an export under CCPA', () => {
    const TIMES = ['2021-12-31T23:59:59Z', '2022-01-01T00:00:00Z', '2023-02-28T11:59:59Z', '2023-02-28T12:00:00Z'];
    const timesIn = (files: ReadonlyMap<string, string>) =>
      linesOf(files, 'events.jsonl').map(({ properties }) =>
        new Date(Number((properties as Row)['time']) * 1000).toISOString().replace('.000', ''),
      );

    it('is the previous year, which before a leap day ends on 28 February', async () => {
      const id = await person([...TIMES, '2024-02-29T12:00:00Z', '2024-02-29T12:00:01Z']);
      const { request, files } = await exported(id, { receivedAt: '2024-02-29T12:00:00Z' });
      expect((await shown(request)).window).toEqual({
        from: '2023-02-28T12:00:00.000Z',
        until: '2024-02-29T12:00:00.000Z',
      });
      expect(timesIn(files)).toEqual(['2023-02-28T12:00:00Z', '2024-02-29T12:00:00Z']);
    });

    it('reaches back to 2022 in a project that chose so', async () => {
      const id = await person([...TIMES, '2024-03-01T00:00:00Z']);
      const projects = app.application.get(ProjectsService);
      await projects.change('operator', project.projectId, { ccpaWindow: 'since-2022' });
      const { request, files } = await exported(id, { receivedAt: '2024-02-29T12:00:00Z' });
      await projects.change('operator', project.projectId, { ccpaWindow: 'twelve-months' });
      expect((await shown(request)).window).toMatchObject({ from: '2022-01-01T00:00:00.000Z' });
      expect(timesIn(files)).toEqual(TIMES.slice(1));
    });

    it('leaves a collection without a time column whole', async () => {
      const id = await person(['2019-01-01T00:00:00Z']);
      const { files } = await exported(id, { receivedAt: '2024-02-29T12:00:00Z' });
      expect([...files.keys()].filter((name) => /events|accounts/.test(name))).toEqual([]);
      expect(linesOf(files, 'remarks.jsonl')).toEqual([expect.objectContaining({ who: id, words: 'called twice' })]);
      expect(fileOf(files, 1, 'profile.json')).toContain('Ada L');
    });

    it('does not bound an answer under GDPR', async () => {
      const id = await person(TIMES);
      const { files } = await exported(id, { regime: 'GDPR', receivedAt: '2024-02-29T12:00:00Z' });
      expect(timesIn(files)).toEqual(TIMES);
    });
  });
});
