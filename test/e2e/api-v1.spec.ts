import { randomUUID } from 'node:crypto';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { joinApp } from '../support/join.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { withClient } from '../support/three-subjects.js';

const REQUESTS = '/api/v1/requests';

interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // What a stranger answers has no type: each test says what it expects of it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

describe('/api/v1/requests', () => {
  let app: TestApp;
  let project: TestProject;
  let other: TestProject;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api', DELETION_GRACE: '24h' } });
    project = await createProject(app, 'acme');
    other = await createProject(app, 'rival');
  });
  afterAll(() => app.close());

  const send = async (
    method: string,
    path: string,
    init: RequestInit = {},
    token = project.oauthToken,
  ): Promise<ApiAnswer> => {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${app.url}${path}`, { ...init, method, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  };
  const call = (method: string, path: string, body?: unknown, token?: string, headers: Record<string, string> = {}) =>
    send(
      method,
      path,
      body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) },
      token,
    );
  const fresh = (): string => `id-${randomUUID()}`;
  const order = (ids: readonly unknown[], more: object = {}) => ({
    projectId: project.projectId,
    kind: 'deletion',
    distinctIds: ids,
    ...more,
  });
  const open = async (ids: readonly string[], more: object = {}): Promise<string> => {
    const { status, body } = await call('POST', REQUESTS, order(ids, more));
    expect([status, body]).toEqual([201, expect.anything()]);
    return body.id;
  };
  const upload = (
    csv: string | Buffer,
    fields: Record<string, string> = {},
    fileFirst = false,
    headers: Record<string, string> = {},
  ) => {
    const form = new FormData();
    const file = (): void => form.append('file', new Blob([new Uint8Array(Buffer.from(csv))]), 'ids.csv');
    if (fileFirst) file();
    for (const [name, value] of Object.entries({ projectId: String(project.projectId), kind: 'export', ...fields }))
      form.append(name, value);
    if (!fileFirst) file();
    return send('POST', REQUESTS, { body: form, headers });
  };
  const problem = (status: number, code: string) =>
    expect.objectContaining({ type: `urn:habeas:problem:${code}`, title: expect.stringMatching(/\S/), status, code });
  const stored = () => app.prisma.request.count();

  describe('opening with JSON', () => {
    it('answers 201 with what was stored, where it is, and where ids came again', async () => {
      const [a, b] = [fresh(), fresh()];
      const receivedAt = '2026-02-28T09:00:00+01:00';
      const answer = await call(
        'POST',
        REQUESTS,
        order([a, b, a], { regime: 'CCPA', disclosure: 'Sources', receivedAt }),
      );
      expect(answer.status).toBe(201);
      expect(answer.headers.get('location')).toBe(`${REQUESTS}/${answer.body.id}`);
      expect(answer.body).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        projectId: project.projectId,
        kind: 'deletion',
        language: 'en',
        regime: 'CCPA',
        disclosure: 'Sources',
        partial: true,
        status: 'PENDING',
        waitingFor: 'grace',
        waitingUntil: expect.any(String),
        subjectCount: 2,
        duplicateCount: 1,
        openedBy: project.ownerEmail,
        receivedAt: '2026-02-28T08:00:00.000Z',
        openedAt: expect.any(String),
        dueAt: '2026-04-14T23:59:59.999Z',
        atRisk: expect.any(Boolean),
        overdue: expect.any(Boolean),
        approvalNeeded: false,
        denialCode: null,
        followUp: null,
        dutyId: null,
        partialNote: expect.stringContaining('§1798.105'),
        attention: [],
        receipt: { reference: null, channel: null, requester: null, verification: null },
        finishedAt: null,
        duplicates: [2],
        unknown: null,
      });
    });

    it.each<[string, object | unknown[] | null | string]>([
      ['an array', []],
      ['null', null],
      ['no project', { kind: 'export', distinctIds: ['a'] }],
      ['a project that is no number', { projectId: 'x' }],
      ['an unknown kind', { kind: 'purge' }],
      ['an unknown law', { regime: 'HIPAA' }],
      ['an unknown disclosure', { disclosure: 'Everything' }],
      ['a date that is none', { receivedAt: 'yesterday' }],
      ['an unknown key', { distinct_ids: ['a'] }],
      ['ids that are no array', { distinctIds: 'a' }],
    ])('refuses %s with 400, and stores nothing', async (_, change) => {
      const before = await stored();
      const whole =
        change !== null &&
        !Array.isArray(change) &&
        typeof change === 'object' &&
        !('distinctIds' in change && 'kind' in change);
      const answer = await call('POST', REQUESTS, whole ? { ...order([fresh()]), ...change } : change);
      expect([answer.status, answer.body]).toEqual([
        400,
        expect.objectContaining({ title: expect.any(String), status: 400 }),
      ]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await stored()).toBe(before);
    });

    it.each<[string, readonly unknown[]]>([
      ['none', []],
      ['an empty one', ['']],
      ['a number', [1]],
      ['an object', [{ a: 1 }]],
      ['256 characters', ['a'.repeat(256)]],
      ['NUL', ['a\0']],
      ['half a surrogate pair', ['\ud800']],
    ])('refuses ids with %s, names the place and not the id', async (_, ids) => {
      const before = await stored();
      const answer = await call('POST', REQUESTS, order(ids.length === 0 ? [] : ['secret', ...ids]));
      expect([answer.status, answer.body]).toEqual([400, problem(400, 'distinct-ids-invalid')]);
      expect(answer.body.errors[0].path).toBe(ids.length === 0 ? 'distinctIds' : 'distinctIds.1');
      expect(JSON.stringify(answer.body)).not.toContain('secret');
      expect(await stored()).toBe(before);
    });

    it('refuses what the law does not know, and a receipt in the future', async () => {
      const sources = await call('POST', REQUESTS, order([fresh()], { disclosure: 'Sources' }));
      expect(sources.body).toEqual(problem(400, 'disclosure-needs-ccpa'));
      const future = await call('POST', REQUESTS, order([fresh()], { receivedAt: '2999-01-01T00:00:00Z' }));
      expect(future.body).toEqual(problem(400, 'received-in-future'));
    });

    it('refuses malformed, missing, nested and oversized bodies', async () => {
      const json = { 'content-type': 'application/json' };
      const raw = (body: string, headers: Record<string, string> = json) => send('POST', REQUESTS, { body, headers });
      expect((await raw('{"kind":')).body).toEqual(problem(400, 'malformed-json'));
      expect((await raw('{}', { 'content-type': 'text/plain' })).body).toEqual(problem(400, 'body-missing'));
      expect((await raw('['.repeat(500_000) + ']'.repeat(500_000))).status).toBe(400);
      const nested = `{"distinctIds":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
      expect((await raw(nested)).status).toBe(400);
      expect((await raw(JSON.stringify({ filler: 'x'.repeat(3 * 1024 * 1024) }))).body).toEqual(
        problem(413, 'body-too-large'),
      );
    });

    it('names limit and count where there are too many', async () => {
      const run = randomUUID();
      const ids = Array.from({ length: 501 }, (_, index) => `${run}-${index}`);
      const answer = await call('POST', REQUESTS, order(ids));
      expect(answer.body).toEqual({
        ...problem(400, 'too-many-subjects').sample,
        limit: 500,
        given: 501,
        title: expect.stringMatching(/500.*501/),
      });
      expect((await call('POST', REQUESTS, order(ids, { kind: 'export' }))).status).toBe(201);
    });

    it('answers ids that are under deletion with 409, the ids and the requests', async () => {
      const id = fresh();
      const first = await open([id]);
      const answer = await call('POST', REQUESTS, order([fresh(), id]));
      expect([answer.status, answer.body]).toEqual([
        409,
        {
          ...problem(409, 'ids-under-deletion').sample,
          title: expect.any(String),
          conflictingDistinctIds: [id],
          conflictingRequestIds: [first],
        },
      ]);
      expect(answer.body.title).not.toContain(id);
    });

    it("answers projects that one may not know of with 404, and a mere member's with 403", async () => {
      for (const projectId of [other.projectId, 999_999_999]) {
        expect((await call('POST', REQUESTS, { ...order([fresh()]), projectId })).body).toEqual(
          problem(404, 'project-not-found'),
        );
      }
      const clerk = {
        email: `clerk-${randomUUID()}@example.com`,
        name: 'Clerk',
        role: 'member',
        password: 'correct horse battery',
      } as const;
      const member = await joinApp(app.application, project.organizationId, clerk);
      const { secret } = await app.application.get(OauthTokensService).create('operator', member.id, 'low');
      expect((await call('POST', REQUESTS, order([fresh()]), secret)).body).toEqual(problem(403, 'role-too-low'));
      const id = await open([fresh()]);
      expect((await call('GET', `${REQUESTS}/${id}`, undefined, secret)).status).toBe(403);
      expect((await call('GET', REQUESTS, undefined, secret)).body).toEqual({ results: [], nextCursor: null });
    });

    it('answers bad credentials with 401', async () => {
      expect((await call('POST', REQUESTS, order([fresh()]), 'nobody')).status).toBe(401);
    });
  });

  describe('Idempotency-Key', () => {
    it('brings the first answer back, even when the request has moved on', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const body = order([fresh()]);
      const first = await call('POST', REQUESTS, body, undefined, headers);
      await call('POST', `${REQUESTS}/${first.body.id}/revoke`);
      const again = await call('POST', REQUESTS, body, undefined, headers);
      expect([again.status, again.body]).toEqual([201, first.body]);
    });

    it('refuses another order under the same key, and a key that is none', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      await call('POST', REQUESTS, order([fresh()]), undefined, headers);
      expect((await call('POST', REQUESTS, order([fresh()]), undefined, headers)).body).toEqual(
        problem(422, 'idempotency-key-reused'),
      );
      const long = { 'idempotency-key': 'x'.repeat(256) };
      expect((await call('POST', REQUESTS, order([fresh()]), undefined, long)).body).toEqual(
        problem(400, 'idempotency-key-invalid'),
      );
    });

    it.each(['export', 'deletion'])('makes one %s of many that come at once', async (kind) => {
      const headers = { 'idempotency-key': randomUUID() };
      const before = await stored();
      const body = order([fresh()], { kind });
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => call('POST', REQUESTS, body, undefined, headers)),
      );
      expect(answers.map(({ status }) => status)).toEqual(new Array(8).fill(201));
      expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
      expect(await stored()).toBe(before + 1);
    });

    it('holds for a file too, whatever its boundary', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const csv = `${fresh()}\n`;
      const first = await upload(csv, {}, false, headers);
      const again = await upload(csv, {}, true, headers);
      expect([again.status, again.body]).toEqual([201, first.body]);
    });
  });

  describe('opening with a CSV file', () => {
    it.each([
      ['before', false],
      ['after', true],
    ])('takes the fields %s the file', async (_, fileFirst) => {
      const answer = await upload(
        '\ufeffdistinct_id\r\n a \r\n" b "\r\n\r\na\r\n',
        { regime: 'CCPA', disclosure: 'Categories' },
        fileFirst,
      );
      expect([answer.status, answer.body]).toEqual([
        201,
        expect.objectContaining({
          regime: 'CCPA',
          disclosure: 'Categories',
          subjectCount: 2,
          duplicateCount: 1,
          duplicates: [5],
        }),
      ]);
      const shown = await call('GET', `${REQUESTS}/${answer.body.id}`);
      expect(shown.body.subjects.map(({ distinctId }: { distinctId: string }) => distinctId)).toEqual(['a', ' b ']);
    });

    it.each<[string, string | Buffer, number, string]>([
      ['an empty file', '', 400, 'csv-empty'],
      ['a bad line', 'a\n"b\n', 400, 'csv-invalid'],
      ['another encoding', Buffer.from('a\xc3\xcf\xee\n', 'latin1'), 400, 'csv-not-utf8'],
      ['another kind of file', Buffer.from('%PDF-1.7\n'), 400, 'csv-other-format'],
      ['a header that is not known', 'email\na@b.example\n', 422, 'csv-header-unclear'],
      ['a file that is too large', `${'a'.repeat(200)}\n`.repeat(21_000), 413, 'csv-too-large'],
      ['too many ids', Array.from({ length: 2001 }, (_, index) => index).join('\n'), 400, 'too-many-subjects'],
      [
        'more ids than are counted',
        Array.from({ length: 100_001 }, (_, index) => index).join('\n'),
        400,
        'too-many-subjects',
      ],
      ['a bad last line', `${Array.from({ length: 1500 }, (_, index) => index).join('\n')}\na,b`, 400, 'csv-invalid'],
    ])('refuses %s whole', async (_, csv, status, code) => {
      const before = await stored();
      for (const fileFirst of [false, true]) {
        expect((await upload(csv, {}, fileFirst)).body).toEqual(problem(status, code));
      }
      expect(await stored()).toBe(before);
    });

    it('refuses forms that are not as they should be', async () => {
      expect((await upload('a\n', { kind: 'purge' })).body).toEqual(problem(400, 'invalid-body'));
      expect((await upload('a\n', { projectId: 'x' })).body).toEqual(problem(400, 'invalid-body'));
      expect((await upload('a\n', { colour: 'red' })).body).toEqual(problem(400, 'invalid-body'));
      expect((await upload('a\n', { file: 'a' })).body).toEqual(problem(400, 'multipart-invalid'));
      const form = new FormData();
      form.append('projectId', String(project.projectId));
      form.append('kind', 'export');
      expect((await send('POST', REQUESTS, { body: form })).body).toEqual(problem(400, 'multipart-invalid'));
      form.append('other', new Blob(['a\n']), 'ids.csv');
      expect((await send('POST', REQUESTS, { body: form })).body).toEqual(problem(400, 'multipart-invalid'));
      const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
      expect((await send('POST', REQUESTS, { body: 'no form', headers: multipart })).body).toEqual(
        problem(400, 'multipart-invalid'),
      );
      const cut = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na\nb\n';
      expect((await send('POST', REQUESTS, { body: cut, headers: multipart })).body).toEqual(
        problem(400, 'multipart-invalid'),
      );
      const unbound = { 'content-type': 'multipart/form-data' };
      expect((await send('POST', REQUESTS, { body: cut, headers: unbound })).body).toEqual(
        problem(400, 'multipart-invalid'),
      );
    });
  });

  describe('listing', () => {
    it('pages through all, newest first, each once, however many share an instant', async () => {
      const mine = await createProject(app, `paged-${randomUUID().slice(0, 8)}`);
      const ids: string[] = [];
      for (let number = 0; number < 7; number++) {
        const body = { projectId: mine.projectId, kind: 'export', distinctIds: [fresh()] };
        ids.push((await call('POST', REQUESTS, body, mine.oauthToken)).body.id);
      }
      const instant = new Date('2026-03-01T00:00:00Z');
      await app.prisma.request.updateMany({ where: { id: { in: ids.slice(0, 4) } }, data: { openedAt: instant } });
      const seen: { id: string; openedAt: string }[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: ApiAnswer = await call(
          'GET',
          `${REQUESTS}?limit=2${cursor && `&cursor=${cursor}`}`,
          undefined,
          mine.oauthToken,
        );
        seen.push(...page.body.results);
        cursor = page.body.nextCursor;
      }
      expect(seen.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect(seen.map(({ openedAt }) => openedAt)).toEqual(
        seen
          .map(({ openedAt }) => openedAt)
          .sort()
          .reverse(),
      );
      const until = await call('GET', `${REQUESTS}?openedUntil=2026-03-01T00:00:00Z`, undefined, mine.oauthToken);
      expect(until.body.results).toHaveLength(4);
      const from = await call('GET', `${REQUESTS}?openedFrom=2026-03-01T00:00:01Z`, undefined, mine.oauthToken);
      expect(from.body.results).toHaveLength(3);
    });

    it('filters', async () => {
      const mine = await createProject(app, `filtered-${randomUUID().slice(0, 8)}`);
      const body = (more: object) => ({ projectId: mine.projectId, distinctIds: [fresh()], ...more });
      await call('POST', REQUESTS, body({ kind: 'export', regime: 'CCPA' }), mine.oauthToken);
      const deletion = await call('POST', REQUESTS, body({ kind: 'deletion' }), mine.oauthToken);
      await call('POST', REQUESTS, body({ kind: 'deletion' }), mine.oauthToken);
      await call('POST', `${REQUESTS}/${deletion.body.id}/revoke`, undefined, mine.oauthToken);
      const count = async (query: string) =>
        (await call('GET', `${REQUESTS}?${query}`, undefined, mine.oauthToken)).body.results.length;
      expect(await count('')).toBe(3);
      expect(await count('kind=export')).toBe(1);
      expect(await count('regime=GDPR')).toBe(2);
      expect(await count('status=REVOKED')).toBe(1);
      expect(await count('status=REVOKED&status=PENDING')).toBe(3);
      expect(await count('waitingFor=grace')).toBe(1);
      expect(await count(`projectId=${mine.projectId}`)).toBe(3);
    });

    it('shows nobody the requests of others', async () => {
      await open([fresh()]);
      const theirs = await call('GET', REQUESTS, undefined, other.oauthToken);
      expect(theirs.body.results.every(({ projectId }: { projectId: number }) => projectId === other.projectId)).toBe(
        true,
      );
      expect(
        (await call('GET', `${REQUESTS}?projectId=${project.projectId}`, undefined, other.oauthToken)).status,
      ).toBe(404);
    });

    it.each([
      'status=DONE',
      'kind=x',
      'limit=0',
      'limit=201',
      'limit=x',
      'openedFrom=monday',
      'dueUntil=monday',
      'atRisk=perhaps',
      'cursor=nonsense',
      'colour=red',
      'projectId=-1',
      'projectId=1&projectId=2',
      'limit=',
      'status=',
      'regime=gdpr',
      'sort=subject',
      'waitingFor=rain',
      'organizationId=acme',
      'reference=',
      'reference=%00',
      'attention=1',
      'overdue=true&overdue=false',
      'openedFrom=2026-02-30T00:00:00Z',
      'dueFrom=0000-01-01T00:00:00Z',
    ])('refuses %s', async (query) => {
      expect((await call('GET', `${REQUESTS}?${query}`)).body).toMatchObject({
        status: 400,
        code: query.startsWith('cursor') ? 'cursor-invalid' : 'invalid-body',
      });
    });
  });

  describe('searching', () => {
    it('finds the requests that name an id, or whose person it stands for', async () => {
      const [id, linked] = [fresh(), fresh()];
      const named = await open([fresh(), id]);
      const older = await open([fresh()], { kind: 'export' });
      const { hmac, master } = await seal(linked);
      await app.prisma.requestIdentity.create({
        data: {
          requestId: older,
          ordinal: 0,
          projectId: project.projectId,
          idHmac: hmac,
          idCiphertext: master,
          ambiguous: false,
        },
      });
      const search = (distinctId: unknown, token?: string, projectId = project.projectId) =>
        call('POST', `${REQUESTS}/search`, { projectId, distinctId }, token);
      expect((await search(id)).body.results).toEqual([expect.objectContaining({ id: named, match: 'named' })]);
      expect((await search(linked)).body.results).toEqual([expect.objectContaining({ id: older, match: 'linked' })]);
      expect((await search(id.toUpperCase())).body.results).toEqual([]);
      expect((await search(id, other.oauthToken, other.projectId)).body.results).toEqual([]);
      expect((await search(id, other.oauthToken)).status).toBe(404);
      for (const bad of ['', 7, null, 'a\0']) expect((await search(bad)).status).toBe(400);
    });

    const seal = async (id: string) => {
      const { SubjectHmac } = await import('../../src/subject-data/index.js');
      const hmac = app.application.get(SubjectHmac, { strict: false }).of(project.projectId, id);
      return { hmac: Uint8Array.from(hmac), master: new Uint8Array(8) };
    };
  });

  describe('showing', () => {
    it('tells everything of a request', async () => {
      const ids = [fresh(), fresh()];
      const id = await open(ids, { regime: 'CCPA', receivedAt: '2026-02-27T12:00:00Z' });
      await app.prisma.requestTally.create({ data: { requestId: id, ordinal: 1, collection: 'events', rows: 5 } });
      await app.prisma.requestSubject.updateMany({
        where: { requestId: id, ordinal: 0 },
        data: { outcome: 'not_found' },
      });
      const { status, body } = await call('GET', `${REQUESTS}/${id}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id,
        status: 'PENDING',
        waitingFor: 'grace',
        waitingUntil: body.graceUntil,
        window: { from: null, until: null },
        deadline: { acknowledgeBy: '2026-03-13T23:59:59.999Z', dueAt: '2026-04-13T23:59:59.999Z' },
        idsReadable: true,
        nothingHeld: false,
        progress: null,
        failure: null,
        artifact: null,
        subjects: [
          { ordinal: 0, distinctId: ids[0], outcome: 'not_found', tallies: [] },
          { ordinal: 1, distinctId: ids[1], outcome: null, tallies: [{ collection: 'events', rows: 5 }] },
        ],
        collections: [{ collection: 'events', rows: 5, survivors: null }],
        timeline: [{ type: 'opened', actor: `user:${project.ownerId}`, detail: { kind: 'deletion', subjects: 2 } }],
      });
    });

    it('keeps the record once the ids are destroyed', async () => {
      const id = await open([fresh()]);
      await app.prisma.request.update({ where: { id }, data: { wrappedIdKey: null } });
      const { body } = await call('GET', `${REQUESTS}/${id}`);
      expect(body).toMatchObject({ idsReadable: false, subjectCount: 1, subjects: [{ ordinal: 0, distinctId: null }] });
    });

    it('answers what one may not know of with one and the same 404', async () => {
      const id = await open([fresh()]);
      for (const path of [`${REQUESTS}/${randomUUID()}`, `${REQUESTS}/no-uuid`]) {
        expect((await call('GET', path)).body).toEqual(problem(404, 'request-not-found'));
      }
      expect((await call('GET', `${REQUESTS}/${id}`, undefined, other.oauthToken)).body).toEqual(
        problem(404, 'request-not-found'),
      );
      expect((await call('POST', `${REQUESTS}/${id}/revoke`, undefined, other.oauthToken)).body).toEqual(
        problem(404, 'request-not-found'),
      );
    });
  });

  describe('revoking', () => {
    it('takes a deletion back, and again the same', async () => {
      const id = await open([fresh()]);
      for (let time = 0; time < 2; time++) {
        const answer = await call('POST', `${REQUESTS}/${id}/revoke`);
        expect([answer.status, answer.body]).toEqual([
          200,
          expect.objectContaining({ status: 'REVOKED', waitingFor: null, finishedAt: expect.any(String) }),
        ]);
      }
      const { body } = await call('GET', `${REQUESTS}/${id}`);
      expect(body.timeline.map(({ type }: { type: string }) => type)).toEqual(['opened', 'revoked']);
      expect(await app.prisma.auditEntry.count({ where: { requestId: id, action: 'request.revoked' } })).toBe(1);
    });

    it('answers a deletion that has started and what has ended with 405', async () => {
      for (const [status, code, kind] of [
        ['STARTED', 'already-started', 'deletion'],
        ['SUCCESS', 'already-finished', 'deletion'],
        ['FAILURE', 'already-finished', 'deletion'],
        ['SUCCESS', 'already-finished', 'export'],
        ['FAILURE', 'already-finished', 'export'],
      ] as const) {
        const id = await open([fresh()], { kind });
        await app.prisma.request.update({ where: { id }, data: { status } });
        expect((await call('POST', `${REQUESTS}/${id}/revoke`)).body).toEqual(problem(405, code));
      }
    });
  });

  describe('previewing', () => {
    it('counts what is held by closure and collection, and stores nothing', async () => {
      const [id, alias, nobody] = [fresh(), fresh(), fresh()];
      const basic = Buffer.from(`${project.apiSecret}:`).toString('base64');
      const event = (number: number, distinct_id: string) => ({
        event: 'Seen',
        properties: { time: 1_760_000_000 + number, distinct_id, $insert_id: `preview-${number}` },
      });
      const events = [
        event(1, id),
        event(2, id),
        event(3, alias),
        {
          event: '$create_alias',
          properties: { time: 1_760_000_000, $insert_id: 'preview-alias', distinct_id: id, alias },
        },
      ];
      const imported = await fetch(`${app.url}/import?strict=1`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
        body: JSON.stringify(events),
      });
      expect(imported.status).toBe(200);
      const before = await snapshot();
      const answer = await call('POST', `${REQUESTS}/preview`, order([id, nobody, id]));
      expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
      const { body } = answer;
      expect(body).toMatchObject({
        kind: 'deletion',
        regime: 'GDPR',
        duplicateCount: 1,
        ambiguousSubjects: 0,
        heldSubjects: 0,
        unknown: 1,
        warnings: [{ code: 'ids-unknown', message: expect.any(String) }],
        window: { from: null, until: null },
      });
      expect(body.subjects[0].linkedIds).toBe(2);
      expect(body.subjects[1]).toEqual({
        distinctId: nobody,
        linkedIds: 1,
        ambiguousIds: 0,
        contestedIds: 0,
        undecided: [],
        decided: [],
        tiedTo: false,
        devicesLeftOut: false,
        fault: null,
        held: null,
        rows: 0,
      });
      const collection = (name: string) =>
        body.collections.find((each: { collection: string }) => each.collection === name);
      expect(collection('events')).toMatchObject({ policy: 'erase', basis: null, subjects: 1 });
      expect(collection('events').rows).toBeGreaterThanOrEqual(3);
      expect(body.rows).toBe(body.collections.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0));
      expect(await snapshot()).toEqual(before);
    });

    it('is bound to the law, the limit and the project as an order is', async () => {
      const preview = (body: unknown, token?: string) => call('POST', `${REQUESTS}/preview`, body, token);
      expect((await preview(order([fresh()], { disclosure: 'Sources' }))).body).toEqual(
        problem(400, 'disclosure-needs-ccpa'),
      );
      expect((await preview(order(Array.from({ length: 501 }, fresh)))).body).toEqual(
        problem(400, 'too-many-subjects'),
      );
      expect((await preview(order(['']))).body).toEqual(problem(400, 'distinct-ids-invalid'));
      expect((await preview(order([fresh()]), other.oauthToken)).body).toEqual(problem(404, 'project-not-found'));
      const exported = await preview(
        order([fresh()], { kind: 'export', regime: 'CCPA', receivedAt: '2026-03-09T12:00:00Z' }),
      );
      expect(exported.body.window).toEqual({ from: '2025-03-09T12:00:00.000Z', until: '2026-03-09T12:00:00.000Z' });
    });

    const snapshot = () =>
      withClient(app.databaseUrl, async (sql) => {
        const { rows } = await sql.query(
          `SELECT (SELECT count(*) FROM requests) AS requests, (SELECT count(*) FROM audit_entries) AS audit,
                  (SELECT count(*) FROM shared_identities) AS shared, (SELECT count(*) FROM request_identities) AS identities`,
        );
        return rows;
      });
  });

  describe('downloading', () => {
    it('answers what is not finished with 409, and what is no export with 404', async () => {
      const exported = await open([fresh()], { kind: 'export' });
      expect((await call('GET', `${REQUESTS}/${exported}/download`)).body).toEqual(problem(409, 'export-not-finished'));
      expect((await call('GET', `${REQUESTS}/${exported}/subjects/0/download`)).body).toEqual(
        problem(409, 'export-not-finished'),
      );
      expect((await call('GET', `${REQUESTS}/${exported}/subjects/x/download`)).status).toBe(404);
      const deletion = await open([fresh()]);
      expect((await call('GET', `${REQUESTS}/${deletion}/download`)).body).toEqual(problem(404, 'request-not-found'));
    });
  });

  describe('its description', () => {
    it('is OpenAPI 3.1 from the schemas that validate, the wire included', async () => {
      const { status, body } = await send('GET', '/docs/openapi.json');
      expect([status, body.openapi]).toEqual([200, '3.1.0']);
      const post = body.paths[REQUESTS].post;
      expect(Object.keys(post.requestBody.content).sort()).toEqual(['application/json', 'multipart/form-data']);
      expect(post.requestBody.content['application/json'].schema.properties.distinctIds.items.maxLength).toBe(255);
      expect(post.requestBody.content['multipart/form-data'].schema.required).toEqual(['projectId', 'kind', 'file']);
      for (const { parameters } of [post, body.paths[`${REQUESTS}/preview`].post]) {
        const names = parameters
          .filter((each: Record<'in' | 'name', string>) => each.in === 'query')
          .map((each: Record<'in' | 'name', string>) => each.name);
        expect(names).toEqual(expect.arrayContaining(['header', 'column']));
      }
      expect(Object.keys(post.responses)).toEqual(
        expect.arrayContaining(['201', '400', '401', '403', '404', '409', '413', '422', '429']),
      );
      expect(post.responses['201'].content['application/json'].schema.properties.duplicates).toBeDefined();
      const paths = Object.keys(body.paths);
      for (const kind of ['retrievals', 'deletions']) {
        for (const version of ['v3.0', 'v2.0']) {
          expect(paths).toContain(`/api/app/data-${kind}/${version}`);
          expect(paths).toContain(`/api/app/data-${kind}/${version}/{trackingId}`);
        }
      }
      expect(body.paths[REQUESTS].get.parameters.map(({ name }: { name: string }) => name)).toEqual(
        expect.arrayContaining([
          'status',
          'kind',
          'regime',
          'projectId',
          'openedFrom',
          'openedUntil',
          'waitingFor',
          'cursor',
          'limit',
        ]),
      );
      expect(Object.keys(body.components.securitySchemes).sort()).toEqual([
        'oauth-token',
        'service-account',
        'session',
      ]);
    });

    it('has a page', async () => {
      const page = await fetch(`${app.url}/docs`);
      expect([page.status, (await page.text()).includes('swagger')]).toEqual([200, true]);
    });
  });
});
