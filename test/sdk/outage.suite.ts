import { createTestDatabase } from '../support/database.js';
import { needsProgram } from '../support/needs-program.js';
import { PostgresProxy } from '../support/postgres-proxy.js';
import { until } from '../support/until.js';
import { Scene } from './scene.js';

needsProgram('chromium', 'apt-get install chromium')('a store that is away', () => {
  let scene: Scene;
  let proxy: PostgresProxy;

  beforeAll(async () => {
    const database = await createTestDatabase();
    proxy = await PostgresProxy.start(database.url);
    scene = await Scene.open({ database: { url: proxy.url, drop: () => database.drop() } }, database.url);
  });
  afterAll(async () => {
    proxy.letIn();
    await scene.close();
    await proxy.close();
  });

  it('is told to browsers in a way they can read, and what they tracked meanwhile arrives afterwards, each event once', async () => {
    const project = await scene.project();
    const visit = await scene.visit(project);
    await visit.start();
    const kept = async () => (await scene.kept.events(project.projectId)).map(({ properties }) => properties['count']);
    proxy.shutOut();
    await visit.run(`for (let count = 0; count < 4; count += 1) mixpanel.track('Viewed', { count });`);
    const answer = await visit.page.waitForResponse(/\/track/);
    expect(answer.status()).toBe(503);
    expect(await answer.headerValue('access-control-allow-origin')).toBe(scene.site.url);
    expect(await answer.headerValue('retry-after')).toMatch(/^\d+$/);
    proxy.letIn();
    await until('the events to arrive', async () => (await kept()).length >= 4);
    await visit.settled();
    expect((await kept()).sort()).toEqual([0, 1, 2, 3]);
    expect(visit.complaints.filter((complaint) => /CORS|blocked/.test(complaint))).toEqual([]);
    await visit.end();
  });
});
