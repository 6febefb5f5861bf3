import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { ProjectsService } from '../../src/access/index.js';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import { Ids } from '../../src/platform/index.js';
import { FollowUps, DeletionStaging, Sweep } from '../../src/deletions/index.js';
import { Dispatcher } from '../../src/jobs/dispatcher.service.js';
import { ExportRun } from '../../src/exports/index.js';
import { Retention } from '../../src/jobs/retention.service.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient, type RequestView } from '../support/client.js';
import { joinApp } from '../support/join.js';
import { TestClock } from '../support/test-clock.js';
import { rowsOf } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { fileOf, manifestIn, readZip } from '../support/zip.js';
import { openCommands } from './cli-fixture.js';

const DAY = 86_400_000;
const DELETIONS = '/api/app/data-deletions/v3.0';

interface Opened extends RequestView {
  readonly id: string;
  readonly followUp: (RequestView & { readonly id: string }) | null;
}

describe('approvals, denials and deletions that follow an export', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let second: ApiClient;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({ clock, settings: { ...STEP_BY_STEP, ARTIFACT_RETENTION: '60d' } });
    project = await createProject(app);
    client = new ApiClient(app, project);
    const colleague = { email: 'second@example.com', name: 'Second', password: 'correct horse battery staple' };
    const { id } = await joinApp(app.application, project.organizationId, { ...colleague, role: 'admin' });
    const { secret } = await app.application.get(OauthTokensService).create('operator', id, 'tests');
    second = new ApiClient(app, { ...project, oauthToken: secret });
  });

  afterAll(() => app.close());
  afterEach(() => set({ approvalCount: null, approvalShare: null, allowApiSecret: false }));

  const set = (settings: object) =>
    app.application.get(ProjectsService).change('operator', project.projectId, settings);
  const service = <T>(type: abstract new (...parts: never[]) => T): T =>
    app.application.get<T>(type, { strict: false });
  const stage = (id: string): Promise<void> => service(DeletionStaging).stage(id);
  const sweep = (): Promise<void> => service(Sweep).run();
  const decide = (by: ApiClient, id: string, what: 'approve' | 'deny' | 'revoke', body?: object) =>
    by.call<RequestView & { code: string }>('POST', `/api/v1/requests/${id}/${what}`, body);

  async function person(events = 1): Promise<string> {
    const id = `person-${++number}`;
    const time = clock.now().getTime() - 60_000;
    const properties = () => ({ time, distinct_id: id, $insert_id: `insert-${++number}` });
    await client.importEvents(
      Array.from({ length: events }, () => ({ event: 'Song played', properties: properties() })),
    );
    return id;
  }

  async function eventsOf(id: string): Promise<number> {
    return (await rowsOf(app.databaseUrl, [id], ['subject_data.events']))['subject_data.events']?.length ?? 0;
  }

  async function open(order: object): Promise<{ status: number; body: Opened }> {
    return client.call<Opened>('POST', '/api/v1/requests', { projectId: project.projectId, regime: 'GDPR', ...order });
  }

  async function deletion(...distinctIds: string[]): Promise<string> {
    return client.open({ kind: 'deletion', regime: 'GDPR', distinctIds });
  }

  async function sweepAfterGrace(id: string): Promise<void> {
    clock.forward(DAY);
    await stage(id);
    clock.forward(DAY);
    await sweep();
  }

  async function download(id: string, part = ''): Promise<{ status: number; files: Map<string, string> }> {
    const response = await fetch(`${app.url}/api/v1/requests/${id}${part}/download`, {
      headers: { authorization: `Bearer ${project.oauthToken}` },
    });
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, files: response.status === 200 ? await readZip(body) : new Map() };
  }

  /** As a followed link or the company leaves it. */
  async function handOver(requestId: string, manner: string, ordinal: number | null = null): Promise<void> {
    const at = clock.now();
    await app.prisma.handOver.create({ data: { id: new Ids().next(), requestId, ordinal, at, manner, by: 'tests' } });
  }

  async function rungFor(id: string): Promise<boolean> {
    return (await service(FollowUps).ready()).includes(id);
  }

  const types = ({ timeline }: RequestView): string[] =>
    (timeline as readonly { readonly type: string }[]).map(({ type }) => type);

  describe('approval', () => {
    it('is asked for above the count of the project, and staging waits for it', async () => {
      await set({ approvalCount: 1 });
      const ids = [await person(), await person()];
      const { body } = await open({ kind: 'deletion', distinctIds: ids });
      expect(body).toMatchObject({ status: 'PENDING', approvalNeeded: true, waitingFor: 'approval' });
      expect(Date.parse(String(body['waitingUntil']))).toBe(Date.parse(String(body['dueAt'])) - 5 * DAY);
      const listed = await client.call<{ results: { id: string }[] }>('GET', '/api/v1/requests?waitingFor=approval');
      expect(listed.body.results.map(({ id }) => id)).toEqual([body.id]);

      clock.forward(DAY);
      await stage(body.id);
      expect(await client.show(body.id)).toMatchObject({ status: 'PENDING', waitingFor: 'approval', approval: null });
      const approved = await decide(second, body.id, 'approve');
      expect([approved.status, approved.body.waitingFor]).toEqual([200, 'worker']);
      await stage(body.id);
      const shown = await client.show(body.id);
      expect(shown).toMatchObject({ status: 'STAGING', approval: { by: 'second@example.com' } });
      expect(types(shown)).toEqual(['opened', 'approval-needed', 'approved', 'staged']);
      const audit = await app.prisma.auditEntry.findMany({ where: { requestId: body.id }, orderBy: { id: 'asc' } });
      expect(audit.map(({ action }) => action)).toEqual(types(shown).map((type) => `request.${type}`));
      expect((await decide(second, body.id, 'approve')).body.code).toBe('already-approved');
      expect((await decide(client, body.id, 'revoke')).body.status).toBe('REVOKED');
      const late = await decide(second, body.id, 'approve');
      expect([late.status, late.body.code]).toEqual([409, 'already-finished']);
    });

    it('is told of before: in the preview of a deletion, and of an export that one follows', async () => {
      await set({ approvalCount: 1 });
      const distinctIds = [await person(), await person()];
      const preview = async (order: object) => {
        const body = { projectId: project.projectId, distinctIds, ...order };
        return (await client.call<{ approval: unknown }>('POST', '/api/v1/requests/preview', body)).body.approval;
      };
      const reason = { because: 'count', limit: 1, earlier: 0 };
      expect(await preview({ kind: 'deletion' })).toEqual(reason);
      expect(await preview({ kind: 'export', then: 'deletion' })).toEqual(reason);
      expect(await preview({ kind: 'export' })).toBeNull();
      await set({ approvalCount: 2 });
      expect(await preview({ kind: 'deletion' })).toBeNull();
      await set({ approvalCount: null, approvalShare: 0 });
      expect(await preview({ kind: 'deletion' })).toEqual({ because: 'share', limit: 0, earlier: 0 });
    });

    it('is not asked for up to the count, and nobody can give it then', async () => {
      await set({ approvalCount: 1 });
      const id = await deletion(await person());
      expect(await client.show(id)).toMatchObject({ approvalNeeded: false, waitingFor: 'grace' });
      const answer = await decide(second, id, 'approve');
      expect([answer.status, answer.body.code]).toEqual([409, 'approval-not-needed']);
      await decide(client, id, 'revoke'); // else it would be counted with what is opened later
    });

    it('leaves the rest of the grace to run', async () => {
      await set({ approvalCount: 0 });
      const id = await deletion(await person());
      expect((await decide(second, id, 'approve')).body).toMatchObject({ status: 'PENDING', waitingFor: 'grace' });
      await stage(id);
      expect((await client.show(id)).status).toBe('PENDING');
      clock.forward(DAY);
      await stage(id);
      expect((await client.show(id)).status).toBe('STAGING');
    });

    it('is refused to whoever opened the deletion, and to what is no person', async () => {
      await set({ approvalCount: 0, allowApiSecret: true });
      const id = await deletion(await person());
      const own = await decide(client, id, 'approve');
      expect([own.status, own.body.code]).toEqual([403, 'approver-is-opener']);
      const robots = service(ServiceAccountsService);
      const robot = { name: 'robot', role: 'admin', expiresInDays: 1 } as const;
      const { secret, serviceAccount } = await robots.create('operator', project.organizationId, robot);
      for (const credentials of [`${serviceAccount.name}:${secret}`, `${project.apiSecret}:`]) {
        const answer = await withBasic('POST', `/api/v1/requests/${id}/approve`, credentials);
        const { code } = (await answer.json()) as { code: string };
        expect([answer.status, code]).toEqual([403, 'approver-is-no-person']);
      }
      expect((await client.show(id)).waitingFor).toBe('approval');
    });

    it('may be given by any owner or admin where the secret of the project opened it', async () => {
      await set({ approvalCount: 0, allowApiSecret: true });
      const body = JSON.stringify({ distinct_ids: [await person()] });
      const opened = await withBasic('POST', DELETIONS, `${project.apiSecret}:`, body);
      const { results } = (await opened.json()) as { results: { tracking_id: string } };
      expect((await decide(client, results.tracking_id, 'approve')).status).toBe(200);
    });

    it('is asked for above the share of the profiles, through the wire too, which answers as ever', async () => {
      const ids = [await person(), await person(), await person(), await person()];
      await client.engage(ids.map((id) => ({ $distinct_id: id, $set: { plan: 'Pro' } })));
      await set({ approvalShare: 0.25 });
      const post = async (distinctIds: string[]) =>
        client.call<{ results: { tracking_id: string; status: string } }>(
          'POST',
          `${DELETIONS}?token=${project.projectToken}`,
          { distinct_ids: distinctIds },
        );
      const small = await post(ids.slice(0, 1));
      expect(await client.show(small.body.results.tracking_id)).toMatchObject({ approvalNeeded: false });
      const large = await post(ids.slice(1, 3));
      expect([large.status, large.body.results.status]).toEqual([201, 'PENDING']);
      const id = large.body.results.tracking_id;
      clock.forward(DAY);
      await stage(id);
      expect(await client.show(id)).toMatchObject({ status: 'PENDING', approvalNeeded: true, waitingFor: 'approval' });
      const path = `${DELETIONS}/${id}?token=${project.projectToken}`;
      const polled = await client.call<{ results: { status: string } }>('GET', path);
      expect(polled.body.results.status).toBe('PENDING');
    });
  });

  describe('denial', () => {
    it('ends a staged deletion without touching data, and its ids can be asked for again', async () => {
      const id = await person(2);
      const request = await deletion(id);
      clock.forward(DAY);
      await stage(request);
      const denied = await decide(client, request, 'deny', { code: 'not-verified', note: 'No answer to two mails.' });
      expect([denied.status, denied.body]).toEqual([
        200,
        expect.objectContaining({ status: 'DENIED', denialCode: 'not-verified', waitingFor: null }),
      ]);
      clock.forward(DAY);
      await sweep();
      expect(await eventsOf(id)).toBe(2);
      const shown = await client.show(request);
      expect(shown).toMatchObject({
        status: 'DENIED',
        denial: { code: 'not-verified', articles: expect.arrayContaining(['Art. 12(6)']) },
      });
      const [last] = (shown['timeline'] as { type: string; detail: object }[]).slice(-1);
      expect(last).toMatchObject({ type: 'denied', detail: { code: 'not-verified', note: 'No answer to two mails.' } });
      const listed = await client.call<{ results: { id: string }[] }>('GET', '/api/v1/requests?status=DENIED');
      expect(listed.body.results.map((each) => each.id)).toEqual([request]);
      const again = await open({ kind: 'deletion', distinctIds: [id] });
      expect(again.status).toBe(201);
      await sweepAfterGrace(again.body.id);
      expect(await eventsOf(id)).toBe(0);
      const late = await decide(client, again.body.id, 'deny', { code: 'exempt' });
      expect([late.status, late.body.code]).toEqual([405, 'already-finished']);
    });

    it('reads as REVOKED on the wire, where cancelling once more changes nothing', async () => {
      const request = await deletion(await person());
      await decide(client, request, 'deny', { code: 'excessive' });
      const path = `${DELETIONS}/${request}?token=${project.projectToken}`;
      const polled = await client.call<{ results: { status: string } }>('GET', path);
      expect(polled.body.results.status).toBe('REVOKED');
      expect((await client.call('DELETE', path)).status).toBe(204);
      expect((await client.show(request)).status).toBe('DENIED');
    });

    it('takes no note that names a subject, no code the law does not know, and nothing that has started', async () => {
      const id = await person();
      const request = await deletion(id);
      const naming = await decide(client, request, 'deny', {
        code: 'exempt',
        note: `We know ${id.toUpperCase()} well.`,
      });
      expect([naming.status, naming.body.code]).toEqual([400, 'note-names-subject']);
      expect(JSON.stringify(naming.body)).not.toContain(id);
      for (const body of [{}, { code: 'bad-mood' }, { code: 'exempt', note: 'x'.repeat(501) }]) {
        expect((await decide(client, request, 'deny', body)).status).toBe(400);
      }
      await app.prisma.request.update({ where: { id: request }, data: { status: 'STARTED' } });
      const started = await decide(client, request, 'deny', { code: 'exempt' });
      expect([started.status, started.body.code]).toEqual([405, 'already-started']);
      await app.prisma.request.update({ where: { id: request }, data: { status: 'PENDING' } });
    });

    it('takes no note that names an alias of the subject, whether the closure is recorded yet or not', async () => {
      const [id, alias] = [await person(), `nickname-${++number}`];
      const properties = { time: clock.now().getTime() - 60_000, $insert_id: `insert-${++number}`, distinct_id: id };
      await client.importEvents([{ event: '$create_alias', properties: { ...properties, alias } }]);
      const request = await deletion(id);
      const naming = () => decide(client, request, 'deny', { code: 'exempt', note: `Known as ${alias}.` });
      const refused = async () => [(await naming()).body.code, (await client.show(request)).status];
      expect(await refused()).toEqual(['note-names-subject', 'PENDING']);
      clock.forward(DAY);
      await stage(request);
      expect(await refused()).toEqual(['note-names-subject', 'STAGING']);
    });

    it('ends an export, which then discloses nothing', async () => {
      const { body } = await open({ kind: 'export', distinctIds: [await person()] });
      expect((await decide(client, body.id, 'deny', { code: 'no-such-person' })).status).toBe(200);
      await service(ExportRun).run(body.id);
      expect((await client.show(body.id)).status).toBe('DENIED');
      expect((await download(body.id)).status).toBe(409);
    });
  });

  describe('an export, then a deletion', () => {
    async function exportThenDelete(id: string, order: object = {}): Promise<{ first: string; then: string }> {
      const { status, body } = await open({ kind: 'export', then: 'deletion', distinctIds: [id], ...order });
      expect(status).toBe(201);
      return { first: body.id, then: body.followUp?.id ?? '' };
    }

    it('is one order of two requests that name each other', async () => {
      const { body } = await open({ kind: 'export', then: 'deletion', distinctIds: [await person()] });
      const { followUp } = body;
      expect(body).toMatchObject({ kind: 'export', status: 'PENDING' });
      expect(followUp).toMatchObject({ kind: 'deletion', status: 'PENDING', waitingFor: 'export' });
      expect(Date.parse(String(followUp?.['waitingUntil']))).toBe(Date.parse(String(followUp?.['dueAt'])) - 7 * DAY);
      expect((await client.show(body.id))['followUp']).toEqual({ id: followUp?.id, status: 'PENDING' });
      const shown = await client.show(followUp?.id ?? '');
      expect(shown['follows']).toEqual({ id: body.id, status: 'PENDING', artifactSparedAt: null });
      expect(shown['graceUntil']).toBeNull();
    });

    it('is refused whole: of less than Data, of too many, after a deletion, of ids under deletion', async () => {
      const count = () => app.prisma.request.count();
      const before = await count();
      const refusals = [
        [{ regime: 'CCPA', disclosure: 'Categories', distinctIds: ['a'] }, 'then-needs-data'],
        [{ distinctIds: Array.from({ length: 501 }, (_, at) => `id-${at}`) }, 'too-many-subjects'],
        [{ kind: 'deletion', distinctIds: ['a'] }, 'then-needs-export'],
      ] as const;
      for (const [order, code] of refusals) {
        const { status, body } = await open({ kind: 'export', then: 'deletion', ...order });
        expect([status, body['code']]).toEqual([400, code]);
        if (code === 'too-many-subjects') expect(body['limit']).toBe(500);
      }
      expect(await count()).toBe(before);
      const id = await person();
      await deletion(id);
      const conflict = await open({ kind: 'export', then: 'deletion', distinctIds: [id] });
      expect([conflict.status, conflict.body['code']]).toEqual([409, 'ids-under-deletion']);
      expect(await count()).toBe(before + 1);
    });

    it('can be ordered by a form, and once however often it is sent', async () => {
      const send = async () => {
        const form = new FormData();
        const fields = { projectId: String(project.projectId), kind: 'export', then: 'deletion' };
        for (const [name, value] of Object.entries(fields)) form.append(name, value);
        form.append('file', new Blob([`distinct_id\nform-${number}\n`]), 'ids.csv');
        const headers = { authorization: `Bearer ${project.oauthToken}`, 'Idempotency-Key': 'once' };
        return (await fetch(`${app.url}/api/v1/requests`, { method: 'POST', headers, body: form })).json();
      };
      const first = (await send()) as Opened;
      expect(first.followUp?.waitingFor).toBe('export');
      await decide(client, first.followUp?.id ?? '', 'revoke');
      expect(await send()).toEqual(first);
    });

    it('an export spared and then expired', async () => {
      const id = await person(3);
      const { first, then } = await exportThenDelete(id);
      await service(ExportRun).run(first);
      await handOver(first, 'link');
      await stage(then);
      expect([await rungFor(then), (await client.show(then)).waitingFor]).toEqual([false, 'export']);

      expect((await download(first, '/subjects/0')).status).toBe(200);
      await stage(then);
      expect([await rungFor(then), (await client.show(then)).waitingFor]).toEqual([false, 'export']);

      const given = { manner: 'e-mail', ordinal: 0 };
      expect((await client.call('POST', `/api/v1/requests/${first}/hand-overs`, given)).status).toBe(201);
      await until('the record of the hand-over', () => rungFor(then));
      await service(Dispatcher).tick();
      await stage(then);
      expect(await client.show(then)).toMatchObject({ status: 'PENDING', waitingFor: 'grace' });
      await sweepAfterGrace(then);
      const deleted = await client.show(then);
      expect(deleted).toMatchObject({ status: 'SUCCESS', follows: { artifactSparedAt: expect.any(String) } });
      expect(await eventsOf(id)).toBe(0);

      const spared = await client.show(first);
      expect(spared).toMatchObject({ artifact: { sparedAt: expect.any(String), destroyedAt: null } });
      expect(types(spared)).toContain('artifact-spared');
      const { status, files } = await download(first);
      expect(status).toBe(200);
      expect(fileOf(files, 1, 'events.jsonl')?.trim().split('\n')).toHaveLength(3);
      expect(JSON.parse(manifestIn(files))).toMatchObject({
        spared: { at: expect.any(String), note: expect.stringContaining('until it expires') },
        subjects: [{ distinct_id: id }],
      });

      clock.forward(61 * DAY);
      await service(Retention).run();
      expect((await download(first)).status).toBe(410);
      expect(await client.show(first)).toMatchObject({ artifact: { destroyedAt: expect.any(String) } });
    });

    it('spares the artifact from its own deletion alone', async () => {
      const id = await person();
      const { first, then } = await exportThenDelete(id);
      await service(ExportRun).run(first);
      await handOver(first, 'e-mail');
      await stage(then);
      await sweepAfterGrace(then);
      expect((await download(first)).status).toBe(200);
      await sweepAfterGrace(await deletion(id));
      expect((await download(first)).status).toBe(410);
    });

    it('goes on without a hand-over when the deadline is seven days away, with the grace that fits', async () => {
      const { first, then } = await exportThenDelete(await person());
      await service(ExportRun).run(first);
      const dueAt = Date.parse(String((await client.show(then))['dueAt']));
      clock.forward(dueAt - 7 * DAY - 60_000 - clock.now().getTime());
      await stage(then);
      expect([await rungFor(then), (await client.show(then)).waitingFor]).toEqual([false, 'export']);
      clock.forward(120_000);
      expect(await rungFor(then)).toBe(true);
      await stage(then);
      const shown = await client.show(then);
      expect(shown).toMatchObject({ status: 'PENDING', waitingFor: 'grace' });
      expect(Date.parse(String(shown['graceUntil']))).toBeLessThanOrEqual(dueAt - 5 * DAY);
      const begun = (shown['timeline'] as { type: string; detail: object }[]).at(-1);
      expect(begun).toMatchObject({ type: 'grace-begun', detail: { after: 'deadline' } });
      await sweepAfterGrace(then);
      expect((await client.show(then)).status).toBe('SUCCESS');
    });

    it('does not go on silently where the export was denied: somebody else approves, or it is taken back', async () => {
      const id = await person();
      const { first, then } = await exportThenDelete(id);
      await decide(client, first, 'deny', { code: 'not-verified' });
      clock.forward(40 * DAY);
      expect(await rungFor(then)).toBe(true);
      await stage(then);
      const waiting = await client.show(then);
      expect(waiting).toMatchObject({ status: 'PENDING', waitingFor: 'approval', approvalNeeded: true });
      expect(types(waiting)).toEqual(['opened', 'approval-needed']);
      expect(await rungFor(then)).toBe(false);
      expect((await decide(client, then, 'approve')).status).toBe(403);
      expect((await decide(second, then, 'approve')).status).toBe(200);
      await stage(then);
      expect((await client.show(then)).status).toBe('STAGING');
      expect((await decide(client, then, 'revoke')).body.status).toBe('REVOKED');
      expect(await eventsOf(id)).toBe(1);
    });

    it('waits for a person first where the deletion is large, and begins its grace at the hand-over all the same', async () => {
      await set({ approvalCount: 0 });
      const { first, then } = await exportThenDelete(await person());
      expect(await client.show(then)).toMatchObject({ waitingFor: 'approval', approvalNeeded: true });
      expect(await client.show(first)).toMatchObject({ approvalNeeded: false });
      await service(ExportRun).run(first);
      await handOver(first, 'post');
      await stage(then);
      expect(await client.show(then)).toMatchObject({ waitingFor: 'approval', graceUntil: expect.any(String) });
      clock.forward(DAY);
      await decide(second, then, 'approve');
      await stage(then);
      expect((await client.show(then)).status).toBe('STAGING');
    });
  });

  it('opens, approves and denies at the command line', async () => {
    const line = await openCommands();
    try {
      Object.assign(line.environment, { HABEAS_TOKEN: project.oauthToken });
      const at = ['--server', app.url, '--json'];
      const order = ['--kind', 'export', '--then', 'deletion', '--project', String(project.projectId)];
      await set({ approvalCount: 0 });
      const opened = await line.habeas(['request', 'open', ...order, '--id', await person(), ...at]);
      const { id, followUp } = opened.json<Opened>();
      const refused = await line.habeas(['request', 'approve', followUp?.id ?? '', ...at]);
      expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('approver-is-opener')]);
      const words = ['--code', 'outside-jurisdiction', '--note', 'Lives elsewhere.'];
      const denied = await line.habeas(['request', 'deny', id, ...words, '--server', app.url]);
      expect([denied.code, denied.out]).toEqual([0, expect.stringContaining('DENIED (outside-jurisdiction)')]);
      const shown = await line.habeas(['request', 'show', followUp?.id ?? '', '--server', app.url]);
      expect(shown.out).toMatch(new RegExp(`After +export ${id}, DENIED`));
      expect(shown.out).toMatch(/Approved +not yet/);
    } finally {
      await line.close();
    }
  });

  async function withBasic(method: string, path: string, credentials: string, body?: string): Promise<Response> {
    const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    return fetch(`${app.url}${path}`, { method, headers: { authorization }, ...(body === undefined ? {} : { body }) });
  }
});
