import { randomUUID } from 'node:crypto';
import { ProjectsService } from '../../src/access/index.js';
import { Clock } from '../../src/platform/index.js';
import type { MetricsAnswer, OverviewAnswer } from '../../src/requests/dto/overview.dto.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';

const PASSWORD = 'correct horse battery staple';
const DAY = 86_400_000;
/** Ahead of every clock that runs: a browser drops the cookie of a session that is over. */
const NOW = new Date('2099-03-10T12:00:00Z');
const BASIS = 'Retention of invoices (§147 AO)';

class StillClock extends Clock {
  override now(): Date {
    return new Date(NOW);
  }
}

interface Put {
  readonly projectId?: number;
  readonly kind?: 'export' | 'deletion';
  readonly regime?: 'GDPR' | 'CCPA';
  readonly disclosure?: string;
  readonly status?: string;
  readonly denialCode?: string;
  readonly receivedAt: string;
  readonly finishedAt?: string;
  readonly dueAt?: string;
  /** One subject each: its outcome, and the detail of it. */
  readonly subjects?: readonly (readonly [outcome: string | null, detail?: string])[];
}

const ago = (days: number): string => new Date(NOW.getTime() - days * DAY).toISOString();
const ahead = (days: number): string => ago(-days);

describe('the overview of an organization', () => {
  let app: TestApp;
  let project: TestProject;
  let other: TestProject;
  let second: number;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ clock: new StillClock(), settings: { ROLE: 'api' } });
    project = await createProject(app);
    other = await createProject(app, 'other');
    const settings = { name: 'In Berlin', timezone: 'Europe/Berlin' };
    const made = await app.application.get(ProjectsService).create('operator', project.organizationId, settings);
    second = made.project.id;
    client = new ApiClient(app, project);
    await app.prisma.request.deleteMany({});
  });
  afterAll(() => app.close());

  /** A request as it stands in the database, so that it may have been received last year. */
  async function put(row: Put): Promise<string> {
    const { kind = 'export', regime = 'GDPR', disclosure = 'Data', status = 'PENDING', receivedAt } = row;
    const { projectId = project.projectId, subjects = [[null]] } = row;
    const id = randomUUID();
    await app.prisma.request.create({
      data: {
        id,
        projectId,
        kind,
        regime,
        disclosure,
        status,
        denialCode: row.denialCode ?? null,
        openedBy: 'user:1',
        openedByLabel: 'pat@example.com',
        subjectCount: subjects.length,
        receivedAt: new Date(receivedAt),
        openedAt: new Date(receivedAt),
        dueAt: new Date(row.dueAt ?? new Date(receivedAt).getTime() + 30 * DAY),
        finishedAt: row.finishedAt === undefined ? null : new Date(row.finishedAt),
        subjects: {
          create: subjects.map(([outcome, outcomeDetail = null], ordinal) => ({
            ordinal,
            projectId,
            idHmac: Buffer.from(`${id}${ordinal}`),
            idCiphertext: Buffer.from('sealed'),
            outcome,
            outcomeDetail,
          })),
        },
      },
    });
    return id;
  }

  const clear = async (): Promise<void> => {
    await app.prisma.handOver.deleteMany({});
    await app.prisma.requestSubject.deleteMany({});
    await app.prisma.request.deleteMany({});
  };
  const path = (what: string): string => `/api/v1/organizations/${project.organizationId}/${what}`;
  const overview = async (query = ''): Promise<OverviewAnswer> =>
    (await client.call<OverviewAnswer>('GET', path(`overview${query}`))).body;
  const metrics = async (year: number, query = ''): Promise<MetricsAnswer> =>
    (await client.call<MetricsAnswer>('GET', path(`metrics?year=${year}${query}`))).body;

  beforeEach(clear);

  it('is shown to owners and admins of the organization, by session or token, and to nobody else', async () => {
    const lee = { email: 'lee@example.com', role: 'member', password: PASSWORD } as const;
    await joinApp(app.application, project.organizationId, lee);
    const member = await signedIn(app.application, lee.email, lee.password);
    const owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
    for (const what of ['overview', 'metrics', 'metrics.csv']) {
      const address = `/organizations/${project.organizationId}/${what}`;
      expect((await owner.get(address)).status).toBe(200);
      const headers = { authorization: `Bearer ${project.oauthToken}` };
      expect((await fetch(`${app.url}/api/v1${address}`, { headers })).status).toBe(200);
      expect((await member.get(address)).body).toMatchObject({ status: 403, code: 'role-too-low' });
      const stranger = await new ApiClient(app, other).call('GET', `/api/v1${address}`);
      expect(stranger).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
    }
  });

  it.each([
    ['metrics?year=soon', 400, 'invalid-body'],
    ['metrics?year=1999', 400, 'invalid-body'],
    ['overview?projectId=nothing', 400, 'invalid-body'],
    ['overview?month=3', 400, 'invalid-body'],
    ['overview?projectId=1', 404, 'project-not-found'],
  ])('answers %s with a %d that says why', async (what, status, code) => {
    expect(await client.call('GET', path(what))).toMatchObject({ status, body: { code } });
  });

  it('counts what is open in one of five spans, by its deadline', async () => {
    await put({ receivedAt: ago(40), dueAt: ago(1) });
    await put({ receivedAt: ago(40), dueAt: ago(0.001), kind: 'deletion', status: 'STAGING' });
    await put({ receivedAt: ago(20), dueAt: ahead(6.9), status: 'STARTED' });
    await put({ receivedAt: ago(20), dueAt: ahead(7), kind: 'deletion' });
    await put({ receivedAt: ago(20), dueAt: ahead(29) });
    await put({ receivedAt: ago(1), dueAt: ahead(60) });
    await put({ receivedAt: ago(40), dueAt: ago(9), status: 'SUCCESS', finishedAt: ago(10) });
    expect((await overview()).open).toEqual([
      { due: 'overdue', exports: 1, deletions: 1 },
      { due: 'in-7-days', exports: 1, deletions: 0 },
      { due: 'in-14-days', exports: 0, deletions: 1 },
      { due: 'in-30-days', exports: 1, deletions: 0 },
      { due: 'later', exports: 1, deletions: 0 },
    ]);
  });

  it('tells what was answered in time, and how long it took', async () => {
    const done = { receivedAt: ago(30), status: 'SUCCESS', dueAt: ago(5) } as const;
    await put({ ...done, finishedAt: ago(28) });
    await put({ ...done, finishedAt: ago(24) });
    await put({ ...done, finishedAt: ago(2) });
    await put({ ...done, finishedAt: ago(2), kind: 'deletion', regime: 'CCPA', status: 'DENIED', dueAt: ahead(1) });
    await put({ ...done, finishedAt: ago(2), status: 'FAILURE' });
    await put({ ...done, finishedAt: ago(2), status: 'REVOKED' });
    const { finished, completion, completionByMonth } = await overview();
    expect(finished).toEqual({ onTime: 3, late: 1, failed: 1 });
    expect(completion).toEqual([
      { kind: 'deletion', regime: 'CCPA', answered: 1, medianDays: 28, meanDays: 28 },
      { kind: 'export', regime: 'GDPR', answered: 3, medianDays: 6, meanDays: 12 },
    ]);
    expect(completionByMonth.map(({ month, answered }) => [month, answered])).toEqual([
      ['2099-02', 2],
      ['2099-03', 2],
    ]);
  });

  it('counts the volume by month, each request by the clock of its project', async () => {
    await put({ receivedAt: '2099-02-28T23:30:00Z' });
    await put({ receivedAt: '2099-02-28T23:30:00Z', projectId: second });
    await put({ receivedAt: '2099-03-01T00:00:00Z', kind: 'deletion', regime: 'CCPA' });
    await put({ receivedAt: '2098-04-01T00:00:00Z' });
    await put({ receivedAt: '2098-03-31T23:59:59Z' });
    const { months, volume, timeZones } = await overview();
    expect([months.length, months[0], months.at(-1), timeZones]).toEqual([
      12,
      '2098-04',
      '2099-03',
      ['Europe/Berlin', 'UTC'],
    ]);
    expect(volume).toEqual([
      { month: '2098-04', kind: 'export', regime: 'GDPR', received: 1 },
      { month: '2099-02', kind: 'export', regime: 'GDPR', received: 1 },
      { month: '2099-03', kind: 'deletion', regime: 'CCPA', received: 1 },
      { month: '2099-03', kind: 'export', regime: 'GDPR', received: 1 },
    ]);
    const alone = await overview(`?projectId=${second}`);
    expect([alone.timeZones, alone.volume]).toEqual([
      ['Europe/Berlin'],
      [{ month: '2099-03', kind: 'export', regime: 'GDPR', received: 1 }],
    ]);
  });

  it('knows nothing of other organizations', async () => {
    await put({ receivedAt: ago(3), projectId: other.projectId });
    const { open, volume } = await overview();
    expect([open.every(({ exports }) => exports === 0), volume]).toEqual([true, []]);
    const theirs = await client.call('GET', path(`overview?projectId=${other.projectId}`));
    expect(theirs).toMatchObject({ status: 404, body: { code: 'project-not-found' } });
  });

  describe('the metrics of a year', () => {
    const RECEIVED = '2098-06-01T00:00:00Z';
    const after = (days: number): string => new Date(new Date(RECEIVED).getTime() + days * DAY).toISOString();

    beforeEach(async () => {
      const ccpa = { regime: 'CCPA', receivedAt: RECEIVED } as const;
      const erased = [['erased'], ['erased'], ['erased', BASIS], ['held', 'litigation'], ['not_found']] as const;
      await put({ ...ccpa, kind: 'deletion', status: 'SUCCESS', finishedAt: after(10), subjects: erased });
      const more = { ...ccpa, kind: 'deletion', subjects: [[null]] } as const;
      await put({ ...more, status: 'DENIED', denialCode: 'not-verified', finishedAt: after(2) });
      await put({ ...more, status: 'REVOKED', finishedAt: after(1) });
      await put({ ...more, status: 'STAGING' });
      const fresh = [['erased', 'new data arrived after the watermark']] as const;
      await put({ ...more, status: 'SUCCESS', finishedAt: after(20), regime: 'GDPR', subjects: fresh });
      await put({ ...more, status: 'SUCCESS', finishedAt: after(20), receivedAt: '2097-12-31T23:59:59Z' });
    });

    it('count every person by what became of them, under CCPA and under any regime', async () => {
      const { results, isOver, timeZones } = await metrics(2098);
      expect([isOver, timeZones]).toEqual([true, ['Europe/Berlin', 'UTC']]);
      const deletions = results.filter(({ right }) => right === 'delete');
      expect(deletions[0]).toEqual({
        of: 'ccpa',
        right: 'delete',
        received: 8,
        complied: 4,
        compliedInWhole: 2,
        compliedInPart: 1,
        nothingHeld: 1,
        denied: 2,
        grounds: { unverified: 1, 'not-a-consumer': 0, exempt: 2, other: 0 },
        withdrawn: 1,
        failed: 0,
        open: 1,
        medianDays: 10,
        meanDays: 8.67,
      });
      expect(deletions[1]).toMatchObject({ of: 'everyone', received: 9, compliedInWhole: 3, medianDays: 10 });
      expect(results.filter(({ right }) => right === 'know')).toEqual([
        expect.objectContaining({ of: 'ccpa', received: 0, medianDays: null, meanDays: null }),
        expect.objectContaining({ of: 'everyone', received: 0, medianDays: null, meanDays: null }),
      ]);
    });

    it('of a request to know count days to what the company recorded as given to the person, where it did', async () => {
      const found = [['exported'], ['exported']] as const;
      const order = { regime: 'CCPA', receivedAt: RECEIVED, finishedAt: after(3), subjects: found } as const;
      const requestId = await put({ ...order, status: 'SUCCESS' });
      const given = { requestId, by: 'user:1' };
      await app.prisma.handOver.createMany({
        data: [
          { ...given, id: randomUUID(), at: new Date(after(4)), manner: 'download', ordinal: null },
          { ...given, id: randomUUID(), at: new Date(after(9)), manner: 'e-mail', ordinal: 1 },
        ],
      });
      const [know] = (await metrics(2098)).results;
      expect(know).toMatchObject({ of: 'ccpa', right: 'know', received: 2, complied: 2, medianDays: 6, meanDays: 6 });
    });

    it('are those of the year before where none is named, and of this one as far as it has gone', async () => {
      const { body } = await client.call<MetricsAnswer>('GET', path('metrics'));
      expect([body.year, body.isOver]).toEqual([2098, true]);
      expect(await metrics(2099)).toMatchObject({ year: 2099, isOver: false });
    });

    it('come as CSV too, under a name of their own', async () => {
      const headers = { authorization: `Bearer ${project.oauthToken}` };
      const response = await fetch(`${app.url}${path('metrics.csv?year=2098')}`, { headers });
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(response.headers.get('content-disposition')).toBe('attachment; filename="privacy-metrics-2098.csv"');
      const rows = (await response.text()).trim().split('\r\n');
      expect(rows).toHaveLength(5);
      expect(rows[2]).toBe('2098,ccpa,delete,8,4,2,1,1,2,1,0,1,10,8.67,1,0,2,0');
    });
  });
});
