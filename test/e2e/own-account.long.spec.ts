import { readFile } from 'node:fs/promises';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { Browser, signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';

const PASSWORD = 'a sentence that only Ana would write';
const SUBJECT = 'mara@subjects.example';

describe('an account, to its own person', () => {
  let app: TestApp;
  let project: TestProject;
  let owner: Browser;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
    project = await createProject(app);
    owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
  });
  afterAll(() => app.close());

  /** Somebody who belongs to the organization, signed in, with a token. */
  async function colleague(email: string, role: 'owner' | 'admin' | 'member' = 'admin') {
    const person = await joinApp(app.application, project.organizationId, {
      email,
      role,
      name: 'Ana Example',
      password: PASSWORD,
    });
    const browser = await signedIn(app.application, email, PASSWORD);
    const { body } = await browser.post('/oauth-tokens', { name: 'hers' });
    const client = new ApiClient(app, { ...project, oauthToken: (body as { token: string }).token });
    return { person, browser, client, token: body as { id: string; token: string } };
  }

  const actionsBy = async (userId: string) =>
    (await app.prisma.auditEntry.findMany({ where: { actor: `user:${userId}` }, orderBy: { id: 'asc' } })).map(
      ({ action }) => action,
    );

  describe('its name and language', () => {
    it('are shown, changed, and the audit says that they were, and not to what', async () => {
      const before = await owner.get('/session/account');
      expect(before.body).toMatchObject({ email: project.ownerEmail, name: 'Owner of acme', language: null });
      const { status, body } = await owner.patch('/session/account', { name: ' Pat Renamed ', language: 'de' });
      expect([status, body]).toEqual([200, { ...before.body, name: 'Pat Renamed', language: 'de' }]);
      expect((await owner.get('/session')).body).toMatchObject({ person: { name: 'Pat Renamed' } });
      const entry = await app.prisma.auditEntry.findFirstOrThrow({ where: { action: 'person.changed' } });
      expect(entry.detail).toEqual({ userId: project.ownerId, changed: ['name', 'language'] });
    });

    it.each([{}, { name: '' }, { name: 'a\0b' }, { language: 'fr' }, { email: 'other@example.com' }])(
      'are not changed by %j',
      async (change) => {
        const { status, body } = await owner.patch('/session/account', change);
        expect([status, body.code]).toEqual([400, 'invalid-body']);
      },
    );

    it('are for who signed in', async () => {
      const stranger = new Browser(app.application);
      expect((await stranger.get('/session/account')).status).toBe(401);
      expect((await stranger.patch('/session/account', { name: 'x' })).status).toBe(401);
      expect((await stranger.get('/session/own-data')).status).toBe(401);
      expect((await stranger.delete('/session/account', { password: PASSWORD })).status).toBe(401);
    });
  });

  describe('a token of theirs', () => {
    it('is rotated over the API', async () => {
      const { browser, token } = await colleague('rotates@example.com');
      const { status, body } = await browser.post(`/oauth-tokens/${token.id}/rotate`, { overlapDays: 7 });
      expect([status, body]).toEqual([201, expect.objectContaining({ name: 'hers', replacedBy: null })]);
      expect(body.token).toMatch(/^habeas_gdpr_/);
      const { body: list } = await browser.get('/oauth-tokens');
      expect(list.results).toMatchObject([{ id: body.id }, { id: token.id, replacedBy: body.id }]);
      expect((await browser.post(`/oauth-tokens/${token.id}/rotate`)).body.code).toBe('token-replaced');
    });

    it.each([{ overlapDays: 8 }, { overlapDays: -1 }, { overlapDays: 0.5 }, { overlapDays: '1' }])(
      'is not rotated with %j',
      async (body) => {
        const { results } = (await owner.get('/oauth-tokens')).body as { results: { id: string }[] };
        expect((await owner.post(`/oauth-tokens/${results[0]?.id}/rotate`, body)).status).toBe(400);
      },
    );
  });

  describe('what is held about them', () => {
    it('is a JSON file of all there is, without secrets, others or subjects', async () => {
      const { person, browser, client, token } = await colleague('asks@example.com');
      await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [SUBJECT] });
      const answer = await browser.get('/session/own-data');
      expect(answer.headers['content-disposition']).toBe('attachment; filename="habeas-own-data.json"');
      const data = JSON.parse(answer.text) as Record<string, unknown>;
      expect(data).toMatchObject({
        account: { id: person.id, email: 'asks@example.com', name: 'Ana Example', language: null },
        memberships: [{ organization: 'acme', role: 'admin' }],
        sessions: [expect.objectContaining({ expiresAt: expect.any(String) })],
        oauthTokens: [expect.objectContaining({ id: token.id, name: 'hers' })],
        requestsOpened: [expect.objectContaining({ projectId: project.projectId, kind: 'export', subjectCount: 1 })],
        invitations: [expect.objectContaining({ mine: true })],
      });
      const entries = data['audit'] as { action: string }[];
      expect(entries.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['session.opened', 'token.created', 'request.opened', 'person.data-exported']),
      );
      for (const secret of [token.token, 'passwordHash', 'argon2', SUBJECT, project.ownerEmail]) {
        expect(answer.text).not.toContain(secret);
      }
    });

    it('is whole however long it is', async () => {
      const { person, browser } = await colleague('long@example.com', 'member');
      const actor = `user:${person.id}`;
      const many = Array.from({ length: 2_500 }, () => ({ at: new Date(), actor, action: 'test.done' }));
      await app.prisma.auditEntry.createMany({ data: many });
      const { audit } = JSON.parse((await browser.get('/session/own-data')).text) as { audit: { action: string }[] };
      expect(audit.filter(({ action }) => action === 'test.done')).toHaveLength(2_500);
    });
  });

  describe('its end', () => {
    it('asks for the password', async () => {
      const { browser } = await colleague('hesitates@example.com');
      const wrong = await browser.delete('/session/account', { password: 'not it' });
      expect([wrong.status, wrong.body.code]).toEqual([403, 'password-wrong']);
      expect((await browser.delete('/session/account', {})).status).toBe(400);
      expect((await browser.get('/session')).status).toBe(200);
    });

    it('is refused to the last owner of an organization, which is named', async () => {
      const { status, body } = await owner.delete('/session/account', { password: project.ownerPassword });
      expect([status, body.code]).toEqual([409, 'last-owner']);
      expect(body.title).toBe('You are the last owner of "acme": make somebody else an owner there first.');
      expect(body.organizations).toEqual([{ id: project.organizationId, name: 'acme' }]);
      expect((await owner.get('/session')).status).toBe(200);
    });

    it('takes everything along that no record needs', async () => {
      const { person, browser, token } = await colleague('leaves@example.com', 'member');
      await browser.put('/session/notices', { wanted: noticesOf(false) });
      const other = await signedIn(app.application, 'leaves@example.com', PASSWORD);
      expect((await browser.delete('/session/account', { password: PASSWORD })).status).toBe(204);
      expect((await other.get('/session')).status).toBe(401);
      expect((await new Browser(app.application).signIn('leaves@example.com', PASSWORD)).status).toBe(401);
      expect(await app.prisma.user.count({ where: { id: person.id } })).toBe(0);
      expect(await app.prisma.oauthToken.count({ where: { id: token.id } })).toBe(0);
      expect(await app.prisma.noticeChoice.count({ where: { userId: person.id } })).toBe(0);
      expect((await actionsBy(person.id)).slice(-2)).toEqual(['member.removed', 'person.deleted']);
      expect(await texts(app)).not.toContain('leaves@example.com');
    });

    it('leaves the number of the account where a record must stay, and no name or address', async () => {
      const { person, browser, client } = await colleague('worked@example.com', 'owner');
      await app.prisma.user.update({
        where: { id: person.id },
        data: { emailVerifiedAt: new Date(), homeOrganizationId: null },
      });
      const request = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [SUBJECT] });
      const invited = { email: 'later@example.com', role: 'member' };
      await browser.post(`/organizations/${project.organizationId}/invitations`, invited);
      const made = await browser.post(`/organizations/${project.organizationId}/service-accounts`, { name: 'job' });
      expect((await browser.delete('/session/account', { password: PASSWORD })).status).toBe(204);
      const row = await app.prisma.request.findUniqueOrThrow({ where: { id: request } });
      expect([row.openedBy, row.openedByLabel]).toEqual([`user:${person.id}`, 'deleted account']);
      const kept = await app.prisma.user.findUniqueOrThrow({ where: { id: person.id } });
      expect(kept).toMatchObject({ email: `deleted-${person.id}`, name: 'deleted account', language: null });
      expect(kept.emailVerifiedAt).not.toBeNull();
      expect((await new Browser(app.application).signIn(kept.email, PASSWORD)).status).toBe(401);
      const account = await app.prisma.serviceAccount.findUniqueOrThrow({ where: { id: made.body.id as string } });
      expect(account.revokedAt).not.toBeNull();
      expect(await texts(app)).not.toContain('worked@example.com');
    });
  });
});

function noticesOf(wanted: boolean): Record<string, boolean> {
  const kinds = ['finished', 'finishedByOthers', 'failed', 'atRisk', 'approval', 'token', 'sweep', 'retention'];
  return Object.fromEntries(kinds.map((kind) => [kind, wanted]));
}

/** Everything in the tables of the schema as one text. */
async function texts(app: TestApp): Promise<string> {
  const schema = await readFile('prisma/schema.prisma', 'utf8');
  const tables = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, table = '']) => table);
  const found = await Promise.all(
    tables.map((table) =>
      app.prisma.$queryRawUnsafe<{ line: string }[]>(`SELECT row_to_json(t)::text AS line FROM ${table} t`),
    ),
  );
  return found
    .flat()
    .map(({ line }) => line)
    .join('\n');
}
