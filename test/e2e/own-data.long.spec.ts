import { NOTICE_KINDS } from '../../src/notices/notice-kinds.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { Authenticator } from '../support/authenticator.js';
import { signedIn, type Browser } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';
import { TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';

const PASSWORD = 'a sentence that only Ana would write';
const EMAIL = 'ana@example.com';
const SUBJECT = 'mara@subjects.example';
const OTHERS = ['invited@example.com', 'acme-owner@example.com'];

/** Where what hangs on an account by its foreign keys stands in the document. */
const OF_ACCOUNT: Readonly<Record<string, string>> = {
  account_links: 'mailedLinks',
  members: 'memberships',
  notice_choices: 'noticesChosen',
  notices: 'notices',
  oauth_token_revocations: 'oauthTokens',
  oauth_tokens: 'oauthTokens',
  recovery_codes: 'secondFactor',
  second_factors: 'secondFactor',
  sessions: 'sessions',
  sign_in_identities: 'signInIdentities',
};

/** And where what names it in another way does. */
const NAMED: Readonly<Record<string, string>> = {
  account_makers: 'letOthersIn',
  api_secrets: 'apiSecretsMade',
  audit_entries: 'audit',
  duties: 'dutiesEnded',
  hand_overs: 'handOvers',
  holds: 'holdsPlaced',
  invitations: 'invitations',
  project_endings: 'projectsEnded',
  request_events: 'timeline',
  requests: 'requestsOpened',
  retention_changes: 'retentionChanged',
  retention_runs: 'retentionRunsOrdered',
  sign_in_domains: 'domainsAllowed',
  users: 'account',
};

const REFERRING = `
  WITH RECURSIVE referring AS (
    SELECT conrelid FROM pg_constraint WHERE contype = 'f' AND confrelid = 'users'::regclass
    UNION
    SELECT pg_constraint.conrelid FROM pg_constraint JOIN referring ON confrelid = referring.conrelid WHERE contype = 'f'
  )
  SELECT conrelid::regclass::text AS name FROM referring ORDER BY 1`;

describe('what is held about a person who signs in', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let userId: string;
  let browser: Browser;
  let text: string;
  let token: string;
  let data: Record<string, unknown>;

  beforeAll(async () => {
    app = await startApp({ clock });
    project = await createProject(app);
    const joining = { email: EMAIL, role: 'owner', name: 'Ana', password: PASSWORD } as const;
    userId = (await joinApp(app.application, project.organizationId, joining)).id;
    await app.prisma.user.update({
      where: { id: userId },
      data: { emailVerifiedAt: new Date(), homeOrganizationId: null },
    });
    browser = await signedIn(app.application, EMAIL, PASSWORD);
    await everything();
    ({ text } = await browser.get('/session/own-data'));
    data = JSON.parse(text) as Record<string, unknown>;
  });
  afterAll(() => app.close());

  const asked = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer;
    expect([status < 300, body]).toEqual([true, body]);
    return body as { id: string; token: string; secret: string };
  };

  /** One of each that a person leaves behind. */
  async function everything(): Promise<void> {
    const { organizationId, projectId } = project;
    const { secret } = await asked(browser.post('/session/second-factor', { password: PASSWORD }));
    await asked(browser.post('/session/second-factor/confirm', { code: new Authenticator(secret, clock).code() }));
    const made = await asked(browser.post('/oauth-tokens', { name: 'hers' }));
    ({ token } = made);
    const wanted = Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, true]));
    await asked(browser.put('/session/notices', { wanted }));
    await asked(browser.post(`/organizations/${organizationId}/invitations`, { email: OTHERS[0], role: 'member' }));
    await asked(browser.post(`/organizations/${organizationId}/service-accounts`, { name: 'job' }));
    await asked(
      browser.post(`/organizations/${organizationId}/sign-in-domains`, { domain: 'example.com', role: 'member' }),
    );
    await asked(browser.patch(`/projects/${projectId}/retention`, { eventMonths: 6 }));
    await asked(browser.post(`/projects/${projectId}/api-secret`, { overlapDays: 1 }));
    const client = new ApiClient(app, { ...project, oauthToken: token });
    const hold = { projectId, distinctIds: [SUBJECT], basis: 'GDPR Art. 17(3)(e)' };
    await asked(client.call('POST', '/api/v1/holds', { ...hold, until: new Date(clock.now().getTime() + 9e8) }));
    const request = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [SUBJECT] });
    await until('the end of the export', async () => (await client.show(request)).status === 'SUCCESS');
    const download = await fetch(`${app.url}/api/v1/requests/${request}/download`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await download.arrayBuffer();
    await until('the look at it', async () => (await app.prisma.handOver.count()) > 0);
    await byTheHouse(made.id);
  }

  /** What is written without the person's doing. */
  async function byTheHouse(tokenId: string): Promise<void> {
    const now = clock.now();
    const own = { userId, createdAt: now };
    const { prisma } = app;
    await prisma.signInIdentity.create({ data: { ...own, issuer: 'https://id.example', subject: 'hers' } });
    await prisma.oauthTokenRevocation.create({
      data: { organizationId: project.organizationId, tokenId, revokedAt: now },
    });
    const link = { id: crypto.randomUUID(), purpose: 'password-reset', tokenHash: Buffer.from('hash'), expiresAt: now };
    await prisma.accountLink.create({ data: { ...own, ...link, usedAt: null } });
    await ofTime(`user:${userId}`, now);
    const notice = { id: crypto.randomUUID(), kind: 'failed', occasion: 'event:1', facts: {}, nextAttemptAt: now };
    await prisma.notice.create({ data: { ...own, ...notice, sentAt: now } });
  }

  /** What they decided about data that time takes. */
  async function ofTime(by: string, now: Date): Promise<void> {
    const [{ prisma }, { projectId, organizationId }] = [app, project];
    const orderedAt = { orderedBy: by, orderedByLabel: EMAIL, orderedAt: now };
    const ending = { id: crypto.randomUUID(), projectId, organizationId, kind: 'reset', state: 'gone' };
    const times = { restorableUntil: now, goneBy: now, finishedAt: now };
    await prisma.projectEnding.create({ data: { ...ending, ...orderedAt, ...times } });
    const duty = { id: crypto.randomUUID(), projectId, kind: 'held', basis: 'Art. 17(3)(e)', state: 'given-up' };
    await prisma.duty.create({ data: { ...duty, createdAt: now, endedAt: now, endedBy: by, endedByLabel: EMAIL } });
    const run = { id: crypto.randomUUID(), dueAt: now, nextAttemptAt: now, finishedAt: now };
    await prisma.retentionRun.create({ data: { ...run, orderedBy: by } });
  }

  const filled = (member: string): boolean => {
    const value = data[member];
    return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
  };

  it('is what every table has that refers to an account, at whatever remove', async () => {
    const tables = (await app.prisma.$queryRawUnsafe<{ name: string }[]>(REFERRING)).map(({ name }) => name);
    expect(tables).toEqual(Object.keys(OF_ACCOUNT));
    expect(Object.values(OF_ACCOUNT).filter((member) => !filled(member))).toEqual([]);
    expect(data['secondFactor']).toMatchObject({ recoveryCodes: Array(10).fill({ usedAt: null }) });
    expect(data['oauthTokens']).toMatchObject([{ revocations: [{ organizationId: project.organizationId }] }]);
  });

  it('and what any table has in which the account is named', async () => {
    const all = await app.prisma.$queryRawUnsafe<{ name: string }[]>(
      `SELECT relname::text AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relispartition ORDER BY 1`,
    );
    const naming: string[] = [];
    for (const { name } of all) {
      const rows = await app.prisma.$queryRawUnsafe<unknown[]>(
        `SELECT 1 FROM "${name}" t WHERE row_to_json(t)::text LIKE '%${userId}%' OR row_to_json(t)::text LIKE '%${EMAIL}%' LIMIT 1`,
      );
      if (rows.length > 0) naming.push(name);
    }
    const referring = Object.keys(OF_ACCOUNT);
    expect(naming.filter((name) => !referring.includes(name))).toEqual(Object.keys(NAMED));
    expect(Object.values(NAMED).filter((member) => !filled(member))).toEqual([]);
  });

  it('without secrets, other people or subjects', async () => {
    const hashes = await app.prisma.user.findUniqueOrThrow({ where: { id: userId } });
    for (const secret of [hashes.passwordHash, token, 'tokenHash', 'Hmac', SUBJECT, ...OTHERS]) {
      expect(text).not.toContain(secret);
    }
  });

  it('with the invitations that wait for an address they proved, and none to another’s', async () => {
    const other = await createProject(app, 'other');
    const theirs = await signedIn(app.application, other.ownerEmail, other.ownerPassword);
    await asked(theirs.post(`/organizations/${other.organizationId}/invitations`, { email: EMAIL, role: 'member' }));
    const waiting = async () => {
      const { invitations } = JSON.parse((await browser.get('/session/own-data')).text) as { invitations: unknown[] };
      return invitations;
    };
    const invitation = expect.objectContaining({ organizationId: other.organizationId, mine: true, wroteIt: false });
    expect(await waiting()).toContainEqual(invitation);
    await app.prisma.user.update({
      where: { id: userId },
      data: { emailVerifiedAt: null, homeOrganizationId: project.organizationId },
    });
    expect(await waiting()).not.toContainEqual(invitation);
  });

  it('and goes with the account, from the list of those who downloaded too', async () => {
    expect((await browser.delete('/session/account', { password: PASSWORD })).status).toBe(204);
    expect(await app.prisma.handOver.findMany({ select: { by: true, actor: true } })).toEqual([
      { by: 'deleted account', actor: `user:${userId}` },
    ]);
  });
});
