import { randomUUID } from 'node:crypto';
import { Clock } from '../../src/platform/index.js';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';
import { until } from '../support/until.js';

const DELETIONS = '/api/app/data-deletions/v3.0';
const RETRIEVALS = '/api/app/data-retrievals/v3.0';

interface WireAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  // What a stranger answers has no type: each test says what it expects of it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

interface WireOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** Default: Bearer with the owner's GDPR OAuth token; null sends none. */
  readonly authorization?: string | null;
}

describe("the wire contract's privacy requests", () => {
  let app: TestApp;
  let project: TestProject;
  let other: TestProject;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api', DELETION_GRACE: '24h', RATE_LIMIT_PER_SECOND: '0' } });
    project = await createProject(app, 'acme');
    other = await createProject(app, 'rival');
  });
  afterAll(() => app.close());

  const call = async (method: string, path: string, options: WireOptions = {}): Promise<WireAnswer> => {
    const { authorization = `Bearer ${project.oauthToken}`, body, headers } = options;
    const response = await fetch(`${app.url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(authorization === null ? {} : { authorization }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, text, headers: response.headers, body: isJson ? JSON.parse(text) : null };
  };
  const withToken = (path: string, token = project.projectToken): string => `${path}?token=${token}`;
  const open = async (path: string, ids: readonly string[], more: object = {}): Promise<string> => {
    const answer = await call('POST', withToken(path), { body: { distinct_ids: ids, ...more } });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body.results.tracking_id;
  };
  const fresh = (): string => `id-${randomUUID()}`;
  const stored = () => app.prisma.request.count();

  describe('opening', () => {
    it.each([
      ['an export', RETRIEVALS],
      ['a deletion', DELETIONS],
    ])('answers %s with 201 and the exact keys', async (_, path) => {
      const body = { distinct_ids: [fresh()], compliance_type: 'gdpr' };
      const answer = await call('POST', withToken(path), { body });
      expect(answer.status).toBe(201);
      expect(answer.body).toEqual({
        status: 'ok',
        results: {
          task_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          tracking_id: answer.body.results.task_id,
          status: 'PENDING',
          disclosure_type: 'DATA',
          date_requested: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/),
          project_id: project.projectId,
          compliance_type: 'gdpr',
          destination_url: null,
          requesting_user: project.ownerEmail,
          distinct_id_count: 1,
        },
      });
      expect(Math.abs(Date.parse(`${answer.body.results.date_requested}Z`) - Date.now())).toBeLessThan(60_000);
    });

    it.each([
      ['curl -d, which says it is a form', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['text', { 'content-type': 'text/plain' }],
      ['a lying multipart', { 'content-type': 'multipart/form-data' }],
      ['JSON', { 'content-type': 'application/json; charset=utf-8' }],
      ['nothing known', { 'content-type': 'x/y' }],
    ])('takes the body as JSON when its Content-Type is %s', async (_, headers) => {
      for (const path of [RETRIEVALS, DELETIONS]) {
        const answer = await call('POST', withToken(path), { body: { distinct_ids: [fresh()] }, headers });
        expect(answer.status).toBe(201);
      }
    });

    it('ignores unknown keys, and takes the words in any letter case', async () => {
      const answer = await call('POST', withToken(RETRIEVALS), {
        body: {
          distinct_ids: [fresh()],
          compliance_type: 'Ccpa',
          disclosure_type: 'cATEGORIES',
          destination_url: 'x',
          foo: {},
        },
      });
      expect(answer.status).toBe(201);
      expect(answer.body.results).toMatchObject({
        compliance_type: 'ccpa',
        disclosure_type: 'CATEGORIES',
        destination_url: null,
      });
    });

    it('takes each disclosure under CCPA for both kinds', async () => {
      for (const path of [RETRIEVALS, DELETIONS]) {
        for (const disclosure_type of ['Data', 'Categories', 'Sources']) {
          await open(path, [fresh()], { compliance_type: 'CCPA', disclosure_type });
        }
      }
    });

    it.each([
      [RETRIEVALS, 2000],
      [DELETIONS, 500],
    ])('limits %s to %i subjects after duplicates are merged', async (path, limit) => {
      const run = randomUUID();
      const ids = Array.from({ length: limit + 1 }, (_, index) => `${run}-${index}`);
      const merged = await call('POST', withToken(path), { body: { distinct_ids: [...ids.slice(1), ids[1], ids[2]] } });
      expect([merged.status, merged.body.results.distinct_id_count]).toEqual([201, limit]);
      const refused = await call('POST', withToken(path), { body: { distinct_ids: ids.map((id) => `${id}x`) } });
      expect(refused.status).toBe(400);
      expect(refused.body.error).toContain(String(limit));
      expect(refused.body.error).toContain(String(limit + 1));
    });

    it('gives ids back byte for byte, in their order', async () => {
      const run = randomUUID();
      const ids = [
        "'; drop table",
        '../../etc/passwd',
        '🦔',
        'שלום',
        '__proto__',
        ' a ',
        'e\u0301',
        '\u00e9',
        'a"b',
        'x\ny',
        '\u200b',
      ];
      const given = ids.map((id) => `${id}${run}`);
      const id = await open(DELETIONS, given);
      const polled = await call('GET', withToken(`${DELETIONS}/${id}`));
      expect(polled.body.results.distinct_ids).toEqual(given);
    });

    it('takes a bare __proto__', async () => {
      const id = await open(RETRIEVALS, ['__proto__', 'constructor']);
      expect((await call('GET', withToken(`${RETRIEVALS}/${id}`))).body.results.distinct_ids).toEqual([
        '__proto__',
        'constructor',
      ]);
    });

    it.each<[string, unknown]>([
      ['no JSON', '{"distinct_ids":'],
      ['no body', ''],
      ['an array', ['a']],
      ['null', 'null'],
      ['no ids', {}],
      ['ids that are no array', { distinct_ids: 'a' }],
      ['an empty array', { distinct_ids: [] }],
      ['an empty id', { distinct_ids: ['a', ''] }],
      ['a number', { distinct_ids: [1] }],
      ['a nested array', { distinct_ids: [['a']] }],
      ['an id of 256 characters', { distinct_ids: ['a'.repeat(256)] }],
      ['NUL', { distinct_ids: ['a\0'] }],
      ['half a surrogate pair', '{"distinct_ids":["\\ud800"]}'],
      ['an unknown law', { distinct_ids: ['a'], compliance_type: 'HIPAA' }],
      ['an unknown disclosure', { distinct_ids: ['a'], disclosure_type: 'Everything' }],
      ['a law that is no word', { distinct_ids: ['a'], compliance_type: ['GDPR'] }],
      [
        'a disclosure that GDPR does not know',
        { distinct_ids: ['a'], compliance_type: 'GDPR', disclosure_type: 'Sources' },
      ],
      ['a disclosure under the default law', { distinct_ids: ['a'], disclosure_type: 'Categories' }],
      ['1 MB of nested JSON', '['.repeat(500_000) + ']'.repeat(500_000)],
    ])('answers %s with 400, a sentence, and nothing stored', async (_, body) => {
      const before = await stored();
      for (const path of [RETRIEVALS, DELETIONS]) {
        const answer = await call('POST', withToken(path), { body });
        expect([answer.status, answer.body]).toEqual([400, { status: 'error', error: expect.stringMatching(/\.$/) }]);
      }
      expect(await stored()).toBe(before);
    });

    it('answers a body beyond the limit with 413', async () => {
      const body = { distinct_ids: ['a'], filler: 'x'.repeat(3 * 1024 * 1024) };
      const answer = await call('POST', withToken(DELETIONS), { body });
      expect([answer.status, Object.keys(answer.body)]).toEqual([413, ['status', 'error']]);
    });

    it('stores the request with all of its subjects', async () => {
      const run = randomUUID();
      const ids = Array.from({ length: 2000 }, (_, index) => `${run}-${index}`);
      const id = await open(RETRIEVALS, ids);
      expect(await app.prisma.requestSubject.count({ where: { requestId: id } })).toBe(2000);
      expect((await call('GET', withToken(`${RETRIEVALS}/${id}`))).body.results.distinct_ids).toEqual(ids);
    });
  });

  describe('slashes', () => {
    it.each([RETRIEVALS, DELETIONS, RETRIEVALS.replace('v3', 'v2'), DELETIONS.replace('v3', 'v2')])(
      'answers %s with and without them, and never by a redirect',
      async (path) => {
        for (const form of [path, `${path}/`]) {
          const opened = await call('POST', withToken(form), { body: { distinct_ids: [fresh()] } });
          expect(opened.status).toBe(201);
          const id = opened.body.results.tracking_id;
          for (const poll of [`${path}/${id}`, `${path}/${id}/`]) {
            expect([poll, (await call('GET', withToken(poll))).body.results.status]).toEqual([poll, 'PENDING']);
          }
          if (path.includes('deletions')) {
            expect((await call('DELETE', withToken(`${path}/${id}/`))).status).toBe(204);
            expect((await call('DELETE', withToken(`${path}/${id}`))).status).toBe(204);
          }
        }
      },
    );
  });

  describe('v2.0', () => {
    const V2_DELETIONS = DELETIONS.replace('v3.0', 'v2.0');
    const V2_RETRIEVALS = RETRIEVALS.replace('v3.0', 'v2.0');

    it('takes the project token in the query or in the body', async () => {
      for (const form of ['query', 'body']) {
        const path = (base: string) => (form === 'query' ? withToken(base) : base);
        const token = form === 'body' ? { token: project.projectToken } : {};
        const deletion = await call('POST', path(V2_DELETIONS), { body: { distinct_ids: [fresh()], ...token } });
        expect([form, deletion.status]).toEqual([form, 201]);
        const retrieval = await call('POST', path(V2_RETRIEVALS), { body: { distinct_id: fresh(), ...token } });
        expect([form, retrieval.status, retrieval.body.results.distinct_id_count]).toEqual([form, 201, 1]);
      }
    });

    it('answers as v3.0 does', async () => {
      const id = fresh();
      const opened = await call('POST', withToken(V2_RETRIEVALS), { body: { distinct_id: id } });
      const { tracking_id: trackingId } = opened.body.results;
      for (const path of [V2_RETRIEVALS, RETRIEVALS]) {
        expect((await call('GET', withToken(`${path}/${trackingId}`))).body).toEqual({
          status: 'ok',
          results: { status: 'PENDING', results: '', result: '', distinct_ids: [id] },
        });
      }
    });

    it('answers a token in neither with 400, and a bad one in the body with 403', async () => {
      expect((await call('POST', V2_DELETIONS, { body: { distinct_ids: ['a'] } })).status).toBe(400);
      expect((await call('POST', V2_DELETIONS, { body: { distinct_ids: ['a'], token: 'nobody' } })).status).toBe(403);
      expect((await call('POST', V2_DELETIONS, { body: { distinct_ids: ['a'], token: 7 } })).status).toBe(400);
      expect((await call('POST', V2_DELETIONS, { body: 'no json' })).status).toBe(400);
    });

    it('is not the only version that reads the token from the body', async () => {
      const answer = await call('POST', DELETIONS, { body: { distinct_ids: [fresh()], token: project.projectToken } });
      expect(answer.status).toBe(201);
    });
  });

  describe('polling', () => {
    it('answers a deletion with exactly seven keys', async () => {
      const ids = [fresh(), fresh()];
      const id = await open(DELETIONS, ids, { compliance_type: 'CCPA' });
      const answer = await call('GET', withToken(`${DELETIONS}/${id}`));
      expect([answer.status, answer.body]).toEqual([
        200,
        {
          status: 'ok',
          results: {
            tracking_id: id,
            status: 'PENDING',
            requesting_user: project.ownerEmail,
            compliance_type: 'ccpa',
            project_id: project.projectId,
            date_requested: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
            distinct_ids: ids,
          },
        },
      ]);
    });

    it.each(['PENDING', 'STAGING', 'STARTED', 'SUCCESS', 'FAILURE', 'REVOKED'])('tells %s', async (status) => {
      const deletion = await open(DELETIONS, [fresh()]);
      const retrieval = await open(RETRIEVALS, [fresh()]);
      await app.prisma.request.updateMany({ where: { id: { in: [deletion, retrieval] } }, data: { status } });
      expect((await call('GET', withToken(`${DELETIONS}/${deletion}`))).body.results.status).toBe(status);
      const polled = await call('GET', withToken(`${RETRIEVALS}/${retrieval}`));
      expect(polled.body.results).toEqual({ status, results: '', result: '', distinct_ids: [expect.any(String)] });
    });

    it('answers an unknown id, another kind and another project with NOT_FOUND in a 200', async () => {
      const deletion = await open(DELETIONS, [fresh()]);
      const retrieval = await open(RETRIEVALS, [fresh()]);
      for (const id of [randomUUID(), 'no-uuid', "';--", deletion]) {
        const answer = await call('GET', withToken(`${RETRIEVALS}/${encodeURIComponent(id)}`));
        expect([answer.status, answer.body]).toEqual([
          200,
          { status: 'ok', results: { status: 'NOT_FOUND', results: '', result: '', distinct_ids: [] } },
        ]);
      }
      for (const id of [randomUUID(), 'no-uuid', retrieval]) {
        const answer = await call('GET', withToken(`${DELETIONS}/${id}`));
        expect([answer.status, answer.body.results]).toEqual([
          200,
          {
            tracking_id: id,
            status: 'NOT_FOUND',
            requesting_user: '',
            compliance_type: '',
            project_id: project.projectId,
            date_requested: '',
            distinct_ids: [],
          },
        ]);
      }
      const authorization = `Bearer ${other.oauthToken}`;
      const foreign = await call('GET', withToken(`${DELETIONS}/${deletion}`, other.projectToken), { authorization });
      expect([foreign.status, foreign.body.results.status]).toEqual([200, 'NOT_FOUND']);
    });

    it('answers distinct_ids [] once their key is destroyed', async () => {
      const id = await open(DELETIONS, [fresh()]);
      await app.prisma.request.update({ where: { id }, data: { wrappedIdKey: null } });
      expect((await call('GET', withToken(`${DELETIONS}/${id}`))).body.results.distinct_ids).toEqual([]);
    });
  });

  describe('cancelling', () => {
    it('answers 204 without a body while nothing has started, and again when it is revoked already', async () => {
      for (const status of ['PENDING', 'STAGING', 'REVOKED']) {
        const id = await open(DELETIONS, [fresh()]);
        await app.prisma.request.update({ where: { id }, data: { status } });
        const answer = await call('DELETE', withToken(`${DELETIONS}/${id}`));
        expect([status, answer.status, answer.text]).toEqual([status, 204, '']);
        expect((await call('GET', withToken(`${DELETIONS}/${id}`))).body.results.status).toBe('REVOKED');
      }
    });

    it.each(['STARTED', 'SUCCESS', 'FAILURE'])('answers 405 once it is %s', async (status) => {
      const id = await open(DELETIONS, [fresh()]);
      await app.prisma.request.update({ where: { id }, data: { status } });
      const answer = await call('DELETE', withToken(`${DELETIONS}/${id}`));
      expect([answer.status, answer.body]).toEqual([405, { status: 'error', error: expect.any(String) }]);
      expect((await call('GET', withToken(`${DELETIONS}/${id}`))).body.results.status).toBe(status);
    });

    it("answers an export's id with 405, and an unknown one or another project's with 404", async () => {
      const retrieval = await open(RETRIEVALS, [fresh()]);
      expect((await call('DELETE', withToken(`${DELETIONS}/${retrieval}`))).status).toBe(405);
      for (const id of [randomUUID(), 'no-uuid']) {
        const answer = await call('DELETE', withToken(`${DELETIONS}/${id}`));
        expect([answer.status, answer.body]).toEqual([404, { status: 'error', error: expect.any(String) }]);
      }
      const deletion = await open(DELETIONS, [fresh()]);
      const authorization = `Bearer ${other.oauthToken}`;
      const foreign = await call('DELETE', withToken(`${DELETIONS}/${deletion}`, other.projectToken), {
        authorization,
      });
      expect(foreign.status).toBe(404);
      expect((await call('GET', withToken(`${DELETIONS}/${deletion}`))).body.results.status).toBe('PENDING');
    });
  });

  describe('conflicts', () => {
    it('refuses the whole deletion with 409 and an object', async () => {
      const [first, second, third] = [fresh(), fresh(), fresh()];
      const one = await open(DELETIONS, [first]);
      const two = await open(DELETIONS, [second]);
      const before = await stored();
      const answer = await call('POST', withToken(DELETIONS), { body: { distinct_ids: [third, second, first] } });
      expect(answer.status).toBe(409);
      expect(answer.body).toEqual({
        status: 'error',
        error: {
          conflicting_distinct_ids: [second, first],
          conflicting_task_ids: expect.arrayContaining([one, two]),
          error: expect.stringMatching(/\.$/),
        },
      });
      expect(await stored()).toBe(before);
      await open(DELETIONS, [third]);
    });

    it.each([
      ['PENDING', 409],
      ['STAGING', 409],
      ['STARTED', 409],
      ['SUCCESS', 201],
      ['FAILURE', 201],
      ['REVOKED', 201],
    ])('answers ids of a deletion that is %s with %i', async (status, expected) => {
      const id = fresh();
      const first = await open(DELETIONS, [id]);
      await app.prisma.request.update({ where: { id: first }, data: { status } });
      expect((await call('POST', withToken(DELETIONS), { body: { distinct_ids: [id] } })).status).toBe(expected);
    });

    it('concerns deletions of one project only', async () => {
      const id = fresh();
      await open(DELETIONS, [id]);
      await open(RETRIEVALS, [id]);
      await open(RETRIEVALS, [id]);
      const authorization = `Bearer ${other.oauthToken}`;
      const elsewhere = await call('POST', withToken(DELETIONS, other.projectToken), {
        body: { distinct_ids: [id] },
        authorization,
      });
      expect(elsewhere.status).toBe(201);
    });

    it('lets one of many that come at once pass', async () => {
      const id = fresh();
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => call('POST', withToken(DELETIONS), { body: { distinct_ids: [fresh(), id] } })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...new Array<number>(7).fill(409)]);
    });
  });

  describe('who may', () => {
    const ROUTES = [
      ['POST', RETRIEVALS],
      ['POST', DELETIONS],
      ['GET', `${RETRIEVALS}/${randomUUID()}`],
      ['GET', `${DELETIONS}/${randomUUID()}`],
      ['DELETE', `${DELETIONS}/${randomUUID()}`],
    ] as const;
    const bodyOf = (method: string) => (method === 'POST' ? { body: { distinct_ids: ['a'] } } : {});

    it('answers missing and bad credentials with 401 and an identical body', async () => {
      const bodies = new Set<string>();
      const bad = [
        null,
        'Bearer nobody',
        'Bearer ',
        'Basic bm9ib2R5OnNlY3JldA==',
        'Basic !',
        'Digest x',
        `Token ${project.oauthToken}`,
      ];
      for (const [method, path] of ROUTES) {
        for (const authorization of bad) {
          const answer = await call(method, withToken(path), { ...bodyOf(method), authorization });
          expect([path, authorization, answer.status]).toEqual([path, authorization, 401]);
          bodies.add(answer.text);
        }
      }
      expect([...bodies].map((text) => JSON.parse(text))).toEqual([{ status: 'error', error: expect.any(String) }]);
    });

    it('answers unknown projects, those of others and low roles with 403 and an identical body', async () => {
      const tokens = app.application.get(OauthTokensService);
      const clerk = {
        email: `clerk-${randomUUID()}@example.com`,
        name: 'Clerk',
        role: 'member',
        password: 'correct horse battery',
      } as const;
      const member = await joinApp(app.application, project.organizationId, clerk);
      const { secret } = await tokens.create('operator', member.id, 'low');
      const bodies = new Set<string>();
      for (const [method, path] of ROUTES) {
        for (const [token, authorization] of [
          ['unknown', `Bearer ${project.oauthToken}`],
          [other.projectToken, `Bearer ${project.oauthToken}`],
          [project.projectToken, `Bearer ${other.oauthToken}`],
          [project.projectToken, `Bearer ${secret}`],
          ['%00', `Bearer ${project.oauthToken}`],
        ] as const) {
          const answer = await call(method, withToken(path, token), { ...bodyOf(method), authorization });
          expect([path, token, answer.status]).toEqual([path, token, 403]);
          bodies.add(answer.text);
        }
      }
      expect([...bodies].map((text) => JSON.parse(text))).toEqual([{ status: 'error', error: expect.any(String) }]);
    });

    it('answers a missing project token with 400', async () => {
      for (const [method, path] of ROUTES) {
        for (const form of [path, `${path}?token=`, `${path}?token=a&token=b`]) {
          const answer = await call(method, form, bodyOf(method));
          expect([form, answer.status, answer.body]).toEqual([
            form,
            400,
            { status: 'error', error: expect.any(String) },
          ]);
        }
      }
    });

    it('lets a service account in by Basic and by Bearer', async () => {
      const actor = { kind: 'user', userId: project.ownerId, email: project.ownerEmail, via: 'session' } as const;
      const name = `robot-${randomUUID()}`;
      const created = await app.application
        .get(ServiceAccountsService)
        .create(actor, project.organizationId, { name, role: 'admin', expiresInDays: 30 });
      const account = created.serviceAccount.name;
      const basic = `Basic ${Buffer.from(`${account}:${created.secret}`).toString('base64')}`;
      for (const authorization of [basic, `Bearer ${created.secret}`]) {
        const answer = await call('POST', withToken(DELETIONS), { body: { distinct_ids: [fresh()] }, authorization });
        expect([answer.status, answer.body.results.requesting_user]).toEqual([201, account]);
      }
    });

    it("lets the project's API secret in where the project allows it, without a token", async () => {
      const authorization = `Basic ${Buffer.from(`${project.apiSecret}:`).toString('base64')}`;
      const body = { distinct_ids: [fresh()] };
      expect((await call('POST', withToken(RETRIEVALS), { body, authorization })).status).toBe(403);
      await app.prisma.project.update({ where: { id: project.projectId }, data: { allowApiSecret: true } });
      for (const path of [RETRIEVALS, withToken(RETRIEVALS)]) {
        const answer = await call('POST', path, { body, authorization });
        expect([answer.status, answer.body.results.project_id]).toEqual([201, project.projectId]);
      }
      expect((await call('POST', withToken(RETRIEVALS, other.projectToken), { body, authorization })).status).toBe(403);
    });
  });

  it('brings the first answer back for the same Idempotency-Key', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { distinct_ids: [fresh()] };
    const first = await call('POST', withToken(DELETIONS), { body, headers });
    const again = await call('POST', withToken(DELETIONS), { body, headers });
    expect([again.status, again.body]).toEqual([201, first.body]);
    const otherBody = await call('POST', withToken(DELETIONS), { body: { distinct_ids: [fresh()] }, headers });
    expect([otherBody.status, Object.keys(otherBody.body)]).toEqual([422, ['status', 'error']]);
  });
});

describe('the rate of a project', () => {
  it('is limited with 429 and Retry-After, and others are not touched by it', async () => {
    const clock = new (class extends Clock {
      override now(): Date {
        return new Date('2026-03-09T12:00:00Z');
      }
    })();
    const settings = { ROLE: 'api', RATE_LIMIT_PER_SECOND: '2', RATE_LIMIT_BURST: '3' };
    const app = await startApp({ clock, settings });
    try {
      const [project, other] = [await createProject(app, 'busy'), await createProject(app, 'calm')];
      const poll = ({ projectToken, oauthToken }: TestProject) =>
        fetch(`${app.url}${RETRIEVALS}/x?token=${projectToken}`, {
          headers: { authorization: `Bearer ${oauthToken}` },
        });
      for (let call = 0; call < 3; call++) expect((await poll(project)).status).toBe(200);
      const refused = await poll(project);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(await refused.json()).toEqual({ status: 'error', error: expect.any(String) });
      expect((await poll(other)).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});

describe('the link of a finished export', () => {
  it('is minted anew at every poll, and yields a ZIP to whoever has it', async () => {
    const app = await startApp();
    try {
      const project = await createProject(app);
      const client = new ApiClient(app, project);
      await client.importEvents([
        { event: 'Seen', properties: { time: 1_760_000_000, distinct_id: 'ada', $insert_id: '1' } },
      ]);
      const headers = { authorization: `Bearer ${project.oauthToken}` };
      const query = `token=${project.projectToken}`;
      const body = JSON.stringify({ distinct_ids: ['ada'] });
      const opened = await fetch(`${app.url}${RETRIEVALS}?${query}`, { method: 'POST', headers, body });
      const { results } = (await opened.json()) as { results: { tracking_id: string } };
      const poll = async () => {
        const answer = await fetch(`${app.url}${RETRIEVALS}/${results.tracking_id}/?${query}`, { headers });
        return ((await answer.json()) as { results: Record<string, string> }).results;
      };
      const polled = await until('the export', async () => {
        const found = await poll();
        return found['status'] === 'SUCCESS' && found;
      });
      expect(Object.keys(polled).sort()).toEqual(['distinct_ids', 'result', 'results', 'status']);
      expect(polled['result']).toBe(polled['results']);
      expect((await poll())['result']).not.toBe(polled['result']);
      const { pathname } = new URL(polled['result'] ?? '');
      const zip = await fetch(`${app.url}${pathname}`, { redirect: 'manual' });
      expect([zip.status, zip.headers.get('content-type')]).toEqual([200, 'application/zip']);
      expect(
        Buffer.from(await zip.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
      expect((await fetch(`${app.url}${pathname.slice(0, -1)}`)).status).toBe(401);
    } finally {
      await app.close();
    }
  });
});
