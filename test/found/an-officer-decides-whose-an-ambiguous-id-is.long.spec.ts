import { createProject, startApp, TEST_MASTER_KEY, type TestApp, type TestProject } from '../support/app.js';
import { runCommand } from '../e2e/cli-fixture.js';
import { ApiClient } from '../support/client.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';

const KIOSK = '$device:kiosk-of-everybody';
const TABLET = '$device:tablet-that-two-claim';

describe('an officer decides whose an ambiguous id is', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    project = await createProject(app, `p${++number}`);
    client = new ApiClient(app, project);
    const event = (properties: object) => ({
      event: 'Played',
      properties: { time: 1_795_000_000 + ++number, $insert_id: `i-${number}`, ...properties },
    });
    await client.importEvents([
      event({ $device_id: KIOSK }),
      event({ $device_id: KIOSK, $user_id: 'ada' }),
      event({ $device_id: KIOSK, $user_id: 'bea' }),
      event({ $device_id: 'alone', $user_id: 'ada' }),
    ]);
    const basic = Buffer.from(`${project.projectToken}:`).toString('base64');
    const body = [
      { $device_id: TABLET },
      { $device_id: TABLET, $user_id: 'ada' },
      { $device_id: TABLET, $user_id: 'bea' },
    ];
    const sent = {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: JSON.stringify(body.map(event)),
    };
    expect((await fetch(`${app.url}/import`, sent)).status).toBe(200);
  });

  const decisions = [KIOSK, TABLET].map((distinctId) => ({ distinctId, belongsTo: 'ada' }));
  const order = (more: object = {}) => ({
    projectId: project.projectId,
    kind: 'deletion',
    distinctIds: ['ada'],
    ...more,
  });
  const preview = async (more: object = {}) => client.call('POST', '/api/v1/requests/preview', order(more));
  const filedUnder = async () =>
    withClient(app.databaseUrl, async (sql) => {
      const { rows } = await sql.query<{ id: string }>(
        'SELECT distinct_id AS id FROM subject_data.events WHERE project_id = $1 ORDER BY 1',
        [project.projectId],
      );
      return rows.map(({ id }) => id);
    });
  const ended = async (id: string) =>
    until('the end of the request', async () => {
      const shown = await client.show(id);
      return ['SUCCESS', 'FAILURE'].includes(shown.status) && shown;
    });

  it('is shown what is undecided and what a decision would make of it, and nobody else is touched', async () => {
    const before = await preview();
    expect(before.body).toMatchObject({
      subjects: [{ linkedIds: 2, ambiguousIds: 1, contestedIds: 1, undecided: [KIOSK, TABLET] }],
    });
    const { body } = await preview({ decisions });
    expect(body).toMatchObject({ subjects: [{ linkedIds: 4, ambiguousIds: 0, contestedIds: 0, undecided: [] }] });
    expect(body['rows']).toBe(Number(before.body['rows']) + 2);

    const id = await client.open(order({ decisions }));
    const shown = await ended(id);
    expect(shown).toMatchObject({
      status: 'SUCCESS',
      subjects: [{ outcome: 'erased', linkedIds: 4, ambiguousIds: 0, contestedIds: 0 }],
      decisions: expect.arrayContaining([
        { distinctId: KIOSK, ordinal: 0 },
        { distinctId: TABLET, ordinal: 0 },
      ]),
    });
    expect(await filedUnder()).toEqual(['bea', 'bea']);
    const { body: record } = await client.call<{ record: { request: object } }>('GET', `/api/v1/requests/${id}/record`);
    expect(record).toMatchObject({ document: { request: { decisions: 2 } } });
    await expectNoId(id);
  });

  it('is told to whoever asks about the other person: what was decided, when, and by which request', async () => {
    const other = async (more: object = {}) =>
      (await preview({ distinctIds: ['cleo', 'bea'], ...more })).body['subjects'] as Record<string, unknown>[];
    expect((await other()).map(({ decided }) => decided)).toEqual([[], []]);
    const both = await preview({ distinctIds: ['bea', 'ada'], decisions });
    expect(both.body).toMatchObject({
      subjects: [
        {
          undecided: [KIOSK, TABLET],
          decided: decisions.map((decision) => ({ ...decision, requestId: null, decidedAt: null })),
        },
        { undecided: [], decided: [] },
      ],
    });

    const id = await client.open({ kind: 'export', distinctIds: ['ada'], decisions });
    const { openedAt } = await client.show(id);
    const decided = decisions.map((decision) => ({ ...decision, requestId: id, decidedAt: openedAt }));
    expect(await other()).toMatchObject([{ decided: [] }, { undecided: [KIOSK, TABLET], decided }]);
    // It counts in that request alone, so that what is asked about stays the officer's to decide.
    expect(await other({ decisions: [{ distinctId: KIOSK, belongsTo: 'bea' }] })).toMatchObject([
      { decided: [] },
      { undecided: [TABLET], decided: decided.slice(1) },
    ]);
    await ended(id);
    await app.prisma.request.update({ where: { id }, data: { wrappedIdKey: null } });
    expect(await other()).toMatchObject([{}, { decided: decided.map((each) => ({ ...each, belongsTo: null })) }]);
  });

  it('is told no more once the request that decided it was taken back, and never to another project', async () => {
    const id = await client.open({ kind: 'export', distinctIds: ['ada'], decisions });
    await ended(id);
    const about = async (asking = client) => {
      const { body } = await asking.call('POST', '/api/v1/requests/preview', {
        projectId: asking === client ? project.projectId : neighbour.projectId,
        kind: 'export',
        distinctIds: ['bea'],
      });
      return (body['subjects'] as { decided: unknown[] }[])[0]?.decided;
    };
    const neighbour = await createProject(app, `neighbour${++number}`);
    expect(await about()).toHaveLength(2);
    expect(await about(new ApiClient(app, neighbour))).toEqual([]);
    await app.prisma.request.update({ where: { id }, data: { status: 'REVOKED' } });
    expect(await about()).toEqual([]);
  });

  it('counts in an export too, and for the device itself where it is asked for', async () => {
    const id = await client.open({
      kind: 'export',
      distinctIds: ['ada', KIOSK, 'bea'],
      decisions: decisions.slice(0, 1),
    });
    expect(await ended(id)).toMatchObject({
      status: 'SUCCESS',
      subjects: [
        { outcome: 'exported', linkedIds: 3, ambiguousIds: 0, contestedIds: 1 },
        { outcome: 'exported', linkedIds: 1, ambiguousIds: 0 },
        { outcome: 'exported', linkedIds: 1, ambiguousIds: 1 },
      ],
    });
  });

  it('goes with the deletion that follows an export', async () => {
    await client.open({ kind: 'export', distinctIds: ['ada'], decisions, then: 'deletion' });
    expect(await app.prisma.requestDecision.count({ where: { request: { projectId: project.projectId } } })).toBe(4);
  });

  it.each<[string, object, number, string]>([
    ['an id that is not ambiguous', { distinctId: 'bea', belongsTo: 'ada' }, 422, 'decision-not-ambiguous'],
    [
      'an id that is the subject’s alone',
      { distinctId: '$device:alone', belongsTo: 'ada' },
      422,
      'decision-not-ambiguous',
    ],
    ['an id nobody knows', { distinctId: 'nobody', belongsTo: 'ada' }, 422, 'decision-not-ambiguous'],
    ['somebody who is not asked for', { distinctId: KIOSK, belongsTo: 'bea' }, 400, 'decision-subject-unknown'],
    ['an unknown key', { distinctId: KIOSK, belongsTo: 'ada', why: 'x' }, 400, 'invalid-body'],
  ])('refuses a decision about %s, and stores nothing', async (_, decision, status, code) => {
    for (const path of ['/api/v1/requests', '/api/v1/requests/preview']) {
      const answer = await client.call('POST', path, order({ decisions: [decision] }));
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
    }
    expect(await app.prisma.request.count({ where: { projectId: project.projectId } })).toBe(0);
  });

  it('refuses two decisions about one id', async () => {
    const twice = [decisions[0], { distinctId: KIOSK, belongsTo: 'bea' }];
    const { status, body } = await client.call(
      'POST',
      '/api/v1/requests',
      order({ distinctIds: ['ada', 'bea'], decisions: twice }),
    );
    expect([status, body['code']]).toEqual([400, 'decision-repeated']);
  });

  it('is the same as a form with a file, and at the command line', async () => {
    const form = new FormData();
    form.append('projectId', String(project.projectId));
    form.append('kind', 'deletion');
    form.append('decisions', JSON.stringify(decisions));
    form.append('file', new Blob(['ada\n']), 'ids.csv');
    const authorization = { authorization: `Bearer ${project.oauthToken}` };
    const response = await fetch(`${app.url}/api/v1/requests`, { method: 'POST', headers: authorization, body: form });
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: string };
    expect(await ended(id)).toMatchObject({ status: 'SUCCESS', decisions: [{ ordinal: 0 }, { ordinal: 0 }] });
    expect(await filedUnder()).toEqual(['bea', 'bea']);
  });

  it('can be said at the command line', async () => {
    const environment = {
      HABEAS_DATA_DIR: app.dataDirectory,
      HABEAS_MASTER_KEY: TEST_MASTER_KEY,
      DATABASE_URL: app.databaseUrl,
    };
    const server = ['--server', app.url, '--token', project.oauthToken, '--project', String(project.projectId)];
    const open = (...words: string[]) =>
      runCommand(
        ['request', 'open', '--kind', 'export', '--id', 'ada', '--json', ...server, ...words],
        '',
        environment,
      );
    const outcome = await open('--decide', KIOSK, '--belongs-to', 'ada');
    expect(outcome).toMatchObject({ code: 0 });
    expect(await ended(outcome.json<{ id: string }>().id)).toMatchObject({
      decisions: [{ distinctId: KIOSK, ordinal: 0 }],
    });
    expect(await open('--decide', KIOSK)).toMatchObject({
      code: 1,
      err: expect.stringContaining('decision-incomplete'),
    });
  });

  it('makes another order of an order that comes again under its Idempotency-Key', async () => {
    const send = async (body: object) => {
      const headers = {
        authorization: `Bearer ${project.oauthToken}`,
        'content-type': 'application/json',
        'idempotency-key': 'one',
      };
      return (await fetch(`${app.url}/api/v1/requests`, { method: 'POST', headers, body: JSON.stringify(body) }))
        .status;
    };
    const given = order({ kind: 'export', decisions });
    expect([await send(given), await send(given), await send(order({ kind: 'export' }))]).toEqual([201, 201, 422]);
  });

  /** Neither the audit, the timeline nor any column of the request that is not ciphertext names an id. */
  async function expectNoId(id: string): Promise<void> {
    const kept = await withClient(app.databaseUrl, async (sql) => {
      const texts: string[] = [];
      for (const [table, column] of [
        ['audit_entries', 'request_id'],
        ['request_events', 'request_id'],
        ['request_decisions', 'request_id'],
        ['requests', 'id'],
      ]) {
        const { rows } = await sql.query<{ line: string }>(
          `SELECT t::text AS line FROM ${table} t WHERE ${column} = $1`,
          [id],
        );
        texts.push(...rows.map(({ line }) => line));
      }
      return texts.join('\n');
    });
    expect(kept).toContain('decisions');
    expect(kept).not.toMatch(/kiosk|tablet|"ada"/);
  }
});
