import { ApiSecrets, type Role } from '../../src/access/index.js';
import { Suppression } from '../../src/suppression/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { type Browser, signedIn } from '../support/browser.js';
import { ApiClient, type Answer } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { joinApp } from '../support/join.js';
import { withClient } from '../support/three-subjects.js';

const DATA_MAP = `
collections:
  - name: newsletter
    title: Newsletter subscriptions
    table: public.newsletter
    projectColumn: project_id
    subject: user_id
    arrival: created_at
    headers: { email: { category: identifiers } }
    policy: { anonymize: [email] }
    purpose: Sending the newsletter
    recipients: [Mail provider]
    sourceCategory: The person
    retention: Until it is cancelled
  - name: elsewhere
    table: public.elsewhere
    project: 1
    subject: user_id
    policy: erase
    purpose: Another company's
    sourceCategory: The person
    retention: Forever
exempt:
  - { table: public.staging_*, reason: emptied every night }
`;
const TABLES = `
  CREATE TABLE newsletter (project_id int NOT NULL, user_id text NOT NULL, email text, created_at timestamptz DEFAULT now());
  CREATE INDEX ON newsletter (user_id);
  CREATE TABLE elsewhere (user_id text);
  CREATE TABLE staging_1 (email text);
  CREATE TABLE customers (email text);
  INSERT INTO customers VALUES ('somebody@example.com');`;

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly actorName: string;
  readonly action: string;
  readonly concerns: string | null;
  readonly projectId: number | null;
}
interface Page {
  readonly results: Entry[];
  readonly nextCursor: string | null;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

async function ask<Body = Record<string, unknown>>(
  who: Browser,
  method: Method,
  path: string,
  body: object = {},
): Promise<Answer<Body>> {
  const methods = {
    GET: () => who.get(path),
    POST: () => who.post(path, body),
    PATCH: () => who.patch(path, body),
    DELETE: () => who.delete(path),
  };
  const answer = await methods[method]();
  return { status: answer.status, body: answer.body as Body };
}

describe('what those who answer for an organization look at', () => {
  let app: TestApp;
  let project: TestProject;
  let rival: TestProject;
  let owner: Browser;
  let member: Browser;
  let memberId: string;
  let organization: string;

  const somebody = async (email: string, role: Role): Promise<string> => {
    const joining = { email, role, password: project.ownerPassword };
    return (await joinApp(app.application, project.organizationId, joining)).id;
  };

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(TABLES));
    app = await startApp({ database, dataMap: DATA_MAP, settings: STEP_BY_STEP });
    [project, rival] = [await createProject(app), await createProject(app, 'rival')];
    organization = `/organizations/${project.organizationId}`;
    memberId = await somebody('mia@example.com', 'member');
    owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
    member = await signedIn(app.application, 'mia@example.com', project.ownerPassword);
  });
  afterAll(() => app.close());

  const refused = async (path: string, method: Method = 'GET', body?: object) => {
    const tooLow = await ask<{ code: string }>(member, method, path, body);
    expect([tooLow.status, tooLow.body.code]).toEqual([403, 'role-too-low']);
    expect((await fetch(`${app.url}/api/v1${path}`, { method })).status).toBe(401);
  };

  describe('the access review', () => {
    interface Review {
      readonly people: Record<string, unknown>[];
      readonly serviceAccounts: Record<string, unknown>[];
      readonly apiSecrets: Record<string, unknown>[];
      readonly tokens: Record<string, unknown>[];
      readonly invitations: Record<string, unknown>[];
      readonly signInDomains: Record<string, unknown>[];
      readonly dataViews: Record<string, unknown>[];
      readonly version: string;
      readonly lastReview: { at: string; by: string; note: string } | null;
    }
    const path = () => `${organization}/access-review`;
    const show = async () => (await ask<Review>(owner, 'GET', path())).body;

    it('lists people, tools, secrets and tokens that are good, with who let them in and the last use', async () => {
      const made = await ask<{ id: string; name: string; secret: string }>(
        owner,
        'POST',
        `${organization}/service-accounts`,
        { name: 'airflow', role: 'admin', expiresInDays: 30 },
      );
      const gone = await ask<{ id: string }>(owner, 'POST', `${organization}/service-accounts`, { name: 'gone' });
      await ask(owner, 'DELETE', `${organization}/service-accounts/${gone.body.id}`);
      const { link } = (
        await ask<{ link: string }>(owner, 'POST', `${organization}/invitations`, {
          email: 'li@example.com',
          role: 'admin',
        })
      ).body;
      await ask(owner, 'POST', `/projects/${project.projectId}/api-secret`, { overlapDays: 7 });
      await ask(owner, 'PATCH', `/projects/${project.projectId}`, { allowApiSecret: true });
      await new ApiClient(app, project).call('GET', '/api/v1/requests');
      const review = await show();
      const text = JSON.stringify(review);
      for (const secret of [made.body.secret, link, project.oauthToken, project.apiSecret])
        expect(text).not.toContain(secret);
      expect(review.people).toEqual([
        expect.objectContaining({ email: project.ownerEmail, role: 'owner', letInBy: 'operator' }),
        expect.objectContaining({ email: 'mia@example.com', role: 'member', lastUsedAt: expect.any(String) }),
      ]);
      expect(review.serviceAccounts).toEqual([
        expect.objectContaining({ name: made.body.name, role: 'admin', letInBy: project.ownerEmail, lastUsedAt: null }),
      ]);
      const secrets = {
        projectId: project.projectId,
        opensRequests: true,
        readsData: false,
        permittedBy: project.ownerEmail,
      };
      expect(review.apiSecrets).toEqual([
        expect.objectContaining({ ...secrets, letInBy: project.ownerEmail, endsAt: null }),
        expect.objectContaining({ ...secrets, letInBy: 'operator', endsAt: expect.any(String) }),
      ]);
      expect(review.tokens).toEqual([
        expect.objectContaining({ email: project.ownerEmail, name: 'tests', lastUsedAt: expect.any(String) }),
      ]);
      expect(review.invitations).toEqual([
        expect.objectContaining({ email: 'li@example.com', letInBy: project.ownerEmail }),
      ]);
      expect(text).not.toContain(rival.ownerEmail);
    });

    it('is marked as reviewed, which stays on record', async () => {
      expect((await show()).lastReview).toBeNull();
      const marked = await ask<Review['lastReview']>(owner, 'POST', path(), { note: ' Everybody is still with us. ' });
      expect(marked.status).toBe(201);
      const last = { by: project.ownerEmail, note: 'Everybody is still with us.', at: expect.any(String) };
      expect(marked.body).toEqual(last);
      expect((await show()).lastReview).toEqual(last);
      const entry = await app.prisma.auditEntry.findFirstOrThrow({ where: { action: 'access.reviewed' } });
      expect(entry.detail).toMatchObject({ note: last.note, people: 2, serviceAccounts: 1, apiSecrets: 2, tokens: 1 });
    });

    it('holds the domains that let people in, and who is shown what is sensitive in each project', async () => {
      await app.prisma.signInDomain.create({
        data: {
          id: '00000000-0000-4000-8000-00000000d0d0',
          organizationId: project.organizationId,
          domain: 'example.com',
          role: 'member',
          allowedBy: 'habeas',
          allowedByLabel: 'operator',
          createdAt: new Date(),
        },
      });
      const { signInDomains, dataViews } = await show();
      expect(signInDomains).toEqual([
        expect.objectContaining({ domain: 'example.com', role: 'member', allowedBy: 'operator', inEffect: true }),
      ]);
      const view = { projectId: project.projectId, roles: ['owner', 'admin'], serviceAccounts: [], oauthTokens: [] };
      expect(dataViews).toEqual([expect.objectContaining({ ...view, apiSecret: false })]);
    });

    it('marks what was looked at, or nothing', async () => {
      const seen = (await show()).version;
      await new ApiClient(app, project).call('GET', '/api/v1/requests');
      expect((await show()).version).toBe(seen);
      await ask(owner, 'POST', `${organization}/invitations`, { email: 'late@example.com', role: 'member' });
      const marks = () => app.prisma.auditEntry.count({ where: { action: 'access.reviewed' } });
      const before = await marks();
      const late = await ask<{ code: string }>(owner, 'POST', path(), { note: '', seen });
      expect([late.status, late.body.code, await marks()]).toEqual([409, 'review-changed', before]);
      const again = await ask(owner, 'POST', path(), { note: '', seen: (await show()).version });
      expect([again.status, await marks()]).toEqual([201, before + 1]);
    });

    it('is for owners and admins, and takes no note without an end', async () => {
      await refused(path());
      await refused(path(), 'POST', { note: '' });
      expect((await ask(owner, 'POST', path(), { note: 'x'.repeat(501) })).status).toBe(400);
      expect((await ask(owner, 'GET', `/organizations/${rival.organizationId}/access-review`)).status).toBe(404);
    });
  });

  describe('the audit log', () => {
    const path = () => `${organization}/audit`;
    const read = async (query = '') => {
      const { status, body } = await ask<Page>(owner, 'GET', `${path()}${query}`);
      expect(status).toBe(200);
      return body;
    };
    const pages = async (query: string): Promise<Entry[]> => {
      const found: Entry[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Page = await read(`?limit=3${query}${cursor === '' ? '' : `&cursor=${cursor}`}`);
        found.push(...page.results);
        cursor = page.nextCursor;
      }
      return found;
    };

    beforeAll(async () => {
      await new ApiClient(app, project).open({ kind: 'export', regime: 'GDPR', distinctIds: ['subject-ada'] });
      await new ApiClient(app, rival).open({ kind: 'export', regime: 'GDPR', distinctIds: ['subject-eve'] });
    });

    it('tells of the organization, its projects and its people, the newest first, and of nobody else', async () => {
      const all = (await read('?limit=200')).results;
      const actions = all.map(({ action }) => action);
      expect(actions).toEqual(
        expect.arrayContaining(['organization.created', 'project.created', 'request.opened', 'session.opened']),
      );
      expect(actions.filter((action) => action === 'request.opened')).toHaveLength(1);
      expect(all.map(({ at }) => at)).toEqual(
        all
          .map(({ at }) => at)
          .sort()
          .reverse(),
      );
      expect(JSON.stringify(all)).not.toContain('subject-');
      expect(all.some(({ projectId }) => projectId === rival.projectId)).toBe(false);
    });

    it('comes page by page, each entry once', async () => {
      const all = (await read('?limit=200')).results.map(({ id }) => id);
      expect((await pages('')).map(({ id }) => id)).toEqual(all);
      expect(new Set(all).size).toBe(all.length);
    });

    it('is narrowed down by who, what, where and when', async () => {
      const ofMember = await pages(`&actor=user:${memberId}`);
      expect(ofMember.length).toBeGreaterThan(0);
      expect(new Set(ofMember.map(({ actorName }) => actorName))).toEqual(new Set(['mia@example.com']));
      expect((await pages('&action=member.added')).map(({ concerns }) => concerns)).toContain(project.ownerEmail);
      const kinds = new Set((await pages('&action=service-account.*')).map(({ action }) => action));
      expect(kinds).toEqual(new Set(['service-account.created', 'service-account.revoked']));
      const ofProject = await pages(`&projectId=${project.projectId}`);
      expect(ofProject.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['project.created', 'request.opened']),
      );
      expect(new Set(ofProject.map(({ projectId }) => projectId))).toEqual(new Set([project.projectId]));
      const [newest] = (await read('?limit=1')).results;
      expect(await pages(`&until=${newest?.at}`)).not.toContainEqual(newest);
      expect((await pages(`&from=${newest?.at}`)).map(({ at }) => at)).toContain(newest?.at);
      expect(await pages('&from=2099-01-01T00:00:00Z')).toEqual([]);
    });

    it.each([
      ['?cursor=nonsense', 400, 'cursor-invalid'],
      ['?limit=0', 400, 'invalid-body'],
      ['?actor=ada', 400, 'invalid-body'],
      ['?action=%25', 400, 'invalid-body'],
      ['?projectId=1', 404, 'project-not-found'],
    ])('refuses %s', async (query, status, code) => {
      const answer = await ask<{ code: string }>(owner, 'GET', `${path()}${query}`);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it('is for owners and admins', async () => {
      await refused(path());
      await refused(`${path()}.csv`);
      expect((await ask(owner, 'GET', `/organizations/${rival.organizationId}/audit`)).status).toBe(404);
    });

    it('is taken along as a table in which nothing is a formula, and that is an entry too', async () => {
      await ask(owner, 'POST', `${organization}/service-accounts`, { name: '-1' });
      const { headers, text } = await owner.get(`${path()}.csv?from=2000-01-01T00:00:00Z`);
      expect(headers['content-type']).toContain('text/csv');
      expect(headers['content-disposition']).toBe('attachment; filename="audit-log.csv"');
      expect(text.replace('\uFEFF', '').startsWith('time (UTC),actor,')).toBe(true);
      expect(text.trimEnd().split('\r\n')).toHaveLength((await pages('')).length + 1);
      expect(text).toContain('request.opened');
      expect(text).toMatch(/,'-1\.\w{6},/);
      const [exported] = (await read('?limit=1')).results;
      expect(exported).toMatchObject({ action: 'audit.exported', actorName: project.ownerEmail });
    });
  });

  describe('the data map', () => {
    interface Map {
      readonly collections: Record<string, unknown>[];
      readonly exempt: Record<string, unknown>[];
      readonly errors: string[];
    }

    it('says which tables hold subject data, in which engine, by which columns, and what becomes of them', async () => {
      const { body } = await ask<Map>(owner, 'GET', '/data-map');
      expect(body.errors).toEqual([]);
      expect(body.collections.map(({ name }) => name)).toEqual([
        'events',
        'profiles',
        'session_replays',
        'identity_links',
        'newsletter',
      ]);
      expect(body.collections.at(-1)).toMatchObject({
        builtIn: false,
        engine: 'postgres',
        table: 'public.newsletter',
        projectColumn: 'project_id',
        subjectColumns: ['user_id'],
        policy: { kind: 'anonymize', columns: ['email'] },
        recipients: ['Mail provider'],
        errors: [],
      });
      expect(body.collections.at(3)).toMatchObject({ builtIn: true, subjectColumns: ['distinct_id', 'linked_id'] });
      expect(body.exempt).toEqual([
        { store: 'habeas', table: 'public.staging_*', columns: null, reason: 'emptied every night' },
      ]);
      await refused('/data-map');
    });

    it('is held against what is there, and no value is told', async () => {
      const { status, body } = await ask<{ passed: boolean; findings: { table: string; column: string }[] }>(
        owner,
        'POST',
        '/data-map/coverage',
      );
      expect([status, body.passed]).toEqual([200, false]);
      expect(body.findings.map(({ table, column }) => `${table}.${column}`)).toEqual(['public.customers.email']);
      expect(JSON.stringify(body)).not.toContain('somebody@example.com');
      await refused('/data-map/coverage', 'POST');
    });
  });

  it('what a project refuses is told in numbers', async () => {
    const { projectId } = project;
    await app.prisma.$transaction(async (transaction) => {
      const refusals = [{ requestId: null, hmacs: ['aa', 'bb'] }];
      await app.application.get(Suppression).suppress(transaction, projectId, 'opt-out', refusals);
      await app.application.get(Suppression).countRefused(transaction, projectId, 'opt-out', 7);
    });
    const path = `/projects/${projectId}/suppression`;
    expect((await ask(owner, 'GET', path)).body).toEqual({
      ids: [{ reason: 'opt-out', count: 2 }],
      refused: [{ reason: 'opt-out', lastThirtyDays: 7, total: 7, days: [{ day: expect.any(String), count: 7 }] }],
    });
    await refused(path);
    expect((await ask(owner, 'GET', `/projects/${rival.projectId}/suppression`)).status).toBe(404);
  });

  describe('a project', () => {
    it('is created by an owner or admin, with a secret that is shown once', async () => {
      const settings = { name: 'Second shop', timezone: 'Europe/Berlin', holidays: ['2026-12-25'] };
      const made = await ask<{ id: number; apiSecret: string; token: string }>(
        owner,
        'POST',
        `${organization}/projects`,
        settings,
      );
      expect(made).toMatchObject({
        status: 201,
        body: { ...settings, token: expect.stringMatching(/^[0-9a-f]{32}$/) },
      });
      const { id, apiSecret } = made.body;
      expect(await app.application.get(ApiSecrets).find(apiSecret)).toEqual({
        projectId: id,
        allowApiSecret: false,
        allowSecretQuestions: false,
      });
      const shown = await ask(owner, 'GET', `/projects/${id}`);
      expect(shown.body).toMatchObject({ id, ...settings });
      expect(JSON.stringify(shown.body)).not.toContain(apiSecret);
      await refused(`${organization}/projects`, 'POST', settings);
      const again = await ask<{ code: string }>(owner, 'POST', `${organization}/projects`, {
        name: 'Twice',
        token: made.body.token,
      });
      expect([again.status, again.body.code]).toEqual([409, 'token-taken']);
    });

    it.each([
      [{}, 400, 'invalid-body'],
      [{ name: ' ' }, 400, 'invalid-body'],
      [{ name: 'a', token: 'short' }, 400, 'invalid-body'],
      [{ name: 'a', timezone: 'Mars/Olympus' }, 422, 'setting-unfit'],
    ])('is not created of %j', async (settings, status, code) => {
      const answer = await ask<{ code: string }>(owner, 'POST', `${organization}/projects`, settings);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it('has its secret replaced with an overlap, which can be ended', async () => {
      const path = `/projects/${project.projectId}/api-secret`;
      const rotated = await ask<{ apiSecret: string; secrets: { prefix: string; endsAt: string | null }[] }>(
        owner,
        'POST',
        path,
        { overlapDays: 3 },
      );
      expect(rotated.status).toBe(201);
      const { apiSecret, secrets } = rotated.body;
      expect(secrets[0]).toMatchObject({ prefix: apiSecret.slice(0, 15), endsAt: null });
      expect(secrets.slice(1).every(({ endsAt }) => endsAt !== null)).toBe(true);
      expect((await ask(owner, 'GET', path)).body).toEqual({ results: secrets });
      expect((await ask(owner, 'DELETE', `${path}/former`)).status).toBe(204);
      expect((await ask(owner, 'GET', path)).body).toEqual({ results: [secrets[0]] });
      expect((await ask(owner, 'POST', path, { overlapDays: 8 })).status).toBe(400);
      await refused(path);
      await refused(path, 'POST', {});
      await refused(`${path}/former`, 'DELETE');
      expect((await ask(owner, 'POST', `/projects/${rival.projectId}/api-secret`, {})).status).toBe(404);
    });
  });
});
