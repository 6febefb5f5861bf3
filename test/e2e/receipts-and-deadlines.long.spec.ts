import { ProjectsService, type ProjectSettings } from '../../src/access/index.js';
import { Clock } from '../../src/platform/index.js';
import { Dispatcher } from '../../src/jobs/dispatcher.service.js';
import type { RequestDetail, RequestPage, RequestSummary } from '../../src/requests/index.js';
import { DeadlineWatch } from '../../src/jobs/deadline-watch.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient, type Answer } from '../support/client.js';

const REQUESTS = '/api/v1/requests';
const DAY = 86_400_000;

class SetClock extends Clock {
  time = new Date('2028-03-01T12:00:00Z');

  override now(): Date {
    return new Date(this.time);
  }

  set(time: string): void {
    this.time = new Date(time);
  }

  forward(milliseconds: number): void {
    this.time = new Date(this.time.getTime() + milliseconds);
  }
}

type Opened = RequestSummary & { readonly code?: string; readonly missing?: string[] };

describe('receipts and deadlines', () => {
  const clock = new SetClock();
  let app: TestApp;
  let number = 0;

  beforeAll(async () => {
    // No worker runs beside: what is open stays open.
    app = await startApp({ clock, settings: { ROLE: 'api', DELETION_GRACE: '24h', SWEEP_SCHEDULE: '0 2 * * 1' } });
  });

  beforeEach(() => clock.set('2028-03-01T12:00:00Z'));

  afterAll(() => app.close());

  const fresh = (): string => `subject-${++number}`;

  async function office(settings: ProjectSettings = {}): Promise<{ project: TestProject; client: ApiClient }> {
    const project = await createProject(app, `office-${++number}`);
    await app.application.get(ProjectsService).change('operator', project.projectId, settings);
    return { project, client: new ApiClient(app, project) };
  }

  const opening = ({ project, client }: Awaited<ReturnType<typeof office>>, order: object): Promise<Answer<Opened>> =>
    client.call('POST', REQUESTS, {
      projectId: project.projectId,
      kind: 'export',
      distinctIds: [fresh()],
      ...order,
    });

  const shown = async (client: ApiClient, id: string): Promise<RequestDetail> =>
    (await client.call<RequestDetail>('GET', `${REQUESTS}/${id}`)).body;

  const extend = (client: ApiClient, id: string, reason: unknown = 'Many systems hold parts of the answer.') =>
    client.call<Opened>('POST', `${REQUESTS}/${id}/extend`, { reason });

  describe('a deadline across a leap year, a short month and a holiday', () => {
    let berlin: Awaited<ReturnType<typeof office>>;
    let california: Awaited<ReturnType<typeof office>>;

    beforeAll(async () => {
      berlin = await office({
        timezone: 'Europe/Berlin',
        holidays: ['2024-03-29', '2024-04-01', '2026-12-25', '2028-05-01'],
      });
      california = await office({ timezone: 'America/Los_Angeles', holidays: ['2028-02-21', '2028-03-31'] });
    });

    it.each([
      ['31 January of a leap year', '2028-01-31T10:00:00Z', '2028-02-29T22:59:59.999Z'],
      ['31 January of another year', '2025-01-31T10:00:00Z', '2025-02-28T22:59:59.999Z'],
      ['31 January, due on a Sunday', '2027-01-31T10:00:00Z', '2027-03-01T22:59:59.999Z'],
      ['31 January in Berlin, though not yet in UTC', '2028-01-30T23:30:00Z', '2028-02-29T22:59:59.999Z'],
      ['29 February, due in summer time', '2028-02-29T10:00:00Z', '2028-03-29T21:59:59.999Z'],
      ['29 February, due on Good Friday', '2024-02-29T10:00:00Z', '2024-04-02T21:59:59.999Z'],
      ['25 November, due on Christmas before a weekend', '2026-11-25T10:00:00Z', '2026-12-28T22:59:59.999Z'],
    ])('under GDPR, received %s', async (_case, receivedAt, dueAt) => {
      const { status, body } = await opening(berlin, { receivedAt });
      expect([status, body.dueAt]).toEqual([201, dueAt]);
      const { deadline } = await shown(berlin.client, body.id);
      expect(deadline).toMatchObject({ dueAt, acknowledgeBy: null, extendedAt: null });
    });

    it('under CCPA: ten business days without the holiday, 45 calendar days with it, and the year before', async () => {
      const { body } = await opening(california, { regime: 'CCPA', receivedAt: '2028-02-15T20:00:00Z' });
      const { deadline, window } = await shown(california.client, body.id);
      expect(deadline.acknowledgeBy).toBe('2028-03-02T07:59:59.999Z');
      expect(deadline.dueAt).toBe('2028-04-01T06:59:59.999Z');
      expect(window).toEqual({ from: '2027-02-15T20:00:00.000Z', until: '2028-02-15T20:00:00.000Z' });
    });

    it('under CCPA, with a window that runs from a leap day', async () => {
      const { body } = await opening(california, { regime: 'CCPA', receivedAt: '2028-02-29T20:00:00Z' });
      const { window } = await shown(california.client, body.id);
      expect(window).toEqual({ from: '2027-02-28T20:00:00.000Z', until: '2028-02-29T20:00:00.000Z' });
    });

    it('extended by two further months under GDPR, and by 45 days under CCPA', async () => {
      const european = await opening(berlin, { receivedAt: '2028-02-29T10:00:00Z' });
      expect((await extend(berlin.client, european.body.id)).body.dueAt).toBe('2028-05-29T21:59:59.999Z');
      const onMayDay = await opening(berlin, { receivedAt: '2028-02-01T10:00:00Z' });
      expect((await extend(berlin.client, onMayDay.body.id)).body.dueAt).toBe('2028-05-02T21:59:59.999Z');
      const american = await opening(california, { regime: 'CCPA', receivedAt: '2028-02-15T20:00:00Z' });
      expect((await extend(california.client, american.body.id)).body.dueAt).toBe('2028-05-16T06:59:59.999Z');
    });
  });

  describe('an extension', () => {
    it('is given once, with its reason, told in timeline and audit without it, and survives a repeated order', async () => {
      const { project, client } = await office();
      const headers = { authorization: `Bearer ${project.oauthToken}`, 'content-type': 'application/json' };
      const order = { projectId: project.projectId, kind: 'export', distinctIds: [fresh()] };
      const send = async (): Promise<Opened> => {
        const init = { method: 'POST', headers: { ...headers, 'idempotency-key': 'k' }, body: JSON.stringify(order) };
        return (await (await fetch(`${app.url}${REQUESTS}`, init)).json()) as Opened;
      };
      const opened = await send();
      expect((await extend(client, opened.id, 'Three systems to search.')).status).toBe(200);
      const detail = await shown(client, opened.id);
      expect(detail.deadline).toEqual({
        acknowledgeBy: null,
        dueAt: '2028-06-01T23:59:59.999Z',
        overdue: false,
        extendedAt: '2028-03-01T12:00:00.000Z',
        extendedFrom: '2028-04-03T23:59:59.999Z',
        extensionReason: 'Three systems to search.',
      });
      const told = { from: '2028-04-03T23:59:59.999Z', until: '2028-06-01T23:59:59.999Z' };
      expect(detail.timeline.at(-1)).toMatchObject({ type: 'extended', detail: told });
      const audit = await app.prisma.auditEntry.findMany({ where: { requestId: opened.id } });
      expect(audit.at(-1)).toMatchObject({ action: 'request.extended', detail: told });
      expect((await extend(client, opened.id)).body.code).toBe('already-extended');
      expect(await send()).toEqual(opened);
    });

    it('is given to one of two who ask at once', async () => {
      const { project, client } = await office();
      const { body } = await opening({ project, client }, {});
      const answers = await Promise.all([extend(client, body.id), extend(client, body.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('is refused without a reason, with an id in it, after the deadline and after the end', async () => {
      const room = await office();
      const { client } = room;
      const [id, linked] = [fresh(), fresh()];
      const { body } = await opening(room, { kind: 'deletion', distinctIds: [id] });
      for (const reason of ['', '  ', undefined, 7, 'x'.repeat(501), 'two\nlines']) {
        expect((await extend(client, body.id, reason ?? null)).status).toBe(400);
      }
      for (const reason of [id, `Nobody finds ${id} there.`]) {
        const answer = await extend(client, body.id, reason);
        expect([answer.status, answer.body.code]).toEqual([400, 'reason-names-subject']);
        expect(JSON.stringify(answer.body)).not.toContain(id);
      }
      expect((await extend(client, body.id, `Not ${linked}, who is somebody else.`)).status).toBe(200);

      const late = await opening(room, { receivedAt: '2028-01-03T10:00:00Z' });
      expect((await extend(client, late.body.id)).body).toMatchObject({ status: 409, code: 'extension-too-late' });
      await client.call('POST', `${REQUESTS}/${body.id}/revoke`);
      expect((await extend(client, body.id)).body).toMatchObject({ status: 409, code: 'already-finished' });
      const stranger = await office();
      expect((await extend(stranger.client, late.body.id)).status).toBe(404);
    });
  });

  describe('a deadline that comes near and passes', () => {
    const look = async (): Promise<void> => {
      clock.forward(61_000);
      await app.application.get(Dispatcher, { strict: false }).tick();
    };
    const events = async (client: ApiClient, id: string): Promise<string[]> =>
      (await shown(client, id)).timeline.map(({ type }) => type);

    it('is told once each, found by its dates before that, and quiet after an extension', async () => {
      const room = await office();
      const { client } = room;
      const found = async (query: string): Promise<string[]> =>
        (await client.call<RequestPage>('GET', `${REQUESTS}?${query}`)).body.results.map(({ id }) => id);
      const [near, far] = [await opening(room, {}), await opening(room, { receivedAt: '2028-02-20T12:00:00Z' })];
      const [later, sooner] = [near.body.id, far.body.id];
      await look();
      expect(await events(client, later)).toEqual(['opened']);

      clock.set('2028-03-18T12:00:00Z');
      expect(await found('atRisk=true')).toEqual([sooner]);
      expect(await found('atRisk=false')).toEqual([later]);
      expect(await found('overdue=true')).toEqual([]);
      expect(await found('dueUntil=2028-03-20T23:59:59.999Z')).toEqual([sooner]);
      expect(await found('dueFrom=2028-03-21T00:00:00Z')).toEqual([later]);
      await look();
      await look();
      expect(await events(client, sooner)).toEqual(['opened', 'at-risk']);

      clock.set('2028-03-21T00:00:00Z');
      expect(await found('overdue=true')).toEqual([sooner]);
      expect(await shown(client, sooner)).toMatchObject({ atRisk: true, overdue: true, deadline: { overdue: true } });
      await look();
      await look();
      expect(await events(client, sooner)).toEqual(['opened', 'at-risk', 'missed']);
      const audit = await app.prisma.auditEntry.findMany({ where: { requestId: sooner }, orderBy: { id: 'asc' } });
      expect(audit.map(({ action }) => action)).toEqual(['request.opened', 'request.at-risk', 'request.missed']);

      clock.set('2028-04-02T00:00:00Z');
      await look();
      expect(await events(client, later)).toEqual(['opened', 'at-risk']);
      await extend(client, later);
      expect(await found('atRisk=true')).toEqual([sooner]);
      expect(await app.prisma.request.findUnique({ where: { id: later } })).toMatchObject({ atRiskAt: null });
      await look();
      expect(await events(client, later)).toEqual(['opened', 'at-risk', 'extended']);
      clock.set('2028-05-30T00:00:00Z');
      await look();
      expect(await events(client, later)).toEqual(['opened', 'at-risk', 'extended', 'at-risk']);
    });

    it('is told of more requests than one batch holds, each once, also where several look at once', async () => {
      const room = await office();
      const { body } = await opening(room, { receivedAt: '2027-12-01T12:00:00Z' });
      const row = await app.prisma.request.findUniqueOrThrow({ where: { id: body.id } });
      const { progress: _, verification: __, troubles: ___, ...template } = row;
      const ids = Array.from(
        { length: 230 },
        (____, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      );
      await app.prisma.request.createMany({ data: ids.map((id) => ({ ...template, id })) });
      const watch = app.application.get(DeadlineWatch, { strict: false });
      await Promise.all([watch.look(), watch.look()]);
      await watch.look();
      const told = await app.prisma.requestEvent.findMany({ where: { requestId: { in: ids } } });
      expect([told.length, new Set(told.map(({ requestId }) => requestId)).size]).toEqual([230, 230]);
      expect(new Set(told.map(({ type }) => type))).toEqual(new Set(['missed']));
    });
  });

  describe('a receipt', () => {
    const receipt = {
      reference: 'DSR-2028/17',
      channel: 'web-form',
      requester: 'agent',
      verification: { method: 'account', level: 'reasonable', at: '2028-02-28T09:00:00+01:00' },
    };
    const kept = { ...receipt, verification: { ...receipt.verification, at: '2028-02-28T08:00:00.000Z' } };

    it('is shown as it was given, as JSON or as a form', async () => {
      const { project, client } = await office();
      const { body } = await opening({ project, client }, receipt);
      expect(body.receipt).toEqual(kept);
      expect((await shown(client, body.id)).receipt).toEqual(kept);
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...receipt, projectId: project.projectId, kind: 'export' }))
        form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
      form.append('file', new Blob([`${fresh()}\n`]), 'ids.csv');
      const headers = { authorization: `Bearer ${project.oauthToken}` };
      const sent = await fetch(`${app.url}${REQUESTS}`, { method: 'POST', headers, body: form });
      expect([sent.status, ((await sent.json()) as Opened).receipt]).toEqual([201, kept]);
      const bare = await opening({ project, client }, {});
      expect(bare.body.receipt).toEqual({ reference: null, channel: null, requester: null, verification: null });
    });

    it.each<[string, object]>([
      ['a reference of 201 characters', { reference: 'x'.repeat(201) }],
      ['an empty reference', { reference: ' ' }],
      ['two lines', { channel: 'two\nlines' }],
      ['an unknown requester', { requester: 'lawyer' }],
      ['a verification that is a word', { verification: 'account' }],
      ['a verification without its method', { verification: { level: 'reasonable' } }],
      ['a verification in the future', { verification: { method: 'account', at: '2028-03-02T00:00:00Z' } }],
      ['an unknown part of a verification', { verification: { method: 'account', document: 'passport' } }],
    ])('is refused with %s', async (_case, part) => {
      expect((await opening(await office(), part)).status).toBe(400);
    });

    it('may not be the id of a subject, in any of its texts', async () => {
      const room = await office();
      const id = fresh();
      const method = 'account';
      for (const part of [
        { reference: id },
        { channel: id },
        { verification: { method: id } },
        { verification: { method, level: id } },
      ]) {
        const answer = await opening(room, { distinctIds: ['abc', id], ...part });
        expect([answer.status, answer.body.code]).toEqual([400, 'receipt-names-subject']);
        expect(JSON.stringify(answer.body)).not.toContain(id);
      }
      expect((await opening(room, { distinctIds: ['abc'], reference: 'abc' })).status).toBe(201);
    });

    it('is required as far as the project says, and never of the wire', async () => {
      const room = await office({ requiredReceipt: ['receivedAt', 'reference', 'requester', 'verification'] });
      const { project } = room;
      const { status, body } = await opening(room, { requester: 'subject', reference: 'DSR-1' });
      expect([status, body.code, body.missing]).toEqual([400, 'receipt-incomplete', ['receivedAt', 'verification']]);
      expect((await opening(room, { ...receipt, receivedAt: '2028-02-28T00:00:00Z' })).status).toBe(201);
      const wire = await fetch(`${app.url}/api/app/data-retrievals/v3.0/?token=${project.projectToken}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${project.oauthToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ distinct_ids: [fresh()] }),
      });
      expect(wire.status).toBeLessThan(300);
    });
  });

  describe('the settings of a project', () => {
    it('keep holidays once each and in order', async () => {
      const { project } = await office();
      const changed = await app.application
        .get(ProjectsService)
        .change('operator', project.projectId, { holidays: ['2028-12-25', '2028-01-01', '2028-12-25'] });
      expect(changed.holidays).toEqual(['2028-01-01', '2028-12-25']);
    });

    it.each<[string, ProjectSettings]>([
      ['a holiday that does not exist', { holidays: ['2027-02-29'] }],
      ['401 holidays', { holidays: Array.from({ length: 401 }, () => '2028-01-01') }],
      ['a field of the receipt that is none', { requiredReceipt: ['phone' as 'channel'] }],
      ['a grace that with a weekly sweep leaves no five days of a month', { deletionGraceSeconds: (17 * DAY) / 1000 }],
    ])('refuse %s', async (_case, settings) => {
      await expect(office(settings)).rejects.toMatchObject({ code: 'setting-unfit' });
    });

    it('refuse such a grace over the API too, in the same words, and take a shorter one', async () => {
      const { project } = await office();
      const headers = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' };
      const send = async (method: string, path: string, body: object, cookie = '') =>
        fetch(`${app.url}/api/v1/${path}`, { method, headers: { ...headers, cookie }, body: JSON.stringify(body) });
      const { ownerEmail: email, ownerPassword: password, projectId } = project;
      const session = await send('POST', 'session', { email, password });
      const [cookie = ''] = (session.headers.get('set-cookie') ?? '').split(';');
      const change = async (days: number) => {
        const settings = { deletionGraceSeconds: (days * DAY) / 1000 };
        const answer = await send('PATCH', `projects/${projectId}`, settings, cookie);
        return { status: answer.status, body: (await answer.json()) as object };
      };
      const refused = office({ deletionGraceSeconds: (17 * DAY) / 1000 });
      const { message } = await refused.then(
        () => new Error('It was taken.'),
        (error: Error) => error,
      );
      expect(await change(17)).toMatchObject({ status: 422, body: { code: 'setting-unfit', title: message } });
      const deletionGraceSeconds = (10 * DAY) / 1000;
      expect(await change(10)).toMatchObject({ status: 200, body: { id: projectId, deletionGraceSeconds } });
    });
  });
});
