import type { BrowserContextOptions, Route } from 'playwright-core';
import type { TestProject } from '../support/app.js';
import { needsProgram } from '../support/needs-program.js';
import { Scene } from './scene.js';
import { readSent } from './sent.js';
import type { SdkOptions, Visit } from './visit.js';

const SIGN_IN = `mixpanel.identify('ada@example.com'); mixpanel.people.set('$email', 'ada@example.com'); mixpanel.track('Viewed');`;

needsProgram('chromium', 'apt-get install chromium')('opting out', () => {
  let scene: Scene;
  let project: TestProject;
  let visit: Visit;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    project = await scene.project();
  });
  afterEach(async () => {
    expect(visit.complaints).toEqual([]);
    await visit.end();
  });

  const come = async (options: SdkOptions = {}, context: BrowserContextOptions = {}) => {
    visit = await scene.visit(project, context);
    await visit.start(options);
  };
  const run = async (script: string) => {
    await visit.run(script);
    await visit.settled();
  };
  const names = async () => (await scene.kept.events(project.projectId)).map(({ event }) => event);
  const profiles = async () => (await scene.kept.profiles(project.projectId)).map(({ distinctId }) => distinctId);
  const change = (settings: object) => scene.change(project, settings);
  const choose = async (choice: 'opt-outs' | 'opt-ins', ...distinctIds: string[]) => {
    const answer = await scene
      .api(project)
      .call('POST', `/api/v1/${choice}`, { projectId: project.projectId, distinctIds });
    expect(answer.status).toBe(200);
  };

  describe('in the SDK', () => {
    it('sends nothing and forgets it on the next page, as the SDK is set from the start', async () => {
      await come();
      await run(SIGN_IN);
      const before = visit.sent.length;
      await visit.run('mixpanel.opt_out_tracking()');
      await visit.nextPage();
      await visit.run(`mixpanel.track('Viewed again')`);
      await visit.settled();
      expect(visit.sent.slice(before)).toEqual([]);
      expect([await names(), await profiles()]).toEqual([['Viewed'], ['ada@example.com']]);
    });

    it('removes the profile, and what trails it brings none back', async () => {
      await come({});
      await run(SIGN_IN);
      const before = visit.sent.length;
      await run('mixpanel.opt_out_tracking({ clear_persistence: false })');
      // In one call, or in two where the SDK's interval ends between them.
      const records = visit.sent.slice(before).flatMap((call) => call.records);
      expect(records.map((record) => Object.keys(record)[0])).toEqual(['$delete', '$set']);
      expect(await profiles()).toEqual([]);
    });

    it.each([
      ['$delete', 'first'],
      ['$set', 'first'],
    ])('removes the profile where %s comes %s of two calls', async (first) => {
      await come({ batch_requests: false });
      await run(SIGN_IN);
      const held: Route[] = [];
      await visit.page.route('**/engage/**', async (route) => {
        const [record] = readSent(route.request()).records;
        if (record !== undefined && first in record) await route.continue();
        else held.push(route);
      });
      const answered = visit.page.waitForResponse(/engage/);
      await visit.run('mixpanel.opt_out_tracking()');
      await answered;
      for (const route of held) await route.continue();
      await visit.settled();
      expect(held).toHaveLength(1);
      expect(await profiles()).toEqual([]);
    });

    it('leaves the profile where it is told to', async () => {
      await come();
      await run(SIGN_IN);
      const before = visit.sent.length;
      await run('mixpanel.opt_out_tracking({ delete_user: false, clear_persistence: false })');
      expect(visit.sent.slice(before)).toEqual([]);
      expect(await profiles()).toEqual(['ada@example.com']);
    });

    it('sends what was kept back with the opt-in that follows, and the profile is gone', async () => {
      await come();
      await run(SIGN_IN);
      await visit.run(`mixpanel.opt_out_tracking(); mixpanel.track('Unseen'); mixpanel.opt_in_tracking();`);
      await visit.settled();
      expect(await names()).toEqual(['Viewed', '$opt_in']);
      expect(await profiles()).toEqual([]);
    });

    it('is taken back after a reload, by a device that is new', async () => {
      await come();
      await run(SIGN_IN);
      await visit.run('mixpanel.opt_out_tracking()');
      await visit.nextPage();
      await run(`mixpanel.opt_in_tracking(); mixpanel.track('Viewed again');`);
      const kept = await scene.kept.events(project.projectId);
      expect(kept.map(({ event }) => event)).toEqual(['Viewed', '$opt_in', 'Viewed again']);
      expect(kept.slice(1).every(({ distinctId }) => distinctId.startsWith('$device:'))).toBe(true);
    });

    it('holds from the start where the SDK is told so: a cookie is set, and nothing is sent', async () => {
      await come({ opt_out_tracking_by_default: true });
      await run(SIGN_IN);
      expect(visit.sent).toEqual([]);
      expect(await visit.cookies()).toEqual([expect.stringMatching(/^mp_.*_mixpanel$/)]);
      await run(`mixpanel.opt_in_tracking(); mixpanel.track('Viewed');`);
      expect(await names()).toEqual(['$opt_in', 'Viewed']);
    });

    it('holds from the start without a cookie where the SDK is told that too', async () => {
      await come({ opt_out_tracking_by_default: true, opt_out_persistence_by_default: true });
      await run(SIGN_IN);
      expect([visit.sent, await visit.cookies()]).toEqual([[], []]);
    });
  });

  describe('in Habeas', () => {
    it('refuses what comes of the person and of their device, until they are opted in', async () => {
      await come();
      await run(`mixpanel.track('Before');`);
      await run(SIGN_IN);
      await choose('opt-outs', 'ada@example.com');
      await run(`mixpanel.track('Refused'); mixpanel.people.set('plan', 'Pro');`);
      await run(
        `mixpanel.track('Refused', { $user_id: undefined, distinct_id: '$device:' + mixpanel.get_property('$device_id') });`,
      );
      expect(await names()).toEqual(['Before', 'Viewed']);
      expect(await scene.kept.profile(project.projectId, 'ada@example.com')).not.toHaveProperty('plan');
      await choose('opt-ins', 'ada@example.com');
      await run(`mixpanel.track('Taken');`);
      expect(await names()).toEqual(['Before', 'Viewed', 'Taken']);
    });

    it("is not lifted by a browser's opt-in, which anybody can send, unless the project says so", async () => {
      await come();
      await run(SIGN_IN);
      await choose('opt-outs', 'ada@example.com');
      await run(`mixpanel.opt_in_tracking(); mixpanel.track('Refused');`);
      expect(await names()).toEqual(['Viewed']);
    });

    it("is lifted by a browser's opt-in where the project says so", async () => {
      await change({ publicOptIn: 'lifts-opt-outs' });
      await come();
      await run(SIGN_IN);
      await choose('opt-outs', 'ada@example.com');
      await run(`mixpanel.track('Refused');`);
      await run(`mixpanel.opt_in_tracking();`);
      await run(`mixpanel.track('Taken'); mixpanel.people.set('plan', 'Pro');`);
      expect(await names()).toEqual(['Viewed', '$opt_in', 'Taken']);
      expect(await scene.kept.profile(project.projectId, 'ada@example.com')).toHaveProperty('plan', 'Pro');
    });

    it('covers a device the person takes afterwards, of which only the tie is kept', async () => {
      await choose('opt-outs', 'ada@example.com');
      await come();
      await run(`mixpanel.identify('ada@example.com'); mixpanel.track('Refused');`);
      await run(
        `mixpanel.track('Refused', { $user_id: undefined, distinct_id: '$device:' + mixpanel.get_property('$device_id') });`,
      );
      expect(await names()).toEqual([]);
    });

    it('holds by default where the project says so, until somebody opts in', async () => {
      await change({ optedOutByDefault: true });
      await come();
      await run(`mixpanel.track('Refused');`);
      expect(await names()).toEqual([]);
      // What is sent while the opt-in is on its way may be there before it, and is refused.
      await run(`mixpanel.opt_in_tracking();`);
      await run(`mixpanel.track('Taken');`);
      expect(await names()).toEqual(['$opt_in', 'Taken']);
    });

    it('hears an opt-in under the name the company gave it', async () => {
      await change({ optedOutByDefault: true, optInEvent: 'Consent given' });
      await come();
      await run(`mixpanel.opt_in_tracking({ track_event_name: 'Consent given' });`);
      await run(`mixpanel.track('Taken');`);
      expect(await names()).toEqual(['Consent given', 'Taken']);
    });
  });

  describe('by the signal of the browser (Sec-GPC)', () => {
    const GPC = { extraHTTPHeaders: { 'Sec-GPC': '1' } };

    it.each([
      ['off', ['Viewed']],
      ['drop', []],
      ['no-links', ['Viewed']],
    ])('does what the project says: %s', async (globalPrivacyControl, kept) => {
      await change({ globalPrivacyControl });
      await come({}, GPC);
      await run(SIGN_IN);
      expect(await names()).toEqual(kept);
      expect(await scene.kept.links(project.projectId)).toHaveLength(globalPrivacyControl === 'off' ? 1 : 0);
    });
  });
});
