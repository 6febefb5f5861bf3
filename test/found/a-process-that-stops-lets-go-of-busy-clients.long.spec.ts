import { Agent, request } from 'node:http';
import pg from 'pg';
import { Stopping } from '../../src/platform/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { RawRequest } from '../support/raw-request.js';
import { until } from '../support/until.js';
import { countWaiting } from '../support/waiting-locks.js';

describe('a process that is told to stop', () => {
  let app: TestApp;
  let project: TestProject;

  beforeEach(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
    project = await createProject(app);
  });
  afterEach(() => app.close());

  /** One request after the other on one connection; resolves when the server lets it go. */
  async function keepBusy(agent: Agent): Promise<void> {
    for (;;) {
      const open = await new Promise<boolean>((resolve) => {
        const call = request(`${app.url}/healthz`, { agent }, (answer) => {
          answer.resume().on('end', () => resolve(answer.headers.connection !== 'close'));
        });
        call.on('error', () => resolve(false)).end();
      });
      if (!open) return;
    }
  }

  it('ends however busy the clients of its connections are', async () => {
    const agents = Array.from({ length: 8 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    const busy = agents.map(keepBusy);
    const idle = await RawRequest.open(app, ['GET /healthz HTTP/1.1']);
    await idle.answer();
    await app.stop();
    await Promise.all(busy);
    await idle.closed();
    for (const agent of agents) agent.destroy();
  }, 15_000);

  it('says so at /readyz while answers are under way, and answers what comes in meanwhile', async () => {
    const client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    await client.query('BEGIN; LOCK TABLE holds IN ACCESS EXCLUSIVE MODE');
    const slow = fetch(`${app.url}/api/v1/holds?projectId=${String(project.projectId)}`, {
      headers: { authorization: `Bearer ${project.oauthToken}` },
    });
    await until('the answer to be under way', async () => (await countWaiting(client, { table: 'holds' })) > 0);
    const closing = app.stop();
    await until('the process to know', async () => app.application.get(Stopping).signal.aborted);
    const ready = await fetch(`${app.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(ready.headers.get('connection')).toBe('close');
    expect(await ready.json()).toMatchObject({ code: 'stopping' });
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    await client.query('COMMIT');
    await client.end();
    expect((await slow).status).toBe(200);
    await closing;
  });
});
