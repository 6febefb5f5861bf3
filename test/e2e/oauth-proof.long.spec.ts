import { AccountMakers } from '../../src/access/authorization/account-makers.service.js';
import { InvitationsService } from '../../src/access/account-links/invitations.service.js';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import type { Role } from '../../src/access/index.js';
import { createProject } from '../support/app.js';
import { Authenticator } from '../support/authenticator.js';
import { joinApp } from '../support/join.js';
import { Visitor } from '../support/visitor.js';
import { codeOf, ProviderApp, PROOF, SESSION, type Known } from './oauth-fixture.js';

const PLANTED = 'the password of whoever made it';
const OWN = 'seventeen green umbrellas waltz';
const MINUTE = 60_000;

describe("the provider's word", () => {
  let room: ProviderApp;

  beforeAll(async () => {
    room = await ProviderApp.open();
  });
  afterAll(() => room.close());

  /** An account that was made by a link that was shown, with the password of whoever opened that. */
  async function unconfirmed(person: Known, role: Role = 'admin', organizationId = room.project.organizationId) {
    const joining = { email: person.email, role, password: PLANTED };
    return joinApp(room.app.application, organizationId, joining);
  }
  const status = async (visitor: Visitor) => (await visitor.ask(`${room.app.url}/api/v1/session`)).status;
  const outcome = async (answer: Response) => {
    const text = await answer.text();
    return [answer.status, text === '' ? undefined : (JSON.parse(text) as { code?: string }).code];
  };
  const accountOf = async (id: string) => room.app.prisma.user.findUniqueOrThrow({ where: { id } });

  describe('confirms an account that nobody confirmed', () => {
    it('and lets its person in, with the role they were let in with and by whom', async () => {
      const ana = room.person('ana');
      const { id } = await unconfirmed(ana);
      const before = await room.app.prisma.accountMaker.findFirstOrThrow({ where: { account: `user:${id}` } });
      const visitor = new Visitor();
      expect(await room.signIn(ana.subject, visitor)).toBeNull();
      const session = await room.shown(visitor);
      expect(session.person).toMatchObject({ id, email: ana.email, emailVerified: true });
      expect(session.organizations).toEqual([
        expect.objectContaining({ id: room.project.organizationId, role: 'admin' }),
      ]);
      expect(await room.app.prisma.accountMaker.findFirstOrThrow({ where: { account: `user:${id}` } })).toEqual(before);
      expect((await room.actionsOf(id)).slice(-4)).toEqual([
        'password.changed',
        'email.verified',
        'person.bound-to-provider',
        'session.opened',
      ]);
      expect(await room.signIn(ana.subject)).toBeNull();
    });

    it('so that whoever made it comes in by nothing any more', async () => {
      const ana = room.person('ana');
      const { id } = await unconfirmed(ana);
      const planter = await room.withPassword(ana.email, PLANTED);
      const { secret } = await room.service(OauthTokensService).create('operator', id, 'planted');
      const by = { kind: 'user', userId: id, email: ana.email, via: 'session' } as const;
      const { organizationId } = room.project;
      const tool = { name: 'planted', role: 'admin', expiresInDays: 30 } as const;
      const account = await room.service(ServiceAccountsService).create(by, organizationId, tool);
      const further = { email: `further-${room.next()}@example.com`, role: 'admin' } as const;
      const { id: invitationId } = await room.service(InvitationsService).invite(by, organizationId, further);
      const begun = await room.post(planter, '/session/second-factor', { password: PLANTED });
      const app = new Authenticator(((await begun.json()) as { secret: string }).secret, room.clock);
      expect((await room.post(planter, '/session/second-factor/confirm', { code: app.code() })).status).toBe(200);

      const visitor = new Visitor();
      expect(await room.signIn(ana.subject, visitor)).toBeNull();
      expect((await room.shown(visitor)).secondFactor.enrolled).toBe(false);
      expect(await status(planter)).toBe(401);
      const again = await room.post(new Visitor(), '/session', { email: ana.email, password: PLANTED });
      expect(await outcome(again)).toEqual([401, 'sign-in-refused']);
      expect(await room.service(OauthTokensService).authenticate(secret)).toBeNull();
      expect(await room.service(ServiceAccountsService).authenticateSecret(account.secret)).toBeNull();
      const invitation = await room.app.prisma.invitation.findUniqueOrThrow({ where: { id: invitationId } });
      expect(invitation.revokedAt).not.toBeNull();
    });

    it('which makes its person somebody of their own, and not of who let them in', async () => {
      const ana = room.person('ana');
      const { id } = await unconfirmed(ana);
      await room.signIn(ana.subject);
      const account = `user:${id}`;
      const origins = await room
        .service(AccountMakers)
        .originsOf(room.app.prisma, room.project.organizationId, [account]);
      expect(origins.get(account)).toMatchObject({ proved: true });
    });

    it.each<[string, (person: Known) => Promise<unknown>]>([
      ['of an owner', async (person) => unconfirmed(person, 'owner')],
      [
        'of which there are two',
        async (person) => {
          await unconfirmed(person);
          const { organizationId } = await createProject(room.app, `rival-${room.next()}`);
          return unconfirmed(person, 'admin', organizationId);
        },
      ],
    ])('but none %s, to which their person signs in first', async (_case, make) => {
      const person = room.person('uma');
      await make(person);
      expect(await room.signIn(person.subject)).toBe('account-unconfirmed');
      const accounts = await room.app.prisma.user.findMany({ where: { email: person.email } });
      expect(accounts.map(({ emailVerifiedAt }) => emailVerifiedAt)).toEqual(accounts.map(() => null));
      const visitor = await room.withPassword(person.email, PLANTED).catch(async () => {
        const body = { email: person.email, password: PLANTED, organizationId: room.project.organizationId };
        const chosen = new Visitor();
        expect((await room.post(chosen, '/session', body)).status).toBe(200);
        return chosen;
      });
      const old = visitor.copy();
      expect(await room.prove(person.subject, visitor)).toBeNull();
      const { person: now, organizations } = await room.shown(visitor);
      expect(now.emailVerified).toBe(true);
      expect(organizations.map(({ id }) => id)).toEqual([room.project.organizationId]);
      // What was open before is not: nobody knows who opened it.
      expect(await status(old)).toBe(401);
      expect(await room.signIn(person.subject)).toBeNull();
    });

    it('and no other than that of the address it names', async () => {
      const ana = room.person('ana');
      const { id } = await unconfirmed(ana);
      const visitor = await room.withPassword(ana.email, PLANTED);
      expect(await room.prove(room.person('eve').subject, visitor)).toBe('another-person');
      expect(await room.prove(room.person('ana', { email: ana.email, email_verified: false }).subject, visitor)).toBe(
        'another-person',
      );
      expect([(await accountOf(id)).emailVerifiedAt, await status(visitor)]).toEqual([null, 200]);
    });

    it('once, where two come at the same moment', async () => {
      const ana = room.person('ana');
      await unconfirmed(ana);
      const visitors = [new Visitor(), new Visitor()];
      const answers = await Promise.all(visitors.map(async (visitor) => room.answered(ana.subject, visitor)));
      const landed = await Promise.all(answers.map(async (answer, at) => visitors[at]?.follow(answer)));
      const codes = landed.map((url = '') => codeOf(url));
      expect(codes).toContain(null);
      expect(await room.app.prisma.user.count({ where: { email: ana.email } })).toBe(1);
    });
  });

  describe('proves who somebody is who has no password', () => {
    /** Somebody who came by the provider alone. */
    async function comer(name = 'ana') {
      const person = room.person(name);
      await room.invite(person.email, 'member');
      const visitor = new Visitor();
      expect(await room.signIn(person.subject, visitor)).toBeNull();
      return { ...person, visitor, id: (await room.shown(visitor)).person.id };
    }
    const END = ['/session/account', { password: null }, 'DELETE'] as const;
    const begin = async (visitor: Visitor) => room.post(visitor, '/session/second-factor', { password: null });

    it('for five minutes, in the session in which they signed in anew', async () => {
      const { subject, visitor } = await comer();
      const other = new Visitor();
      await room.signIn(subject, other);
      expect((await room.shown(visitor)).proof).toEqual({ provider: true, until: null });
      expect(await outcome(await begin(visitor))).toEqual([403, 'proof-missing']);
      const asked = new URL((await visitor.ask(`${room.app.url}${PROOF}`)).headers.get('location') ?? '');
      expect([asked.searchParams.get('prompt'), asked.searchParams.get('max_age')]).toEqual(['login', '0']);
      expect(await room.prove(subject, visitor)).toBeNull();
      expect((await room.shown(visitor)).proof.until).not.toBeNull();
      expect((await begin(visitor)).status).toBe(201);
      expect(await outcome(await begin(other))).toEqual([403, 'proof-missing']);
      const longAgo = new Date(room.clock.now().getTime() - 5 * MINUTE);
      await room.app.prisma.session.updateMany({ where: { provedAt: { not: null } }, data: { provedAt: longAgo } });
      expect(await outcome(await begin(visitor))).toEqual([403, 'proof-missing']);
      expect((await room.shown(visitor)).proof.until).toBeNull();
    });

    it('where the account ends', async () => {
      const { subject, visitor, email } = await comer();
      expect(await outcome(await room.post(visitor, ...END))).toEqual([403, 'proof-missing']);
      await room.prove(subject, visitor);
      expect((await room.post(visitor, ...END)).status).toBe(204);
      expect(await room.app.prisma.user.count({ where: { email } })).toBe(0);
    });

    it('where they choose a password', async () => {
      const { subject, visitor, email } = await comer();
      const change = { currentPassword: null, newPassword: OWN };
      expect(await outcome(await room.post(visitor, '/session/password', change))).toEqual([403, 'proof-missing']);
      await room.prove(subject, visitor);
      expect((await room.post(visitor, '/session/password', change)).status).toBe(204);
      expect(await status(visitor)).toBe(401);
      expect((await room.post(new Visitor(), '/session', { email, password: OWN })).status).toBe(200);
    });

    it('where they change a second factor, beside its code', async () => {
      const { subject, visitor } = await comer();
      await room.prove(subject, visitor);
      const { secret } = (await (await begin(visitor)).json()) as { secret: string };
      const app = new Authenticator(secret, room.clock);
      expect((await room.post(visitor, '/session/second-factor/confirm', { code: app.code() })).status).toBe(200);
      const remove = async (body: object) => outcome(await room.post(visitor, '/session/second-factor/remove', body));
      expect(await remove({ password: null, code: '000000' })).toEqual([403, 'second-factor-refused']);
      expect(await remove({ password: null, code: app.nextCode() })).toEqual([204, undefined]);
    });

    it('and not as somebody else there', async () => {
      const { subject, visitor } = await comer();
      expect(await room.prove((await comer('eve')).subject, visitor)).toBe('another-person');
      expect((await room.shown(visitor)).proof.until).toBeNull();
      expect(await room.prove(subject, visitor)).toBeNull();
    });

    it('nor in a session of another than who began', async () => {
      const { subject, visitor } = await comer();
      const thief = await comer('eve');
      const answer = await visitor.submit(await room.begin(visitor, PROOF), { subject }, (url) =>
        new URL(url).pathname.endsWith('/callback'),
      );
      expect(codeOf(await thief.visitor.follow(answer))).toBe('sign-in-state-over');
      expect((await room.shown(thief.visitor)).proof.until).toBeNull();
      expect(visitor.valueOf(SESSION)).toBeDefined();
    });

    it('to nobody who is not signed in, and from no other site', async () => {
      expect((await new Visitor().ask(`${room.app.url}${PROOF}`)).status).toBe(401);
      const { visitor } = await comer();
      const answer = await visitor.ask(`${room.app.url}${PROOF}`, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
      expect(answer.headers.get('location')).toBe(`${room.app.url}/#/sign-in`);
    });

    it('while a password goes on to be what proves it where there is one', async () => {
      const { email, visitor, subject } = await comer();
      await room.prove(subject, visitor);
      await room.post(visitor, '/session/password', { currentPassword: null, newPassword: OWN });
      const own = await room.withPassword(email, OWN);
      const wrong = await room.post(own, '/session/second-factor', { password: 'not it' });
      expect(await outcome(wrong)).toEqual([403, 'password-wrong']);
      expect(await outcome(await begin(own))).toEqual([403, 'proof-missing']);
      expect((await room.post(own, '/session/second-factor', { password: OWN })).status).toBe(201);
    });

    it('and not by who was signed in at the provider before', async () => {
      const { visitor } = await comer();
      // The browser of somebody who left their desk: the provider knows it, and what it is to ask is left out.
      const asked = new URL((await visitor.ask(`${room.app.url}${PROOF}`)).headers.get('location') ?? '');
      for (const question of ['prompt', 'max_age']) asked.searchParams.delete(question);
      expect(codeOf(await visitor.follow(asked.href))).toBe('sign-in-not-fresh');
      // Nor where it says when that was.
      room.clock.forward(2 * MINUTE);
      const later = new URL((await visitor.ask(`${room.app.url}${PROOF}`)).headers.get('location') ?? '');
      later.searchParams.delete('prompt');
      later.searchParams.set('max_age', '3600');
      expect(codeOf(await visitor.follow(later.href))).toBe('sign-in-not-fresh');
      expect((await room.shown(visitor)).proof.until).toBeNull();
    });
  });
});
