import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import { SubjectHmac } from '../../src/subject-data/index.js';
import { Suppression } from '../../src/suppression/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';
import { until } from '../support/until.js';

const DATA_MAP = `
builtIn:
  profiles: { headers: { national_id: { category: government_id, withhold: true } } }
collections: []
`;

interface Found {
  readonly results: readonly { readonly distinctId: string; readonly [member: string]: unknown }[];
  readonly nextCursor: string | null;
  readonly code?: string;
}

describe('finding people by what their profiles say', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ dataMap: DATA_MAP });
    project = await createProject(app);
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());

  const path = (projectId = project.projectId) => `/api/v1/projects/${projectId}/profiles/find`;
  const find = (body: object, by = client) => by.call<Found>('POST', path(), body);
  const idsOf = ({ body }: { readonly body: Found }) => body.results.map(({ distinctId }) => distinctId);
  const set = (id: string, properties: object) => client.engage([{ $distinct_id: id, $set: properties }]);
  const lastEntry = () =>
    app.prisma.auditEntry.findFirstOrThrow({
      where: { action: 'profiles.searched' },
      orderBy: { id: 'desc' },
    });

  it('tells their ids and what is held about them since when, and the audit nothing but that somebody looked', async () => {
    await set('ada', { $email: 'Ada@Example.com', plan: 'Pro' });
    await client.importEvents(
      [1, 2].map((number) => ({
        event: 'Seen',
        properties: { time: 1_760_000_000 + number, distinct_id: 'ada', $insert_id: `find-${number}` },
      })),
    );
    const answer = await find({ property: 'email', value: 'ADA@example.COM' });
    expect(answer).toEqual({
      status: 200,
      body: {
        nextCursor: null,
        results: [
          {
            distinctId: 'ada',
            linkedIds: 1,
            ambiguousIds: 0,
            fault: null,
            rows: 3,
            collections: [
              {
                collection: 'events',
                title: 'Events',
                rows: 2,
                earliest: '2025-10-09T08:53:21.000Z',
                latest: '2025-10-09T08:53:22.000Z',
              },
              { collection: 'profiles', title: 'Profile', rows: 1, earliest: null, latest: null },
            ],
          },
        ],
      },
    });
    expect(await lastEntry()).toMatchObject({
      actor: `user:${project.ownerId}`,
      organizationId: project.organizationId,
      projectId: project.projectId,
      detail: { property: 'email', found: 1 },
    });
    // What was typed into the wrong field is not written down either.
    await find({ property: 'ada@example.com', value: 'email' });
    expect((await lastEntry()).detail).toEqual({ property: null, found: 0 });
  });

  it('goes on where a page ends', async () => {
    const ids = Array.from({ length: 25 }, (_, at) => `many-${String(at).padStart(2, '0')}`);
    await client.engage(ids.map((id) => ({ $distinct_id: id, $set: { club: 'chess' } })));
    const first = await find({ property: 'club', value: 'chess' });
    expect(idsOf(first)).toEqual(ids.slice(0, 20));
    const second = await find({ property: 'club', value: 'chess', cursor: first.body.nextCursor });
    expect([idsOf(second), second.body.nextCursor]).toEqual([ids.slice(20), null]);
    const foreign = await find({ property: 'club', value: 'chess', cursor: 'not ours' });
    expect([foreign.status, foreign.body.code]).toEqual([400, 'cursor-invalid']);
  });

  it('finds a number as people type it', async () => {
    await set('numbered', { customer: 4711 });
    expect(idsOf(await find({ property: 'customer', value: '4711' }))).toEqual(['numbered']);
    expect(idsOf(await find({ property: 'customer', value: 4711 }))).toEqual(['numbered']);
  });

  it('finds nobody by what the data map withholds', async () => {
    await set('secret', { national_id: '123' });
    const answer = await find({ property: 'national_id', value: '123' });
    expect([answer.status, answer.body.code]).toEqual([422, 'property-withheld']);
  });

  it('finds nobody who is being erased, and nobody who was', async () => {
    await set('going', { club: 'go' });
    const hmacs = [app.application.get(SubjectHmac).hexOf(project.projectId, 'going')];
    const suppression = app.application.get(Suppression);
    const requestId = await client.open({ kind: 'export', distinctIds: ['going'] });
    await app.prisma.$transaction((transaction) =>
      suppression.suppress(transaction, project.projectId, 'deletion', [{ requestId, hmacs }]),
    );
    expect(idsOf(await find({ property: 'club', value: 'go' }))).toEqual([]);
    await app.prisma.$transaction((transaction) => suppression.release(transaction, [requestId], false));
    expect(idsOf(await find({ property: 'club', value: 'go' }))).toEqual(['going']);
    const deletion = await client.open({ kind: 'deletion', distinctIds: ['going'] });
    await until('the deletion', async () => (await client.show(deletion)).status === 'SUCCESS');
    expect(idsOf(await find({ property: 'club', value: 'go' }))).toEqual([]);
  });

  it('still finds whoever opted out: they have a right to know', async () => {
    await set('quiet', { club: 'silence' });
    const hmacs = [app.application.get(SubjectHmac).hexOf(project.projectId, 'quiet')];
    await app.prisma.$transaction((transaction) =>
      app.application
        .get(Suppression)
        .suppress(transaction, project.projectId, 'opt-out', [{ requestId: null, hmacs }]),
    );
    expect(idsOf(await find({ property: 'club', value: 'silence' }))).toEqual(['quiet']);
  });

  it.each<[string, object]>([
    ['no property', { value: 'x' }],
    ['an empty property', { property: '', value: 'x' }],
    ['no value', { property: '$email' }],
    ['an empty value', { property: '$email', value: '' }],
    ['a value that is a list', { property: '$email', value: ['x'] }],
    ['what no database holds', { property: '$email', value: 'a\0b' }],
    ['an unknown key', { property: '$email', value: 'x', limit: 5 }],
  ])('refuses %s, and names no value', async (_case, body) => {
    const answer = await find(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-body']);
  });

  it('is for owners and admins, their tokens and service accounts, of the project\u2019s organization', async () => {
    const wanted = { property: '$email', value: 'ada@example.com' };
    const member = { email: 'member@example.com', role: 'member', password: 'correct horse battery staple' } as const;
    const { id } = await joinApp(app.application, project.organizationId, member);
    const { secret } = await app.application.get(OauthTokensService).create('operator', id, 'tests');
    const low = await find(wanted, new ApiClient(app, { ...project, oauthToken: secret }));
    expect([low.status, low.body.code]).toEqual([403, 'role-too-low']);

    const other = await createProject(app, 'elsewhere');
    const stranger = await find(wanted, new ApiClient(app, other));
    expect([stranger.status, stranger.body.code]).toEqual([404, 'project-not-found']);

    const robots = app.application.get(ServiceAccountsService, { strict: false });
    const robot = await robots.create('operator', project.organizationId, {
      name: 'robot',
      role: 'admin',
      expiresInDays: 1,
    });
    const tool = await find(wanted, new ApiClient(app, { ...project, oauthToken: robot.secret }));
    expect(idsOf(tool)).toEqual(['ada']);

    const nobody = await fetch(`${app.url}${path()}`, { method: 'POST', body: JSON.stringify(wanted) });
    expect(nobody.status).toBe(401);
  });
});
