import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import type { Actor, Role } from '../../src/access/index.js';
import { openApplication, PASSWORD as FIRST, type ApplicationFixture } from '../e2e/access-fixture.js';
import { openCommands, type CommandFixture } from '../e2e/cli-fixture.js';
import { openAccessFixture, PASSWORD, type AccessFixture, type PersonActor } from '../medium/access-fixture.js';
import { signedIn } from '../support/browser.js';
import { tokenOf } from '../support/join.js';

const DAY = 86_400_000;
const NEXT = 'another horse battery';

describe('what a person held ends with them', () => {
  let room: AccessFixture;
  let number = 0;
  beforeAll(async () => {
    room = await openAccessFixture();
  });
  afterAll(async () => room.close());

  const join = async (role: Role = 'admin', organizationId = room.organizationId) =>
    room.join(`person-${++number}@example.com`, role, organizationId);
  const tokenFor = async ({ userId }: PersonActor) => room.tokens.create('operator', userId, 'tool');
  /** Whether a token opens requests of the project; 'unknown' where it is no token any more. */
  async function opens(secret: string, token = room.project.token): Promise<boolean | 'unknown'> {
    const actor = await room.tokens.authenticate(secret);
    if (actor === null) return 'unknown';
    return room.authorizer.projectByToken(actor, token).then(
      () => true,
      () => false,
    );
  }
  /** An account that may belong to several organizations, as who proved their mailbox. */
  async function prove({ userId }: PersonActor): Promise<void> {
    const proved = { emailVerifiedAt: room.clock.now(), homeOrganizationId: null };
    await room.prisma.user.update({ where: { id: userId }, data: proved });
  }
  async function letBackIn(person: PersonActor, by: Actor | 'operator' = 'operator'): Promise<void> {
    const wanted = { email: person.email, role: 'admin' } as const;
    const { link } = await room.invitations.invite(by, room.organizationId, wanted);
    await room.acceptance.join(person, tokenOf(link));
  }

  describe('with a new password', () => {
    it.each([
      ['of their own', (person: PersonActor) => room.people.changePassword(person, PASSWORD, NEXT, '::1')],
      ['by the operator', (person: PersonActor) => room.people.resetPassword(person.userId, NEXT)],
    ])('%s: sessions and tokens', async (_case, change) => {
      const [person, another] = [await join(), await join()];
      const { secret } = await tokenFor(person);
      const theirs = await tokenFor(another);
      const session = await room.sessions.open(person.userId);
      expect(await opens(secret)).toBe(true);
      await change(person);
      expect(await opens(secret)).toBe('unknown');
      expect(await room.sessions.authenticate(session.secret)).toBeNull();
      expect(await opens(theirs.secret)).toBe(true);
      expect((await room.tokens.list(person.userId))[0]?.revokedAt).not.toBeNull();
    });
  });

  describe('with their membership', () => {
    it('tokens, which do not come back when they do, while a new one is good', async () => {
      const person = await join();
      await prove(person);
      const { secret } = await tokenFor(person);
      await room.members.remove(room.owner, room.organizationId, person.userId);
      expect(await opens(secret)).toBe(false);
      await letBackIn(person);
      expect(await opens(secret)).toBe(false);
      expect(await opens((await tokenFor(person)).secret)).toBe(true);
    });

    it('and not what they hold in another organization', async () => {
      const person = await join();
      await prove(person);
      const { secret } = await tokenFor(person);
      const first = { email: `rival-${++number}@example.com`, name: '', password: PASSWORD, isMade: true };
      const { organization } = await room.organizations.create('Rival', first, 'operator');
      const { project } = await room.projects.create('operator', organization.id, { name: 'theirs' });
      const invited = { email: person.email, role: 'admin' } as const;
      const { link } = await room.invitations.invite('operator', organization.id, invited);
      await room.acceptance.join(person, tokenOf(link));
      await room.members.remove('operator', organization.id, person.userId);
      expect([await opens(secret, project.token), await opens(secret)]).toEqual([false, true]);
      const actor = (await room.tokens.authenticate(secret)) as Actor;
      expect((await room.authorizer.projectsOf(actor)).map(({ id }) => id)).toEqual([room.project.id]);
    });

    it('the service accounts they made, and none that others made', async () => {
      const [person, another] = [await join(), await join()];
      const make = async (by: Actor) =>
        room.serviceAccounts.create(by, room.organizationId, { name: 'tool', role: 'admin', expiresInDays: 30 });
      const [mine, theirs] = [await make(person), await make(another)];
      await room.members.remove(room.owner, room.organizationId, person.userId);
      expect(await room.serviceAccounts.authenticateSecret(mine.secret)).toBeNull();
      expect(await room.serviceAccounts.authenticateSecret(theirs.secret)).not.toBeNull();
      const listed = await room.serviceAccounts.list(room.owner, room.organizationId);
      expect(listed.find(({ id }) => id === mine.serviceAccount.id)).toMatchObject({
        createdBy: person.email,
        revokedAt: expect.any(Date),
      });
    });
  });

  it('with a role: the service accounts they could not make any more', async () => {
    const person = await join('owner');
    const make = async (role: Role) =>
      room.serviceAccounts.create(person, room.organizationId, { name: 'tool', role, expiresInDays: 30 });
    const [asOwner, asAdmin] = [await make('owner'), await make('admin')];
    const isGood = async ({ secret }: { secret: string }) =>
      (await room.serviceAccounts.authenticateSecret(secret)) !== null;
    await room.members.changeRole(room.owner, room.organizationId, person.userId, 'admin');
    expect([await isGood(asOwner), await isGood(asAdmin)]).toEqual([false, true]);
    await room.members.changeRole(room.owner, room.organizationId, person.userId, 'member');
    expect(await isGood(asAdmin)).toBe(false);
  });

  describe('a service account', () => {
    it.each([366, 3650])('does not live for %i days', async (expiresInDays) => {
      const wanted = { name: 'tool', role: 'admin', expiresInDays } as const;
      await expect(room.serviceAccounts.create(room.owner, room.organizationId, wanted)).rejects.toMatchObject({
        kind: 'unprocessable',
        code: 'expiry-unfit',
      });
    });

    it('lives for a year', async () => {
      const wanted = { name: 'tool', role: 'admin', expiresInDays: 365 } as const;
      const { serviceAccount } = await room.serviceAccounts.create(room.owner, room.organizationId, wanted);
      expect(Number(serviceAccount.expiresAt) - Number(serviceAccount.createdAt)).toBe(365 * DAY);
    });
  });
});

describe('owners see and end what members hold', () => {
  let room: ApplicationFixture;
  beforeAll(async () => {
    room = await openApplication();
  });
  afterAll(async () => room.close());

  async function member(email: string, role: Role): Promise<string> {
    const { link } = await room.invitations.invite('operator', room.organizationId, { email, role });
    const accepted = await room.acceptance.accept(tokenOf(link), { name: '', password: FIRST }, '::1');
    return accepted.person.id;
  }

  it('over the API: owners alone, for their own organization', async () => {
    const ana = await member('ana@example.com', 'admin');
    const { secret, token } = await room.app.get(OauthTokensService).create('operator', ana, 'tool');
    const path = `/organizations/${room.organizationId}/members/${ana}/oauth-tokens`;
    const owner = await signedIn(room.app, 'pat@example.com', FIRST);
    const admin = await signedIn(room.app, 'ana@example.com', FIRST);
    expect((await admin.get(path)).body).toMatchObject({ code: 'role-too-low' });
    expect((await admin.delete(`${path}/${token.id}`)).body).toMatchObject({ code: 'role-too-low' });
    const { body: before } = await owner.get(path);
    expect(before.results).toEqual([expect.objectContaining({ id: token.id, name: 'tool', revokedAt: null })]);
    expect(JSON.stringify(before)).not.toContain(secret);
    expect((await owner.delete(`${path}/${token.id}`)).status).toBe(204);
    expect((await owner.delete(`${path}/${token.id}`)).status).toBe(204);
    const { body: after } = await owner.get(path);
    expect(after.results[0].revokedAt).not.toBeNull();
    const { body: own } = await admin.get('/oauth-tokens');
    const ended = { organizationId: room.organizationId, organization: 'Acme', at: after.results[0].revokedAt };
    expect(own.results).toEqual([expect.objectContaining({ id: token.id, revokedAt: null, endedIn: [ended] })]);
    const actor = (await room.app.get(OauthTokensService).authenticate(secret)) as Actor;
    await expect(room.members.list(actor, room.organizationId)).rejects.toMatchObject({
      code: 'organization-not-found',
    });
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await owner.delete(`${path}/${nobody}`)).body).toMatchObject({ code: 'token-not-found' });
    const strange = `/organizations/${room.organizationId}/members/${nobody}/oauth-tokens`;
    expect((await owner.get(strange)).body).toMatchObject({ code: 'member-not-found' });
  });
});

describe('the operator ends it at the command line', () => {
  let line: CommandFixture;
  beforeAll(async () => {
    line = await openCommands();
    await line.habeas(['org', 'create', 'Acme', '--owner', 'pat@example.com', '--generate-password']);
  });
  afterAll(async () => line.close());

  it('with a password, and with a life that is too long', async () => {
    await line.habeas(['token', 'create', 'pat@example.com']);
    const changed = await line.habeas(['member', 'password', 'pat@example.com', '--generate-password']);
    expect(changed.out).toContain('all sessions and GDPR OAuth tokens ended');
    const [token] = (await line.habeas(['token', 'list', 'pat@example.com', '--json'])).json<{ revokedAt: string }[]>();
    expect(token?.revokedAt).not.toBeNull();
    const long = await line.habeas(['service-account', 'create', 'tool', '--days', '3650']);
    expect([long.code, long.err]).toEqual([1, expect.stringContaining('1 to 365 whole days')]);
    await line.habeas(['service-account', 'create', 'tool']);
    expect((await line.habeas(['service-account', 'list'])).out).toMatch(/Made by[^]*operator/);
  });

  it('and vouches for people', async () => {
    expect((await line.habeas(['member', 'vouch', 'pat@example.com'])).out).toContain('pat@example.com counts as');
    const nobody = await line.habeas(['member', 'vouch', 'no@example.com']);
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('person-not-found')]);
  });
});
