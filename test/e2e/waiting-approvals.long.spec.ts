import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { ProjectsService } from '../../src/access/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';

interface Waiting {
  readonly id: string;
  readonly mayApprove: boolean;
  readonly refusal: { readonly code: string; readonly message: string } | null;
  readonly approvers: readonly string[];
}
interface Page {
  readonly results: readonly Waiting[];
  readonly nextCursor: string | null;
}
interface Decided {
  readonly code?: string;
  readonly title?: string;
  readonly status: string;
  readonly earlier?: { readonly decision: string; readonly by: string; readonly at: string };
}

describe('what waits for a second person', () => {
  let app: TestApp;
  let project: TestProject;
  let owner: ApiClient;
  let second: ApiClient;
  let third: ApiClient;
  let member: ApiClient;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({ settings: STEP_BY_STEP });
    project = await createProject(app);
    owner = new ApiClient(app, project);
    second = await joined('second@example.com', 'admin');
    third = await joined('third@example.com', 'owner');
    member = await joined('member@example.com', 'member');
    await app.application.get(ProjectsService).change('operator', project.projectId, { approvalCount: 0 });
  });
  afterAll(() => app.close());
  afterEach(() => app.prisma.request.updateMany({ data: { status: 'REVOKED', waitingFor: null } }));

  async function joined(email: string, role: 'owner' | 'admin' | 'member'): Promise<ApiClient> {
    const joining = { email, role, password: 'correct horse battery staple' };
    const { id } = await joinApp(app.application, project.organizationId, joining);
    const { secret } = await app.application.get(OauthTokensService).create('operator', id, 'tests');
    return new ApiClient(app, { ...project, oauthToken: secret });
  }
  const open = (by = owner, receivedAt?: Date) =>
    by.open({
      kind: 'deletion',
      regime: 'GDPR',
      distinctIds: [`person-${++number}`],
      receivedAt: receivedAt?.toISOString(),
    });
  const waiting = async (by: ApiClient, query = '') => (await by.call<Page>('GET', `/api/v1/approvals${query}`)).body;
  const decide = (by: ApiClient, id: string, what: string, body?: object) =>
    by.call<Decided>('POST', `/api/v1/requests/${id}/${what}`, body);

  it('is listed with who may approve it, to whoever may and to whoever may not', async () => {
    const id = await open();
    expect((await waiting(second)).results).toEqual([
      expect.objectContaining({
        id,
        waitingFor: 'approval',
        mayApprove: true,
        refusal: null,
        approvers: ['second@example.com', 'third@example.com'],
      }),
    ]);
    expect((await waiting(owner)).results).toEqual([
      expect.objectContaining({
        id,
        mayApprove: false,
        refusal: { code: 'approver-is-opener', message: expect.stringContaining('cannot approve') },
        approvers: ['second@example.com', 'third@example.com'],
      }),
    ]);
    expect((await decide(owner, id, 'approve')).body.code).toBe('approver-is-opener');
  });

  it('comes by what is due first, page by page, and goes when it is decided', async () => {
    const day = 86_400_000;
    const ids = [];
    for (const days of [1, 20, 10]) ids.push(await open(owner, new Date(Date.now() - days * day)));
    const first = await waiting(second, '?limit=2');
    expect(first.results.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
    const rest = await waiting(second, `?limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([rest.results.map(({ id }) => id), rest.nextCursor]).toEqual([[ids[0]], null]);
    await decide(second, ids[0] ?? '', 'approve');
    await decide(second, ids[1] ?? '', 'deny', { code: 'not-verified' });
    expect((await waiting(second)).results.map(({ id }) => id)).toEqual([ids[2]]);
  });

  it('is nobody else’s: a mere member, another organization', async () => {
    const id = await open();
    const rival = await createProject(app, 'rival');
    expect(await waiting(member)).toEqual({ results: [], nextCursor: null });
    expect(await waiting(new ApiClient(app, rival))).toEqual({ results: [], nextCursor: null });
    expect((await waiting(second, `?organizationId=${rival.organizationId}`)).results).toEqual([]);
    expect((await waiting(second, `?organizationId=${project.organizationId}`)).results).toHaveLength(1);
    expect((await member.call('GET', `/api/v1/approvals?projectId=${project.projectId}`)).status).toBe(403);
    expect((await decide(member, id, 'approve')).status).toBe(403);
    expect((await second.call('GET', '/api/v1/approvals?status=PENDING')).status).toBe(400);
  });

  describe('and of two who decide at once the second is told what the first did', () => {
    const earlier = (decision: string, by: string) => ({ decision, by, at: expect.any(String) });

    it('where both approve', async () => {
      const id = await open();
      const answers = await Promise.all([decide(second, id, 'approve'), decide(third, id, 'approve')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const first = answers[0]?.status === 200 ? 'second@example.com' : 'third@example.com';
      const refused = answers.find(({ status }) => status === 409)?.body;
      expect(refused).toMatchObject({ code: 'already-approved', earlier: earlier('approved', first) });
      expect(refused?.title).toContain(`It was approved by ${first} at `);
    });

    it('where one denies what the other has approved, if that is to be so', async () => {
      const id = await open();
      await decide(second, id, 'approve');
      const careful = { code: 'not-verified', unlessApproved: true };
      const refused = await decide(third, id, 'deny', careful);
      expect([refused.status, refused.body]).toEqual([
        409,
        expect.objectContaining({ code: 'already-approved', earlier: earlier('approved', 'second@example.com') }),
      ]);
      expect((await decide(third, id, 'deny', { code: 'not-verified' })).body.status).toBe('DENIED');
    });

    it('where one approves and the other denies in the same moment, if nobody has approved', async () => {
      for (let times = 0; times < 5; times += 1) {
        const id = await open();
        const careful = { code: 'not-verified', unlessApproved: true };
        const [approval, denial] = await Promise.all([
          decide(second, id, 'approve'),
          decide(third, id, 'deny', careful),
        ]);
        expect([approval.status, denial.status].filter((status) => status === 200)).toHaveLength(1);
        const [refused, first] =
          approval.status === 200
            ? [denial, earlier('approved', 'second@example.com')]
            : [approval, earlier('denied', 'third@example.com')];
        expect(refused).toMatchObject({ status: 409, body: { earlier: first } });
        if (approval.status === 200) await decide(owner, id, 'revoke');
      }
    });

    it('where one approves or denies what the other has denied', async () => {
      const id = await open();
      expect((await decide(third, id, 'deny', { code: 'excessive', unlessApproved: true })).status).toBe(200);
      const told = expect.objectContaining({
        code: 'already-finished',
        earlier: earlier('denied', 'third@example.com'),
      });
      expect((await decide(second, id, 'approve')).body).toEqual(told);
      expect((await decide(second, id, 'deny', { code: 'excessive' })).body).toEqual(told);
    });

    it('where the opener has revoked it', async () => {
      const id = await open();
      await decide(owner, id, 'revoke');
      expect((await decide(second, id, 'approve')).body).toMatchObject({
        code: 'already-finished',
        earlier: earlier('revoked', project.ownerEmail),
      });
    });
  });
});
