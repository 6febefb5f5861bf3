import { gzipSync } from 'node:zlib';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { Kept } from './kept.js';
import { serviceAccountOf } from './service-account.js';

// What SDKs of languages that this suite has no runtime for sent to a recorder, with token and ids of the test in their places.
// Their own code does not run here: docs/sdk.md says so.

const TIME = 1_790_000_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };

interface Call {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Credentials {
  readonly token: string;
  readonly secret: string;
  /** `name:secret` of a service account. */
  readonly account: string;
  readonly projectId: number;
}

/** What the client looks at before it reports success. */
type Looks = (text: string, status: number) => boolean;

const isOne: Looks = (text) => text === '1';
const hasBoth: Looks = (text, status) => {
  const answer = JSON.parse(text) as { status: unknown; error: unknown };
  return status === 200 && answer.status === 1 && answer.error === null;
};
const isImported: Looks = (text, status) => status === 200 && (JSON.parse(text) as { status: string }).status === 'OK';
const is200: Looks = (text, status) => status === 200 && Number(text) === 1;

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
const urlSafe = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;
const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

const event = (token: string, properties: object = {}, name = 'Signed up') => ({
  event: name,
  properties: { token, distinct_id: 'ada', plan: 'Pro', ...properties },
});

const EVENTS: readonly (readonly [string, Looks, (with_: Credentials) => Call])[] = [
  [
    'Python: track',
    hasBoth,
    ({ token }) => ({
      path: '/track',
      headers: FORM,
      body: form({
        data: JSON.stringify(
          event(token, { time: TIME + 0.8923159, $insert_id: '397321f97c164a06b3f55e617215b21f', mp_lib: 'python' }),
        ),
        verbose: '1',
        ip: '0',
      }),
    }),
  ],
  [
    'Python: import with a service account',
    hasBoth,
    ({ token, account, projectId }) => ({
      path: `/import?project_id=${projectId}`,
      headers: { ...FORM, authorization: basic(account) },
      body: form({
        data: JSON.stringify(event(token, { time: TIME, $insert_id: '397321f97c164a06b3f55e617215b21e' })),
        verbose: '1',
        ip: '0',
      }),
    }),
  ],
  [
    'Ruby: track',
    hasBoth,
    ({ token }) => ({
      path: '/track',
      headers: FORM,
      body: form({ data: base64(event(token, { time: TIME * 1000, mp_lib: 'ruby' })), verbose: '1' }),
    }),
  ],
  [
    'Ruby: import, with its key in the form',
    hasBoth,
    ({ token, secret }) => ({
      path: '/import',
      headers: FORM,
      body: form({ data: base64(event(token, { time: TIME * 1000 })), verbose: '1', api_key: secret }),
    }),
  ],
  [
    'Ruby: a pixel in a mail',
    (text, status) => status === 200 && text.startsWith('GIF8'),
    ({ token }) => ({
      method: 'GET',
      path: `/track/?data=${urlSafe(event(token, { time: TIME * 1000, said: 'ÿþ???>>>' }))}&ip=1&img=1`,
    }),
  ],
  [
    'Go: Track',
    hasBoth,
    ({ token }) => ({
      path: '/track?verbose=1',
      headers: JSON_TYPE,
      body: JSON.stringify([event(token, { ip: '8.8.8.8', mp_lib: 'go', $lib_version: 'v2.0.0-beta.2' })]),
    }),
  ],
  [
    'Go: Import',
    isImported,
    ({ token, account, projectId }) => ({
      path: `/import?strict=1&project_id=${projectId}&verbose=1`,
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip', authorization: basic(account) },
      body: gzipSync(JSON.stringify([event(token, { time: TIME, $insert_id: 'go-1' })])),
    }),
  ],
  [
    'Java: deliver',
    isOne,
    ({ token }) => ({
      path: '/track?ip=0',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf8', 'content-encoding': 'gzip' },
      body: gzipSync(form({ data: base64([event(token, { time: TIME, mp_lib: 'jdk' })]) })),
    }),
  ],
  [
    'Java: import, with the token for a name',
    isImported,
    ({ token }) => ({
      path: '/import?strict=1',
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip', authorization: basic(`${token}:`) },
      body: gzipSync(JSON.stringify([event(token, { time: TIME, $insert_id: 'jdk-1' })])),
    }),
  ],
  [
    'React Native, JavaScript mode',
    is200,
    ({ token }) => ({
      path: '/track/?ip=1',
      headers: FORM,
      body: form({
        data: JSON.stringify([
          {
            $mp_metadata: {
              $mp_event_id: '01f0251a45d26934',
              $mp_session_id: '000d8b1f56db3c0c',
              $mp_session_seq_id: 0,
            },
            ...event(token, { time: TIME * 1000, $device_id: 'c46c5dbe-0f0f-4a6f-8a4c-0f4d1d2b9f10', $user_id: null }),
          },
        ]),
      }),
    }),
  ],
  [
    'PHP: base64 whose + became a space',
    isOne,
    ({ token }) => ({
      path: '/track',
      headers: FORM,
      body: `data=${base64([event(token, { time: TIME, said: '>>>~~~' })])}`,
    }),
  ],
  [
    'mixpanel-utils: import, with its project in the form',
    hasBoth,
    ({ token, account, projectId }) => ({
      path: '/import',
      headers: { ...FORM, authorization: basic(account) },
      body: form({
        data: base64([event(token, { time: TIME, $insert_id: 'utils-1' })]),
        project_id: String(projectId),
        verbose: '1',
      }),
    }),
  ],
  // Of the next three the source was read; nothing of theirs ran.
  [
    'Android: a gzipped form',
    (_text, status) => status === 200,
    ({ token }) => ({
      path: '/track?ip=1',
      headers: { ...FORM, 'content-encoding': 'gzip' },
      body: gzipSync(
        form({
          data: base64([
            {
              ...event(token, {
                time: TIME * 1000,
                mp_lib: 'android',
                $device_id: 'c46c5dbe-0f0f-4a6f-8a4c-0f4d1d2b9f10',
              }),
              $mp_metadata: { $mp_event_id: '5b0f251a45d26934' },
            },
          ]),
        }),
      ),
    }),
  ],
  [
    'Objective-C: JSON',
    is200,
    ({ token }) => ({
      path: '/track?ip=1',
      headers: JSON_TYPE,
      body: JSON.stringify([
        {
          ...event(token, { time: TIME, mp_lib: 'iphone', $device_id: 'c46c5dbe-0f0f-4a6f-8a4c-0f4d1d2b9f10' }),
          $mp_metadata: { $mp_event_id: '6b0f251a45d26934' },
        },
      ]),
    }),
  ],
  [
    'Flutter, which sends by the SDK of the phone',
    is200,
    ({ token }) => ({
      path: '/track?ip=1',
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
      body: gzipSync(
        JSON.stringify([
          {
            ...event(token, { time: TIME * 1000, mp_lib: 'flutter', $lib_version: '2.5.0' }),
            $mp_metadata: { $mp_event_id: '7b0f251a45d26934' },
          },
        ]),
      ),
    }),
  ],
  [
    'Swift: gzipped JSON',
    is200,
    ({ token }) => ({
      path: '/track',
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
      body: gzipSync(
        JSON.stringify([
          { ...event(token, { time: TIME * 1000 }), $mp_metadata: { $mp_event_id: '8b0f251a45d26934' } },
        ]),
      ),
    }),
  ],
];

const PEOPLE: readonly (readonly [string, Looks, (with_: Credentials) => Call])[] = [
  [
    'Python',
    hasBoth,
    ({ token }) => ({
      path: '/engage',
      headers: FORM,
      body: form({
        data: JSON.stringify({ $token: token, $time: TIME, $distinct_id: 'ada', $set: { plan: 'Pro' }, $ip: '0' }),
        verbose: '1',
        ip: '0',
      }),
    }),
  ],
  [
    'Ruby',
    hasBoth,
    ({ token }) => ({
      path: '/engage',
      headers: FORM,
      body: form({
        data: base64({ $token: token, $time: TIME * 1000, $distinct_id: 'ada', $set: { plan: 'Pro' } }),
        verbose: '1',
      }),
    }),
  ],
  [
    'Go',
    (text) => JSON.parse(text) === 1,
    ({ token }) => ({
      path: '/engage',
      headers: JSON_TYPE,
      body: JSON.stringify([
        { $token: token, $distinct_id: 'ada', $set: { plan: 'Pro', $ip: '8.8.8.8' }, $ip: '8.8.8.8' },
      ]),
    }),
  ],
  [
    'mixpanel-utils',
    hasBoth,
    ({ token, account, projectId }) => ({
      path: '/engage?verbose=1',
      headers: { ...FORM, authorization: basic(account) },
      body: form({
        data: JSON.stringify([
          {
            $token: token,
            $distinct_id: 'ada',
            $set: { plan: 'Pro' },
            $ignore_time: true,
            $ip: 0,
            $ignore_alias: false,
          },
        ]),
        project_id: String(projectId),
      }),
    }),
  ],
];

const group = (token: string) => ({
  $token: token,
  $group_key: 'company',
  $group_id: 'Acme Inc.',
  $set: { employees: 42 },
});

const GROUPS: readonly (readonly [string, Looks, (with_: Credentials) => Call])[] = [
  [
    'Python',
    hasBoth,
    ({ token }) => ({
      path: '/groups',
      headers: FORM,
      body: form({ data: JSON.stringify({ ...group(token), $time: TIME }), verbose: '1', ip: '0' }),
    }),
  ],
  [
    'Ruby',
    hasBoth,
    ({ token }) => ({
      path: '/groups',
      headers: FORM,
      body: form({ data: base64({ ...group(token), $time: TIME * 1000 }), verbose: '1' }),
    }),
  ],
  [
    'Go',
    (text) => JSON.parse(text) === 1,
    ({ token }) => ({ path: '/groups', headers: JSON_TYPE, body: JSON.stringify([group(token)]) }),
  ],
  [
    'Java',
    isOne,
    ({ token }) => ({
      path: '/groups?ip=0',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf8', 'content-encoding': 'gzip' },
      body: gzipSync(form({ data: base64([{ ...group(token), $time: TIME * 1000 }]) })),
    }),
  ],
  ['Swift', is200, ({ token }) => ({ path: '/groups/', headers: JSON_TYPE, body: JSON.stringify([group(token)]) })],
];

const alias = (token: string) => ({
  event: '$create_alias',
  properties: { token, distinct_id: 'ada', alias: 'ada-alias' },
});
const merge = (token: string) => ({ event: '$merge', properties: { token, $distinct_ids: ['ada', 'ada-old'] } });

/** With how many links they leave the project: with the token of a page nobody joins people. */
const IDENTITIES: readonly (readonly [string, Looks, number, (with_: Credentials) => Call])[] = [
  [
    'Python: alias',
    hasBoth,
    0,
    ({ token }) => ({
      path: '/track',
      headers: FORM,
      body: form({ data: JSON.stringify(alias(token)), verbose: '1', ip: '0' }),
    }),
  ],
  [
    'Ruby: alias',
    hasBoth,
    0,
    ({ token }) => ({ path: '/track', headers: FORM, body: form({ data: base64(alias(token)), verbose: '1' }) }),
  ],
  [
    'Go: Alias',
    isOne,
    0,
    ({ token }) => ({ path: '/track', headers: FORM, body: form({ data: JSON.stringify(alias(token)) }) }),
  ],
  [
    'Python: merge, with the secret',
    hasBoth,
    1,
    ({ token, secret }) => ({
      path: '/import',
      headers: { ...FORM, authorization: basic(`${secret}:`) },
      body: form({ data: JSON.stringify(merge(token)), verbose: '1', ip: '0' }),
    }),
  ],
  [
    'Go: Merge, with a service account',
    isOne,
    1,
    ({ token, account, projectId }) => ({
      path: `/import?project_id=${projectId}`,
      headers: { ...FORM, authorization: basic(account) },
      body: form({ data: JSON.stringify(merge(token)) }),
    }),
  ],
];

describe('SDKs of other languages, as they were recorded', () => {
  let app: TestApp;
  let kept: Kept;
  let project: TestProject;

  beforeAll(async () => {
    app = await startApp();
    kept = await Kept.at(app.databaseUrl);
  });
  afterAll(async () => {
    await kept.close();
    await app.close();
  });
  beforeEach(async () => {
    project = await createProject(app, `p${(await app.prisma.project.count()) + 1}`);
  });

  async function send(make: (with_: Credentials) => Call): Promise<{ readonly status: number; readonly text: string }> {
    const { username, secret } = await serviceAccountOf(app, project);
    const { projectToken: token, apiSecret, projectId } = project;
    const credentials = { token, secret: apiSecret, account: `${username}:${secret}`, projectId };
    const { method = 'POST', path, headers = {}, body } = make(credentials);
    const response = await fetch(`${app.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    return { status: response.status, text: await response.text() };
  }

  it.each(EVENTS)('%s', async (_client, looksTaken, make) => {
    for (let time = 0; time < 2; time += 1) {
      const { text, status } = await send(make);
      expect({ taken: looksTaken(text, status), text }).toEqual({ taken: true, text });
      if (_client.startsWith('Go: Track')) break; // it gives no time, and does not send again
    }
    expect(await kept.events(project.projectId)).toEqual([
      expect.objectContaining({
        event: 'Signed up',
        distinctId: 'ada',
        properties: expect.objectContaining({ plan: 'Pro' }),
      }),
    ]);
    expect(JSON.stringify(await kept.events(project.projectId))).not.toMatch(/8\.8\.8\.8|mp_metadata/);
  });

  it.each(GROUPS)('groups by %s, of which nothing is kept', async (_client, looksTaken, make) => {
    const { text, status } = await send(make);
    expect({ taken: looksTaken(text, status), text }).toEqual({ taken: true, text });
    expect([await kept.events(project.projectId), await kept.profiles(project.projectId)]).toEqual([[], []]);
  });

  it.each(IDENTITIES)('who is who by %s', async (_client, looksTaken, links, make) => {
    const { text, status } = await send(make);
    expect({ taken: looksTaken(text, status), text }).toEqual({ taken: true, text });
    const found = await kept.links(project.projectId);
    expect(found).toHaveLength(links);
    for (const { kind, distinctId, linkedId } of found)
      expect([kind, [distinctId, linkedId].sort()]).toEqual(['merge', ['ada', 'ada-old']]);
  });

  it.each(PEOPLE)('people by %s', async (_client, looksTaken, make) => {
    const { text, status } = await send(make);
    expect({ taken: looksTaken(text, status), text }).toEqual({ taken: true, text });
    const profile = await kept.profile(project.projectId, 'ada');
    expect(profile).toMatchObject({ plan: 'Pro' });
    expect(JSON.stringify(profile)).not.toContain('8.8.8.8');
  });
});
