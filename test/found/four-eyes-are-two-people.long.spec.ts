import { InvitationAcceptance } from '../../src/access/account-links/invitation-acceptance.service.js';
import { InvitationsService } from '../../src/access/account-links/invitations.service.js';
import { MembersService } from '../../src/access/accounts/members.service.js';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import { ProjectsService, type Actor, type Role } from '../../src/access/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient, type RequestView } from '../support/client.js';
import { tokenOf } from '../support/join.js';
import { TestClock } from '../support/test-clock.js';

const DAY = 86_400_000;
const PASSWORD = 'correct horse battery staple';

interface Somebody {
  readonly actor: Actor & { kind: 'user' };
  readonly email: string;
  readonly client: ApiClient;
}

describe('four eyes are two people', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let owner: Somebody;
  let number = 0;

  const service = <T>(type: abstract new (...parts: never[]) => T): T =>
    app.application.get<T>(type, { strict: false });

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    project = await createProject(app, `acme-${++number}`);
    owner = somebody(project.ownerId, project.ownerEmail, project.oauthToken);
    await set({ approvalCount: 3 });
  });

  const set = (settings: object) => service(ProjectsService).change('operator', project.projectId, settings);

  function somebody(userId: string, email: string, oauthToken: string): Somebody {
    const actor = { kind: 'user', userId, email, via: 'session' } as const;
    return { actor, email, client: new ApiClient(app, { ...project, oauthToken }) };
  }

  /** Invited by a link that is shown; `proves`: then shows to have a mailbox of their own. */
  async function invited(by: Somebody | 'operator', role: Role = 'admin', proves = false): Promise<Somebody> {
    const email = `person-${++number}@example.com`;
    const inviter = by === 'operator' ? by : by.actor;
    const { link } = await service(InvitationsService).invite(inviter, project.organizationId, { email, role });
    const accepted = await service(InvitationAcceptance).accept(tokenOf(link), { name: '', password: PASSWORD }, '::1');
    const { id } = accepted.person;
    if (proves) {
      const proved = { emailVerifiedAt: clock.now(), homeOrganizationId: null };
      await app.prisma.user.update({ where: { id }, data: proved });
    }
    const { secret } = await service(OauthTokensService).create('operator', id, 'tests');
    return somebody(id, email, secret);
  }

  /** A tool, as a client that shows its secret. */
  async function robotOf(by: Somebody | 'operator'): Promise<ApiClient> {
    const maker = by === 'operator' ? by : by.actor;
    const wanted = { name: 'robot', role: 'admin', expiresInDays: 1 } as const;
    const { secret } = await service(ServiceAccountsService).create(maker, project.organizationId, wanted);
    return new ApiClient(app, { ...project, oauthToken: secret });
  }

  const order = (count: number) => ({
    kind: 'deletion',
    regime: 'GDPR',
    distinctIds: Array.from({ length: count }, () => `subject-${++number}`),
  });
  const open = async (client: ApiClient, count = 4): Promise<string> => client.open(order(count));

  interface Decision extends RequestView {
    readonly code?: string;
    readonly title: string;
    readonly approvers?: readonly string[];
  }
  const approve = async ({ client }: Pick<Somebody, 'client'>, id: string) => {
    const { status, body } = await client.call<Decision>('POST', `/api/v1/requests/${id}/approve`);
    return { status, code: body.code, title: body.title, approvers: body.approvers };
  };
  const refused = (code: string) => expect.objectContaining({ status: 403, code });
  const given = expect.objectContaining({ status: 200 });

  it('so that the operator’s own two people are', async () => {
    const officer = await invited('operator');
    expect(await approve(officer, await open(owner.client))).toEqual(given);
    expect(await approve(owner, await open(officer.client))).toEqual(given);
  });

  it('and a tool is its maker: what it opened waits for somebody else', async () => {
    const officer = await invited('operator');
    const id = await open(await robotOf(owner));
    const answer = await approve(owner, id);
    expect(answer).toEqual(refused('approver-not-independent'));
    expect(answer.approvers).toEqual([officer.email]);
    expect(answer.title).toContain(`Ask ${officer.email}.`);
    expect(await approve(officer, id)).toEqual(given);
  });

  it('and no tool approves, not even what its maker did not open', async () => {
    const officer = await invited('operator');
    const id = await open(officer.client);
    expect(await approve({ client: await robotOf(owner) }, id)).toEqual(refused('approver-is-no-person'));
  });

  it('while what the operator’s tool opened is anybody’s to approve', async () => {
    expect(await approve(owner, await open(await robotOf('operator')))).toEqual(given);
  });

  it('and whom one invited is not another, in either direction, whether or not they proved a mailbox', async () => {
    for (const proves of [false, true]) {
      const puppet = await invited(owner, 'admin', proves);
      expect(await approve(puppet, await open(owner.client))).toEqual(refused('approver-not-independent'));
      expect(await approve(owner, await open(puppet.client))).toEqual(refused('approver-not-independent'));
    }
  });

  it('nor whom they invited, nor their tools, however far down', async () => {
    const puppet = await invited(owner, 'owner');
    const second = await invited(puppet, 'owner');
    const third = await invited(second);
    expect(await approve(third, await open(owner.client))).toEqual(refused('approver-not-independent'));
    expect(await approve(owner, await open(await robotOf(third)))).toEqual(refused('approver-not-independent'));
  });

  it('also where who stood between them is gone', async () => {
    const puppet = await invited(owner, 'owner');
    const second = await invited(puppet);
    await service(MembersService).remove(owner.actor, project.organizationId, puppet.actor.userId);
    expect(await approve(second, await open(owner.client))).toEqual(refused('approver-not-independent'));
  });

  it('and two whom one person invited are that person, unless both proved a mailbox of their own', async () => {
    const [one, other] = [await invited(owner), await invited(owner)];
    expect(await approve(other, await open(one.client))).toEqual(refused('approver-not-independent'));
    const [ana, ben] = [await invited(owner, 'admin', true), await invited(owner, 'admin', true)];
    expect(await approve(ben, await open(ana.client))).toEqual(given);
    expect(await approve(ben, await open(one.client))).toEqual(refused('approver-not-independent'));
  });

  it('until the operator vouches for somebody; the refusal says so where nobody is left to ask', async () => {
    const colleague = await invited(owner);
    const id = await open(owner.client);
    const answer = await approve(colleague, id);
    expect(answer.approvers).toEqual([]);
    expect(answer.title).toContain('habeas member vouch');
    await service(MembersService).vouch('operator', project.organizationId, colleague.actor.userId);
    expect(await approve(colleague, id)).toEqual(given);
  });

  describe('and an API secret', () => {
    const send = async (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${app.url}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    /** As people do it, signed in. */
    const letSecret = async ({ email }: Somebody, allowApiSecret: boolean) => {
      const session = await send('POST', '/api/v1/session', { email, password: PASSWORD });
      const [cookie = ''] = session.headers.getSetCookie();
      const signedIn = { cookie, 'sec-fetch-site': 'same-origin' };
      const changed = await send('PATCH', `/api/v1/projects/${project.projectId}`, { allowApiSecret }, signedIn);
      expect(changed.status).toBe(200);
    };
    const openBySecret = async (secret: string, count: number): Promise<string> => {
      const ids = { distinct_ids: order(count).distinctIds };
      const authorization = `Basic ${btoa(`${secret}:`)}`;
      const opened = await send('POST', '/api/app/data-deletions/v3.0', ids, { authorization });
      const { results } = (await opened.json()) as { results: { tracking_id: string } };
      return results.tracking_id;
    };
    const waits = async (id: string) => (await owner.client.show(id))['approvalNeeded'];

    it('is whoever made it last, also where somebody else let it open requests', async () => {
      const [officer, third] = [await invited('operator'), await invited('operator')];
      const { apiSecret } = await service(ProjectsService).rotateSecret(officer.actor, project.projectId);
      await letSecret(owner, true);
      const id = await openBySecret(apiSecret, 4);
      expect(await approve(officer, id)).toEqual(refused('approver-not-independent'));
      expect(await approve(owner, id)).toEqual(refused('approver-not-independent'));
      expect(await approve(third, id)).toEqual(given);
    });

    it('is whoever let it open requests, of whom the newest counts', async () => {
      const [admin, other] = [await invited('operator'), await invited('operator')];
      await letSecret(admin, true);
      await letSecret(other, true);
      expect(await approve(admin, await openBySecret(project.apiSecret, 4))).toEqual(
        refused('approver-not-independent'),
      );
      await letSecret(other, false);
      await letSecret(other, true);
      const id = await openBySecret(project.apiSecret, 4);
      expect(await approve(other, id)).toEqual(refused('approver-not-independent'));
      expect(await approve(admin, id)).toEqual(given);
    });

    it('is whoever made the one before, too, where that was good when the deletion was opened', async () => {
      const [first, second, third] = [await invited('operator'), await invited('operator'), await invited('operator')];
      await letSecret(owner, true);
      const { apiSecret } = await service(ProjectsService).rotateSecret(first.actor, project.projectId);
      await service(ProjectsService).rotateSecret(second.actor, project.projectId, 7);
      const id = await openBySecret(apiSecret, 4);
      clock.forward(8 * DAY);
      await service(ProjectsService).rotateSecret('operator', project.projectId);
      expect(await approve(first, id)).toEqual(refused('approver-not-independent'));
      expect(await approve(third, id)).toEqual(given);
    });

    it('has no limit of its own: what it opens counts for everybody, and what everybody opens for it', async () => {
      const [admin, other] = [await invited('operator'), await invited('operator')];
      await letSecret(admin, true);
      expect(await waits(await openBySecret(project.apiSecret, 2))).toBe(false);
      expect(await waits(await open(other.client, 2))).toBe(true);
      expect(await waits(await open(admin.client, 1))).toBe(false);
      expect(await waits(await openBySecret(project.apiSecret, 1))).toBe(true);
    });
  });

  describe('who approves was there before', () => {
    it('as a member', async () => {
      const id = await open(owner.client);
      clock.forward(1000);
      const late = await invited('operator');
      const answer = await approve(late, id);
      expect(answer).toEqual(refused('approver-too-new'));
      expect(answer.title).toMatch(/before it was opened, at 2\d{3}-.*; you are since 2\d{3}-/);
      expect(await approve(late, await open(owner.client))).toEqual(given);
    });

    it('as an owner or admin', async () => {
      const members = service(MembersService);
      const promoted = await invited('operator', 'member');
      const admin = await invited('operator');
      const id = await open(owner.client);
      clock.forward(1000);
      const change = async ({ actor }: Somebody, role: Role) =>
        members.changeRole(owner.actor, project.organizationId, actor.userId, role);
      await change(promoted, 'admin');
      expect(await approve(promoted, id)).toEqual(refused('approver-too-new'));
      await change(admin, 'owner');
      expect(await approve(admin, id)).toEqual(given);
    });
  });

  describe('small deletions are one large one', () => {
    const needs = async (client: ApiClient, count: number): Promise<boolean> => {
      const { approvalNeeded } = await client.show(await open(client, count));
      return approvalNeeded as boolean;
    };

    it('if one person opens them within 30 days, through whatever door and by whatever tool', async () => {
      expect(await needs(owner.client, 1)).toBe(false);
      const wire = await owner.client.call<{ results: { tracking_id: string } }>(
        'POST',
        `/api/app/data-deletions/v3.0?token=${project.projectToken}`,
        { distinct_ids: order(1).distinctIds },
      );
      expect(await owner.client.show(wire.body.results.tracking_id)).toMatchObject({ approvalNeeded: false });
      expect(await needs(await robotOf(owner), 1)).toBe(false);
      const form = new FormData();
      form.set('projectId', String(project.projectId));
      form.set('kind', 'deletion');
      form.set('regime', 'GDPR');
      form.set('file', new Blob([`distinct_id\nsubject-${++number}\n`], { type: 'text/csv' }), 'ids.csv');
      const csv = await fetch(`${app.url}/api/v1/requests`, {
        method: 'POST',
        headers: { authorization: `Bearer ${project.oauthToken}` },
        body: form,
      });
      const { id } = (await csv.json()) as { id: string };
      const shown = await owner.client.show(id);
      expect(shown).toMatchObject({ approvalNeeded: true, waitingFor: 'approval' });
      expect(shown['timeline']).toContainEqual(
        expect.objectContaining({ type: 'approval-needed', detail: { because: 'count', limit: 3, earlier: 3 } }),
      );
      expect(await needs(await invited(owner).then(({ client }) => client), 1)).toBe(true);
      clock.forward(31 * DAY);
      expect(await needs(owner.client, 3)).toBe(false);
    });

    it('also as a share of the profiles, and however many are opened at the same moment', async () => {
      await set({ approvalCount: null, approvalShare: 0.5 });
      const profiles = Array.from({ length: 8 }, (_, at) => ({ $distinct_id: `profile-${at}`, $set: { plan: 'Pro' } }));
      await owner.client.engage(profiles);
      const waits = await Promise.all(Array.from({ length: 5 }, () => needs(owner.client, 2)));
      expect(waits.filter(Boolean)).toHaveLength(3);
    });

    it('but not another person’s, nor what was revoked or approved', async () => {
      const officer = await invited('operator');
      expect(await needs(officer.client, 3)).toBe(false);
      const id = await open(owner.client, 3);
      expect(await owner.client.show(id)).toMatchObject({ approvalNeeded: false });
      expect((await owner.client.call('POST', `/api/v1/requests/${id}/revoke`)).status).toBe(200);
      expect(await approve(officer, await open(owner.client, 9))).toEqual(given);
      expect(await needs(owner.client, 3)).toBe(false);
      expect(await needs(owner.client, 1)).toBe(true);
    });
  });
});
