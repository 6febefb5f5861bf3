import type pg from 'pg';
import { ARRIVALS_LOCK } from '../../src/platform/prisma/prisma.service.js';
import { SubjectHmac } from '../../src/subject-data/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { isAnybodyWaiting } from '../support/waiting-locks.js';

const TIME = 1_770_000_000;
const NOBODYS = '00000000-0000-0000-0000-000000000000';

describe('events of a project that refuses nobody', () => {
  let app: TestApp;
  let project: TestProject;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
  });

  beforeEach(async () => {
    project = await createProject(app, `p${String((await app.prisma.project.count()) + 1)}`);
  });

  afterAll(async () => {
    await app.close();
  });

  const event = (id: string, more: object = {}, name = 'Song played') => ({
    event: name,
    properties: { token: project.projectToken, time: TIME, distinct_id: id, $insert_id: `of-${id}`, ...more },
  });

  async function track(...events: readonly object[]): Promise<string> {
    const response = await fetch(`${app.url}/track`, { method: 'POST', body: JSON.stringify(events) });
    return response.text();
  }

  async function stored(): Promise<string[]> {
    return withClient(app.databaseUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        'SELECT distinct_id AS id FROM subject_data.events WHERE project_id = $1 ORDER BY 1',
        [project.projectId],
      );
      return rows.map(({ id }) => id);
    });
  }

  /** Calls while somebody is alone with the arrivals, and does this before they go on. */
  async function whileAlone(
    call: () => Promise<string>,
    meanwhile: (client: pg.Client) => Promise<void>,
  ): Promise<string> {
    return withClient(app.databaseUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock($1, $2)', [ARRIVALS_LOCK, project.projectId]);
      const answer = call();
      await until('the call to wait', () => isAnybodyWaiting(app.databaseUrl, project.projectId));
      await meanwhile(client);
      await client.query('COMMIT');
      return answer;
    });
  }

  async function refuse(client: pg.Client, id: string): Promise<void> {
    const hmac = app.application.get(SubjectHmac, { strict: false }).of(project.projectId, id);
    await client.query(
      `INSERT INTO suppressions (project_id, id_hmac, reason, request_id, since) VALUES ($1, $2, 'deleted', $3, now())`,
      [project.projectId, hmac, NOBODYS],
    );
  }

  it('wait for a sweep that begins, and are stored behind it', async () => {
    expect(
      await whileAlone(
        () => track(event('ada')),
        async () => {},
      ),
    ).toBe('1');
    expect(await stored()).toEqual(['ada']);
  });

  it('are dropped where their person was refused while they waited, and no others', async () => {
    const answer = await whileAlone(
      () => track(event('ada'), event('bob')),
      (client) => refuse(client, 'ada'),
    );
    expect(answer).toBe('1');
    expect(await stored()).toEqual(['bob']);
    expect(await app.prisma.suppressedCount.findMany({ where: { projectId: project.projectId } })).toMatchObject([
      { reason: 'deleted', count: 1n },
    ]);
  });

  it('are not stored where the project was closed while they waited', async () => {
    const answer = await whileAlone(
      () => track(event('ada')),
      async (client) => {
        await client.query('UPDATE projects SET closed_since = now() WHERE id = $1', [project.projectId]);
      },
    );
    expect(answer).toBe('0');
    expect(await stored()).toEqual([]);
  });

  it('bring the device they were sent from, once, and are the same when they are sent again', async () => {
    const signedIn = { $user_id: 'ada', $device_id: 'd-1' };
    const events = [event('ada', signedIn), event('ada', { ...signedIn, $insert_id: 'another' })];
    expect(await track(...events)).toBe('1');
    expect(await track(...events)).toBe('1');
    expect(await stored()).toEqual(['ada', 'ada']);
    const links = await withClient(app.databaseUrl, async (client) =>
      client.query(
        'SELECT distinct_id, linked_id, kind, origin FROM subject_data.identity_links WHERE project_id = $1',
        [project.projectId],
      ),
    );
    expect(links.rows).toEqual([{ distinct_id: 'ada', linked_id: '$device:d-1', kind: 'device', origin: 'token' }]);
  });

  it('are counted with what was not believed of them', async () => {
    const merge = { event: '$merge', properties: { token: project.projectToken, $distinct_ids: ['ada', 'bob'] } };
    expect(await track(event('ada'), merge)).toBe('1');
    expect(await stored()).toEqual(['ada']);
    expect(await app.prisma.unbelievedLink.findMany({ where: { projectId: project.projectId } })).toMatchObject([
      { kind: 'merge', count: 1n },
    ]);
  });
});
