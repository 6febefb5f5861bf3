import type { Actor } from '../../src/access/index.js';
import { openAccessFixture, PASSWORD, type AccessFixture } from './access-fixture.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe('credentials', () => {
  let room: AccessFixture;
  beforeAll(async () => {
    room = await openAccessFixture();
  });
  afterAll(async () => room.close());

  describe('a GDPR OAuth token', () => {
    it('is shown once and stored as a hash', async () => {
      const { token, secret } = await room.tokens.create(room.owner, room.owner.userId, 'officer');
      const stored = JSON.stringify(await room.prisma.oauthToken.findUnique({ where: { id: token.id } }));
      expect(secret.startsWith(token.prefix)).toBe(true);
      expect(stored).not.toContain(secret);
      expect(JSON.stringify(await room.tokens.list(room.owner.userId))).not.toContain(secret);
    });

    it('is valid for one calendar year, to the millisecond', async () => {
      const { token, secret } = await room.tokens.create(room.owner, room.owner.userId, 'year');
      const start = room.clock.time;
      expect(token.expiresAt.toISOString()).toBe('2027-03-09T22:28:55.078Z');
      room.clock.time = new Date(token.expiresAt.getTime() - 1);
      expect(await room.tokens.authenticate(secret)).toMatchObject({ email: 'pat@example.com', via: 'oauth-token' });
      room.clock.time = token.expiresAt;
      expect(await room.tokens.authenticate(secret)).toBeNull();
      room.clock.time = start;
    });

    it('is refused from the moment it is revoked', async () => {
      const { token, secret } = await room.tokens.create(room.owner, room.owner.userId, 'lost');
      await room.tokens.revoke(room.owner, room.owner.userId, token.id);
      await room.tokens.revoke(room.owner, room.owner.userId, token.id);
      expect(await room.tokens.authenticate(secret)).toBeNull();
      const revocations = (await room.prisma.auditEntry.findMany({ where: { action: 'token.revoked' } })).filter(
        ({ detail }) => (detail as { tokenId: string }).tokenId === token.id,
      );
      expect(revocations).toHaveLength(1);
    });

    it('is rotated: one of the same name takes its place, and it goes on for as long as was chosen', async () => {
      const owner = room.owner.userId;
      const old = await room.tokens.create(room.owner, owner, 'nightly job');
      const next = await room.tokens.rotate(room.owner, owner, old.token.id, 2);
      expect(next.token).toMatchObject({ name: 'nightly job', revokedAt: null, replacedBy: null });
      const listed = (await room.tokens.list(owner)).find(({ id }) => id === old.token.id);
      expect(listed).toMatchObject({ replacedBy: next.token.id, revokedAt: null });
      const start = room.clock.time;
      room.clock.advance(2 * DAY - 1);
      expect(await room.tokens.authenticate(old.secret)).not.toBeNull();
      room.clock.advance(1);
      expect(await room.tokens.authenticate(old.secret)).toBeNull();
      expect(await room.tokens.authenticate(next.secret)).not.toBeNull();
      room.clock.time = start;
      const entry = await room.prisma.auditEntry.findFirstOrThrow({ where: { action: 'token.rotated' } });
      expect(entry).toMatchObject({
        actor: `user:${owner}`,
        detail: { tokenId: old.token.id, replacedBy: next.token.id, endsAt: listed?.expiresAt.toISOString() },
      });
    });

    it('ends at once where it is rotated without an overlap', async () => {
      const { token, secret } = await room.tokens.create(room.owner, room.owner.userId, 'at once');
      const next = await room.tokens.rotate(room.owner, room.owner.userId, token.id, 0);
      expect(await room.tokens.authenticate(secret)).toBeNull();
      expect(await room.tokens.authenticate(next.secret)).not.toBeNull();
    });

    it('is rotated once, by its own person, while it is good', async () => {
      const owner = room.owner.userId;
      const rotate = async (id: string, userId = owner) =>
        room.tokens.rotate(room.owner, userId, id, 1).catch((error: unknown) => (error as { code: string }).code);
      const { token } = await room.tokens.create(room.owner, owner, 'once');
      const both = await Promise.all([rotate(token.id), rotate(token.id)]);
      expect(both.filter((answer) => answer === 'token-replaced')).toHaveLength(1);
      const other = await room.join('rotating@example.com', 'owner');
      expect(await rotate(token.id, other.userId)).toBe('token-not-found');
      const lost = (await room.tokens.create(room.owner, owner, 'lost')).token;
      await room.tokens.revoke(room.owner, owner, lost.id);
      expect(await rotate(lost.id)).toBe('token-over');
    });

    it('of somebody else cannot be revoked or even found', async () => {
      const other = await room.join('other-tokens@example.com', 'owner');
      const { token, secret } = await room.tokens.create(other, other.userId, 'theirs');
      await expect(room.tokens.revoke(room.owner, room.owner.userId, token.id)).rejects.toMatchObject({
        code: 'token-not-found',
      });
      expect(await room.tokens.authenticate(secret)).not.toBeNull();
    });

    it('records its last use at most once a minute, so that polling is not writing', async () => {
      const { token, secret } = await room.tokens.create(room.owner, room.owner.userId, 'poller');
      const lastUse = async () =>
        (await room.prisma.oauthToken.findUniqueOrThrow({ where: { id: token.id } })).lastUsedAt?.getTime() ?? null;
      expect(await lastUse()).toBeNull();
      const first = room.clock.time.getTime();
      await room.tokens.authenticate(secret);
      room.clock.advance(MINUTE - 1);
      await room.tokens.authenticate(secret);
      expect(await lastUse()).toBe(first);
      room.clock.advance(1);
      await room.tokens.authenticate(secret);
      expect(await lastUse()).toBe(first + MINUTE);
    });

    it('opens nothing as soon as its person is no longer owner or admin', async () => {
      const admin = await room.join('admin-tokens@example.com', 'admin');
      const { secret } = await room.tokens.create(admin, admin.userId, 'mine');
      const actor = (await room.tokens.authenticate(secret)) as Actor;
      expect((await room.authorizer.projectByToken(actor, room.project.token)).id).toBe(room.project.id);
      await room.members.changeRole(room.owner, room.organizationId, admin.userId, 'member');
      await expect(room.authorizer.projectByToken(actor, room.project.token)).rejects.toMatchObject({
        code: 'project-forbidden',
      });
      await room.members.changeRole(room.owner, room.organizationId, admin.userId, 'admin');
      await room.authorizer.projectByToken(actor, room.project.token);
      await room.members.remove(room.owner, room.organizationId, admin.userId);
      await expect(room.authorizer.projectByToken(actor, room.project.token)).rejects.toMatchObject({
        code: 'project-forbidden',
      });
      await expect(room.authorizer.project(actor, room.project.id)).rejects.toMatchObject({
        code: 'project-not-found',
      });
    });

    it.each(['', 'habeas_gdpr_', 'habeas_gdpr_\0', "' or 1=1", 'é'.repeat(55)])('is not %j', async (text) => {
      expect(await room.tokens.authenticate(text)).toBeNull();
      expect(await room.serviceAccounts.authenticateSecret(text)).toBeNull();
      expect(await room.serviceAccounts.authenticateNamed(text, text)).toBeNull();
      expect(await room.sessions.authenticate(text)).toBeNull();
    });
  });

  describe('a service account', () => {
    const make = async (role: 'admin' | 'member' = 'admin', expiresInDays = 30) =>
      room.serviceAccounts.create(room.owner, room.organizationId, { name: 'airflow', role, expiresInDays });

    it('belongs to the organization and comes in by name and secret or by the secret alone', async () => {
      const { serviceAccount, secret } = await make();
      const actor = {
        kind: 'service-account',
        serviceAccountId: serviceAccount.id,
        name: serviceAccount.name,
        organizationId: room.organizationId,
        role: 'admin',
      };
      expect(serviceAccount.name).toMatch(/^airflow\.[0-9A-Za-z]{6}$/);
      expect(await room.serviceAccounts.authenticateNamed(serviceAccount.name, secret)).toEqual(actor);
      expect(await room.serviceAccounts.authenticateSecret(secret)).toEqual(actor);
    });

    it('is refused under the name of another', async () => {
      const [one, other] = [await make(), await make()];
      expect(await room.serviceAccounts.authenticateNamed(one.serviceAccount.name, other.secret)).toBeNull();
    });

    it('ends with its last day, to the millisecond', async () => {
      const { serviceAccount, secret } = await make('admin', 1);
      room.clock.advance(DAY - 1);
      expect(await room.serviceAccounts.authenticateSecret(secret)).not.toBeNull();
      room.clock.advance(1);
      expect(await room.serviceAccounts.authenticateSecret(secret)).toBeNull();
      expect(await room.serviceAccounts.authenticateNamed(serviceAccount.name, secret)).toBeNull();
    });

    it('is refused from the moment it is revoked', async () => {
      const { serviceAccount, secret } = await make();
      await room.serviceAccounts.revoke(room.owner, room.organizationId, serviceAccount.id);
      expect(await room.serviceAccounts.authenticateSecret(secret)).toBeNull();
    });

    it('with the role of a member opens no privacy request', async () => {
      const { secret } = await make('member');
      const actor = (await room.serviceAccounts.authenticateSecret(secret)) as Actor;
      await expect(room.authorizer.projectByToken(actor, room.project.token)).rejects.toMatchObject({
        code: 'project-forbidden',
      });
      await expect(room.authorizer.project(actor, room.project.id)).rejects.toMatchObject({ code: 'role-too-low' });
      expect(await room.authorizer.projectsOf(actor)).toEqual([]);
    });

    it('with the role of an owner is made and revoked by owners alone', async () => {
      const admin = await room.join('admin-accounts@example.com', 'admin');
      const wanted = { name: 'root', role: 'owner', expiresInDays: 1 } as const;
      await expect(room.serviceAccounts.create(admin, room.organizationId, wanted)).rejects.toMatchObject({
        code: 'role-too-low',
      });
      const { serviceAccount } = await room.serviceAccounts.create(room.owner, room.organizationId, wanted);
      await expect(room.serviceAccounts.revoke(admin, room.organizationId, serviceAccount.id)).rejects.toMatchObject({
        code: 'role-too-low',
      });
    });
  });

  describe('a session', () => {
    it('is stored as a hash and ends SESSION_TTL after sign-in', async () => {
      const { secret, expiresAt } = await room.sessions.open(room.owner.userId);
      expect(expiresAt.getTime() - room.clock.time.getTime()).toBe(12 * 60 * MINUTE);
      room.clock.advance(12 * 60 * MINUTE - 1);
      expect(await room.sessions.authenticate(secret)).toEqual({ ...room.owner, session: expect.any(String) });
      room.clock.advance(1);
      expect(await room.sessions.authenticate(secret)).toBeNull();
      await room.sessions.open(room.owner.userId);
      const left = await room.prisma.session.findMany({ where: { userId: room.owner.userId } });
      expect(left.every((session) => session.expiresAt > room.clock.time)).toBe(true);
    });

    it('opens nothing after sign-out', async () => {
      const { secret } = await room.sessions.open(room.owner.userId);
      await room.sessions.close(room.owner.userId, secret);
      expect(await room.sessions.authenticate(secret)).toBeNull();
    });

    it('is not opened by a password that was changed while it was looked at, nor without a second factor that was set then', async () => {
      const { userId, email } = await room.join('racing@example.com', 'member');
      const { passwordHash } = await room.people.signIn(email, PASSWORD, '::1');
      const open = async (hasPassed: boolean, hash = passwordHash) =>
        room.sessions.open(userId, 'password', { passwordHash: hash, hasPassed });
      await open(false);
      const factor = { userId, secret: Buffer.from('sealed'), createdAt: room.clock.now() };
      await room.prisma.secondFactor.create({ data: { ...factor, confirmedAt: room.clock.now(), lastStep: 1 } });
      await expect(open(false)).rejects.toMatchObject({ code: 'second-factor-required' });
      await open(true);
      await room.people.resetPassword(userId, 'another horse battery');
      await expect(open(true)).rejects.toMatchObject({ code: 'sign-in-refused' });
      expect(await room.prisma.session.count({ where: { userId } })).toBe(0);
    });

    it('that ended makes no token, though the request began before', async () => {
      const { userId } = await room.join('token-racing@example.com', 'admin');
      const actor = (await room.sessions.authenticate((await room.sessions.open(userId)).secret)) as Actor;
      const { token } = await room.tokens.create(actor, userId, 'in time');
      await room.people.resetPassword(userId, 'another horse battery');
      await expect(room.tokens.create(actor, userId, 'too late')).rejects.toMatchObject({
        code: 'credentials-invalid',
      });
      await expect(room.tokens.rotate(actor, userId, token.id, 1)).rejects.toMatchObject({
        code: 'credentials-invalid',
      });
      const good = await room.prisma.oauthToken.count({ where: { userId, revokedAt: null } });
      expect(good).toBe(0);
    });

    it('and a password that is changed wait for each other: whoever is first, nothing of before stays', async () => {
      const { userId, email } = await room.join('waiting@example.com', 'admin');
      const { passwordHash } = await room.people.signIn(email, PASSWORD, '::1');
      const actor = (await room.sessions.authenticate((await room.sessions.open(userId)).secret)) as Actor;
      await Promise.allSettled([
        ...Array.from({ length: 6 }, () => room.sessions.open(userId, 'password', { passwordHash, hasPassed: false })),
        room.people.resetPassword(userId, 'another horse battery'),
        ...Array.from({ length: 6 }, () => room.tokens.create(actor, userId, 'racing')),
      ]);
      expect(await room.prisma.session.count({ where: { userId } })).toBe(0);
      expect(await room.prisma.oauthToken.count({ where: { userId, revokedAt: null } })).toBe(0);
    });

    it('ends with all others of the person when the password changes', async () => {
      const person = await room.join('sessions@example.com', 'member');
      const mine = await Promise.all([room.sessions.open(person.userId), room.sessions.open(person.userId)]);
      const theirs = await room.sessions.open(room.owner.userId);
      await expect(
        room.people.changePassword(person, 'not my password', 'another horse battery', '::1'),
      ).rejects.toMatchObject({ code: 'password-wrong' });
      expect(await room.sessions.authenticate(mine[0].secret)).not.toBeNull();
      await room.people.changePassword(person, PASSWORD, 'another horse battery', '::1');
      for (const { secret } of mine) expect(await room.sessions.authenticate(secret)).toBeNull();
      expect(await room.sessions.authenticate(theirs.secret)).not.toBeNull();
      await room.people.signIn('sessions@example.com', 'another horse battery', '::1');
    });
  });

  describe('sign-in', () => {
    it('takes the e-mail in any letter case', async () => {
      expect((await room.people.signIn(' PAT@example.COM ', PASSWORD, '::1')).person.id).toBe(room.owner.userId);
    });

    it('answers a wrong password and an unknown e-mail with the same words', async () => {
      const refusals = await Promise.all(
        [
          ['pat@example.com', 'wrong'],
          ['nobody@example.com', PASSWORD],
          ["' or ''='", PASSWORD],
          ['a\0b@example.com', PASSWORD],
        ].map(async ([email = '', password = '']) => room.people.signIn(email, password, '::2').catch(String)),
      );
      expect(new Set(refusals).size).toBe(1);
      expect(refusals[0]).toContain('wrong');
    });

    it('stops guessing after ten attempts from one address, parallel ones included, and nobody elsewhere', async () => {
      const attempts = await Promise.all(
        Array.from({ length: 15 }, async () =>
          room.people.signIn('pat@example.com', 'guess', '192.0.2.1').catch((error: unknown) => error),
        ),
      );
      const codes = attempts.map((error) => (error as { code: string }).code);
      expect(codes.filter((code) => code === 'sign-in-refused')).toHaveLength(10);
      expect(codes.filter((code) => code === 'too-many-sign-ins')).toHaveLength(5);
      await expect(room.people.signIn('pat@example.com', PASSWORD, '192.0.2.1')).rejects.toMatchObject({
        kind: 'too-many',
        details: { retryAfter: expect.any(Number) },
      });
      await room.people.signIn('pat@example.com', PASSWORD, '192.0.2.2');
    });
  });
});
