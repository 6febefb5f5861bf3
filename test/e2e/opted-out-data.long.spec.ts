import type { CheckAnswer, ChoicePage, MadeAnswer } from '../../src/opt-outs/index.js';
import { ClosureService } from '../../src/subject-data/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { TestClock } from '../support/test-clock.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { DeletionStaging } from '../../src/deletions/index.js';
import { Retention } from '../../src/jobs/retention.service.js';

type Properties = Record<string, unknown>;

const DAY = 86_400_000;
const PHONE = '0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const LAPTOP = '1c8e51e2-62d9-4b25-a6d1-d9f38f5e2b47';
const TABLET = '2d7f40d3-51c8-4c36-97e2-eac49a6f3c58';
const device = (id: string) => `$device:${id}`;

describe('what comes in of people who chose', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
  });
  beforeEach(async () => {
    project = await createProject(app, `acme-${++number}`);
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());

  const event = (properties: Properties, name = 'Song played') => ({
    event: name,
    properties: { time: clock.now().getTime(), $insert_id: `insert-${++number}`, ...properties },
  });

  async function track(events: readonly { readonly event: string; readonly properties: Properties }[], headers = {}) {
    const records = events.map((each) => ({
      ...each,
      properties: { ...each.properties, token: project.projectToken },
    }));
    const body = new URLSearchParams({ data: Buffer.from(JSON.stringify(records)).toString('base64') });
    const response = await fetch(`${app.url}/track/`, { method: 'POST', body, headers });
    expect([response.status, await response.text()]).toEqual([200, '1']);
  }
  /** As the browser of this device, of whom somebody may be known. */
  const browse = (deviceId: string, user: string | null = null, headers = {}, name?: string) =>
    track(
      [
        event(
          { distinct_id: user ?? device(deviceId), $device_id: deviceId, ...(user ? { $user_id: user } : {}) },
          name,
        ),
      ],
      headers,
    );
  const SIGNAL = { 'Sec-GPC': '1' };

  const choose = async (path: 'opt-outs' | 'opt-ins', ...distinctIds: string[]) => {
    const answer = await client.call<MadeAnswer>('POST', `/api/v1/${path}`, {
      projectId: project.projectId,
      distinctIds,
    });
    expect(answer.status).toBe(200);
  };
  const check = async (...distinctIds: string[]) => {
    const body = { projectId: project.projectId, distinctIds };
    const answer = await client.call<CheckAnswer>('POST', '/api/v1/suppressions/check', body);
    return answer.body.results.map(({ reason }) => reason);
  };
  const list = async (query: string) =>
    (await client.call<ChoicePage>('GET', `/api/v1/opt-outs?projectId=${project.projectId}&${query}`)).body.results;
  const set = async (settings: object) => {
    const { cookie } = await signIn();
    const response = await fetch(`${app.url}/api/v1/projects/${project.projectId}`, {
      method: 'PATCH',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(settings),
    });
    return response.status;
  };
  async function signIn() {
    const response = await fetch(`${app.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ email: project.ownerEmail, password: project.ownerPassword }),
    });
    return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  }
  async function stored(table = 'events'): Promise<string[]> {
    const rows = await app.prisma.$queryRawUnsafe<{ id: string }[]>(
      `SELECT distinct_id AS id FROM subject_data.${table} WHERE project_id = ${project.projectId} ORDER BY 1`,
    );
    return rows.map(({ id }) => id);
  }
  async function refused(): Promise<Record<string, number>> {
    const rows = await app.prisma.suppressedCount.findMany({ where: { projectId: project.projectId } });
    return Object.fromEntries(rows.map(({ reason, count }) => [reason, Number(count)]));
  }
  const closureOf = async (id: string) =>
    (await app.application.get(ClosureService).resolve(project.projectId, [id])).get(id)?.ids;

  async function deleted(order: object): Promise<void> {
    const request = await client.open({ kind: 'deletion', distinctIds: ['ada'], ...order });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(request);
    clock.forward(DAY);
    await sweepPastNeighbours(app, clock);
    expect((await client.show(request)).status).toBe('SUCCESS');
  }

  describe('an opt-out', () => {
    it('covers a device that comes later, by the record that is dropped, of which the link alone is kept', async () => {
      await browse(PHONE);
      await choose('opt-outs', 'ada');
      await browse(PHONE, 'ada');
      await browse(PHONE);
      expect(await stored()).toEqual([device(PHONE)]);
      expect(await refused()).toEqual({ 'opt-out': 2 });
      expect(await check(device(PHONE))).toEqual(['opt-out']);
      // What the device did before it was known whose it is belongs to her requests.
      expect(await closureOf('ada')).toEqual(['ada', device(PHONE)]);
      await choose('opt-ins', 'ada');
      await browse(PHONE);
      expect(await stored()).toHaveLength(2);
    });

    it('covers it by a profile’s update too, and is looked for under every id there', async () => {
      await choose('opt-outs', 'ada');
      await client.engage([{ $distinct_id: 'other', $user_id: 'ada', $device_id: PHONE, $set: { a: 1 } }]);
      await client.engage([{ $distinct_id: 'other', $device_id: PHONE, $set: { a: 1 } }]);
      await client.engage([{ $distinct_id: device(PHONE), $set: { a: 1 } }]);
      expect(await stored('profiles')).toEqual([]);
      expect(await refused()).toEqual({ 'opt-out': 3 });
    });

    it('covers nobody whom the public token names beside the person, and no user of a device that is opted out', async () => {
      await client.importEvents([event({ distinct_id: 'victim' })]);
      await choose('opt-outs', 'attacker', device(LAPTOP));
      await track([
        event({ distinct_id: 'attacker', $anon_distinct_id: 'victim' }, '$identify'),
        event({ distinct_id: 'attacker', alias: 'victim' }, '$create_alias'),
        event({ $distinct_ids: ['attacker', 'victim'] }, '$merge'),
      ]);
      await browse(LAPTOP, 'victim');
      expect(await check('victim')).toEqual([null]);
      await track([event({ distinct_id: 'victim' })]);
      expect(await stored()).toEqual(['victim', 'victim']);
    });

    it('covers whoever is joined to the person with trust', async () => {
      await choose('opt-outs', 'ada');
      await client.importEvents([event({ distinct_id: 'ada', alias: 'ada@example.com' }, '$create_alias')]);
      await track([event({ distinct_id: 'ada@example.com' })]);
      expect([await stored(), await check('ada@example.com')]).toEqual([[], ['opt-out']]);
    });

    it('outlives the deletion of the person, whose id is destroyed in the list when its time is over', async () => {
      await browse(PHONE, 'ada');
      await choose('opt-outs', 'ada');
      await deleted({});
      clock.forward(29 * DAY);
      await app.application.get(Retention, { strict: false }).run();
      expect(await list('choice=out')).toMatchObject([{ distinctId: 'ada' }]);
      clock.forward(2 * DAY);
      await app.application.get(Retention, { strict: false }).run();
      expect(await list('choice=out')).toMatchObject([{ distinctId: null, endedAt: null }]);
      await browse(PHONE, 'ada');
      expect(await stored()).toEqual([]);
    });
  });

  describe('after a deletion', () => {
    it.each([
      [{ suppressAfterDeletion: true }, false, 'deleted'],
      [{ suppressAfterDeletion: false }, true, null],
      [{}, true, 'deleted'],
    ])('ordered with %j in a project that suppresses: %p, the people are %p', async (order, keepsOut, reason) => {
      expect(await set({ suppressAfterDeletion: keepsOut })).toBe(200);
      await track([event({ distinct_id: 'ada' })]);
      await deleted(order);
      expect(await check('ada')).toEqual([reason]);
    });

    it('an opt-out covers what device they take up next, and of who did not opt out no link is kept', async () => {
      await track([event({ distinct_id: 'ada' })]);
      await choose('opt-outs', 'ada');
      await deleted({ suppressAfterDeletion: true });
      await browse(PHONE, 'ada');
      await browse(PHONE);
      // As a sweep does that is erasing her.
      await app.prisma.$executeRaw`
        INSERT INTO suppressions (project_id, id_hmac, reason, request_id, since)
        SELECT project_id, id_hmac, 'deletion', id, at FROM privacy_choices WHERE project_id = ${project.projectId}::int`;
      await browse(LAPTOP, 'ada');
      await browse(LAPTOP);
      expect(await stored()).toEqual([]);
      expect(await refused()).toEqual({ deleted: 1, deletion: 1, 'opt-out': 2 });
      expect(await check('ada', device(PHONE), device(LAPTOP))).toEqual(['deletion', 'opt-out', 'opt-out']);
      const linked = await stored('identity_links');
      await app.prisma.$executeRaw`
        DELETE FROM suppressions WHERE reason = 'opt-out' AND project_id = ${project.projectId}::int`;
      await browse(TABLET, 'ada');
      expect([await stored(), await stored('identity_links')]).toEqual([[], linked]);
    });

    it('is asked of deletions of Data alone', async () => {
      const order = async (body: object) => {
        const sent = { projectId: project.projectId, distinctIds: ['ada'], suppressAfterDeletion: true, ...body };
        return (await client.call<{ code?: string }>('POST', '/api/v1/requests', sent)).body.code;
      };
      expect(await order({ kind: 'export' })).toBe('suppress-needs-deletion');
      expect(await order({ kind: 'deletion', regime: 'CCPA', disclosure: 'Sources' })).toBe('suppress-needs-deletion');
      expect(await order({ kind: 'export', then: 'deletion' })).toBeUndefined();
    });
  });

  describe('an $opt_in', () => {
    const optIn = (properties: Properties) => track([event(properties, '$opt_in')]);

    it('by the public token lifts no word of the company, and is counted', async () => {
      await browse(PHONE, 'ada');
      await choose('opt-outs', 'ada');
      await optIn({ distinct_id: 'ada', $user_id: 'ada', $device_id: PHONE });
      await browse(PHONE);
      expect(await stored()).toEqual(['ada']);
      expect(await refused()).toEqual({ 'opt-in': 1, 'opt-out': 2 });
    });

    it('lifts it where the project says so, a device’s for the device alone, and never what a deletion left', async () => {
      expect(await set({ publicOptIn: 'lifts-opt-outs' })).toBe(200);
      await browse(PHONE, 'ada');
      await choose('opt-outs', 'ada');
      await optIn({ distinct_id: device(PHONE), $device_id: PHONE });
      expect(await check(device(PHONE), 'ada')).toEqual([null, 'opt-out']);
      await optIn({ distinct_id: 'ada', $user_id: 'ada', $device_id: PHONE });
      expect(await check(device(PHONE), 'ada')).toEqual([null, null]);
      expect(await list('choice=out')).toMatchObject([{ distinctId: 'ada', endedHow: 'sdk', endedBy: null }]);
      await app.prisma.$executeRaw`
        INSERT INTO suppressions (project_id, id_hmac, reason, since)
        SELECT project_id, id_hmac, 'deleted', at FROM privacy_choices WHERE project_id = ${project.projectId}::int`;
      await optIn({ distinct_id: 'ada', $user_id: 'ada' });
      expect(await check('ada')).toEqual(['deleted']);
    });

    it('with trust lifts what was chosen before it happened, and an old one brings nobody back', async () => {
      await choose('opt-outs', 'ada');
      await client.importEvents([event({ distinct_id: 'ada', time: clock.now().getTime() - DAY }, '$opt_in')]);
      expect(await check('ada')).toEqual(['opt-out']);
      await client.importEvents([event({ distinct_id: 'ada' }, '$opt_in')]);
      expect(await check('ada')).toEqual([null]);
      expect(await stored()).toEqual(['ada']);
    });

    it('has the name that the project gives it, beside its own', async () => {
      expect(await set({ optInEvent: 'Consent given', optedOutByDefault: true })).toBe(200);
      await browse(PHONE, null, {}, 'Consent given');
      await browse(LAPTOP, null, {}, '$opt_in');
      expect(await stored()).toEqual([device(PHONE), device(LAPTOP)].sort());
      expect([await set({ optInEvent: '$opt_in' }), await set({ optInEvent: ' ' })]).toEqual([422, 422]);
    });
  });

  describe('opted out by default', () => {
    beforeEach(async () => {
      expect(await set({ optedOutByDefault: true })).toBe(200);
    });

    it('nothing of an id is kept until it opted in, and what arrives before is dropped and counted', async () => {
      await browse(PHONE, 'ada');
      await client.engage([{ $distinct_id: 'ada', $set: { a: 1 } }]);
      expect([await stored(), await stored('profiles'), await stored('identity_links')]).toEqual([[], [], []]);
      expect(await refused()).toEqual({ default: 2 });
      expect(await check('ada')).toEqual(['default']);
      await choose('opt-ins', 'ada');
      await client.engage([{ $distinct_id: 'ada', $set: { a: 1 } }]);
      await browse(PHONE, 'ada');
      expect([await stored(), await stored('profiles'), await check('ada')]).toEqual([['ada'], ['ada'], [null]]);
      await choose('opt-outs', 'ada');
      await browse(PHONE, 'ada');
      expect([await stored(), await check('ada')]).toEqual([['ada'], ['opt-out']]);
      expect(await list('choice=in')).toMatchObject([{ distinctId: 'ada', endedHow: 'api' }]);
    });

    it('a device that opted in speaks for what it sends, and for nobody elsewhere', async () => {
      await browse(PHONE, null, {}, '$opt_in');
      await browse(PHONE);
      await browse(PHONE, 'ada');
      expect(await stored()).toEqual([device(PHONE), device(PHONE), 'ada'].sort());
      await track([event({ distinct_id: 'ada' })]);
      await browse(LAPTOP, 'ada');
      expect(await stored()).toHaveLength(3);
      expect(await check('ada', device(PHONE), device(LAPTOP))).toEqual(['default', null, 'default']);
    });

    it('nobody opts another person in', async () => {
      await track([
        event({ distinct_id: 'victim' }, '$opt_in'),
        event({ distinct_id: 'victim', $user_id: 'victim' }, '$opt_in'),
      ]);
      await track([event({ distinct_id: 'victim', $user_id: 'victim', $device_id: PHONE }, '$opt_in')]);
      await track([event({ distinct_id: 'victim' })]);
      await browse(LAPTOP, 'victim');
      expect(await stored()).toEqual(['victim']); // the event of the opt-in itself, which came from a device that opted in
      expect((await refused())['opt-in']).toBe(2);
    });
  });

  describe('Sec-GPC: 1', () => {
    it('changes nothing in a project that does not heed it', async () => {
      await browse(PHONE, 'ada', SIGNAL);
      expect([await stored(), await refused(), await list('how=gpc')]).toEqual([['ada'], {}, []]);
    });

    it('opts the device out where the project drops, until that device opts in', async () => {
      expect(await set({ globalPrivacyControl: 'drop' })).toBe(200);
      await browse(PHONE, 'ada', SIGNAL);
      await browse(PHONE);
      await track([event({ distinct_id: 'ada' })]);
      expect([await stored(), await stored('identity_links')]).toEqual([['ada'], []]);
      expect(await refused()).toEqual({ gpc: 2 });
      expect(await list('how=gpc')).toMatchObject([{ distinctId: device(PHONE), by: null, endedAt: null }]);
      await browse(PHONE, null, SIGNAL, '$opt_in');
      await browse(PHONE, null, SIGNAL);
      expect(await stored()).toHaveLength(3);
      expect(await list('how=gpc')).toMatchObject([{ endedHow: 'sdk' }]);
      expect(await list('choice=in')).toMatchObject([{ distinctId: device(PHONE), how: 'sdk', endedAt: null }]);
    });

    it('keeps no link where the project says so, and the record', async () => {
      expect(await set({ globalPrivacyControl: 'no-links' })).toBe(200);
      await browse(PHONE, 'ada', SIGNAL);
      await track([event({ distinct_id: 'ada', $anon_distinct_id: device(PHONE) }, '$identify')], SIGNAL);
      expect([await stored(), await stored('identity_links')]).toEqual([['ada'], []]);
      expect(await refused()).toEqual({ 'gpc-no-links': 2 });
      await browse(PHONE, 'ada');
      expect(await stored('identity_links')).toEqual(['ada']);
    });
  });
});
