import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import { ProjectsService } from '../../src/access/index.js';
import { SubjectHmac } from '../../src/subject-data/index.js';
import { Suppression, type SuppressionReason } from '../../src/suppression/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';
import { until } from '../support/until.js';
import { ask, idsOf, type Queried } from './profile-query-fixture.js';

const DATA_MAP = `
builtIn:
  profiles: { headers: { national_id: { category: government_id, withhold: true } } }
collections: []
`;

describe('the profile query', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  /** `name:secret` of a service account. */
  let robot: string;
  let projectId: string;

  beforeAll(async () => {
    app = await startApp({ dataMap: DATA_MAP });
    project = await createProject(app);
    projectId = String(project.projectId);
    client = new ApiClient(app, project);
    const accounts = app.application.get(ServiceAccountsService, { strict: false });
    const account = await accounts.create('operator', project.organizationId, {
      name: 'robot',
      role: 'admin',
      expiresInDays: 1,
    });
    robot = `${account.serviceAccount.name}:${account.secret}`;
    await client.engage([
      {
        $distinct_id: 'ada',
        $set: {
          $email: 'ada@example.com',
          plan: 'Pro',
          national_id: '1',
          family: [{ name: 'Byron', national_id: '2' }],
        },
      },
      { $distinct_id: 'bob', $set: { email: 'bob@example.com', plan: 'Free', age: 36 } },
      { $distinct_id: 'eve', $set: { email: 'ada@example.com', plan: 'Free', $last_seen: '2020-05-05T00:00:00' } },
    ]);
    await client.importEvents([
      { event: 'Seen', properties: { time: 1_760_000_000, distinct_id: 'no-profile', $insert_id: '1' } },
    ]);
  });
  afterAll(() => app.close());

  const where = async (text: string, more: Readonly<Record<string, string>> = {}): Promise<Queried> =>
    ask(app, { query: { project_id: projectId, where: text, ...more }, basic: robot });
  const lastEntry = () =>
    app.prisma.auditEntry.findFirstOrThrow({ where: { action: 'profiles.queried' }, orderBy: { id: 'desc' } });
  const allowSecret = (allowSecretQuestions: boolean) =>
    app.application
      .get(ProjectsService, { strict: false })
      .change('operator', project.projectId, { allowSecretQuestions });

  describe('of the tools that ask today', () => {
    it('answers fidesops: GET with a JSON body, in single quotes', async () => {
      const body = { where: `properties['$email'] == 'ada@example.com'` };
      const answer = await ask(app, { path: '/api/2.0/engage/', query: { project_id: projectId }, body, basic: robot });
      expect(answer).toEqual({
        status: 200,
        body: {
          page: 0,
          page_size: 1000,
          results: [
            {
              $distinct_id: 'ada',
              $properties: expect.objectContaining({ $email: 'ada@example.com', plan: 'Pro' }),
            },
          ],
          session_id: expect.any(String),
          status: 'ok',
          total: 1,
        },
      });
    });

    it('answers Mnd: an API secret as the user, where the project allows it', async () => {
      const query = {
        where: 'properties["$email"]=="ada@example.com"',
        output_properties: '["$email"]',
        include_all_users: 'true',
        limit: '1000',
      };
      const call = { query, basic: `${project.apiSecret}:` };
      const refused = await ask(app, call);
      expect([refused.status, refused.body.code]).toEqual([403, 'api-secret-may-not-ask']);
      await allowSecret(true);
      const { body } = await ask(app, call);
      expect(body.results).toEqual([{ $distinct_id: 'ada', $properties: { $email: 'ada@example.com' } }]);
      await allowSecret(false);
      expect((await ask(app, call)).status).toBe(403);
      // The project's token is public, and says nothing of who asks.
      expect((await ask(app, { ...call, basic: `${project.projectToken}:` })).status).toBe(401);
    });

    it('answers MCP servers: either spelling of the address, and lists of ids', async () => {
      const either = 'properties["$email"] == "ada@example.com" or properties["email"] == "ada@example.com"';
      expect(idsOf(await where(either))).toEqual(['ada', 'eve']);
      expect(idsOf(await where('properties["$distinct_id"] in ["ada","bob","nobody"]'))).toEqual(['ada', 'bob']);
      const body = { project_id: project.projectId, where: either, limit: 1 };
      const posted = await ask(app, { method: 'POST', path: '/api/query/engage', body, bearer: project.oauthToken });
      expect([posted.body.results.length, posted.body.total]).toEqual([1, 2]);
    });

    it('answers mixpanel-utils: JSON with spaces', async () => {
      const query = { project_id: projectId, distinct_ids: '["ada", "bob"]', output_properties: '["$email", "plan"]' };
      const { body } = await ask(app, { query, basic: robot });
      expect(body.results).toEqual([
        { $distinct_id: 'ada', $properties: { $email: 'ada@example.com', plan: 'Pro' } },
        { $distinct_id: 'bob', $properties: { plan: 'Free' } },
      ]);
    });

    it('answers mixpanel-headless: a form with the project in it, until a page is empty', async () => {
      const form = {
        project_id: projectId,
        where: 'properties["plan"] == "Free"',
        page: '0',
        sort_key: 'age',
        sort_order: 'ascending',
      };
      const first = await ask(app, { method: 'POST', body: new URLSearchParams(form), basic: robot });
      expect(idsOf(first)).toEqual(['bob', 'eve']);
      const next = { ...form, page: '1', session_id: first.body.session_id };
      const second = await ask(app, { method: 'POST', body: new URLSearchParams(next), basic: robot });
      expect([second.status, second.body.results, second.body.total]).toEqual([200, [], 2]);
    });

    it('answers tap-mixpanel: Basic without a colon, and a page size', async () => {
      await allowSecret(true);
      const query = { where: 'properties["$last_seen"] >= "2021-01-01T00:00:00"', page_size: '500' };
      const { status, body } = await ask(app, { query, basic: project.apiSecret });
      expect([status, body.page_size]).toEqual([200, 500]);
      expect(body.results.map(({ $distinct_id: id }) => id)).not.toContain('eve');
      await allowSecret(false);
    });

    it('answers Airbyte: texts of times are compared, and datetime() too', async () => {
      const body = { where: 'properties["$last_seen"] <= "2021-01-01T00:00:00"' };
      expect(idsOf(await ask(app, { query: { project_id: projectId }, body, basic: robot }))).toEqual(['eve']);
      expect(idsOf(await where('properties["$last_seen"]<=datetime(1609459200)'))).toEqual(['eve']);
    });

    it('answers mixpanel-import: another path, and an empty session', async () => {
      const query = { project_id: projectId, page: '0', session_id: '' };
      const answer = await ask(app, { method: 'POST', path: '/api/2.0/engage/query', query, basic: robot });
      expect(idsOf(answer)).toEqual(['ada', 'bob', 'eve']);
    });

    it('refuses signatures, and whoever shows nothing', async () => {
      const query = {
        where: 'defined(properties["plan"])',
        api_key: project.apiSecret,
        expire: '2000000000',
        sig: 'x',
      };
      const answer = await ask(app, { query });
      expect([answer.status, answer.body.status]).toEqual([401, 'error']);
    });
  });

  it('lists an id without a profile where it is asked for by name, and where something is held under it', async () => {
    const query = {
      project_id: projectId,
      distinct_ids: '["ada", "no-profile", "unknown"]',
      output_properties: '["plan"]',
    };
    const { body } = await ask(app, { query, basic: robot });
    expect(body.results).toEqual([
      { $distinct_id: 'ada', $properties: { plan: 'Pro' } },
      { $distinct_id: 'no-profile', $properties: {} },
    ]);
    expect(body.total).toBe(2);
    const none = await ask(app, { query: { project_id: projectId, distinct_ids: '[]' }, basic: robot });
    expect([none.body.results, none.body.total]).toEqual([[], 0]);
  });

  it('withholds what the data map does, at every depth, and is no way to find it out', async () => {
    const { body } = await where('properties["$distinct_id"] == "ada"');
    const held = { held: true, disclosed: false };
    expect(body.results[0]?.$properties).toMatchObject({
      national_id: held,
      family: [{ name: 'Byron', national_id: held }],
    });
    for (const question of [
      'properties["national_id"] == "1"',
      'defined(properties["national_id"])',
      'properties["plan"] == "Pro" and not "1" in properties["national_id"]',
    ]) {
      const refused = await where(question);
      expect([refused.status, refused.body.code]).toEqual([400, 'property-withheld']);
    }
    expect(idsOf(await where(`'"2"' in string(properties["family"])`))).toEqual([]);
    expect(idsOf(await where('"Byron" in string(properties["family"])'))).toEqual(['ada']);
  });

  it.each<[SuppressionReason]>([['deletion'], ['deleted'], ['opt-out'], ['gpc']])(
    'leaves out whoever is suppressed (%s), from the total too',
    async (reason) => {
      await client.engage([{ $distinct_id: `gone-${reason}`, $set: { club: reason } }]);
      const question = `properties["club"] == "${reason}"`;
      expect((await where(question)).body.total).toBe(1);
      const hmacs = [app.application.get(SubjectHmac).hexOf(project.projectId, `gone-${reason}`)];
      await app.prisma.$transaction((transaction) =>
        app.application.get(Suppression).suppress(transaction, project.projectId, reason, [{ requestId: null, hmacs }]),
      );
      const { body } = await where(question);
      expect([body.results, body.total]).toEqual([[], 0]);
    },
  );

  it('finds nobody who was erased', async () => {
    await client.engage([{ $distinct_id: 'going', $set: { club: 'go' } }]);
    const deletion = await client.open({ kind: 'deletion', distinctIds: ['going'] });
    await until('the deletion', async () => (await client.show(deletion)).status === 'SUCCESS');
    expect((await where('properties["club"] == "go"')).body.total).toBe(0);
  });

  it('writes down who asked, by which properties and how many there are, and no value', async () => {
    await where('properties["$email"] == "ada@example.com" or properties["ada@example.com"] == 1');
    const entry = await lastEntry();
    expect(entry).toMatchObject({ organizationId: project.organizationId, projectId: project.projectId });
    expect(entry.actor).toMatch(/^service-account:/);
    expect(entry.detail).toEqual({ properties: ['$email', null], ids: null, page: 0, found: 1 });
    await ask(app, { query: { project_id: projectId, distinct_id: 'ada' }, basic: robot });
    expect((await lastEntry()).detail).toEqual({ properties: [], ids: 1, page: 0, found: 1 });
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [{ filter_by_cohort: '{"id":7}' }, 'parameter-not-supported'],
    [{ behaviors: '[{"window":"30d"}]' }, 'parameter-not-supported'],
    [{ data_group_id: '5' }, 'parameter-not-supported'],
    [{ page: '1' }, 'session-id-missing'],
    [{ page: '1', session_id: 'somebody else\u2019s' }, 'session-over'],
    [{ where: `properties["a"] == ${'('.repeat(5000)}` }, 'where-too-deep'],
    [{ where: `properties["a"] == "${'x'.repeat(9000)}"` }, 'where-too-long'],
    [{ where: `properties["a"] in [${Array.from({ length: 300 }, () => '1').join()}]` }, 'where-too-many-terms'],
    [{ where: `properties["a"] == 1; DROP TABLE profiles` }, 'where-malformed'],
    [{ where: `properties["$email"] == "a" or "b"` }, 'where-no-condition'],
  ])('refuses %j', async (query, code) => {
    const { status, body } = await ask(app, { query: { project_id: projectId, ...query }, basic: robot });
    expect([status, body.status, body.code]).toEqual([400, 'error', code]);
  });

  it('asks stores for nothing but data, whatever a where says', async () => {
    for (const hostile of [
      `properties["'); DROP TABLE subject_data.profiles --"] == "' OR '1'='1"`,
      `properties["a\\\\'"] == "\\u0000" or properties["\\u0000"] == "\\ud800"`,
      `properties["$distinct_id"] in ["\\u0000", "\\ud800", "' OR ''='"]`,
      `properties["__proto__"] == properties["constructor"]`,
    ]) {
      const { status, body } = await where(hostile);
      expect([status, body.total]).toEqual([200, 0]);
    }
    expect((await where('defined(properties["plan"])')).body.total).toBeGreaterThan(2);
  });

  it('is for owners and admins, of the project\u2019s organization', async () => {
    const member = { email: 'member@example.com', role: 'member', password: 'correct horse battery staple' } as const;
    const { id } = await joinApp(app.application, project.organizationId, member);
    const { secret } = await app.application.get(OauthTokensService).create('operator', id, 'tests');
    const other = await createProject(app, 'elsewhere');
    const query = { project_id: projectId, where: 'defined(properties["plan"])' };
    const answers = [
      await ask(app, { query, bearer: secret }),
      await ask(app, { query, bearer: other.oauthToken }),
      await ask(app, { query: { ...query, project_id: '99999999' }, bearer: project.oauthToken }),
    ];
    // One answer, so that it does not tell which projects there are.
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]?.status).toBe(403);
    const unnamed = await ask(app, { query: { where: query.where }, basic: robot });
    expect([unnamed.status, unnamed.body.code]).toEqual([400, 'project-id-missing']);
  });
});

describe('the pages of an answer', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
    project = await createProject(app);
    client = new ApiClient(app, project);
    const people = Array.from({ length: 2_500 }, (_, at) => ({
      $distinct_id: `person-${String(at)}`,
      $set: { club: 'chess', number: at },
    }));
    for (let at = 0; at < people.length; at += 1_000) await client.engage(people.slice(at, at + 1_000));
  });
  afterAll(() => app.close());

  const page = (query: Readonly<Record<string, string>>) =>
    ask(app, { query: { project_id: String(project.projectId), ...query }, bearer: project.oauthToken });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['of everybody', {}],
    ['of those an index finds', { where: 'properties["club"] == "chess"' }],
    ['of those that are looked through', { where: 'properties["number"] >= 0', page_size: '100' }],
  ])('read together neither overlap nor miss anybody, while others are written and erased: %s', async (name, query) => {
    const first = await page(query);
    const { total, page_size: pageSize, session_id: session } = first.body;
    expect([total, first.body.results.length]).toEqual([2_500, pageSize]);
    const mark = name.replaceAll(' ', '-');
    const writing = [0, 1, 2].map(async (round) =>
      client.engage(
        Array.from({ length: 300 }, (_, at) => ({
          $distinct_id: `person-${String(at)}-${mark}-${String(round)}`,
          $set: { club: 'chess', number: at },
        })),
      ),
    );
    const rest = Array.from({ length: Math.ceil(total / pageSize) - 1 }, (_, at) =>
      page({ ...query, page: String(at + 1), session_id: session }),
    );
    const answers = [first, ...(await Promise.all(rest))];
    await Promise.all(writing);
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.total}`))).toEqual(new Set(['200 2500']));
    const ids = answers.flatMap(idsOf);
    expect([ids.length, new Set(ids).size]).toEqual([2_500, 2_500]);
    const beyond = await page({ ...query, page: '999', session_id: session });
    expect([beyond.status, beyond.body.results, beyond.body.total]).toEqual([200, [], 2_500]);
    const late = await page({ where: `"${mark}" in properties["$distinct_id"]` });
    expect(late.body.total).toBe(900);
    await client.engage(idsOf(late).map((id) => ({ $distinct_id: id, $delete: '' })));
  });

  it('belong to the question and the project of the first', async () => {
    const { body } = await page({ where: 'properties["number"] < 1500', page_size: '1000' });
    const other = await page({ where: 'properties["number"] < 1501', page: '1', session_id: body.session_id });
    expect([other.status, other.body.code]).toEqual([400, 'session-of-another-question']);
    const elsewhere = await createProject(app, 'elsewhere');
    const query = {
      project_id: String(elsewhere.projectId),
      where: 'properties["number"] < 1500',
      page: '1',
      session_id: body.session_id,
    };
    const foreign = await ask(app, { query, bearer: elsewhere.oauthToken });
    expect([foreign.status, foreign.body.code]).toEqual([400, 'session-over']);
  });

  it('are over after half an hour, and nothing of them is kept that names anybody', async () => {
    const question = { where: 'properties["number"] < 1500' };
    const { body } = await page(question);
    const kept = await app.prisma.questionSession.findUniqueOrThrow({ where: { id: body.session_id } });
    expect(Buffer.from(kept.sealed).toString('latin1')).not.toContain('person-');
    await app.prisma.questionSession.update({ where: { id: body.session_id }, data: { expiresAt: new Date(0) } });
    const over = await page({ ...question, page: '1', session_id: body.session_id });
    expect([over.status, over.body.code]).toEqual([400, 'session-over']);
    // Whoever begins again gets a new one, and old ones are gone.
    const again = await page({ ...question, session_id: body.session_id });
    expect(again.body.session_id).not.toBe(body.session_id);
    expect(await app.prisma.questionSession.count({ where: { expiresAt: { lte: new Date() } } })).toBe(0);
  });

  it('hold no more than the limit together', async () => {
    const question = { where: 'properties["number"] >= 0', page_size: '100', limit: '150' };
    const first = await page(question);
    const second = await page({ ...question, page: '1', session_id: first.body.session_id });
    const third = await page({ ...question, page: '2', session_id: first.body.session_id });
    expect([first, second, third].map(({ body }) => body.results.length)).toEqual([100, 50, 0]);
  });
});
