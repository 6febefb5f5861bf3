import { InvitationsService } from '../../src/access/account-links/invitations.service.js';
import { MembersService } from '../../src/access/accounts/members.service.js';
import { TOLD_AT_SIGN_IN } from '../../src/access/identity-provider/sign-in-refusal.js';
import { SignInIdentities } from '../../src/access/identity-provider/sign-in-identities.service.js';
import { signIn as english } from '../../console/src/texts/en/sign-in.js';
import { createProject, startApp, type TestApp } from '../support/app.js';
import { signedIn } from '../support/browser.js';
import { joinApp } from '../support/join.js';
import { PROVIDER_NAME, type Claims } from '../support/oidc.js';
import { Visitor } from '../support/visitor.js';
import { codeOf, ProviderApp, SESSION, STATE } from './oauth-fixture.js';

const PASSWORD = 'correct horse battery staple';
const MINUTE = 60_000;

describe("signing in by the company's identity provider", () => {
  let room: ProviderApp;
  let url: string;

  beforeAll(async () => {
    room = await ProviderApp.open();
    url = room.app.url;
  });
  afterAll(() => room.close());

  describe('is offered', () => {
    it('under the name that people know it by, to everybody', async () => {
      const answer = await fetch(`${url}/api/v1/sign-in-ways`);
      expect(await answer.json()).toEqual({ password: true, oauth: { name: PROVIDER_NAME } });
    });

    it('with a text for every way it can end', () => {
      for (const code of [...TOLD_AT_SIGN_IN, 'sign-in-failed'])
        expect(english).toHaveProperty([`signIn.error.${code}`]);
    });
  });

  describe('begins', () => {
    it('with a code flow, PKCE by S256 and a state that is never the same', async () => {
      const places = await Promise.all(
        [1, 2].map(async () => {
          const answer = await new Visitor().ask(`${url}/api/v1/session/oauth`);
          expect(answer.status).toBe(302);
          return new URL(answer.headers.get('location') ?? '');
        }),
      );
      const [one, other] = places.map(({ searchParams }) => Object.fromEntries(searchParams));
      expect(places[0]?.origin).toBe(room.provider.issuer);
      expect(one).toEqual({
        response_type: 'code',
        client_id: 'habeas',
        redirect_uri: `${url}/api/v1/session/oauth/callback`,
        scope: 'openid email profile',
        state: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge_method: 'S256',
      });
      expect(other?.['state']).not.toBe(one?.['state']);
      expect(other?.['code_challenge']).not.toBe(one?.['code_challenge']);
    });

    it('with a cookie that comes back from the provider, shows nothing, and soon ends', async () => {
      const visitor = new Visitor();
      const to = new URL((await visitor.ask(`${url}/api/v1/session/oauth`)).headers.get('location') ?? '');
      const attributes = visitor.headerOf(STATE)?.split('; ').slice(1);
      expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Max-Age=600']));
      expect(attributes).toContain('Path=/api/v1/session/oauth');
      expect(attributes).not.toContain('Secure');
      const bytes = Buffer.from(visitor.valueOf(STATE) ?? '', 'base64url').toString('latin1');
      expect(bytes).not.toContain(to.searchParams.get('state'));
      expect(bytes).not.toContain('verifier');
    });

    it('from our own pages: another site’s link leads to the page with the button', async () => {
      const answer = await fetch(`${url}/api/v1/session/oauth`, {
        redirect: 'manual',
        headers: { 'Sec-Fetch-Site': 'cross-site' },
      });
      expect(answer.headers.get('location')).toBe(`${url}/#/sign-in`);
      expect(answer.headers.getSetCookie()).toEqual([]);
    });
  });

  describe('lets in', () => {
    it('who was invited: with an account that is confirmed, and with the inviter on record', async () => {
      const { subject, email } = room.person('ana');
      const owner = {
        kind: 'user',
        userId: room.project.ownerId,
        email: room.project.ownerEmail,
        via: 'session',
      } as const;
      await room.service(InvitationsService).invite(owner, room.project.organizationId, { email, role: 'admin' });
      const visitor = new Visitor();
      expect(await room.signIn(subject, visitor)).toBeNull();
      const session = await room.shown(visitor);
      expect(session.person).toEqual({ id: expect.any(String), email, name: 'ana', emailVerified: true });
      expect(session.organizations).toEqual([
        expect.objectContaining({ id: room.project.organizationId, role: 'admin' }),
      ]);
      const account = `user:${session.person.id}`;
      const origin = await room.app.prisma.accountMaker.findFirstOrThrow({ where: { account } });
      expect(origin).toMatchObject({ maker: `user:${room.project.ownerId}`, makerLabel: room.project.ownerEmail });
      expect(await room.actionsOf(session.person.id)).toEqual([
        'person.created',
        'invitation.accepted',
        'person.bound-to-provider',
        'session.opened',
      ]);
      const opened = await room.app.prisma.auditEntry.findFirstOrThrow({
        where: { actor: account, action: 'session.opened' },
      });
      expect(opened.detail).toEqual({ way: 'provider' });
    });

    it('with the session cookie of a password, and no other', async () => {
      const { subject, email } = room.person('kim');
      await room.invite(email, 'member');
      const visitor = new Visitor();
      await room.signIn(subject, visitor);
      const byPassword = await fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: room.project.ownerEmail, password: room.project.ownerPassword }),
      });
      const attributesOf = (header = ''): string[] =>
        header
          .split('; ')
          .slice(1)
          .map((part) => part.replace(/^Expires=.*/, 'Expires'));
      const attributes = attributesOf(visitor.headerOf(SESSION));
      expect(attributes).toEqual(attributesOf(byPassword.headers.getSetCookie()[0]));
      expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/', 'Expires']));
    });

    it('who has a confirmed account: as they are, and into nothing they were merely invited to', async () => {
      const { subject, email } = room.person('lee');
      const { id } = await joinApp(room.app.application, room.project.organizationId, {
        email,
        role: 'member',
        password: PASSWORD,
      });
      await room.confirm(id);
      const elsewhere = await createProject(room.app, `elsewhere-${room.next()}`);
      const token = await room.invite(email, 'admin', elsewhere.organizationId);
      const visitor = new Visitor();
      expect(await room.signIn(subject, visitor)).toBeNull();
      const session = await room.shown(visitor);
      expect([session.person.id, session.organizations.map((each) => each.id)]).toEqual([
        id,
        [room.project.organizationId],
      ]);
      // Their password is good as before, and the invitation waits for their own word.
      const browser = await signedIn(room.app.application, email, PASSWORD);
      expect((await browser.post('/invitations/join', { token })).status).toBe(200);
    });

    it('who came before by their subject, whatever the provider calls their address now', async () => {
      const { subject, email } = room.person('noa');
      await room.invite(email, 'member');
      const first = new Visitor();
      await room.signIn(subject, first);
      room.provider.people.set(subject, { email: 'another@example.com', email_verified: false });
      const second = new Visitor();
      expect(await room.signIn(subject, second)).toBeNull();
      expect((await room.shown(second)).person).toEqual((await room.shown(first)).person);
    });
  });

  describe('does not let in', () => {
    it('another person who was given the address of one who came before, until the operator releases the account', async () => {
      const { subject, email } = room.person('max');
      await room.invite(email, 'member');
      const visitor = new Visitor();
      await room.signIn(subject, visitor);
      const { id } = (await room.shown(visitor)).person;
      const successor = room.person('max', { email });
      expect(await room.signIn(successor.subject)).toBe('account-of-another');
      expect(await room.service(SignInIdentities).release(id)).toBe(1);
      expect(await room.signIn(successor.subject)).toBeNull();
      expect(await room.signIn(subject)).toBe('account-of-another');
    });

    it.each<[string, Claims]>([
      ['is not confirmed', { email_verified: false }],
      ['is confirmed by nobody’s word', { email_verified: undefined }],
      ['is not told', { email: undefined }],
      ['folds to that of another', { email: '\u212Aim@example.com' }],
    ])('whose address %s, invited or not', async (_case, claims) => {
      const { subject, email } = room.person('kim', claims);
      await room.invite(email, 'member');
      expect(await room.signIn(subject)).toBe('email-unconfirmed');
      expect(await room.app.prisma.user.count({ where: { email } })).toBe(0);
    });

    it('whom nobody knows', async () => {
      const { subject, email } = room.person('eve');
      expect(await room.signIn(subject)).toBe('nobody-invited');
      expect(await room.app.prisma.user.count({ where: { email } })).toBe(0);
      expect(await room.app.prisma.signInIdentity.count({ where: { subject } })).toBe(0);
    });

    it('to an owner’s account that nobody confirmed, which stays as it is', async () => {
      const { subject, email } = room.person('ida');
      const { id } = await joinApp(room.app.application, room.project.organizationId, {
        email,
        role: 'owner',
        password: PASSWORD,
      });
      expect(await room.signIn(subject)).toBe('account-unconfirmed');
      const account = await room.app.prisma.user.findUniqueOrThrow({ where: { id } });
      expect([account.emailVerifiedAt, account.homeOrganizationId]).toEqual([null, room.project.organizationId]);
      expect(await room.app.prisma.session.count({ where: { userId: id } })).toBe(0);
    });

    it('who is invited as an owner: they come by the link', async () => {
      const { subject, email } = room.person('uma');
      const token = await room.invite(email, 'owner');
      expect(await room.signIn(subject)).toBe('owner-by-link');
      const answer = await fetch(`${url}/api/v1/invitations/show`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
      expect(answer.status).toBe(200);
    });

    it('whom several organizations invited: they say which by its link', async () => {
      const { subject, email } = room.person('sam');
      const elsewhere = await createProject(room.app, `several-${room.next()}`);
      await room.invite(email, 'member');
      await room.invite(email, 'member', elsewhere.organizationId);
      expect(await room.signIn(subject)).toBe('several-invitations');
    });

    it('whose inviter has lost the role since', async () => {
      const { subject, email } = room.person('joe');
      const inviter = await joinApp(room.app.application, room.project.organizationId, {
        email: `inviter-${room.next()}@example.com`,
        role: 'admin',
        password: PASSWORD,
      });
      const by = { kind: 'user', userId: inviter.id, email: inviter.email, via: 'session' } as const;
      await room.service(InvitationsService).invite(by, room.project.organizationId, { email, role: 'member' });
      await room.service(MembersService).changeRole('operator', room.project.organizationId, inviter.id, 'member');
      expect(await room.signIn(subject)).toBe('nobody-invited');
    });

    it('who turns back at the provider', async () => {
      const visitor = new Visitor();
      const landed = await visitor.submit(await room.begin(visitor), { refuse: 'yes' });
      expect(codeOf(landed)).toBe('provider-denied');
    });
  });

  describe('is safe from', () => {
    let subject: string;
    beforeEach(async () => {
      const invited = room.person('zoe');
      await room.invite(invited.email, 'member');
      ({ subject } = invited);
    });

    const handIn = async (visitor: Visitor, answer: string): Promise<string | null> =>
      codeOf(await visitor.follow(answer));
    const changed = (answer: string, name: string, value: string): string => {
      const other = new URL(answer);
      other.searchParams.set(name, value);
      return other.href;
    };

    it('a state that another browser began with, is made up, or is missing', async () => {
      const visitor = new Visitor();
      const answer = await room.answered(subject, visitor);
      const stranger = new Visitor();
      await room.begin(stranger);
      expect(await handIn(stranger, answer)).toBe('sign-in-state-over');
      expect(await handIn(new Visitor(), answer)).toBe('sign-in-state-over');
      expect(await handIn(visitor.copy(), changed(answer, 'state', 'made-up'))).toBe('sign-in-state-over');
      expect(await handIn(visitor.copy(), changed(answer, 'state', ''))).toBe('sign-in-state-over');
      expect(await handIn(visitor, answer)).toBeNull();
    });

    it('a cookie that was changed, or is of before', async () => {
      const visitor = new Visitor();
      const answer = await room.answered(subject, visitor);
      const sealed = visitor.valueOf(STATE) ?? '';
      const forged = visitor.copy();
      forged.takeCookie(`${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`, STATE);
      expect(await handIn(forged, answer)).toBe('sign-in-state-over');
      room.clock.forward(10 * MINUTE);
      expect(await handIn(visitor, answer)).toBe('sign-in-state-over');
    });

    it('a code that was used, though the browser kept its cookie', async () => {
      const visitor = new Visitor();
      const answer = await room.answered(subject, visitor);
      const kept = visitor.copy();
      expect(await handIn(visitor, answer)).toBeNull();
      expect(await handIn(kept, answer)).toBe('sign-in-code-refused');
      expect(kept.valueOf(SESSION)).toBeUndefined();
    });

    it('a code that was stolen: it is good with the verifier of its own beginning alone', async () => {
      const theirs = await room.answered(subject, new Visitor());
      const thief = new Visitor();
      const own = await room.answered(room.person('eve').subject, thief);
      const injected = changed(own, 'code', new URL(theirs).searchParams.get('code') ?? '');
      expect(await handIn(thief, injected)).toBe('sign-in-code-refused');
      expect(thief.valueOf(SESSION)).toBeUndefined();
    });

    it('an answer of another provider', async () => {
      const visitor = new Visitor();
      const answer = await room.answered(subject, visitor);
      expect(new URL(answer).searchParams.get('iss')).toBe(room.provider.issuer);
      expect(await handIn(visitor, changed(answer, 'iss', 'https://evil.example'))).toBe('sign-in-state-over');
    });

    it('a beginning at the address of the end, and an end at that of the beginning', async () => {
      expect(await handIn(new Visitor(), `${url}/api/v1/session/oauth/callback`)).toBe('sign-in-state-over');
      const visitor = new Visitor();
      const answer = await room.answered(subject, visitor);
      const turned = await visitor.ask(answer.replace('/callback', ''));
      expect(turned.headers.get('location')).toMatch(`${room.provider.issuer}/auth?`);
      expect(visitor.valueOf(SESSION)).toBeUndefined();
    });

    it('guessing: a hundred ends that lead nowhere, and who tries waits', async () => {
      const from = { headers: { 'X-Forwarded-For': '203.0.113.9' } };
      const guess = `${url}/api/v1/session/oauth/callback?code=guess&state=guess`;
      const codes: (string | null)[] = [];
      for (let attempt = 0; attempt <= 100; attempt += 1) {
        const answer = await new Visitor().ask(guess, from);
        codes.push(codeOf(answer.headers.get('location') ?? ''));
      }
      expect(new Set(codes.slice(0, 100))).toEqual(new Set(['sign-in-state-over']));
      expect(codes.at(-1)).toBe('too-many-sign-ins');
    });
  });
});

describe('where it cannot be', () => {
  const apps: TestApp[] = [];
  const start = async (settings: Record<string, string>): Promise<TestApp> => {
    const app = await startApp({ settings: { ROLE: 'api', ...settings } });
    apps.push(app);
    return app;
  };
  afterAll(async () => {
    for (const app of apps) await app.close();
  });

  const CLIENT = { OAUTH_NAME: PROVIDER_NAME, OAUTH_CLIENT_ID: 'habeas', OAUTH_CLIENT_SECRET: 'a secret' };
  const begin = async (app: TestApp): Promise<Response> =>
    fetch(`${app.url}/api/v1/session/oauth`, { redirect: 'manual' });

  it('since no provider is set, nobody is offered it, and who comes all the same is told', async () => {
    const app = await start({});
    const ways = await fetch(`${app.url}/api/v1/sign-in-ways`);
    expect(await ways.json()).toEqual({ password: true, oauth: null });
    const answer = await begin(app);
    expect(codeOf(answer.headers.get('location') ?? '')).toBe('provider-not-set');
  });

  it('since the provider is away, Habeas starts and says so at the door', async () => {
    const app = await start({ ...CLIENT, BASE_URL: 'http://localhost', OAUTH_ISSUER: 'http://localhost:9' });
    const answer = await begin(app);
    expect(answer.headers.get('location')).toBe('http://localhost/#/sign-in?error=provider-unavailable');
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('behind https the cookie is Secure, and reaches below the path of a proxy', async () => {
    const app = await start({
      ...CLIENT,
      BASE_URL: 'https://example.com/habeas/',
      OAUTH_AUTHORIZATION_URL: 'https://id.example.com/authorize?tenant=acme',
      OAUTH_TOKEN_URL: 'https://id.example.com/token',
      OAUTH_USERINFO_URL: 'https://id.example.com/me',
    });
    const answer = await begin(app);
    const to = new URL(answer.headers.get('location') ?? '');
    expect([to.origin, to.pathname, to.searchParams.get('tenant')]).toEqual([
      'https://id.example.com',
      '/authorize',
      'acme',
    ]);
    expect(to.searchParams.get('redirect_uri')).toBe('https://example.com/habeas/api/v1/session/oauth/callback');
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie.split('; ')).toEqual(expect.arrayContaining(['Secure', 'Path=/habeas/api/v1/session/oauth']));
  });
});
