import { GraceCheck } from '../../src/access/accounts/grace-check.service.js';
import type { Actor } from '../../src/access/index.js';
import { join } from '../support/join.js';
import { openAccessFixture, PASSWORD, type AccessFixture, type PersonActor } from './access-fixture.js';

const DAY = 86_400_000;

describe('organizations', () => {
  let room: AccessFixture;
  let admin: PersonActor;
  let member: PersonActor;
  beforeAll(async () => {
    room = await openAccessFixture();
    admin = await room.join('admin@example.com', 'admin');
    member = await room.join('member@example.com', 'member');
  });
  afterAll(async () => room.close());

  describe('members', () => {
    it('are looked after by owners and admins, and by nobody else', async () => {
      const emails = (await room.members.list(admin, room.organizationId)).map(({ email }) => email);
      expect(emails).toEqual(expect.arrayContaining(['pat@example.com', 'admin@example.com', 'member@example.com']));
      await expect(room.members.list(member, room.organizationId)).rejects.toMatchObject({ code: 'role-too-low' });
      await expect(room.members.changeRole(member, room.organizationId, member.userId, 'owner')).rejects.toMatchObject({
        code: 'role-too-low',
      });
    });

    it('of an organization one does not belong to are not even known', async () => {
      const { organization } = await room.organizations.create(
        'Rival',
        { email: 'rival@example.com', name: 'Rival', password: PASSWORD },
        'operator',
      );
      for (const attempt of [
        () => room.members.list(room.owner, organization.id),
        () => room.members.remove(room.owner, organization.id, room.owner.userId),
        () => room.serviceAccounts.list(room.owner, organization.id),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ kind: 'not-found', code: 'organization-not-found' });
      }
    });

    it('become, stay and cease to be owners by the word of owners alone', async () => {
      const wanted = { email: 'new-owner@example.com', role: 'owner' } as const;
      for (const attempt of [
        () => room.invitations.invite(admin, room.organizationId, wanted),
        () => room.members.changeRole(admin, room.organizationId, admin.userId, 'owner'),
        () => room.members.changeRole(admin, room.organizationId, room.owner.userId, 'member'),
        () => room.members.remove(admin, room.organizationId, room.owner.userId),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ kind: 'forbidden', code: 'role-too-low' });
      }
      const second = await join(room, room.organizationId, { ...wanted, password: PASSWORD });
      await room.members.remove(room.owner, room.organizationId, second.id);
    });

    it('always keep one owner, however two of them quarrel', async () => {
      await expect(
        room.members.changeRole(room.owner, room.organizationId, room.owner.userId, 'admin'),
      ).rejects.toMatchObject({ kind: 'conflict', code: 'last-owner' });
      const second = await room.join('second-owner@example.com', 'owner');
      const outcomes = await Promise.allSettled([
        room.members.remove(room.owner, room.organizationId, second.userId),
        room.members.remove(second, room.organizationId, room.owner.userId),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const owners = await room.prisma.member.findMany({
        where: { organizationId: room.organizationId, role: 'owner' },
      });
      expect(owners).toHaveLength(1);
      await room.prisma.member.deleteMany({ where: { organizationId: room.organizationId, userId: second.userId } });
      const back = { organizationId: room.organizationId, userId: room.owner.userId };
      await room.prisma.member.upsert({
        where: { organizationId_userId: back },
        create: { ...back, role: 'owner', createdAt: room.clock.now() },
        update: { role: 'owner' },
      });
    });

    it('join once', async () => {
      const again = { email: 'MEMBER@example.com', role: 'admin' } as const;
      await expect(room.invitations.invite(admin, room.organizationId, again)).rejects.toMatchObject({
        code: 'already-member',
      });
    });

    it('are invited by an address that a mail can be sent to', async () => {
      for (const email of [
        'n',
        'a@b@c',
        'a b@c.example',
        'a@b.example,c@d.example',
        '<a@b.example>',
        'a@b.example\r\nBcc: c@d',
      ]) {
        const invitation = { email, role: 'member' } as const;
        await expect(room.invitations.invite(admin, room.organizationId, invitation)).rejects.toMatchObject({
          code: 'email-malformed',
        });
      }
    });
  });

  describe('projects', () => {
    it('have a number, a token of 32 hex digits and a secret that is stored as a hash', async () => {
      expect(room.project.id).toBeGreaterThanOrEqual(100_001);
      expect(room.project.token).toMatch(/^[0-9a-f]{32}$/);
      const stored = await room.prisma.project.findUniqueOrThrow({ where: { id: room.project.id } });
      expect(JSON.stringify(stored)).not.toContain(room.apiSecret);
      expect(await room.projects.bySecret(room.apiSecret)).toEqual({
        projectId: room.project.id,
        allowApiSecret: false,
        allowSecretQuestions: false,
      });
    });

    it('refuse the old secret once it was rotated', async () => {
      const { project, apiSecret } = await room.projects.create(admin, room.organizationId, { name: 'Rotated' });
      const next = await room.projects.rotateSecret(admin, project.id);
      expect(await room.projects.bySecret(apiSecret)).toBeNull();
      expect((await room.projects.bySecret(next.apiSecret))?.projectId).toBe(project.id);
    });

    it('take the old secret beside the new one for an overlap, and each says when it was used', async () => {
      const { project, apiSecret } = await room.projects.create(admin, room.organizationId, { name: 'Overlapping' });
      const start = room.clock.time;
      const next = await room.projects.rotateSecret(room.owner, project.id, 7);
      const end = new Date(start.getTime() + 7 * DAY);
      room.clock.time = new Date(end.getTime() - 1);
      expect((await room.projects.bySecret(apiSecret))?.projectId).toBe(project.id);
      const stored = await room.prisma.apiSecret.findMany({
        where: { projectId: project.id },
        orderBy: { endsAt: { sort: 'asc', nulls: 'last' } },
      });
      expect(stored).toMatchObject([
        { endsAt: end, lastUsedAt: room.clock.time, makerLabel: 'admin@example.com', prefix: apiSecret.slice(0, 15) },
        { endsAt: null, lastUsedAt: null, makerLabel: 'pat@example.com', prefix: next.apiSecret.slice(0, 15) },
      ]);
      expect(JSON.stringify(stored)).not.toContain(next.apiSecret);
      room.clock.time = end;
      expect(await room.projects.bySecret(apiSecret)).toBeNull();
      expect((await room.projects.bySecret(next.apiSecret))?.projectId).toBe(project.id);
      room.clock.time = start;
    });

    it('end every older secret with a rotation without an overlap, and by a word of its own', async () => {
      const { project, apiSecret } = await room.projects.create(admin, room.organizationId, { name: 'Ending' });
      const second = await room.projects.rotateSecret(admin, project.id, 7);
      const third = await room.projects.rotateSecret(admin, project.id, 0);
      const good = async (secret: string) => (await room.projects.bySecret(secret)) !== null;
      expect([await good(apiSecret), await good(second.apiSecret), await good(third.apiSecret)]).toEqual([
        false,
        false,
        true,
      ]);
      await room.projects.rotateSecret(admin, project.id, 3);
      expect(await good(third.apiSecret)).toBe(true);
      await room.projects.endFormerSecrets(admin, project.id);
      await room.projects.endFormerSecrets(admin, project.id);
      expect(await good(third.apiSecret)).toBe(false);
      const ended = await room.prisma.auditEntry.findMany({
        where: { projectId: project.id, action: { startsWith: 'project.' } },
        orderBy: { id: 'asc' },
      });
      expect(ended.map(({ action, detail }) => [action, detail])).toEqual([
        ['project.created', {}],
        ['project.secret-rotated', { overlapDays: 7 }],
        ['project.secret-rotated', {}],
        ['project.secret-rotated', { overlapDays: 3 }],
        ['project.former-secret-ended', { ended: 1 }],
      ]);
    });

    it.each([-1, 8, 0.5])('refuse an overlap of %d days', async (days) => {
      await expect(room.projects.rotateSecret(admin, room.project.id, days)).rejects.toMatchObject({
        code: 'overlap-unfit',
      });
    });

    it('have one newest secret, however many rotate it at once', async () => {
      const { project } = await room.projects.create(admin, room.organizationId, { name: 'Quarrel' });
      await Promise.all(Array.from({ length: 4 }, async () => room.projects.rotateSecret(admin, project.id, 1)));
      expect(await room.prisma.apiSecret.count({ where: { projectId: project.id, endsAt: null } })).toBe(1);
    });

    it('take over the token that existing clients carry, once', async () => {
      const token = '0123456789abcdef0123456789abcdef';
      const { project } = await room.projects.create(admin, room.organizationId, { name: 'Moved', token });
      expect(project.token).toBe(token);
      await expect(room.projects.create(admin, room.organizationId, { name: 'Twice', token })).rejects.toMatchObject({
        code: 'token-taken',
      });
      await expect(room.projects.create(admin, room.organizationId, { name: 'Odd', token: 'x' })).rejects.toMatchObject(
        { code: 'token-malformed' },
      );
    });

    it('are changed setting by setting, the rest staying as it was', async () => {
      const { project } = await room.projects.create(admin, room.organizationId, {
        name: 'Set',
        timezone: 'Asia/Tokyo',
      });
      const changed = await room.projects.change(admin, project.id, { deletionGraceSeconds: 0, allowApiSecret: true });
      expect(changed).toEqual({ ...project, deletionGraceSeconds: 0, allowApiSecret: true });
      expect(await room.projects.change(admin, project.id, { deletionGraceSeconds: null })).toMatchObject({
        deletionGraceSeconds: null,
        timezone: 'Asia/Tokyo',
      });
    });

    it.each([
      { timezone: 'Mars/Olympus' },
      { deletionGraceSeconds: 21 * 86_400 + 1 },
      { deletionGraceSeconds: -1 },
      { deletionGraceSeconds: 21 * 86_400 },
      { holidays: ['2027-02-29'] },
      { requiredReceipt: ['phone' as 'channel'] },
      { name: ' ' },
    ])('refuse the setting %j', async (settings) => {
      await expect(room.projects.change(admin, room.project.id, settings)).rejects.toMatchObject({
        code: 'setting-unfit',
      });
    });

    it('are named at the start where their grace no longer fits the sweeps', async () => {
      const { id } = await room.prisma.project.update({
        where: { id: room.project.id },
        data: { deletionGraceSeconds: 20 * 86_400 },
      });
      const check = (besideGrace: number[]) => new GraceCheck(room.prisma, { besideGrace }).unfit();
      expect([await check([86_400_000]), await check([7 * 86_400_000])]).toEqual([[], [id]]);
      await room.prisma.project.update({ where: { id }, data: { deletionGraceSeconds: null } });
    });

    it('are not a member\u2019s to change', async () => {
      await expect(room.projects.rotateSecret(member, room.project.id)).rejects.toMatchObject({ code: 'role-too-low' });
      await expect(room.projects.create(member, room.organizationId, { name: 'Mine' })).rejects.toMatchObject({
        code: 'role-too-low',
      });
    });
  });

  describe('the authorizer', () => {
    it('answers an unknown token, a stranger and a mere member with one and the same sentence', async () => {
      const stranger: Actor = {
        kind: 'user',
        userId: '00000000-0000-4000-8000-000000000000',
        email: 'x',
        via: 'session',
      };
      const refusals = await Promise.all(
        [
          room.authorizer.projectByToken(room.owner, 'f'.repeat(32)),
          room.authorizer.projectByToken(room.owner, 'with\0nul'),
          room.authorizer.projectByToken(stranger, room.project.token),
          room.authorizer.projectByToken(member, room.project.token),
          room.authorizer.projectByToken({ kind: 'project-secret', projectId: room.project.id }, 'f'.repeat(32)),
        ].map(async (attempt) =>
          attempt.then(() => 'let in').catch((error: unknown) => JSON.stringify([error, String(error)])),
        ),
      );
      expect(new Set(refusals).size).toBe(1);
      expect(refusals[0]).toContain('project-forbidden');
    });

    it('lets only a project\u2019s secret leave the token out', async () => {
      const secret: Actor = { kind: 'project-secret', projectId: room.project.id };
      expect((await room.authorizer.projectByToken(secret, null)).id).toBe(room.project.id);
      await expect(room.authorizer.projectByToken(room.owner, null)).rejects.toMatchObject({
        kind: 'invalid',
        code: 'token-missing',
      });
    });

    it('tells a member that the role is too low, and a stranger nothing', async () => {
      await expect(room.authorizer.project(member, room.project.id)).rejects.toMatchObject({ code: 'role-too-low' });
      for (const id of [0, -1, 1.5, 2 ** 31, Number.NaN, 999_999_999]) {
        await expect(room.authorizer.project(room.owner, id)).rejects.toMatchObject({ code: 'project-not-found' });
      }
      await expect(
        room.authorizer.project({ kind: 'project-secret', projectId: room.project.id }, room.project.id + 1),
      ).rejects.toMatchObject({ code: 'project-not-found' });
    });

    it('lists the projects an actor may handle requests for', async () => {
      const all = (await room.authorizer.projectsOf(room.owner)).map(({ id }) => id);
      expect(all).toContain(room.project.id);
      expect(await room.authorizer.projectsOf(member)).toEqual([]);
      const secret: Actor = { kind: 'project-secret', projectId: room.project.id };
      expect((await room.authorizer.projectsOf(secret)).map(({ id }) => id)).toEqual([room.project.id]);
    });
  });

  it('write an audit entry for every change, and none for what was refused', async () => {
    const before = await room.actions();
    await room.projects.change(room.owner, room.project.id, { name: 'Shop 2' });
    await expect(room.projects.change(member, room.project.id, { name: 'No' })).rejects.toThrow();
    const { token } = await room.tokens.create(room.owner, room.owner.userId, 't');
    await room.tokens.revoke(room.owner, room.owner.userId, token.id);
    expect((await room.actions()).slice(before.length)).toEqual(['project.changed', 'token.created', 'token.revoked']);
    const entry = await room.prisma.auditEntry.findFirstOrThrow({
      where: { action: 'project.changed' },
      orderBy: { id: 'desc' },
    });
    expect(entry).toMatchObject({
      actor: `user:${room.owner.userId}`,
      organizationId: room.organizationId,
      projectId: room.project.id,
      detail: { name: 'Shop 2' },
    });
  });
});
