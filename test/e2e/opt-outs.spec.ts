import { ProjectsService } from '../../src/access/index.js';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import type { CheckAnswer, ChoicePage, MadeAnswer, SearchAnswer } from '../../src/opt-outs/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { TestClock } from '../support/test-clock.js';

type Problem = { readonly code?: string };
type Properties = Record<string, unknown>;
interface Periods {
  readonly results: readonly { readonly from: string; readonly until: string | null }[];
}

const PHONE = '$device:0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';

describe('opting out', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
  });
  beforeEach(async () => {
    project = await createProject(app, `acme-${++number}`);
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());

  const event = (properties: Properties, name = 'Song played') => ({
    event: name,
    properties: { time: clock.now().getTime(), $insert_id: `insert-${++number}`, ...properties },
  });
  /** As whoever has read the project token in a page. */
  const byToken = (...events: object[]) => send(`${project.projectToken}:`, events);
  const bySecret = (...events: object[]) => send(`${project.apiSecret}:`, events);

  async function send(credentials: string, events: readonly object[]): Promise<void> {
    const response = await fetch(`${app.url}/import?strict=1`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body: JSON.stringify(events),
    });
    expect([response.status, await response.json()]).toEqual([
      200,
      { code: 200, num_records_imported: events.length, status: 'OK' },
    ]);
  }

  const choose = (path: 'opt-outs' | 'opt-ins', distinctIds: readonly unknown[], by = client) =>
    by.call<MadeAnswer & Problem>('POST', `/api/v1/${path}`, { projectId: project.projectId, distinctIds });
  const check = async (...distinctIds: string[]) => {
    const body = { projectId: project.projectId, distinctIds };
    const answer = await client.call<CheckAnswer>('POST', '/api/v1/suppressions/check', body);
    return answer.body.results.map(({ reason }) => reason);
  };
  const list = (query = '') =>
    client.call<ChoicePage & Problem>('GET', `/api/v1/opt-outs?projectId=${project.projectId}${query}`);

  async function stored(table: string): Promise<string[]> {
    const rows = await app.prisma.$queryRawUnsafe<{ id: string }[]>(
      `SELECT distinct_id AS id FROM subject_data.${table} WHERE project_id = ${project.projectId} ORDER BY 1`,
    );
    return rows.map(({ id }) => id);
  }
  async function refused(): Promise<Record<string, number>> {
    const rows = await app.prisma.suppressedCount.findMany({ where: { projectId: project.projectId } });
    return Object.fromEntries(rows.map(({ reason, count }) => [reason, Number(count)]));
  }

  describe('by the company', () => {
    it('holds for the person, their aliases and their devices from the answer on, and is told as if taken', async () => {
      await bySecret({ event: '$create_alias', properties: { distinct_id: 'ada', alias: 'ada@example.com' } });
      await byToken(
        event({ distinct_id: 'ada', $user_id: 'ada', $device_id: PHONE.slice(8) }),
        event({ distinct_id: 'bob' }),
      );
      const { status, body } = await choose('opt-outs', ['ada@example.com', 'ada@example.com']);
      expect([status, body]).toEqual([
        200,
        {
          results: [
            {
              distinctId: 'ada@example.com',
              id: expect.any(String) as string,
              choice: 'out',
              at: expect.any(String) as string,
              repeated: false,
              covered: 3,
              leftOut: 0,
            },
          ],
        },
      ]);
      await bySecret(event({ distinct_id: 'ada' }), event({ distinct_id: 'ada@example.com' }));
      await byToken(event({ distinct_id: PHONE }), event({ distinct_id: 'carol', $device_id: PHONE.slice(8) }));
      await client.engage([{ $distinct_id: 'ada', $set: { plan: 'Pro' } }]);
      await client.engage([{ $distinct_id: PHONE, $set: { plan: 'Pro' } }]);
      expect([await stored('events'), await stored('profiles')]).toEqual([['ada', 'bob'], []]);
      expect(await refused()).toEqual({ 'opt-out': 6 });
      expect(await check('ada', 'ada@example.com', PHONE, 'bob')).toEqual(['opt-out', 'opt-out', 'opt-out', null]);
    });

    it('told again is no error', async () => {
      const first = await choose('opt-outs', ['ada']);
      clock.forward(60_000);
      const again = await choose('opt-outs', ['ada', 'bob']);
      expect(again.body.results.map(({ repeated }) => repeated)).toEqual([true, false]);
      expect(again.body.results[0]).toEqual({ ...first.body.results[0], repeated: true });
      expect((await choose('opt-ins', ['nobody'])).body.results).toMatchObject([{ choice: 'in', repeated: false }]);
      expect((await choose('opt-ins', ['nobody'])).body.results).toMatchObject([{ choice: 'in', repeated: true }]);
    });

    it('is delayed by no setting', async () => {
      const settings = {
        approvalCount: 0,
        deletionGraceSeconds: 86_400,
        requiredReceipt: ['reference', 'verification'],
      };
      await app.prisma.project.update({ where: { id: project.projectId }, data: settings });
      expect((await choose('opt-outs', ['ada'])).status).toBe(200);
      await bySecret(event({ distinct_id: 'ada' }));
      expect(await stored('events')).toEqual([]);
    });

    it('can be made known by a service account of an admin, which is named for it', async () => {
      const accounts = app.application.get(ServiceAccountsService);
      const account = { name: 'crm', role: 'admin', expiresInDays: 30 } as const;
      const { serviceAccount, secret } = await accounts.create('operator', project.organizationId, account);
      const basic = Buffer.from(`${serviceAccount.name}:${secret}`).toString('base64');
      const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ projectId: project.projectId, distinctIds: ['ada'] });
      const call = async (path: string) =>
        (await fetch(`${app.url}/api/v1/${path}`, { method: 'POST', headers, body })).json();
      expect(await call('opt-outs')).toMatchObject({
        results: [{ distinctId: 'ada', choice: 'out', repeated: false }],
      });
      expect(await call('suppressions/check')).toMatchObject({ results: [{ taken: false, reason: 'opt-out' }] });
      expect((await list()).body.results).toMatchObject([{ distinctId: 'ada', how: 'api', by: serviceAccount.name }]);
      await bySecret(event({ distinct_id: 'ada' }));
      expect(await stored('events')).toEqual([]);
    });

    it('ends with an opt-in, which also takes in whom a deletion had refused for good', async () => {
      await byToken(event({ distinct_id: 'ada', $user_id: 'ada', $device_id: PHONE.slice(8) }));
      await choose('opt-outs', ['ada']);
      const suppression = { idHmac: new Uint8Array(32), since: clock.now(), reason: 'deleted' };
      await app.prisma.suppression.create({ data: { ...suppression, projectId: project.projectId } });
      const { body } = await choose('opt-ins', ['ada']);
      expect(body.results).toMatchObject([{ distinctId: 'ada', choice: 'in', covered: 2 }]);
      await byToken(event({ distinct_id: 'ada' }), event({ distinct_id: PHONE }));
      expect(await stored('events')).toEqual([PHONE, 'ada', 'ada'].sort());
      expect(await app.prisma.suppression.count({ where: { projectId: project.projectId } })).toBe(1);
    });

    it('is refused to what ships with the data, to members and to strangers, and for what is no id', async () => {
      await app.prisma.project.update({ where: { id: project.projectId }, data: { allowApiSecret: true } });
      const body = JSON.stringify({ projectId: project.projectId, distinctIds: ['ada'] });
      const by = async (authorization: string, path: string) => {
        const headers = { authorization, 'content-type': 'application/json' };
        const response = await fetch(`${app.url}/api/v1/${path}`, { method: 'POST', headers, body });
        return [response.status, ((await response.json()) as Problem).code];
      };
      const basic = (user: string) => `Basic ${Buffer.from(user).toString('base64')}`;
      for (const path of ['opt-outs', 'opt-ins', 'suppressions/check']) {
        expect(await by(basic(`${project.apiSecret}:`), path)).toEqual([403, 'credential-unfit']);
        expect(await by(basic(`${project.projectToken}:`), path)).toEqual([401, 'credentials-invalid']);
      }
      const accounts = app.application.get(ServiceAccountsService);
      const account = { name: 'tool', role: 'member', expiresInDays: 30 } as const;
      const { serviceAccount, secret } = await accounts.create('operator', project.organizationId, account);
      expect(await by(basic(`${serviceAccount.name}:${secret}`), 'opt-outs')).toEqual([403, 'role-too-low']);
      const rival = new ApiClient(app, await createProject(app, `rival-${number}`));
      expect((await choose('opt-outs', ['ada'], rival)).body.code).toBe('project-not-found');
      for (const ids of [[], [''], [7], ['a\0b']])
        expect((await choose('opt-outs', ids)).body.code).toBe('distinct-ids-invalid');
      const many = Array.from({ length: 2001 }, (_, at) => `id-${at}`);
      expect((await choose('opt-outs', many)).body.code).toBe('too-many-ids');
      const asked = { projectId: project.projectId, distinctIds: many };
      expect((await client.call<Problem>('POST', '/api/v1/suppressions/check', asked)).body.code).toBe('too-many-ids');
      expect((await list()).body.results).toEqual([]);
    });
  });

  describe('is on record', () => {
    it('as who, when, how and by whom, in pages, by any id of the person, and as a file without formulas', async () => {
      await bySecret({ event: '$merge', properties: { $distinct_ids: ['ada', 'old-ada'] } });
      await choose('opt-outs', ['ada']);
      clock.forward(1000);
      await choose('opt-outs', ['=cmd()']);
      clock.forward(1000);
      await choose('opt-ins', ['ada']);
      const out = await list();
      expect(
        out.body.results.map(({ distinctId, how, by, endedHow, endedBy }) => [distinctId, how, by, endedHow, endedBy]),
      ).toEqual([
        ['=cmd()', 'api', project.ownerEmail, null, null],
        ['ada', 'api', project.ownerEmail, 'api', project.ownerEmail],
      ]);
      const first = await list('&limit=1');
      const second = await list(`&limit=1&cursor=${String(first.body.nextCursor)}`);
      expect([...first.body.results, ...second.body.results]).toEqual(out.body.results);
      expect([second.body.nextCursor, (await list('&cursor=018f4d4e-0000-7000-8000-000000000000')).body.code]).toEqual([
        null,
        'cursor-invalid',
      ]);
      expect((await list('&standing=true')).body.results).toHaveLength(1);
      expect((await list('&choice=in&how=api')).body.results).toMatchObject([{ distinctId: 'ada', choice: 'in' }]);
      expect((await list('&how=gpc')).body.results).toEqual([]);
      const found = await client.call<SearchAnswer>('POST', '/api/v1/opt-outs/search', {
        projectId: project.projectId,
        distinctId: 'old-ada',
      });
      expect(found.body.results.map(({ distinctId, choice, match }) => [distinctId, choice, match])).toEqual([
        ['ada', 'in', 'linked'],
        ['ada', 'out', 'linked'],
      ]);
      const headers = { authorization: `Bearer ${project.oauthToken}` };
      const file = await fetch(`${app.url}/api/v1/opt-outs.csv?projectId=${project.projectId}`, { headers });
      const rows = (await file.text()).split('\r\n');
      expect(rows).toHaveLength(4);
      expect(rows[1]).toMatch(/^'=cmd\(\),out,api,acme/);
      expect(rows[2]).toMatch(/^ada,out,api,.*,api,acme/);
    });

    it('as since when, by whom and until when everybody was opted out by default', async () => {
      const projects = app.application.get(ProjectsService);
      const made = { kind: 'user', userId: project.ownerId, email: project.ownerEmail, via: 'session' } as const;
      const set = (optedOutByDefault: boolean) => projects.change(made, project.projectId, { optedOutByDefault });
      const query = `projectId=${project.projectId}`;
      const periods = async () =>
        (await client.call<Periods>('GET', `/api/v1/opt-outs/default-periods?${query}`)).body.results;
      expect(await periods()).toEqual([]);
      const owner = project.ownerEmail;
      await set(true);
      const [standing] = await periods();
      expect(standing).toEqual({ from: expect.any(String), setBy: owner, until: null, endedBy: null });
      clock.forward(60_000);
      await set(false);
      const [ended] = await periods();
      const { from = '', until = '' } = ended ?? {};
      expect(ended).toEqual({ from: standing?.from, setBy: owner, until, endedBy: owner });
      expect(Date.parse(until ?? '') - Date.parse(from)).toBeGreaterThanOrEqual(60_000);
      const headers = { authorization: `Bearer ${project.oauthToken}` };
      const csv = async (filter: string) =>
        (await (await fetch(`${app.url}/api/v1/opt-outs.csv?${query}${filter}`, { headers })).text()).split('\r\n');
      const line = `,out,default,${owner},${from},${until},,${owner}`;
      expect((await csv('')).slice(1)).toEqual([line, '']);
      for (const filter of ['&standing=true', '&choice=in', '&how=api'])
        expect((await csv(filter)).slice(1)).toEqual(['']);
    });

    it('in the audit without ids, and in no column that is not a ciphertext', async () => {
      await choose('opt-outs', ['grace@example.com']);
      await choose('opt-ins', ['grace@example.com']);
      const entries = await app.prisma.auditEntry.findMany({
        where: { projectId: project.projectId, action: { startsWith: 'opt-' } },
        orderBy: { id: 'asc' },
      });
      expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
        ['opt-out.recorded', { how: 'api', named: 1, repeated: 0 }],
        ['opt-in.recorded', { how: 'api', named: 1, repeated: 0 }],
      ]);
      for (const table of ['privacy_choices', 'opted_in', 'suppressions', 'audit_entries']) {
        const rows = await app.prisma.$queryRawUnsafe<unknown[]>(
          `SELECT 1 FROM ${table} t WHERE t::text LIKE '%grace@%'`,
        );
        expect(rows).toEqual([]);
      }
    });
  });
});
