import { InvitationsService } from '../../src/access/account-links/invitations.service.js';
import { MembersService } from '../../src/access/accounts/members.service.js';
import { UsersService } from '../../src/access/accounts/users.service.js';
import { AccountMakers } from '../../src/access/authorization/account-makers.service.js';
import { areIndependent } from '../../src/access/authorization/independence.js';
import type { Role } from '../../src/access/index.js';
import { createProject, type TestProject } from '../support/app.js';
import { signedIn, type Browser } from '../support/browser.js';
import { joinApp } from '../support/join.js';
import { Visitor } from '../support/visitor.js';
import { ProviderApp } from './oauth-fixture.js';

const PASSWORD = 'correct horse battery staple';
const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Domain {
  readonly id: string;
  readonly domain: string;
}

describe('domains whose people come in by the identity provider', () => {
  let room: ProviderApp;
  let project: TestProject;
  let owner: Browser;

  beforeAll(async () => {
    room = await ProviderApp.open();
  });
  afterAll(() => room.close());

  beforeEach(async () => {
    project = await createProject(room.app, `acme-${room.next()}`);
    await room.confirm(project.ownerId);
    owner = await signedIn(room.app.application, project.ownerEmail, project.ownerPassword);
  });
  // Each organization allows the same domain, that of everybody's address here.
  afterEach(async () => room.app.prisma.signInDomain.deleteMany());

  const path = (organizationId = project.organizationId): string => `/organizations/${organizationId}/sign-in-domains`;
  const allow = async (browser: Browser, body: object, organizationId?: string) => {
    const answer = await browser.post(path(organizationId), body);
    return [answer.status, (answer.body as { code?: string }).code];
  };
  const EXAMPLE = { domain: 'example.com', role: 'member' };

  async function member(role: Role): Promise<{ id: string; email: string; browser: Browser }> {
    const joining = { email: `member-${room.next()}@example.com`, role, password: PASSWORD };
    const { id, email } = await joinApp(room.app.application, project.organizationId, joining);
    return { id, email, browser: await signedIn(room.app.application, email, PASSWORD) };
  }

  it('are allowed, listed and removed by owners, and on record', async () => {
    const made = await owner.post(path(), { domain: ' Example.COM ', role: 'admin' });
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: expect.any(String),
        domain: 'example.com',
        role: 'admin',
        allowedBy: project.ownerEmail,
        inEffect: true,
        createdAt: expect.any(String),
      },
    ]);
    const again = await owner.post(path(), EXAMPLE);
    expect(again.body).toMatchObject({ id: (made.body as Domain).id, role: 'member' });
    expect((await owner.get(path())).body).toEqual({ results: [again.body] });
    const { id } = again.body as Domain;
    expect((await owner.delete(`${path()}/${id}`)).status).toBe(204);
    expect((await owner.get(path())).body).toEqual({ results: [] });
    expect((await owner.delete(`${path()}/${id}`)).body).toMatchObject({ code: 'sign-in-domain-not-found' });
    const entries = await room.app.prisma.auditEntry.findMany({
      where: { organizationId: project.organizationId, action: { startsWith: 'sign-in-domain.' } },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ action, actor, detail }) => [action, actor, detail])).toEqual([
      ['sign-in-domain.allowed', `user:${project.ownerId}`, { domain: 'example.com', role: 'admin' }],
      ['sign-in-domain.allowed', `user:${project.ownerId}`, EXAMPLE],
      ['sign-in-domain.removed', `user:${project.ownerId}`, { domain: 'example.com' }],
    ]);
  });

  it.each<[string, object, number, string]>([
    ['the role of an owner', { ...EXAMPLE, role: 'owner' }, 400, 'invalid-body'],
    ['no role', { domain: 'example.com' }, 400, 'invalid-body'],
    ['no domain', { ...EXAMPLE, domain: '  ' }, 400, 'invalid-body'],
    ['what is no domain', { ...EXAMPLE, domain: 'https://example.com' }, 422, 'domain-malformed'],
    ['a public one', { ...EXAMPLE, domain: 'gmail.com' }, 422, 'domain-public'],
    ['a public one below its name', { ...EXAMPLE, domain: 'mail.gmail.com' }, 422, 'domain-public'],
    ['that of another company', { ...EXAMPLE, domain: 'example.org' }, 403, 'domain-not-yours'],
    ['one below their own', { ...EXAMPLE, domain: 'mail.example.com' }, 403, 'domain-not-yours'],
  ])('are refused with %s', async (_case, body, status, code) => {
    expect(await allow(owner, body)).toEqual([status, code]);
    expect((await owner.get(path())).body).toEqual({ results: [] });
  });

  it('are refused to an owner who has not proved to have an address there', async () => {
    const { browser } = await member('owner');
    expect(await allow(browser, EXAMPLE)).toEqual([403, 'domain-not-yours']);
  });

  it('are nothing for admins, members and strangers', async () => {
    for (const role of ['admin', 'member'] as const) {
      const { browser } = await member(role);
      expect(await allow(browser, EXAMPLE)).toEqual([403, 'role-too-low']);
      expect((await browser.get(path())).body).toMatchObject({ code: 'role-too-low' });
      expect((await browser.delete(`${path()}/${NOBODY}`)).body).toMatchObject({ code: 'role-too-low' });
    }
    const stranger = await createProject(room.app, `rival-${room.next()}`);
    const theirs = await signedIn(room.app.application, stranger.ownerEmail, stranger.ownerPassword);
    expect(await allow(theirs, EXAMPLE)).toEqual([404, 'organization-not-found']);
    expect((await theirs.get(path())).status).toBe(404);
  });

  describe('let in', () => {
    it('who has no account, with the role that was said, by whoever allowed the domain', async () => {
      await allow(owner, { ...EXAMPLE, role: 'admin' });
      const { subject, email } = room.person('ana');
      const visitor = new Visitor();
      expect(await room.signIn(subject, visitor)).toBeNull();
      const session = await room.shown(visitor);
      expect(session.person).toMatchObject({ email, name: 'ana', emailVerified: true });
      expect(session.organizations).toEqual([expect.objectContaining({ id: project.organizationId, role: 'admin' })]);
      expect(await room.actionsOf(session.person.id)).toEqual([
        'person.created',
        'member.joined-by-domain',
        'person.bound-to-provider',
        'session.opened',
      ]);
    });

    it('two who are independent of each other, and not of who let them in', async () => {
      await allow(owner, { ...EXAMPLE, role: 'admin' });
      const accounts: string[] = [];
      for (const name of ['ana', 'kim']) {
        const visitor = new Visitor();
        await room.signIn(room.person(name).subject, visitor);
        accounts.push(`user:${(await room.shown(visitor)).person.id}`);
      }
      const [ana = '', kim = ''] = accounts;
      const boss = `user:${project.ownerId}`;
      const all = [ana, kim, boss];
      const origins = await room.service(AccountMakers).originsOf(room.app.prisma, project.organizationId, all);
      expect(areIndependent(ana, kim, origins)).toBe(true);
      expect(areIndependent(ana, boss, origins)).toBe(false);
    });

    it('into each organization that allowed it, and by an invitation before', async () => {
      await allow(owner, EXAMPLE);
      const other = await createProject(room.app, `other-${room.next()}`);
      await room.confirm(other.ownerId);
      const another = await signedIn(room.app.application, other.ownerEmail, other.ownerPassword);
      await allow(another, EXAMPLE, other.organizationId);
      const visitor = new Visitor();
      await room.signIn(room.person('ana').subject, visitor);
      const ids = (await room.shown(visitor)).organizations.map(({ id }) => id);
      expect(ids.sort()).toEqual([project.organizationId, other.organizationId].sort());
      const invited = room.person('kim');
      await room.invite(invited.email, 'admin', other.organizationId);
      const second = new Visitor();
      await room.signIn(invited.subject, second);
      expect((await room.shown(second)).organizations).toEqual([
        expect.objectContaining({ id: other.organizationId, role: 'admin' }),
      ]);
    });
  });

  describe('do not let in', () => {
    it('who has an address of another domain, or one that only looks alike', async () => {
      await allow(owner, EXAMPLE);
      for (const domain of ['example.org', 'mail.example.com', 'example.com.evil.example', 'xn--exmple-cua.com']) {
        expect(await room.signIn(room.person('eve', {}, domain).subject)).toBe('nobody-invited');
      }
      expect(await room.signIn(room.person('eve', { email_verified: false }).subject)).toBe('email-unconfirmed');
    });

    it('who has an account: joining takes their own word', async () => {
      const { subject, email } = room.person('lee');
      const elsewhere = await createProject(room.app, `elsewhere-${room.next()}`);
      const joining = { email, role: 'member', password: PASSWORD } as const;
      const { id } = await joinApp(room.app.application, elsewhere.organizationId, joining);
      await room.confirm(id);
      await allow(owner, EXAMPLE);
      const visitor = new Visitor();
      expect(await room.signIn(subject, visitor)).toBeNull();
      expect((await room.shown(visitor)).organizations.map((each) => each.id)).toEqual([elsewhere.organizationId]);
    });

    it('who was removed, whether or not their address was ever confirmed', async () => {
      await allow(owner, EXAMPLE);
      const { subject } = room.person('max');
      const [first, second] = [new Visitor(), new Visitor()];
      await room.signIn(subject, first);
      const { id } = (await room.shown(first)).person;
      await room.service(MembersService).remove('operator', project.organizationId, id);
      expect(await room.signIn(subject, second)).toBeNull();
      expect((await room.shown(second)).organizations).toEqual([]);
      const former = room.person('ida');
      const joining = { email: former.email, role: 'member', password: PASSWORD } as const;
      const account = await joinApp(room.app.application, project.organizationId, joining);
      await room.service(MembersService).remove('operator', project.organizationId, account.id);
      expect(await room.signIn(former.subject)).toBe('account-unconfirmed');
    });

    it.each<[string, (id: string) => Promise<unknown>]>([
      ['was removed', async (id) => room.service(MembersService).remove('operator', project.organizationId, id)],
      [
        'lost a role',
        async (id) => room.service(MembersService).changeRole('operator', project.organizationId, id, 'member'),
      ],
      ['left by themselves', async () => undefined],
    ])('who %s and then ended the account, until they are invited', async (_case, happens) => {
      await allow(owner, { ...EXAMPLE, role: 'admin' });
      const { subject, email } = room.person('mia');
      const visitor = new Visitor();
      await room.signIn(subject, visitor);
      const { id } = (await room.shown(visitor)).person;
      await happens(id);
      await room.service(UsersService).resetPassword(id, PASSWORD);
      const browser = await signedIn(room.app.application, email, PASSWORD);
      expect((await browser.delete('/session/account', { password: PASSWORD })).status).toBe(204);
      expect(await room.app.prisma.user.count({ where: { email } })).toBe(0);
      expect(await room.signIn(subject)).toBe('nobody-invited');
      const makers = await room.app.prisma.accountMaker.findMany({ where: { account: `user:${id}` } });
      expect(makers.map(({ addressHmac }) => addressHmac?.length)).toEqual([32]);

      // Another organization that allows the domain has never had them.
      const other = await createProject(room.app, `other-${room.next()}`);
      await room.confirm(other.ownerId);
      const another = await signedIn(room.app.application, other.ownerEmail, other.ownerPassword);
      await allow(another, EXAMPLE, other.organizationId);
      const again = new Visitor();
      expect(await room.signIn(subject, again)).toBeNull();
      expect((await room.shown(again)).organizations.map((each) => each.id)).toEqual([other.organizationId]);
      const token = await room.invite(email, 'member');
      const joined = await again.ask(`${room.app.url}/api/v1/invitations/join`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ token }),
      });
      expect(joined.status).toBe(200);
    });

    it('anybody once who allowed it is no owner any more, until another owner does', async () => {
      await allow(owner, EXAMPLE);
      const other = await member('owner');
      await room.service(MembersService).changeRole('operator', project.organizationId, project.ownerId, 'admin');
      expect((await other.browser.get(path())).body).toMatchObject({ results: [{ inEffect: false }] });
      const { subject } = room.person('ana');
      expect(await room.signIn(subject)).toBe('nobody-invited');
      await room.confirm(other.id);
      expect(await allow(other.browser, EXAMPLE)).toEqual([201, undefined]);
      const visitor = new Visitor();
      expect(await room.signIn(subject, visitor)).toBeNull();
      const { person } = await room.shown(visitor);
      const origin = await room.app.prisma.accountMaker.findFirstOrThrow({ where: { account: `user:${person.id}` } });
      expect(origin).toMatchObject({ maker: `user:${other.id}`, makerLabel: other.email });
    });

    it('who is invited as an owner, whose link would then be good for nothing', async () => {
      await allow(owner, EXAMPLE);
      const { subject, email } = room.person('uma');
      const by = { kind: 'user', userId: project.ownerId, email: project.ownerEmail, via: 'session' } as const;
      await room.service(InvitationsService).invite(by, project.organizationId, { email, role: 'owner' });
      expect(await room.signIn(subject)).toBe('owner-by-link');
    });
  });
});
