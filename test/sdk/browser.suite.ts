import type { TestProject } from '../support/app.js';
import { needsProgram } from '../support/needs-program.js';
import { until } from '../support/until.js';
import { rowOf } from './kept.js';
import { Scene } from './scene.js';
import type { SdkOptions, Visit } from './visit.js';

const THREE = `mixpanel.register({ plan: 'Pro' });
  for (const page of ['home', 'shoes', 'basket']) mixpanel.track('Viewed', { page, price: 9.5, sizes: [40, 41], of: { a: null } });`;
const TAKES_NO_PLACE = `return mixpanel.get_config('ip') === false`;

needsProgram('chromium', 'apt-get install chromium')('the SDK for browsers, unmodified, on another origin', () => {
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
  });
  afterEach(() => visit.end());

  const events = () => scene.kept.events(project.projectId);
  const names = async () => (await events()).map(({ event }) => event);
  const sortedRows = () =>
    visit
      .events()
      .map(rowOf)
      .sort((a, b) => (a.insertId < b.insertId ? -1 : 1));
  const sortedKept = async () => (await events()).sort((a, b) => (a.insertId < b.insertId ? -1 : 1));

  it.each<[string, SdkOptions, string]>([
    ['in batches', {}, 'POST xhr'],
    ['one by one', { batch_requests: false }, 'POST xhr'],
    ['by GET', { api_method: 'GET', batch_requests: false }, 'GET xhr'],
    ['in batches, which it sends by POST where it was told GET', { api_method: 'GET' }, 'POST xhr'],
    ['as JSON', { api_payload_format: 'json' }, 'POST xhr'],
    ['as JSON, one by one', { api_payload_format: 'json', batch_requests: false }, 'POST xhr'],
    ['by beacons', { api_transport: 'sendBeacon', batch_requests: false }, 'POST ping'],
    ['by beacons in batches', { api_transport: 'sendBeacon' }, 'POST ping'],
    ['with a header of its own, which the browser asks about first', { xhr_headers: { 'X-Shop': '1' } }, 'POST xhr'],
  ])('sends events %s, and each is kept once, as it was sent', async (_how, options, by) => {
    await visit.start(options);
    await scene.hears(visit, async () => {
      await visit.run(THREE);
      await visit.settled();
    });
    expect([
      ...new Set(visit.sent.filter(({ path }) => path === '/track').map((call) => `${call.method} ${call.by}`)),
    ]).toEqual([by]);
    expect(visit.events()).toHaveLength(3);
    expect(await sortedKept()).toEqual(sortedRows());
    expect(visit.complaints).toEqual([]);
  });

  it('takes an image in place of an answer', async () => {
    await visit.start({ img: true, api_method: 'GET', batch_requests: false });
    await visit.run(THREE);
    await visit.settled();
    expect(await names()).toEqual(['Viewed', 'Viewed', 'Viewed']);
    expect(visit.complaints).toEqual([]);
  });

  it('keeps once what is sent when a page is hidden, and again when it is left and by the next page', async () => {
    const before = scene.heard;
    await visit.start({ batch_flush_interval_ms: 5000 });
    await visit.run(THREE);
    await visit.queued(3);
    await visit.run(`Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'))`);
    await visit.nextPage();
    await visit.settled();
    // Browsers tell of no beacon of a page that is gone: Habeas knows what it heard.
    await until('the same events to have come more than once', async () => scene.heard - before >= 2, 30_000);
    const kept = await events();
    expect(kept.map(({ event }) => event)).toEqual(['Viewed', 'Viewed', 'Viewed']);
    expect(new Set(kept.map(({ properties }) => properties['page'])).size).toBe(3);
    expect(visit.complaints).toEqual([]);
  });

  it('has its operators on people applied', async () => {
    await visit.start();
    await visit.run(`mixpanel.identify('ada@example.com');
      mixpanel.people.set({ $email: 'ada@example.com', plan: 'Pro' });
      mixpanel.people.set_once({ first: 'yes', plan: 'Free' });`);
    await visit.settled();
    await visit.run(`mixpanel.people.increment('visits', 3); mixpanel.people.append('seen', 'shoes');`);
    await visit.settled();
    await visit.run(`mixpanel.people.union('tags', ['x', 'y']);`);
    await visit.settled();
    await visit.run(
      `mixpanel.people.remove('tags', 'x'); mixpanel.people.unset('first'); mixpanel.people.append('$transactions', { $amount: 12.5 });`,
    );
    await visit.settled();
    expect(await scene.kept.profile(project.projectId, 'ada@example.com')).toMatchObject({
      $email: 'ada@example.com',
      $browser: 'Chrome',
      plan: 'Pro',
      visits: 3,
      seen: ['shoes'],
      tags: ['y'],
      $transactions: [{ $amount: 12.5 }],
    });
    expect(await scene.kept.profile(project.projectId, 'ada@example.com')).not.toHaveProperty('first');
    await visit.run('mixpanel.people.delete_user()');
    await visit.settled();
    expect(await scene.kept.profiles(project.projectId)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it('sends groups, whose membership stands in the events and whose own properties are not kept', async () => {
    await visit.start();
    await visit.run(`mixpanel.identify('ada'); mixpanel.set_group('company', ['acme']);
      mixpanel.get_group('company', 'acme').set({ size: 40 }); mixpanel.track('Viewed');`);
    await visit.settled();
    expect(visit.sent.filter(({ path }) => path === '/groups').flatMap(({ records }) => records)).toHaveLength(1);
    expect((await events()).find(({ event }) => event === 'Viewed')?.properties).toMatchObject({ company: ['acme'] });
    expect(visit.complaints).toEqual([]);
  });

  it('asks for flags, finds none, and goes on', async () => {
    await visit.start({ flags: true });
    expect(await visit.run(`return mixpanel.flags.get_variant_value('colour', 'blue')`)).toBe('blue');
    await visit.run(`mixpanel.identify('ada'); mixpanel.track('Viewed')`);
    await visit.settled();
    expect(visit.sent.filter(({ path, method }) => path === '/flags' && method === 'GET').length).toBeGreaterThan(0);
    expect(await names()).toContain('Viewed');
    expect(visit.complaints).toEqual([]);
  });

  it.each(['strict', 'fallback'])(
    'asks for settings (%s), and what the project blocks never leaves the browser',
    async (mode) => {
      await scene.change(project, { lookUpPlaces: false, blockedProperties: ['$current_url', 'price'] });
      await visit.start({ remote_settings_mode: mode });
      await until('the SDK to have read the settings', async () => (await visit.run(TAKES_NO_PLACE)) === true);
      await visit.run(THREE);
      await visit.settled();
      expect(visit.sent.map(({ path }) => path)).toContain('/settings');
      const calls = visit.sent.filter(({ path }) => path === '/track');
      expect(calls.map(({ query }) => query.get('ip'))).toEqual(calls.map(() => '0'));
      expect(JSON.stringify(visit.events())).not.toMatch(/current_url|price/);
      expect(await names()).toHaveLength(3);
      expect(visit.complaints).toEqual([]);
    },
  );

  it('keeps nothing of what the project blocks, though the SDK sends it, profiles included', async () => {
    await scene.change(project, { blockedProperties: ['$current_url', 'price', '$initial_*'] });
    await visit.start();
    await visit.run(`${THREE} mixpanel.identify('ada'); mixpanel.people.set({ price: 9.5, plan: 'Pro' });`);
    await visit.settled();
    expect(JSON.stringify(visit.sent.map(({ records }) => records))).toMatch(/current_url.*price/);
    expect(JSON.stringify(await events())).not.toMatch(/current_url|price|initial_/);
    expect(await scene.kept.profile(project.projectId, 'ada')).toMatchObject({ plan: 'Pro' });
    expect(JSON.stringify(await scene.kept.profiles(project.projectId))).not.toMatch(/price|initial_/);
  });

  it.each([
    ['one device on all names of a company (cross_subdomain_cookie)', true, 1],
    ['a device on each name where the SDK is told so', false, 2],
  ])('knows %s', async (_, shared, devices) => {
    for (const name of ['shop', 'blog']) {
      await visit.load('/', `${name}.company.localhost`);
      await visit.start({ cross_subdomain_cookie: shared });
      await visit.run(`mixpanel.track('Viewed', { name: '${name}' });`);
      await visit.settled();
    }
    const kept = await events();
    expect(kept.map(({ properties }) => properties['name']).sort()).toEqual(['blog', 'shop']);
    expect(new Set(kept.map(({ distinctId }) => distinctId)).size).toBe(devices);
    expect(visit.complaints).toEqual([]);
  });

  it('captures by itself, with nested values, and what it sends as the page is left comes in', async () => {
    await visit.start({ autocapture: true, track_pageview: true });
    await visit.page.getByRole('button', { name: 'Buy' }).click();
    await visit.page.getByLabel('Search').fill('shoes');
    await visit.page.getByRole('button', { name: 'Go' }).click();
    await visit.page.waitForURL(/q=shoes/);
    await visit.start({ autocapture: true });
    await visit.settled();
    expect(await names()).toEqual(
      expect.arrayContaining(['$mp_web_page_view', '$mp_click', '$mp_input_change', '$mp_submit']),
    );
    expect((await events()).find(({ event }) => event === '$mp_click')?.properties).toMatchObject({
      $elements: expect.arrayContaining([expect.objectContaining({ $tag_name: 'button' })]),
    });
    expect(await sortedKept()).toHaveLength(new Set(sortedRows().map(({ insertId }) => insertId)).size);
    expect(visit.complaints).toEqual([]);
  });

  it('keeps what fifty events and more tell, in as many batches', async () => {
    await visit.start();
    await visit.run(`for (let count = 0; count < 130; count += 1) mixpanel.track('Scrolled', { count });`);
    await visit.settled();
    expect((await events()).map(({ properties }) => Number(properties['count'])).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 130 }, (_, count) => count),
    );
    expect(visit.complaints).toEqual([]);
  });
});
