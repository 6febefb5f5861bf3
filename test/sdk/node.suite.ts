import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { Kept } from './kept.js';
import { runInNode } from './node-client.js';
import { serviceAccountOf } from './service-account.js';
import { openTlsFront, type TlsFront } from './tls-front.js';

const TIME = 1_790_000_000;

describe('the SDK for Node, unmodified, through TLS', () => {
  let app: TestApp;
  let front: TlsFront;
  let kept: Kept;
  let project: TestProject;

  beforeAll(async () => {
    app = await startApp();
    front = await openTlsFront(app.url);
    kept = await Kept.at(app.databaseUrl);
  });
  afterAll(async () => {
    await front.close();
    await kept.close();
    await app.close();
  });
  beforeEach(async () => {
    project = await createProject(app, `p${(await app.prisma.project.count()) + 1}`);
  });

  /** Makes the calls one after the other; what the SDK reported of each, null: success. */
  const calls = async (lines: readonly string[], options = ''): Promise<(string | null)[]> => {
    const module = `
      import Mixpanel from 'mixpanel';
      const mixpanel = Mixpanel.init('${project.projectToken}', { host: '${front.host}', logger: { ...console, warn() {} }, ${options} });
      const outcomes = [];
      const call = (make) => new Promise((done) => make((error) => done(outcomes.push(errorOf(error)))));
      const errorOf = (error) => (Array.isArray(error) ? error : [error]).find((each) => each)?.message ?? null;
      ${lines.map((line) => `await call((done) => mixpanel.${line});`).join('\n')}
      console.log(JSON.stringify(outcomes));
      process.exit();`;
    return JSON.parse(await runInNode(front, module)) as (string | null)[];
  };
  const succeed = async (lines: readonly string[], options = '') => {
    expect(await calls(lines, options)).toEqual(lines.map(() => null));
  };
  const events = async () =>
    (await kept.events(project.projectId)).map(({ event, distinctId, properties }) => ({
      event,
      distinctId,
      properties,
    }));

  const LIB = { mp_lib: 'node', $lib_version: '0.24.0' };

  it.each(['', 'verbose: true'])('tracks one by one (%s)', async (options) => {
    await succeed(
      [
        `track('Signed up', { distinct_id: 'ada', plan: 'Pro', sizes: [1, 2], of: { a: null } }, done)`,
        `track('Signed up', { distinct_id: 'bob', time: new Date(${TIME} * 1000) }, done)`,
      ],
      options,
    );
    expect(await events()).toEqual([
      { event: 'Signed up', distinctId: 'bob', properties: LIB },
      { event: 'Signed up', distinctId: 'ada', properties: { ...LIB, plan: 'Pro', sizes: [1, 2], of: { a: null } } },
    ]);
  });

  it('tracks twice what happens twice, though nothing tells the two apart', async () => {
    await succeed([`track('Clicked', { distinct_id: 'ada' }, done)`, `track('Clicked', { distinct_id: 'ada' }, done)`]);
    expect(await events()).toHaveLength(2);
    await succeed([`track_batch([1, 2].map(() => ({ event: 'Scrolled', properties: { distinct_id: 'ada' } })), done)`]);
    expect(await events()).toHaveLength(4);
  });

  it('tracks in batches, as many as there are', async () => {
    await succeed([
      `track_batch(Array.from({ length: 120 }, (_, count) => ({ event: 'Played', properties: { distinct_id: 'ada', count } })), done)`,
    ]);
    const counts = (await events()).map(({ properties }) => Number(properties['count']));
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, count) => count));
  });

  it('tracks an event of 30 kB, which it sends in a URL', async () => {
    await succeed([`track('Wrote', { distinct_id: 'ada', text: 'x'.repeat(30_000) }, done)`]);
    expect(await events()).toEqual([
      { event: 'Wrote', distinctId: 'ada', properties: { ...LIB, text: 'x'.repeat(30_000) } },
    ]);
  });

  it.each(['with a service account', 'with the API secret'])('imports %s, what has no insert id too', async (how) => {
    const { username, secret } = await serviceAccountOf(app, project);
    const options =
      how === 'with the API secret'
        ? `secret: '${project.apiSecret}'`
        : `credentials: new Mixpanel.ServiceAccountCredentials('${username}', '${secret}', '${project.projectId}')`;
    await succeed(
      [
        `import('Invoiced', ${TIME}, { distinct_id: 'ada', amount: 1 }, done)`,
        `import_batch([2, 3].map((amount) => ({ event: 'Invoiced', properties: { time: ${TIME}, distinct_id: 'ada', amount } })), done)`,
      ],
      options,
    );
    expect((await events()).map(({ properties }) => properties['amount']).sort()).toEqual([1, 2, 3]);
  });

  it('says why an import with wrong credentials failed', async () => {
    const lines = [`import('Invoiced', ${TIME}, { distinct_id: 'ada' }, done)`];
    const [error] = await calls(lines, `secret: 'habeas_api_of_nobody'`);
    expect(error).toMatch(/Mixpanel Server Error/);
    expect(await events()).toEqual([]);
  });

  it('has its operators on people applied', async () => {
    await succeed([
      `people.set('ada', { $email: 'ada@example.com', plan: 'Free' }, done)`,
      `people.set('ada', 'plan', 'Pro', done)`,
      `people.set_once('ada', { first: 'yes', plan: 'None' }, done)`,
      `people.increment('ada', 'visits', 3, done)`,
      `people.append('ada', 'seen', 'shoes', done)`,
      `people.union('ada', { tags: ['x', 'y'] }, done)`,
      `people.remove('ada', { tags: 'x' }, done)`,
      `people.unset('ada', 'first', done)`,
      `people.track_charge('ada', 12.5, {}, {}, done)`,
    ]);
    expect(await kept.profile(project.projectId, 'ada')).toMatchObject({
      $email: 'ada@example.com',
      plan: 'Pro',
      visits: 3,
      seen: ['shoes'],
      tags: ['y'],
      $transactions: [expect.objectContaining({ $amount: 12.5 })],
    });
    expect(await kept.profile(project.projectId, 'ada')).not.toHaveProperty('first');
    await succeed([
      `people.clear_charges('ada', done)`,
      `people.delete_user('ada', done)`,
      `people.clear_charges('ada', done)`,
    ]);
    expect(await kept.profiles(project.projectId)).toEqual([]);
  });

  it('sends groups, which are taken and not kept', async () => {
    await succeed([
      `groups.set('company', 'acme', { size: 40 }, done)`,
      `groups.set_once('company', 'acme', 'since', 2020, done)`,
      `groups.union('company', 'acme', { tags: ['x'] }, done)`,
      `groups.remove('company', 'acme', { tags: 'x' }, done)`,
      `groups.unset('company', 'acme', 'size', done)`,
      `groups.delete_group('company', 'acme', done)`,
    ]);
    expect(await kept.profiles(project.projectId)).toEqual([]);
  });

  it('sends an alias, which joins nobody without a secret', async () => {
    await succeed([
      `track('Bought', { distinct_id: 'ada' }, done)`,
      `track('Bought', { distinct_id: 'bob' }, done)`,
      `alias('ada', 'bob', done)`,
    ]);
    expect(await kept.links(project.projectId)).toEqual([]);
    expect(await events()).toHaveLength(2);
  });
});
