import type { TestApp, TestProject } from '../support/app.js';

export interface Told {
  readonly status: number;
  readonly text: string;
}

/** What of an answer of the API tests look at. */
export interface Ended {
  readonly id: string;
  readonly code?: string;
  readonly state: string;
  readonly kind: string;
  readonly orderedBy: string;
  readonly restorableUntil: string;
  readonly goneBy: string;
  readonly finishedAt: string | null;
  readonly scrubbedAt: string | null;
  readonly trouble: { readonly code: string } | null;
  readonly counts: {
    readonly collections: readonly { readonly collection: string; readonly rows: number; readonly spared: number }[];
    readonly destroyed: Readonly<Record<string, number>>;
    readonly duties: number;
  } | null;
}

/** Somebody at the console, signed in. */
export class SignedIn {
  private constructor(
    private readonly app: TestApp,
    private readonly cookie: string,
  ) {}

  static async of(app: TestApp, { email, password }: { readonly email: string; readonly password: string }) {
    const response = await fetch(`${app.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (response.status !== 200) throw new Error(`Nobody was let in: ${await response.text()}`);
    return new SignedIn(
      app,
      response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    );
  }

  async call<Body = Ended>(method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> {
    const response = await fetch(`${this.app.url}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        'sec-fetch-site': 'same-origin',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
  }

  async bytes(path: string): Promise<Buffer> {
    const response = await fetch(`${this.app.url}${path}`, { headers: { cookie: this.cookie } });
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }
}

export async function ask(app: TestApp, method: string, path: string, init: RequestInit = {}): Promise<Told> {
  const response = await fetch(`${app.url}${path}`, { method, redirect: 'manual', ...init });
  return { status: response.status, text: await response.text() };
}

type Known = Pick<TestProject, 'projectId' | 'projectToken' | 'apiSecret' | 'oauthToken'>;
type Way = readonly [name: string, (of: Known) => readonly [string, string, RequestInit?]];

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const bearer = ({ oauthToken }: Known) => ({ authorization: `Bearer ${oauthToken}` });
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const event = (properties: object) => ({
  event: 'Played',
  properties: { distinct_id: 'late', time: 1_750_000_000, $insert_id: 'late-1', ...properties },
});

/** Ways in and out of a project, each by whatever it is named by: its token, its secret, its number. */
export const WAYS: readonly Way[] = [
  ['/track', ({ projectToken: token }) => ['POST', '/track?verbose=1', json([event({ token })])]],
  [
    '/engage',
    ({ projectToken }) => [
      'POST',
      '/engage?verbose=1',
      json([{ $token: projectToken, $distinct_id: 'late', $set: { a: 1 } }]),
    ],
  ],
  [
    '/groups',
    ({ projectToken }) => [
      'POST',
      '/groups?verbose=1',
      json([{ $token: projectToken, $group_key: 'company', $group_id: 'x', $set: { a: 1 } }]),
    ],
  ],
  ['/import by the secret', ({ apiSecret }) => ['POST', '/import?strict=1', json([event({})], basic(`${apiSecret}:`))]],
  [
    '/import by the token',
    ({ projectToken }) => ['POST', '/import?strict=1', json([event({})], basic(`${projectToken}:`))],
  ],
  [
    '/record',
    ({ projectToken }) => ['POST', '/record?distinct_id=late&replay_id=r&seq=0', json([], basic(`${projectToken}:`))],
  ],
  ['settings of SDKs', ({ projectToken }) => ['GET', '/settings', { headers: basic(`${projectToken}:`) }]],
  [
    'retrievals of the wire',
    (of) => [
      'POST',
      `/api/app/data-retrievals/v3.0?token=${of.projectToken}`,
      json({ distinct_ids: ['ada'] }, bearer(of)),
    ],
  ],
  [
    'deletions of the wire',
    (of) => [
      'POST',
      `/api/app/data-deletions/v3.0?token=${of.projectToken}`,
      json({ distinct_ids: ['ada'] }, bearer(of)),
    ],
  ],
  [
    'requests',
    (of) => [
      'POST',
      '/api/v1/requests',
      json({ projectId: of.projectId, kind: 'export', distinctIds: ['ada'] }, bearer(of)),
    ],
  ],
  ['list of requests', (of) => ['GET', `/api/v1/requests?projectId=${of.projectId}`, { headers: bearer(of) }]],
  [
    'preview',
    (of) => [
      'POST',
      '/api/v1/requests/preview',
      json({ projectId: of.projectId, kind: 'deletion', distinctIds: ['ada'] }, bearer(of)),
    ],
  ],
  [
    'opting in',
    (of) => ['POST', '/api/v1/opt-ins', json({ projectId: of.projectId, distinctIds: ['ada'] }, bearer(of))],
  ],
  ['questions about profiles', ({ apiSecret }) => ['POST', '/api/query/engage', { headers: basic(`${apiSecret}:`) }]],
  [
    'questions about events',
    ({ apiSecret }) => [
      'GET',
      '/api/2.0/export?from_date=2026-01-01&to_date=2026-06-01',
      { headers: basic(`${apiSecret}:`) },
    ],
  ],
];
