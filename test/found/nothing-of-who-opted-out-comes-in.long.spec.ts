import type { CheckAnswer, MadeAnswer } from '../../src/opt-outs/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';

type Properties = Record<string, unknown>;

const MEGABYTE = 1_048_576;
const PHONE = '0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';

describe('nothing of who opted out comes in', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({});
  });
  beforeEach(async () => {
    project = await createProject(app, `acme-${++number}`);
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());

  const event = (properties: Properties, name = 'Song played') => ({
    event: name,
    properties: {
      time: Date.now(),
      $insert_id: `insert-${++number}`,
      token: project.projectToken,
      ...properties,
    },
  });
  const choose = async (path: 'opt-outs' | 'opt-ins', ...distinctIds: string[]) => {
    const body = { projectId: project.projectId, distinctIds };
    expect((await client.call<MadeAnswer>('POST', `/api/v1/${path}`, body)).status).toBe(200);
  };
  const check = async (...distinctIds: string[]) => {
    const body = { projectId: project.projectId, distinctIds };
    const answer = await client.call<CheckAnswer>('POST', '/api/v1/suppressions/check', body);
    return answer.body.results.map(({ reason }) => reason);
  };
  async function post(path: string, records: readonly object[]): Promise<unknown> {
    const response = await fetch(`${app.url}${path}?verbose=1`, { method: 'POST', body: JSON.stringify(records) });
    return response.json();
  }
  const engage = (distinctId: string, updates: readonly object[]) =>
    post(
      '/engage',
      updates.map((update) => ({ $token: project.projectToken, $distinct_id: distinctId, ...update })),
    );
  async function stored(table: 'events' | 'profiles' = 'events'): Promise<string[]> {
    const rows = await app.prisma.$queryRawUnsafe<{ id: string }[]>(
      `SELECT distinct_id AS id FROM subject_data.${table} WHERE project_id = ${project.projectId} ORDER BY id`,
    );
    return rows.map(({ id }) => id);
  }

  it.each([
    ['$anon_distinct_id', { distinct_id: '', $anon_distinct_id: 'ada' }],
    ['$distinct_id_before_identity', { distinct_id: '', $distinct_id_before_identity: 'ada' }],
    ['$identified_id', { distinct_id: 'machine', $identified_id: 'ada' }],
    ['$anon_id', { distinct_id: 'machine', $anon_id: 'ada' }],
    ['$distinct_ids', { distinct_id: 'machine', $distinct_ids: ['other', 'ada'] }],
  ])('in an event of nobody, or of another, that names them in %s', async (_, properties) => {
    await choose('opt-outs', 'ada');
    await client.importEvents([event(properties)]);
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['by its own id', PHONE],
    ['with the prefix', `$device:${PHONE}`],
    ['with the prefix twice', `$device:$device:${PHONE}`],
  ])('of a device that was named %s, in whatever form it sends', async (_, named) => {
    await choose('opt-outs', named);
    await post('/track', [
      event({ $device_id: PHONE }),
      event({ distinct_id: `$device:${PHONE}` }),
      event({ distinct_id: `$device:$device:${PHONE}` }),
      event({ distinct_id: PHONE }),
      event({ distinct_id: PHONE, $device_id: PHONE }),
    ]);
    await engage(`$device:${PHONE}`, [{ $set: { a: 1 } }]);
    expect([await stored(), await stored('profiles')]).toEqual([[], []]);
  });

  it('behind the record of the same call that says whose the device is', async () => {
    await choose('opt-outs', 'ada');
    await post('/track', [
      event(
        { distinct_id: 'ada', $user_id: 'ada', $device_id: PHONE, $anon_distinct_id: `$device:${PHONE}` },
        '$identify',
      ),
      event({ distinct_id: `$device:${PHONE}`, $device_id: PHONE }),
      event({ distinct_id: 'bob' }),
    ]);
    expect(await stored()).toEqual(['bob']);
  });

  it('nor is a device opted in under another form of its id', async () => {
    await app.prisma.project.update({ where: { id: project.projectId }, data: { optedOutByDefault: true } });
    await choose('opt-outs', `$device:${PHONE}`);
    await post('/track', [event({ distinct_id: `$device:$device:${PHONE}` }, '$opt_in')]);
    expect(await app.prisma.privacyChoice.count({ where: { projectId: project.projectId, choice: 'in' } })).toBe(0);
    expect(await check(`$device:${PHONE}`)).toEqual(['opt-out']);
  });

  it('and nobody finds out by a profile that would be too large', async () => {
    await choose('opt-outs', 'ada');
    const filler = 'x'.repeat(0.6 * MEGABYTE);
    const both = [{ $set: { a: filler } }, { $set: { b: filler } }];
    expect(await engage('ada', both)).toEqual(await engage('bob', both));
    expect(await engage('ada', [{ $set: { c: filler } }])).toEqual(await engage('bob', [{ $set: { c: filler } }]));
  });
});
