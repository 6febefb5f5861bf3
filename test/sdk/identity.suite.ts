import type { TestProject } from '../support/app.js';
import { needsProgram } from '../support/needs-program.js';
import { Scene } from './scene.js';
import type { Visit } from './visit.js';

needsProgram('chromium', 'apt-get install chromium')('whose the events of a browser are', () => {
  let scene: Scene;
  let project: TestProject;
  let visit: Visit;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    project = await scene.project();
    visit = await scene.visit(project);
    await visit.start();
  });
  afterEach(async () => {
    expect(visit.complaints).toEqual([]);
    await visit.end();
  });

  const preview = async (...distinctIds: string[]) => {
    const order = { projectId: project.projectId, kind: 'export', distinctIds };
    return (await scene.api(project).call<Preview>('POST', '/api/v1/requests/preview', order)).body;
  };
  const eventsOf = async (id: string) =>
    (await preview(id)).collections.find(({ collection }) => collection === 'events')?.rows;
  const run = async (script: string) => {
    await visit.run(script);
    await visit.settled();
  };

  it('finds what a visitor did before signing in under the id of afterwards', async () => {
    await run(`mixpanel.track('Viewed');`);
    await run(`mixpanel.identify('ada'); mixpanel.track('Bought');`);
    expect(await eventsOf('ada')).toBe(2);
  });

  it('keeps two people apart who use one browser with reset() between them', async () => {
    await run(`mixpanel.identify('carol'); mixpanel.track('Bought'); mixpanel.reset();`);
    await run(`mixpanel.identify('dave'); mixpanel.track('Bought');`);
    expect([await eventsOf('carol'), await eventsOf('dave')]).toEqual([1, 1]);
  });

  it('keeps two people apart where the page forgot reset() between them', async () => {
    await scene.api(project).importEvents([
      { event: 'Invoiced', properties: { time: 1_790_000_000, distinct_id: 'carol', $insert_id: 'c1' } },
      { event: 'Invoiced', properties: { time: 1_790_000_000, distinct_id: 'dave', $insert_id: 'd1' } },
    ]);
    await run(`mixpanel.identify('carol'); mixpanel.track('Bought');`);
    await run(`mixpanel.identify('dave'); mixpanel.track('Bought');`);
    expect([await eventsOf('carol'), await eventsOf('dave')]).toEqual([2, 2]);
  });

  it('takes an alias nobody used for a visitor who has no name yet, and none that joins two people', async () => {
    await run(`mixpanel.alias('ada-alias');`);
    await run(`mixpanel.track('Bought');`);
    expect(await eventsOf('ada-alias')).toBe(1);
    await run(`mixpanel.identify('bob'); mixpanel.people.set('plan', 'Pro'); mixpanel.track('Bought');`);
    await run(`mixpanel.alias('bob', 'ada-alias');`);
    expect([await eventsOf('ada-alias'), await eventsOf('bob')]).toEqual([1, 1]);
  });

  it('finds by their id what is kept of a person under a hash alone', async () => {
    await scene.change(project, { hashIds: true });
    await run(`mixpanel.track('Viewed');`);
    await run(`mixpanel.identify('ada@example.com'); mixpanel.people.set('plan', 'Pro'); mixpanel.track('Bought');`);
    expect(await eventsOf('ada@example.com')).toBe(2);
    const kept = [
      await scene.kept.events(project.projectId),
      await scene.kept.profiles(project.projectId),
      await scene.kept.links(project.projectId),
    ];
    expect(kept.map((rows) => rows.length)).toEqual([2, 1, 1]);
    expect(JSON.stringify(kept)).not.toContain('ada@example.com');
  });

  it('believes no merge that a stranger sends with the token', async () => {
    await run(`mixpanel.identify('carol'); mixpanel.track('Bought'); mixpanel.reset();`);
    await run(`mixpanel.identify('dave'); mixpanel.track('Bought');`);
    await run(`mixpanel.track('$merge', { $distinct_ids: ['carol', 'dave'] });`);
    await run(`mixpanel.track('$identify', { $identified_id: 'carol', $anon_id: 'dave' });`);
    expect([await eventsOf('carol'), await eventsOf('dave')]).toEqual([1, 1]);
  });
});

interface Preview {
  readonly collections: readonly { readonly collection: string; readonly rows: number }[];
}
