import type { TestProject } from '../support/app.js';
import { needsProgram } from '../support/needs-program.js';
import { Scene } from './scene.js';
import type { SdkOptions } from './visit.js';

const GERMANY = '217.160.0.1';

needsProgram('chromium', 'apt-get install chromium')('where a browser is', () => {
  let scene: Scene;
  let project: TestProject;

  beforeAll(async () => {
    scene = await Scene.open({ settings: { TRUST_PROXY: '127.0.0.1' } });
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    project = await scene.project();
  });

  /** Countries of the event and of the profile that a visitor from Germany leaves. */
  const countries = async (options: SdkOptions): Promise<unknown[]> => {
    const visit = await scene.visit(project, { extraHTTPHeaders: { 'X-Forwarded-For': GERMANY } });
    await visit.start(options);
    await visit.run(`mixpanel.identify('ada'); mixpanel.people.set('plan', 'Pro'); mixpanel.track('Viewed');`);
    await visit.settled();
    expect(visit.complaints).toEqual([]);
    await visit.end();
    const [events, profile] = [
      await scene.kept.events(project.projectId),
      await scene.kept.profile(project.projectId, 'ada'),
    ];
    expect(JSON.stringify([events, profile])).not.toContain(GERMANY);
    return [events[0]?.properties['mp_country_code'], profile?.['$country_code']];
  };

  it('is kept as a country, and the address is not', async () => {
    expect(await countries({})).toEqual(['DE', 'DE']);
  });

  it('is not looked at where the SDK asks for no place', async () => {
    expect(await countries({ ip: false })).toEqual([undefined, undefined]);
  });

  it('is not looked at where the project wants no places', async () => {
    await scene.change(project, { lookUpPlaces: false });
    expect(await countries({})).toEqual([undefined, undefined]);
  });
});
