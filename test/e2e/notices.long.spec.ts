import { DeadlineWatch } from '../../src/jobs/deadline-watch.service.js';
import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { Notices } from '../../src/notices/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { signedIn, type Browser } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startMailServer, type MailServer, type ReceivedMail } from '../support/smtp.js';
import { TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const BASE = 'http://habeas.example';
const SUBJECT = 'mara@subjects.example';
const NEWS = ['succeeded', 'failed', 'at-risk', 'missed', 'approval-needed', 'waiting-for-action'];
const ALL = {
  finished: true,
  finishedByOthers: true,
  failed: true,
  atRisk: true,
  approval: true,
  token: true,
  sweep: true,
  retention: true,
  duty: true,
};

describe('notices', () => {
  const clock = new TestClock();
  let server: MailServer;
  let database: TestDatabase;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let owner: Browser;
  let admin: { id: string; browser: Browser };

  const settings = () => ({
    ...STEP_BY_STEP,
    ...{ SMTP_URL: server.url, MAIL_FROM: 'habeas@example.com', BASE_URL: BASE, SESSION_TTL: '30d' },
  });

  beforeAll(async () => {
    [server, database] = await Promise.all([startMailServer(), createTestDatabase()]);
    app = await startApp({ clock, database, settings: settings() });
    project = await createProject(app);
    client = new ApiClient(app, project);
    owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
    const { id } = await made('ana@example.com', 'admin');
    admin = { id, browser: await signedIn(app.application, 'ana@example.com', project.ownerPassword) };
    await confirm(project.ownerId);
    await confirm(id);
    await quiet();
  });
  afterAll(async () => {
    await app.close();
    await server.close();
  });
  beforeEach(() => {
    server.mails.length = 0;
    server.refusal = null;
    server.refused.clear();
    server.until = null;
  });

  const confirm = async (id: string) =>
    app.prisma.user.update({ where: { id }, data: { emailVerifiedAt: clock.now(), homeOrganizationId: null } });

  /** A colleague, whose link was not mailed: the mails of this suite are its notices. */
  async function made(email: string, role: 'admin' | 'member') {
    const { id } = await app.prisma.user.create({
      data: {
        id: crypto.randomUUID(),
        ...{ email, name: 'Ana', createdAt: clock.now(), homeOrganizationId: project.organizationId },
        passwordHash: (await app.prisma.user.findUniqueOrThrow({ where: { id: project.ownerId } })).passwordHash,
      },
    });
    const { organizationId } = project;
    await app.prisma.member.create({ data: { organizationId, userId: id, role, createdAt: clock.now() } });
    return { id };
  }

  /** Until everything was looked at and all that could be sent was tried, by whoever looks. */
  async function quiet(applications: readonly TestApp[] = [app]): Promise<void> {
    // Beyond the pause in which what comes is gathered, and the minute between two looks at the clock.
    clock.forward(6 * MINUTE);
    await until('all notices', async () => {
      await Promise.all(applications.map(({ application }) => application.get(Notices, { strict: false }).look()));
      const unlooked = await app.prisma.requestEvent.count({ where: { type: { in: NEWS }, noticedAt: null } });
      const unsent = await app.prisma.notice.count({ where: { sentAt: null } });
      if (unlooked + unsent === 0) return true;
      // What is gathered until somebody may be written to again, and what a server on a busy machine did not take, goes when its time comes.
      clock.forward(MINUTE);
      return false;
    });
  }

  const to = (mail: ReceivedMail) => mail.to[0] ?? '';
  const subjectOf = ({ headers }: ReceivedMail) => headers.find((line) => line.startsWith('Subject: '))?.slice(9);
  const textOf = (mail: ReceivedMail | undefined) => mail?.text.replaceAll('\r', '') ?? '';
  const subjects = () => Object.fromEntries(server.mails.map((mail) => [to(mail), subjectOf(mail)]));
  const short = (id: string) => id.slice(0, 8);

  async function exported(): Promise<string> {
    const request = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [SUBJECT] });
    await app.application.get(ExportRun, { strict: false }).run(request);
    return request;
  }

  describe('of requests', () => {
    it('go to who opened one that finished, once, and name nobody', async () => {
      const request = await exported();
      await quiet();
      await quiet();
      expect(subjects()).toEqual({ [project.ownerEmail]: `Export ${short(request)} has finished` });
      expect(server.mails).toHaveLength(1);
      const text = textOf(server.mails[0]);
      expect(text).toContain(`${BASE}/#/requests/${request}\n`);
      expect(text).toMatch(/^Deadline: \w+ \d+, \d{4}/m);
      expect(text).not.toContain('mara');
    });

    it('go to every owner and admin where a deletion waits for approval, in the language of each', async () => {
      await owner.patch(`/projects/${project.projectId}`, { approvalCount: 0 });
      await admin.browser.patch('/session/account', { language: 'de' });
      const request = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [SUBJECT] });
      await quiet();
      const encoded = server.mails.map(({ text }) => text);
      expect(encoded.some((text) => text.includes(`Deletion ${short(request)} waits for approval.`))).toBe(true);
      expect(encoded.some((text) => text.includes(`Die Löschung ${short(request)} wartet auf Freigabe.`))).toBe(true);
      expect(server.mails).toHaveLength(2);
      await client.call('POST', `/api/v1/requests/${request}/revoke`);
      await owner.patch(`/projects/${project.projectId}`, { approvalCount: null });
      await admin.browser.patch('/session/account', { language: 'en' });
    });

    it('go out before a deadline, and when it has passed', async () => {
      const request = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [SUBJECT] });
      const dueAt = new Date(clock.now().getTime() + 3 * DAY);
      await app.prisma.request.update({ where: { id: request }, data: { dueAt } });
      await app.application.get(DeadlineWatch, { strict: false }).look();
      await quiet();
      const near = `The deadline of export ${short(request)} is near`;
      expect(subjects()).toEqual({ [project.ownerEmail]: near, 'ana@example.com': near });
      await app.application.get(ExportRun, { strict: false }).run(request);
      await quiet();
    });

    it('go to nobody whose address is not confirmed, who left, or who wants none', async () => {
      await admin.browser.put('/session/notices', { wanted: ALL });
      await app.prisma.user.update({ where: { id: project.ownerId }, data: { emailVerifiedAt: null } });
      const first = await exported();
      await quiet();
      expect(subjects()).toEqual({ 'ana@example.com': `Export ${short(first)} has finished` });
      await confirm(project.ownerId);
      server.mails.length = 0;
      await admin.browser.put('/session/notices', { wanted: { ...ALL, finishedByOthers: false } });
      const second = await exported();
      await quiet();
      expect(subjects()).toEqual({ [project.ownerEmail]: `Export ${short(second)} has finished` });
    });

    it('gather in one mail while somebody has just been written to', async () => {
      await exported();
      await quiet();
      expect(server.mails).toHaveLength(1);
      const requests = [await exported(), await exported()];
      await app.application.get(Notices, { strict: false }).look();
      expect(server.mails).toHaveLength(1);
      await quiet();
      expect(server.mails.map(subjectOf)).toEqual([expect.anything(), '2 notices from Habeas']);
      for (const id of requests) expect(server.mails[1]?.text).toContain(`/#/requests/${id}`);
    });
  });

  describe('of what did not happen in time', () => {
    it('tell owners and admins of a sweep that did not run, once for the same deletions', async () => {
      const request = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [SUBJECT] });
      clock.forward(DAY);
      await app.application.get(DeletionStaging, { strict: false }).stage(request);
      await quiet();
      expect(server.mails).toEqual([]);
      clock.forward(DAY + 2 * 60 * MINUTE);
      await quiet();
      await quiet();
      expect(server.mails.map(to).sort()).toEqual(['ana@example.com', project.ownerEmail].sort());
      expect(textOf(server.mails[0])).toMatch(/^A sweep has not run: a deletion waits since .* UTC\.$/m);
      await client.call('POST', `/api/v1/requests/${request}/revoke`);
    });

    it('tell a person that their token ends in 30, 7 and 1 days, and nothing of one that was replaced', async () => {
      const { body } = await admin.browser.post('/oauth-tokens', { name: 'job' });
      const { id, prefix } = body as { id: string; prefix: string };
      const told: (string | undefined)[] = [];
      for (const days of [31, 29, 20, 6, 0.5]) {
        const expiresAt = new Date(clock.now().getTime() + days * DAY);
        await app.prisma.oauthToken.update({ where: { id }, data: { expiresAt } });
        server.mails.length = 0;
        await quiet();
        told.push(server.mails.map(({ text }) => /ends within (\w+ ?\w*)/.exec(text)?.[1]).join());
      }
      expect(told).toEqual(['', '30 days', '', '7 days', 'a day']);
      server.mails.length = 0;
      const next = (await admin.browser.post('/oauth-tokens', { name: 'rotated' })).body as { id: string };
      await admin.browser.post(`/oauth-tokens/${next.id}/rotate`, { overlapDays: 7 });
      await quiet();
      expect(server.mails).toEqual([]);
      expect(prefix).toMatch(/^habeas_gdpr_/);
    });
  });

  describe('that cannot be sent', () => {
    it('wait for the mail server, and come once when it is back', async () => {
      server.refusal = 'not now';
      const request = await exported();
      clock.forward(6 * MINUTE);
      await until('an attempt', async () => {
        await app.application.get(Notices, { strict: false }).look();
        return (await app.prisma.notice.count({ where: { sentAt: null, NOT: { mailId: null } } })) === 1;
      });
      expect(server.mails).toEqual([]);
      server.refusal = null;
      await quiet();
      await quiet();
      expect(server.mails.map(subjectOf)).toEqual([`Export ${short(request)} has finished`]);
    });

    it('are dropped where the person wants none of the kind, or has left, before the server is back', async () => {
      const wanted = { ...ALL, finishedByOthers: true };
      await admin.browser.put('/session/notices', { wanted });
      server.refusal = 'not now';
      const request = await exported();
      clock.forward(6 * MINUTE);
      const waiting = (count: number) =>
        until('notices that wait', async () => {
          await app.application.get(Notices, { strict: false }).look();
          return (await app.prisma.notice.count({ where: { sentAt: null, NOT: { mailId: null } } })) === count;
        });
      await waiting(2);
      await admin.browser.put('/session/notices', { wanted: { ...ALL, finishedByOthers: false } });
      server.refusal = null;
      await quiet();
      expect(subjects()).toEqual({ [project.ownerEmail]: `Export ${short(request)} has finished` });

      await admin.browser.put('/session/notices', { wanted });
      server.mails.length = 0;
      server.refusal = 'not now';
      await exported();
      clock.forward(6 * MINUTE);
      await waiting(2);
      const membership = { organizationId: project.organizationId, userId: admin.id };
      await app.prisma.member.deleteMany({ where: membership });
      server.refusal = null;
      await quiet();
      expect(server.mails.map(to)).toEqual([project.ownerEmail]);
      await app.prisma.member.create({ data: { ...membership, role: 'admin', createdAt: clock.now() } });
    });

    it('keep nobody else waiting where the server refuses one address', async () => {
      await admin.browser.put('/session/notices', { wanted: { ...ALL, finishedByOthers: true } });
      server.refused.add(project.ownerEmail);
      const request = await exported();
      clock.forward(6 * MINUTE);
      await until('the mail of the other', async () => {
        await app.application.get(Notices, { strict: false }).look();
        return server.mails.length > 0;
      });
      expect(subjects()).toEqual({ 'ana@example.com': `Export ${short(request)} has finished` });
      server.refused.clear();
      await quiet();
      expect(server.mails.map(to)).toEqual(['ana@example.com', project.ownerEmail]);
      await admin.browser.put('/session/notices', { wanted: { ...ALL, finishedByOthers: false } });
    });

    it('are told once by a slow server, though others look meanwhile', async () => {
      const other = await startApp({ clock, database, settings: settings() });
      let take = (): void => {};
      server.until = new Promise((resolve) => (take = resolve));
      try {
        await exported();
        clock.forward(6 * MINUTE);
        const looks = [app, other].map(async ({ application }) => application.get(Notices, { strict: false }).look());
        await until('a mail that the server has and did not take', async () => server.mails.length === 1);
        await Promise.race(looks); // who does not send has nothing to wait for
        clock.forward(MINUTE);
        await Promise.race([other, app].map(async (each) => each.application.get(Notices, { strict: false }).look()));
        take();
        server.until = null;
        await Promise.all(looks);
        await quiet([app, other]);
        expect(server.mails.map(to)).toEqual([project.ownerEmail]);
      } finally {
        take();
        await other.stop();
      }
    });

    it('wait while the server is away', async () => {
      const port = Number(new URL(server.url).port);
      await server.close();
      const request = await exported();
      clock.forward(6 * MINUTE);
      await until('an attempt', async () => {
        await app.application.get(Notices, { strict: false }).look();
        return (await app.prisma.notice.count({ where: { sentAt: null, NOT: { mailId: null } } })) === 1;
      });
      server = await startMailServer(port);
      await quiet();
      expect(server.mails.map(subjectOf)).toEqual([`Export ${short(request)} has finished`]);
    });

    it('are sent by another process, once, with the same Message-ID, where one died with them', async () => {
      const request = await exported();
      clock.forward(6 * MINUTE);
      const mailId = crypto.randomUUID();
      await until('the notice', async () => {
        await app.application.get(Notices, { strict: false }).look();
        return server.mails.length === 1;
      });
      // As a process leaves it that dies after the server took the mail, and before it could say so.
      const where = { userId: project.ownerId, occasion: { startsWith: 'event:' } };
      const last = await app.prisma.notice.findFirstOrThrow({ where, orderBy: { createdAt: 'desc' } });
      await app.prisma.notice.update({ where: { id: last.id }, data: { sentAt: null, mailId } });
      const other = await startApp({ clock, database, settings: settings() });
      try {
        await quiet([app, other]);
        await quiet([other, app]);
      } finally {
        await other.stop();
      }
      expect(server.mails.map(subjectOf)).toEqual(Array(2).fill(`Export ${short(request)} has finished`));
      expect(server.mails[1]?.headers).toContain(`Message-ID: <${mailId}@example.com>`);
    });

    it('are written once by processes that look at the same time', async () => {
      const other = await startApp({ clock, database, settings: settings() });
      try {
        const requests = [await exported(), await exported(), await exported()];
        await quiet([app, other, app, other]);
        const text = server.mails.map((mail) => mail.text).join('\n');
        for (const id of requests) expect(text.split(`/#/requests/${id}`)).toHaveLength(2);
      } finally {
        await other.stop();
      }
    });
  });

  describe('the choice of a person', () => {
    it('is what goes with their role until they choose', async () => {
      const { body } = await owner.get('/session/notices');
      expect(body).toEqual({ wanted: { ...ALL, finishedByOthers: false }, chosen: false, delivery: 'mail' });
      const { id } = await made('mere@example.com', 'member');
      const member = await signedIn(app.application, 'mere@example.com', project.ownerPassword);
      expect((await member.get('/session/notices')).body).toMatchObject({
        wanted: { finished: true, token: true, approval: false, sweep: false },
        delivery: 'unconfirmed',
      });
      await app.prisma.user.delete({ where: { id } });
    });

    it('is kept, and stands in the audit', async () => {
      const wanted = { ...ALL, sweep: false };
      const { status, body } = await owner.put('/session/notices', { wanted });
      expect([status, body]).toEqual([200, { wanted, chosen: true, delivery: 'mail' }]);
      expect((await owner.get('/session/notices')).body).toEqual(body);
      const where = { action: 'notices.chosen', actor: `user:${project.ownerId}` };
      const entry = await app.prisma.auditEntry.findFirstOrThrow({ where });
      expect((entry.detail as { kinds: string[] }).kinds).not.toContain('sweep');
    });

    it.each([{}, { wanted: {} }, { wanted: { ...ALL, weather: true } }, { wanted: { ...ALL, sweep: 'yes' } }])(
      'is not %j',
      async (body) => {
        expect((await owner.put('/session/notices', body)).status).toBe(400);
      },
    );
  });
});

describe('an installation that sends no mail', () => {
  it('says so, and looks for nothing', async () => {
    const app = await startApp({ settings: { ROLE: 'api' } });
    try {
      const project = await createProject(app);
      const owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
      expect((await owner.get('/session/notices')).body).toMatchObject({ delivery: 'none' });
      await app.application.get(Notices, { strict: false }).look();
      expect(await app.prisma.noticeWatch.count()).toBe(0);
    } finally {
      await app.close();
    }
  });
});
