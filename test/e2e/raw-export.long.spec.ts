import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import { ProjectsService } from '../../src/access/index.js';
import { MOST_AT_ONCE, ReadingPlaces } from '../../src/questions/events/reading-places.js';
import { EventReader, type EventRecord } from '../../src/subject-data/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { instead } from '../support/instead.js';
import { joinApp } from '../support/join.js';
import { until } from '../support/until.js';

const DATA_MAP = `
builtIn:
  events: { headers: { national_id: { category: government_id, withhold: true } } }
collections: []
`;
/** What stands in place of what the data map withholds. */
const HELD = { held: true, disclosed: false };

const at = (time: string) => new Date(time).getTime();
const seconds = (time: string) => Math.floor(at(time) / 1000);
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

describe('the raw export of events', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let account: Record<string, string>;

  beforeAll(async () => {
    app = await startApp({ dataMap: DATA_MAP, settings: STEP_BY_STEP });
    project = await createProject(app);
    client = new ApiClient(app, project);
    const order = { name: 'warehouse', role: 'admin', expiresInDays: 1 } as const;
    const made = await app.application.get(ServiceAccountsService).create('operator', project.organizationId, order);
    account = basic(`${made.serviceAccount.name}:${made.secret}`);
    const event = (name: string, id: string, time: string, more: object = {}) => ({
      event: name,
      properties: {
        time: at(time),
        distinct_id: id,
        $insert_id: `${name}-${id}-${time}`.replaceAll(/[^\w-]/g, ''),
        ...more,
      },
    });
    await client.importEvents([
      event('Before', 'ada', '2026-02-28T23:59:59.999Z'),
      event('First', 'ada', '2026-03-01T00:00:00.000Z', { plan: 'Pro', n: 3, national_id: '4711' }),
      event('Middle', 'bob', '2026-03-02T12:00:00.078Z', { plan: 'Free', nested: { national_id: '4712', kept: 1 } }),
      event('Last', 'ada', '2026-03-03T23:59:59.999Z', { plan: 'Pro' }),
      event('Behind', 'bob', '2026-03-04T00:00:00.000Z'),
    ]);
  });
  afterAll(() => app.close());

  const address = (query: Record<string, string>, path = '/api/2.0/export') =>
    `${app.url}${path}?${new URLSearchParams({ project_id: String(project.projectId), ...query }).toString()}`;
  const ask = (query: Record<string, string>, headers = account, path?: string) =>
    fetch(address(query, path), { headers });
  const DAYS = { from_date: '2026-03-01', to_date: '2026-03-03' };
  const linesOf = (text: string) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  const namesOf = async (answer: Promise<Response>) => {
    const response = await answer;
    expect(response.status).toBe(200);
    return linesOf(await response.text())
      .map(({ event }) => event)
      .sort();
  };
  const audited = () =>
    app.prisma.auditEntry.findMany({ where: { action: { startsWith: 'events.' } }, orderBy: { id: 'asc' } });
  const reader = () => app.application.get(EventReader, { strict: false });

  it('gives whole days in UTC, the first and the last among them, one event a line', async () => {
    const response = await ask(DAYS);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    const text = await response.text();
    expect(text.endsWith('}\n')).toBe(true);
    expect(linesOf(text).sort((one, other) => (one.event < other.event ? -1 : 1))).toEqual([
      {
        event: 'First',
        properties: {
          time: seconds('2026-03-01'),
          distinct_id: 'ada',
          $insert_id: 'First-ada-2026-03-01T000000000Z',
          plan: 'Pro',
          n: 3,
          national_id: HELD,
        },
      },
      {
        event: 'Last',
        properties: {
          time: seconds('2026-03-03T23:59:59Z'),
          distinct_id: 'ada',
          $insert_id: 'Last-ada-2026-03-03T235959999Z',
          plan: 'Pro',
        },
      },
      {
        event: 'Middle',
        properties: {
          time: seconds('2026-03-02T12:00:00Z'),
          distinct_id: 'bob',
          $insert_id: 'Middle-bob-2026-03-02T120000078Z',
          plan: 'Free',
          nested: { national_id: HELD, kept: 1 },
        },
      },
    ]);
  });

  it('is an empty body where there is nothing', async () => {
    const response = await ask({ from_date: '2020-01-01', to_date: '2020-01-02' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('is gzipped for whoever takes that, and for nobody else', async () => {
    const fetched = async (encoding: string) => {
      const request = get(address(DAYS), { headers: { ...account, 'accept-encoding': encoding } });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      const body = Buffer.concat(await response.toArray());
      return { encoding: response.headers['content-encoding'], vary: response.headers.vary, body };
    };
    const [plain, zipped] = [await fetched('identity'), await fetched('gzip, deflate')];
    expect([plain.encoding, zipped.encoding, zipped.vary]).toEqual([undefined, 'gzip', 'Accept-Encoding']);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    expect((await fetched('gzip;q=0')).encoding).toBeUndefined();
  });

  it('narrows by names, an expression and a limit, and tells milliseconds', async () => {
    expect(await namesOf(ask({ ...DAYS, event: '["First", "Middle", "None"]' }))).toEqual(['First', 'Middle']);
    expect(await namesOf(ask({ ...DAYS, where: 'properties["plan"] == "Pro" and properties["n"] > 2' }))).toEqual([
      'First',
    ]);
    expect(await namesOf(ask({ ...DAYS, where: 'properties["distinct_id"] == "bob"' }))).toEqual(['Middle']);
    expect(await namesOf(ask({ ...DAYS, limit: '2' }))).toHaveLength(2);
    const [line] = linesOf(await (await ask({ ...DAYS, event: '["Middle"]', time_in_ms: 'true' })).text());
    expect(line?.properties['time']).toBe(at('2026-03-02T12:00:00.078Z'));
  });

  describe('answers the calls of existing clients', () => {
    it('of tap-mixpanel: an API secret without a colon, where the project lets it ask', async () => {
      const projects = app.application.get(ProjectsService);
      const headers = basic(project.apiSecret);
      const call = () => fetch(`${app.url}/api/2.0/export?from_date=2026-03-01&to_date=2026-03-03`, { headers });
      expect((await call()).status).toBe(403);
      await projects.change('operator', project.projectId, { allowSecretQuestions: true });
      try {
        expect(await namesOf(call())).toEqual(['First', 'Last', 'Middle']);
        expect((await fetch(address({ ...DAYS, project_id: '999' }), { headers })).status).toBe(400);
      } finally {
        await projects.change('operator', project.projectId, { allowSecretQuestions: false });
      }
    });

    it('of Airbyte: from a time on, by an expression', async () => {
      const start = seconds('2026-03-02T12:00:00Z');
      const where = `properties["$time"]>=datetime(${start})`;
      expect(await namesOf(ask({ ...DAYS, where }))).toEqual(['Last', 'Middle']);
    });

    it('of mixpanel-utils: a JSON list with blanks, and nothing that has no value', async () => {
      const query = `from_date=2026-03-01&to_date=2026-03-03&event=%5B%22First%22%2C+%22Last%22%5D&where=&bucket=`;
      const url = `${app.url}/api/2.0/export?${query}&project_id=${project.projectId}`;
      expect(await namesOf(fetch(url, { headers: { ...account, 'accept-encoding': 'gzip' } }))).toEqual([
        'First',
        'Last',
      ]);
    });

    it('with a slash at the end, and with parameters in a form', async () => {
      expect(await namesOf(ask(DAYS, account, '/api/2.0/export/'))).toHaveLength(3);
    });
  });

  it.each([
    [{ from_date: '2026-03-01' }, 'to_date is a required parameter: send it as YYYY-MM-DD.'],
    [{ to_date: '2026-03-01' }, 'from_date is a required parameter: send it as YYYY-MM-DD.'],
    [{ from_date: '2026-03-01', to_date: '2199-01-01' }, 'to_date cannot be later than today'],
    [{ ...DAYS, limit: '100001' }, 'limit must be from 1 to 100000; without it everything is given.'],
    [{ ...DAYS, filter_by_cohort: '{"id":5}' }, 'filter_by_cohort is not supported: leave it out.'],
    [{ ...DAYS, where: 'properties["national_id"] == "4711"' }, expect.stringMatching(/withh/) as string],
    [{ ...DAYS, project_id: '' }, 'Name the project as project_id.'],
  ])('refuses what cannot be meant, in words that clients know: %j', async (query, error) => {
    const response = await ask(query);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ status: 'error', error });
  });

  it('is for owners and admins, and tells nobody else which projects there are', async () => {
    const other = await createProject(app, 'other');
    const password = 'correct horse battery staple';
    const joining = { email: 'member@example.com', role: 'member', password } as const;
    const member = await joinApp(app.application, project.organizationId, joining);
    const { secret } = await app.application.get(OauthTokensService).create('operator', member.id, 'tests');
    const statusFor = async (headers: Record<string, string>, projectId = project.projectId) => {
      const response = await fetch(address({ ...DAYS, project_id: String(projectId) }), { headers });
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const unknown = [403, 'There is no such project, or you are not an owner or admin of its organization.'];
    expect(await statusFor(bearer(other.oauthToken))).toEqual(unknown);
    expect(await statusFor(bearer(secret))).toEqual(unknown);
    expect(await statusFor(account, 999_999)).toEqual(unknown);
    expect((await statusFor({}))[0]).toBe(401);
    expect((await statusFor(basic(`${project.projectToken}:`)))[0]).toBe(401);
  });

  it('stands in the audit: who, which days and how many, and by what nobody', async () => {
    const before = await audited();
    await (await ask({ ...DAYS, where: 'properties["distinct_id"] == "ada"', event: '["First"]' })).text();
    const [begun, ended, ...others] = (await audited()).slice(before.length);
    expect(others).toEqual([]);
    const { reading } = begun?.detail as { reading: string };
    expect(begun).toMatchObject({ action: 'events.read', projectId: project.projectId });
    expect(begun?.actor).toMatch(/^service-account:/);
    expect(begun?.detail).toEqual({
      ...{ reading, route: 'raw-export', from: '2026-03-01', to: '2026-03-03' },
      ...{ names: 1, ids: null, where: true, limit: null },
    });
    expect(ended).toMatchObject({ action: 'events.read-ended', detail: { reading, events: 1, complete: true } });
    expect(JSON.stringify([begun?.detail, ended?.detail])).not.toMatch(/ada|First/);
  });

  it('leaves out whoever is opted out', async () => {
    const choose = async (route: string) => {
      const { status } = await client.call('POST', route, { projectId: project.projectId, distinctIds: ['bob'] });
      expect(status).toBeLessThan(300);
    };
    await choose('/api/v1/opt-outs');
    expect(await namesOf(ask(DAYS))).toEqual(['First', 'Last']);
    await choose('/api/v1/opt-ins');
    expect(await namesOf(ask(DAYS))).toEqual(['First', 'Last', 'Middle']);
  });

  describe('where it breaks off', () => {
    const record = (number: number): EventRecord => ({
      event: 'Many',
      distinctId: 'ada',
      time: new Date('2026-03-02'),
      insertId: String(number),
      properties: JSON.stringify({ text: 'x'.repeat(200) }),
    });
    const thousand = () => Array.from({ length: 1000 }, (_, number) => record(number));
    let putBack = () => undefined as unknown;
    afterEach(async () => {
      putBack();
      // A client that is gone is noticed a moment later; its place is free from then on.
      await until('every place to be free', async () => areFree(app.application.get(ReadingPlaces, { strict: false })));
    });
    const areFree = (places: ReadingPlaces): boolean => {
      const leaves: (() => void)[] = [];
      try {
        for (let place = 0; place < MOST_AT_ONCE.project; place++)
          leaves.push(places.take(project.projectId, 'somebody'));
      } catch {
        return false;
      } finally {
        for (const leave of leaves) leave();
      }
      return true;
    };

    const failing = () => {
      putBack = instead(reader(), 'read', async function* () {
        for (let batch = 0; batch < 3; batch++) yield thousand();
        throw new Error('The disk is gone.');
      });
    };

    it.each(['identity', 'gzip'])('breaks the connection, so that a client knows (%s)', async (encoding) => {
      failing();
      const whole = new Promise((resolve, reject) => {
        const headers = { ...account, 'accept-encoding': encoding };
        const request = get(address(DAYS), { headers }, (response) => void response.toArray().then(resolve, reject));
        request.on('error', reject);
      });
      await expect(whole).rejects.toMatchObject({ code: 'ECONNRESET' });
      const [entry] = (await audited()).slice(-1);
      expect(entry).toMatchObject({ action: 'events.read-ended', detail: { complete: false } });
    });

    // To a client of HTTP/1.0 the end of the connection is the end of the text, so that only a reset tells.
    it.each([
      ['--http1.1', [18, 56]],
      ['--http1.0', [56]],
    ])('breaks it for curl %s', async (version, codes) => {
      failing();
      const code = await new Promise((resolve) => {
        const authorization = `Authorization: ${account['authorization'] ?? ''}`;
        const options = [version, '-s', '-o', '/dev/null', '-H', authorization, address(DAYS)];
        execFile('curl', options, (error) => resolve(error?.code ?? 0));
      });
      expect(codes).toContain(code);
    });

    it('is an error like any other before the first event', async () => {
      // eslint-disable-next-line require-yield -- It fails before there is anything.
      putBack = instead(reader(), 'read', async function* () {
        throw new Error('The disk is gone.');
      });
      const response = await ask(DAYS);
      expect(response.status).toBe(500);
      expect(await response.json()).toMatchObject({ status: 'error' });
    });

    it('reads no faster than its client, and no further than where it left', async () => {
      let batches = 0;
      let left = false;
      putBack = instead(reader(), 'read', async function* () {
        try {
          for (;;) {
            batches += 1;
            yield thousand();
          }
        } finally {
          left = true;
        }
      });
      const request = get(address(DAYS), { headers: account });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      let seen = -1;
      await until('the reading to wait for its client', async () => {
        const isStill = seen === batches;
        seen = batches;
        await new Promise((resolve) => setTimeout(resolve, 200));
        return isStill && batches === seen;
      });
      // What buffers of the two sides and the machine hold, some megabytes.
      expect(batches * 1000 * 300).toBeLessThan(64_000_000);
      response.destroy();
      await until('the reading to end', async () => left);
      await until('it to be on record', async () => {
        const [entry] = (await audited()).slice(-1);
        return (entry?.detail as { complete?: boolean } | null)?.complete === false;
      });
    });

    it('lets two of a project be read at once, and tells a third when to come again', async () => {
      putBack = instead(reader(), 'read', async function* () {
        for (;;) yield thousand();
      });
      const open = async () => {
        const request = get(address(DAYS), { headers: account });
        const [response] = (await once(request, 'response')) as [IncomingMessage];
        return response;
      };
      const [one, two] = [await open(), await open()];
      const third = await ask(DAYS);
      expect([third.status, third.headers.get('retry-after')]).toEqual([429, '30']);
      one.destroy();
      await until('a place', async () => {
        const response = await open();
        response.destroy();
        return response.statusCode === 200;
      });
      two.destroy();
    });
  });

  describe('of some ids', () => {
    const feed = async (query: Record<string, string>, path: string) => {
      const response = await ask(query, account, path);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
      return (await response.json()) as { status: string; results: { events: Line[] } };
    };

    it.each(['/api/2.0/stream/query', '/api/2.0/stream/query/', '/api/query/stream/query'])(
      'is all of theirs where no dates are said, as fidesops asks: %s',
      async (path) => {
        const { status, results } = await feed({ distinct_ids: '["ada"]' }, path);
        expect(status).toBe('ok');
        expect(results.events.map(({ event }) => event).sort()).toEqual(['Before', 'First', 'Last']);
        expect(results.events.every(({ properties }) => properties['distinct_id'] === 'ada')).toBe(true);
        expect(results.events.find(({ event }) => event === 'First')?.properties['time']).toBe(seconds('2026-03-01'));
      },
    );

    it('is that of some days, and none of nobody', async () => {
      const query = { distinct_ids: '["ada", "bob"]', from_date: '2026-03-02', to_date: '2026-03-02' };
      const { results } = await feed(query, '/api/2.0/stream/query');
      expect(results.events.map(({ event }) => event)).toEqual(['Middle']);
      expect(await feed({ distinct_ids: '["nobody"]' }, '/api/2.0/stream/query')).toEqual({
        status: 'ok',
        results: { events: [] },
      });
      expect((await ask({}, account, '/api/2.0/stream/query')).status).toBe(400);
    });
  });

  it('has no annotations, which tools ask for to test their credentials', async () => {
    const query = { from_date: '2026-01-01', to_date: '2026-02-01' };
    const response = await ask(query, account, '/api/2.0/annotations');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok', results: [] }]);
    expect((await ask(query, basic('warehouse:wrong'), '/api/2.0/annotations')).status).toBe(401);
  });
});

interface Line {
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
}
