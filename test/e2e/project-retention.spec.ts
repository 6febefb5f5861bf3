import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import type { RetentionPreview } from '../../src/retention/index.js';
import { ApiClient } from '../support/client.js';
import { TestClock } from '../support/test-clock.js';

const DAY = 86_400_000;

interface Shown {
  readonly grace: { readonly seconds: number; readonly until: string };
  readonly events: { readonly months: number; readonly rule: string };
  readonly pending: readonly { readonly id: string; readonly collection: string; readonly effectiveAt: string }[];
  readonly code?: string;
}

describe('how long what a project holds is kept, at /api/v1', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let cookie: string;

  beforeAll(async () => {
    app = await startApp({ clock, settings: { ROLE: 'api' } });
    project = await createProject(app);
    cookie = await signIn(project);
  });
  afterAll(() => app.close());

  async function signIn({ ownerEmail: email, ownerPassword: password }: TestProject): Promise<string> {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const body = JSON.stringify({ email, password });
    const response = await fetch(`${app.url}/api/v1/session`, { method: 'POST', headers, body });
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  async function call(method: string, path = '', body?: object): Promise<{ status: number; body: Shown }> {
    const response = await fetch(`${app.url}/api/v1/projects/${project.projectId}/retention${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Shown };
  }

  it('is shown, changed, and taken back', async () => {
    expect((await call('GET')).body.events).toMatchObject({ months: 24, rule: 'standard' });
    const changed = await call('PATCH', '', { eventMonths: 6 });
    expect(changed).toMatchObject({ status: 200, body: { events: { months: 6, rule: 'chosen' } } });
    const [pending] = changed.body.pending;
    expect(pending).toMatchObject({ collection: 'events', before: { months: 24 }, after: { months: 6 } });
    const back = await call('POST', `/changes/${pending?.id ?? ''}/take-back`);
    expect(back).toMatchObject({ status: 200, body: { events: { months: 24 }, pending: [] } });
  });

  it('takes effect when the grace is over', async () => {
    const { body } = await call('PATCH', '', { profileUnseenDays: 30 });
    clock.forward(8 * DAY);
    cookie = await signIn(project);
    expect((await call('GET')).body.pending).toEqual([]);
    const late = await call('POST', `/changes/${body.pending[0]?.id ?? ''}/take-back`);
    expect(late).toMatchObject({ status: 409, body: { code: 'change-in-effect' } });
  });

  it('says how long what is shortened waits, and from when on it would count', async () => {
    const { grace } = (await call('GET')).body;
    expect(grace.seconds).toBe(7 * 86_400);
    const ahead = Date.parse(grace.until) - clock.now().getTime();
    expect([ahead <= 7 * DAY, ahead > 7 * DAY - 60_000]).toEqual([true, true]);
  });

  it('tells ahead what the end of the subscription would take: with the next run, or on its day', async () => {
    const client = new ApiClient(app, project);
    await client.engage(['ann', 'ben'].map((id) => ({ $distinct_id: id, $set: { plan: 'free' } })));
    const preview = async (instead: object) =>
      (await client.call<RetentionPreview>('POST', `/api/v1/projects/${project.projectId}/retention/preview`, instead))
        .body;
    const ofEnd = ({ collections }: RetentionPreview) =>
      collections.filter(({ rule }) => rule === 'subscription-ended').map(({ collection, rows }) => [collection, rows]);

    const inTime = new Date(clock.now().getTime() + 20 * DAY).toISOString();
    const gone = new Date(clock.now().getTime() - 20 * DAY).toISOString();
    const nothing = await preview({});
    expect([ofEnd(nothing), nothing.later]).toEqual([[], []]);
    const past = await preview({ subscriptionEndsAt: gone, profileDaysAfterEnd: 10 });
    expect([ofEnd(past), past.later]).toEqual([[['profiles', 2]], []]);
    const ahead = await preview({ subscriptionEndsAt: inTime, profileDaysAfterEnd: 10 });
    const goesAt = new Date(Date.parse(inTime) + 10 * DAY).toISOString();
    expect(ofEnd(ahead)).toEqual([]);
    expect(ahead.later).toMatchObject([{ collection: 'profiles', rule: 'subscription-ended', rows: 2, goesAt }]);

    // Set, it waits for the grace, and then for its day.
    const { pending } = (await call('PATCH', '', { subscriptionEndsAt: gone, profileDaysAfterEnd: 10 })).body;
    const set = await preview({});
    expect([ofEnd(set), set.later.map((each) => each.goesAt)]).toEqual([[], pending.map((each) => each.effectiveAt)]);
    expect(pending).toHaveLength(1);
    await call('PATCH', '', { subscriptionEndsAt: null, profileDaysAfterEnd: null });
    expect((await preview({})).later).toEqual([]);
  });

  it.each([
    ['nothing', {}, 400, 'invalid-body'],
    ['a word that it does not know', { years: 2 }, 400, 'invalid-body'],
    ['no month at all', { eventMonths: 0 }, 400, 'invalid-body'],
    ['a plan of nobody', { plan: 'gold' }, 422, 'plan-unknown'],
    ['more than the rule says, without a reason', { eventMonths: 25 }, 422, 'basis-missing'],
    ['recordings for longer than the plan allows', { replayRetentionDays: 367 }, 422, 'beyond-plan'],
    ['a time that is none', { subscriptionEndsAt: 'soon' }, 400, 'invalid-body'],
    ['a day that is none', { subscriptionEndsAt: '2026-02-30' }, 400, 'invalid-body'],
    ['a day on which it was already here', { madeAt: '2100-01-01T00:00:00Z' }, 422, 'made-at-unfit'],
  ])('refuses %s', async (_case, order, status, code) => {
    expect(await call('PATCH', '', order)).toMatchObject({ status, body: { code } });
  });

  it('takes a day for one of the project, from its beginning to its end', async () => {
    const other = await createProject(app, 'tokyo');
    await app.prisma.project.update({ where: { id: other.projectId }, data: { timezone: 'Asia/Tokyo' } });
    const [own, before] = [project, cookie];
    [project, cookie] = [other, await signIn(other)];
    const days = { madeAt: '2024-03-01', subscriptionEndsAt: '2031-07-15' };
    expect(await call('PATCH', '', days)).toMatchObject({
      status: 200,
      body: {
        timezone: 'Asia/Tokyo',
        madeAt: '2024-02-29T15:00:00.000Z',
        subscriptionEndsAt: '2031-07-15T14:59:59.999Z',
      },
    });
    // The same day said again is no second word.
    expect((await call('PATCH', '', days)).status).toBe(200);
    const ahead = await call('POST', '/preview', { subscriptionEndsAt: '2031-07-15', profileDaysAfterEnd: 0 });
    expect(ahead.status).toBe(200);
    [project, cookie] = [own, before];
  });

  it('knows no change of another project', async () => {
    const other = await call('POST', '/changes/3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f/take-back');
    expect(other).toMatchObject({ status: 404, body: { code: 'change-not-found' } });
  });
});
