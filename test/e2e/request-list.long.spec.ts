import { randomUUID } from 'node:crypto';
import { ProjectsService } from '../../src/access/index.js';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import type { RequestPage } from '../../src/requests/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { joinApp } from '../support/join.js';

const DAY = 86_400_000;
const ROWS = 700;
const STATUSES = ['PENDING', 'STAGING', 'STARTED', 'SUCCESS', 'FAILURE', 'REVOKED', 'DENIED'];
const OPEN = STATUSES.slice(0, 3);

interface Row {
  readonly id: string;
  readonly projectId: number;
  readonly kind: string;
  readonly regime: string;
  readonly status: string;
  readonly waitingFor: string | null;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly reference: string | null;
  readonly attentionSince: Date | null;
}

describe('the list of requests', () => {
  let app: TestApp;
  let project: TestProject;
  let other: TestProject;
  let rows: Row[];
  const now = Date.now();
  const at = (days: number) => new Date(now + days * DAY);

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
    project = await createProject(app, 'acme');
    other = await createProject(app, 'rival');
    const second = await app.application
      .get(ProjectsService)
      .create('operator', project.organizationId, { name: '=SUM(A1) shop' });
    rows = Array.from({ length: ROWS }, (_, n) => rowOf(n, n % 3 === 0 ? second.project.id : project.projectId));
    const always = { disclosure: 'Data', openedBy: 'user:x', openedByLabel: 'pat@example.com', subjectCount: 1 };
    await app.prisma.request.createMany({ data: rows.map((row) => ({ ...always, receivedAt: row.openedAt, ...row })) });
    const held = rows.filter(isLeftAlone).map(({ id, projectId }) => ({ requestId: id, projectId, ordinal: 0 }));
    await app.prisma.requestSubject.createMany({
      data: held.map((subject, n) => ({
        ...subject,
        idHmac: Uint8Array.of(n),
        idCiphertext: Uint8Array.of(1),
        outcome: 'held',
        holdEndedAt: at(-1),
      })),
    });
  });
  afterAll(() => app.close());

  /** Every combination of state, kind and law, with times that many share. */
  function rowOf(n: number, projectId: number): Row {
    const status = STATUSES[n % 7] ?? '';
    return {
      id: randomUUID(),
      projectId,
      kind: n % 2 === 0 ? 'export' : 'deletion',
      regime: n % 5 === 0 ? 'CCPA' : 'GDPR',
      status,
      waitingFor: OPEN.includes(status) && n % 4 === 0 ? 'grace' : null,
      openedAt: at(-((n * 37) % 90)),
      dueAt: at(((n * 53) % 60) - 30.5),
      reference: n % 10 === 0 ? '=HYPERLINK("http://evil.example")' : null,
      attentionSince: n % 70 === 2 ? at(-1) : null,
    };
  }
  const isLeftAlone = (row: Row) => row.kind === 'deletion' && row.status === 'SUCCESS' && row.regime === 'CCPA';

  const get = (path: string, token = project.oauthToken, method = 'GET') =>
    fetch(`${app.url}/api/v1/requests${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  const listed = async (query: string) => {
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = (await (await get(`?limit=150${query}${cursor && `&cursor=${cursor}`}`)).json()) as RequestPage;
      ids.push(...page.results.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    return ids;
  };
  const expected = (test: (row: Row) => boolean, sort: 'opened' | 'due') => {
    const found = rows
      .filter(test)
      .map((row) => ({ id: row.id, time: (sort === 'due' ? row.dueAt : row.openedAt).getTime() }));
    const ascending = found.sort((one, two) => one.time - two.time || (one.id < two.id ? -1 : 1)).map(({ id }) => id);
    return sort === 'due' ? ascending : ascending.reverse();
  };

  const isOpen = ({ status }: Row) => OPEN.includes(status);
  const needsSomebody = (row: Row) => row.attentionSince !== null || isLeftAlone(row);

  it.each<[string, (row: Row) => boolean]>([
    ['', () => true],
    ['&status=SUCCESS', ({ status }) => status === 'SUCCESS'],
    ['&status=PENDING&status=DENIED', ({ status }) => status === 'PENDING' || status === 'DENIED'],
    ['&status=DENIED&status=DENIED', ({ status }) => status === 'DENIED'],
    ['&kind=deletion', ({ kind }) => kind === 'deletion'],
    ['&regime=CCPA&kind=export', ({ kind, regime }) => kind === 'export' && regime === 'CCPA'],
    ['&waitingFor=grace', ({ waitingFor }) => waitingFor === 'grace'],
    ['&overdue=true', (row) => isOpen(row) && row.dueAt.getTime() < now],
    ['&overdue=false&status=PENDING', (row) => row.status === 'PENDING' && row.dueAt.getTime() >= now],
    ['&atRisk=true&kind=export', (row) => isOpen(row) && row.kind === 'export' && row.dueAt.getTime() < now + 5 * DAY],
    ['&atRisk=true&status=SUCCESS', () => false],
    ['&attention=true', needsSomebody],
    ['&attention=true&kind=deletion', (row) => needsSomebody(row) && row.kind === 'deletion'],
    ['&attention=false', (row) => !needsSomebody(row)],
    ['&reference=TICKET-1', () => false],
  ])('gives each request of all projects once and in order, page by page: %j', async (query, test) => {
    expect(await listed(query)).toEqual(expected(test, 'opened'));
    expect(await listed(`${query}&sort=due`)).toEqual(expected(test, 'due'));
  });

  it('takes times as bounds, and one project alone', async () => {
    const [from, until] = [at(-20), at(10)];
    const query = `&dueFrom=${from.toISOString()}&dueUntil=${until.toISOString()}&sort=due`;
    expect(await listed(query)).toEqual(expected(({ dueAt }) => dueAt >= from && dueAt <= until, 'due'));
    expect(await listed(`&projectId=${project.projectId}`)).toEqual(
      expected(({ projectId }) => projectId === project.projectId, 'opened'),
    );
  });

  it('gives each once while requests are opened, end and are extended between the pages', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let turn = 0; cursor !== 'none'; turn += 1) {
      const page = (await (await get(`?limit=200${cursor && `&cursor=${cursor}`}`)).json()) as RequestPage;
      seen.push(...page.results.map(({ id }) => id));
      cursor = page.nextCursor ?? 'none';
      // The one at which the page ends is changed, and another comes in before all of them.
      const last = page.results.at(-1);
      const status = last?.status ?? '';
      await app.prisma.request.updateMany({
        where: { id: last?.id ?? randomUUID() },
        data: { status: 'REVOKED', dueAt: at(80) },
      });
      const newer = { ...rowOf(turn, project.projectId), openedAt: at(1), receivedAt: at(1) };
      const always = { disclosure: 'Data', openedBy: 'user:x', openedByLabel: 'pat@example.com', subjectCount: 1 };
      const { id } = await app.prisma.request.create({ data: { ...always, ...newer } });
      const changed = rows.find((row) => row.id === last?.id);
      await app.prisma.request.updateMany({
        where: { id: last?.id ?? id },
        data: { status, dueAt: changed?.dueAt ?? at(0) },
      });
      await app.prisma.request.delete({ where: { id } });
    }
    expect(seen).toEqual(expected(() => true, 'opened'));
  });

  it('is of one organization where that is asked for', async () => {
    expect(await listed(`&organizationId=${project.organizationId}`)).toHaveLength(ROWS);
    expect(await listed(`&organizationId=${other.organizationId}`)).toEqual([]);
    expect((await get('?organizationId=acme')).status).toBe(400);
  });

  describe('as a file', () => {
    const file = async (query = '', token?: string) => {
      const response = await get(`.csv${query}`, token);
      const text = Buffer.from(await response.arrayBuffer()).toString();
      return { response, lines: text.split('\r\n').slice(0, -1) };
    };
    const taken = () =>
      app.prisma.auditEntry.findMany({ where: { action: 'request-list.downloaded' }, orderBy: { id: 'asc' } });

    it('holds every request of the list, in its order', async () => {
      const { response, lines } = await file('?sort=due');
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(response.headers.get('content-disposition')).toBe('attachment; filename="requests.csv"');
      expect(lines[0]).toMatch(/^\uFEFFid,project_id,project,kind,regime,/);
      expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(expected(() => true, 'due'));
    });

    it('is filtered as the list is', async () => {
      const { lines } = await file('?status=PENDING&kind=deletion&overdue=true');
      const wanted = expected(
        (row) => row.status === 'PENDING' && row.kind === 'deletion' && row.dueAt.getTime() < now,
        'opened',
      );
      expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(wanted);
    });

    it('holds nothing that a spreadsheet would take for a formula', async () => {
      const text = (await file()).lines.join('\n');
      expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
      expect(text).toContain("'=SUM(A1) shop");
      expect(text).not.toMatch(/(^|,)"?=/m);
    });

    it('stands in the audit, with its filters and without what was looked for by reference', async () => {
      const before = (await taken()).length;
      await file(`?kind=export&reference=TICKET-1&organizationId=${project.organizationId}`);
      const entries = (await taken()).slice(before);
      expect(entries).toEqual([
        expect.objectContaining({
          actor: `user:${project.ownerId}`,
          organizationId: project.organizationId,
          detail: { kind: 'export', sort: 'opened', byReference: true },
        }),
      ]);
      expect((await get('.csv', project.oauthToken, 'HEAD')).status).toBe(200);
      expect(await taken()).toHaveLength(before + 1);
    });

    it('shows nobody the requests of others', async () => {
      expect((await file('', other.oauthToken)).lines).toHaveLength(1);
      expect((await file(`?projectId=${project.projectId}`, other.oauthToken)).response.status).toBe(404);
      const clerk = { email: 'clerk@example.com', role: 'member', password: 'correct horse battery' } as const;
      const { id } = await joinApp(app.application, project.organizationId, clerk);
      const { secret } = await app.application.get(OauthTokensService).create('operator', id, 'low');
      expect((await file(`?projectId=${project.projectId}`, secret)).response.status).toBe(403);
      expect((await file('', secret)).lines).toHaveLength(1);
      expect((await file('', 'nobody')).response.status).toBe(401);
    });

    it.each(['?colour=red', '?cursor=x', '?limit=5', '?status=DONE'])('refuses %s', async (query) => {
      expect((await file(query)).response.status).toBe(400);
    });
  });
});
