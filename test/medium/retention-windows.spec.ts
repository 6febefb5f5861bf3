import { Ids, readConfig } from '../../src/platform/index.js';
import { EffectiveWindows, openRetention, type OpenRetention, type RetentionOrder } from '../../src/retention/index.js';
import { MapWindows } from '../../src/retention/windows/map-windows.service.js';
import { builtInCollections } from '../../src/subject-data/data-map/built-in-collections.js';
import { SubjectData } from '../../src/subject-data/store/subject-data.service.js';
import { openAccessFixture, type AccessFixture, type PersonActor } from './access-fixture.js';

const DAY = 86_400_000;

let room: AccessFixture;
let retention: OpenRetention;
let windows: EffectiveWindows;
let admin: PersonActor;
let projectId: number;

beforeAll(async () => {
  room = await openAccessFixture();
  const config = readConfig({ PLANS: 'free:30,growth:90,paid:366' });
  retention = openRetention(room.prisma, room.clock, new Ids(), config);
  const data = new SubjectData(builtInCollections(new Map()), new Map());
  windows = new EffectiveWindows(room.prisma, data, new MapWindows(room.prisma, data, config, room.clock, new Ids()));
  admin = await room.join('ada@example.com', 'admin');
});
afterAll(() => room.close());

/** Each test has a project of its own, on 9 March 2026. */
beforeEach(async () => {
  room.clock.time = new Date('2026-03-09T12:00:00Z');
  const { project } = await room.projects.create('operator', room.organizationId, { name: 'Shop' });
  projectId = project.id;
});

const set = (order: RetentionOrder, by: PersonActor = room.owner) => retention.settings.change(by, projectId, order);
const shown = () => retention.views.ofProject(projectId);
const refusal = (code: string) => expect.objectContaining({ code }) as unknown;
/** What goes now: rule and the day before which; all of it where there is none. */
async function goes(at = room.clock.now()): Promise<Record<string, string>> {
  const planned = await windows.ofProject(projectId, at);
  const before = planned.map(({ rule, windows: [window] }) => [
    rule,
    window?.before?.toISOString().slice(0, 10) ?? 'all',
  ]);
  return Object.fromEntries(before.filter(([rule]) => rule !== 'recordings')) as Record<string, string>;
}

describe('the retention of a project', () => {
  it('is that of the rule at first: two years for events, no end for profiles, thirty days for recordings', async () => {
    expect(await shown()).toMatchObject({
      plan: 'paid',
      planChangedAt: null,
      events: { months: 24, rule: 'standard', before: '2024-03-09T00:00:00.000Z' },
      profiles: { unseenDays: null, daysAfterEnd: null, goAllAt: null },
      recordings: { days: 30, mostDays: 366 },
      pending: [],
    });
    expect(await goes()).toEqual({ events: '2024-03-09' });
  });

  it('is five years of a project that an import says was made earlier, which it says once', async () => {
    await set({ madeAt: new Date('2024-01-01T00:00:00Z') });
    expect(await goes()).toEqual({ events: '2021-03-09' });
    await set({ madeAt: new Date('2024-01-01T00:00:00Z') });
    await expect(set({ madeAt: new Date('2020-01-01T00:00:00Z') })).rejects.toEqual(refusal('made-at-set'));
  });

  it('takes no date that is after the project came', async () => {
    await expect(set({ madeAt: new Date('2026-03-10T12:00:00Z') })).rejects.toEqual(refusal('made-at-unfit'));
  });

  it('is as long as it was until a change of plan takes effect, a week later', async () => {
    await set({ madeAt: new Date('2024-01-01T00:00:00Z') });
    await set({ plan: 'growth' });
    expect(await shown()).toMatchObject({
      plan: 'growth',
      planChangedAt: '2026-03-09T12:00:00.000Z',
      events: { months: 24, rule: 'standard', before: '2021-03-09T00:00:00.000Z' },
      pending: [{ collection: 'events', before: { months: 60 }, after: { months: 24 }, by: 'pat@example.com' }],
    });
    room.clock.advance(7 * DAY - 1);
    expect(await goes()).toEqual({ events: '2021-03-16' });
    room.clock.advance(1);
    expect(await goes()).toEqual({ events: '2024-03-16' });
    expect((await shown()).pending).toEqual([]);
  });

  it('can be had back with its plan until then', async () => {
    await set({ madeAt: new Date('2024-01-01T00:00:00Z'), replayRetentionDays: 300 });
    await set({ plan: 'growth' });
    expect((await shown()).recordings).toEqual({ days: 90, mostDays: 90 });
    const [pending] = (await shown()).pending;
    await retention.settings.takeBack(room.owner, projectId, pending?.id ?? '');
    await retention.settings.takeBack(room.owner, projectId, pending?.id ?? '');
    expect(await shown()).toMatchObject({
      plan: 'paid',
      planChangedAt: null,
      events: { months: 60, rule: 'made-before-2025-09' },
      recordings: { days: 300 },
      pending: [],
    });
  });

  it('keeps recordings no longer than the plan allows that is had back', async () => {
    await set({ plan: 'growth' });
    await set({ plan: 'paid', eventMonths: 12 });
    await set({ replayRetentionDays: 300 });
    const [pending] = (await shown()).pending;
    await retention.settings.takeBack(room.owner, projectId, pending?.id ?? '');
    expect(await shown()).toMatchObject({ plan: 'growth', recordings: { days: 90, mostDays: 90 } });
  });

  it('waits a week also where having it back makes a part of it shorter that had become longer', async () => {
    const end = new Date(room.clock.now().getTime() - 100 * DAY);
    await set({ profileUnseenDays: 400, profileDaysAfterEnd: 365, subscriptionEndsAt: end });
    await set({ profileDaysAfterEnd: 30 });
    room.clock.advance(7 * DAY);
    expect(await goes()).toMatchObject({ 'subscription-ended': 'all' });
    await set({ profileUnseenDays: 100, profileDaysAfterEnd: 300 });
    const [pending] = (await shown()).pending;
    await retention.settings.takeBack(room.owner, projectId, pending?.id ?? '');
    expect((await shown()).profiles).toMatchObject({ unseenDays: 400, daysAfterEnd: 30 });
    expect(await goes()).not.toHaveProperty('subscription-ended');
    expect((await shown()).pending).toMatchObject([{ collection: 'profiles', after: { daysAfterEnd: 30 } }]);
    room.clock.advance(7 * DAY);
    expect(await goes()).toMatchObject({ 'subscription-ended': 'all' });
  });

  it('cannot be had back once it is in effect', async () => {
    await set({ eventMonths: 6 });
    const [pending] = (await shown()).pending;
    room.clock.advance(7 * DAY);
    const late = retention.settings.takeBack(room.owner, projectId, pending?.id ?? '');
    await expect(late).rejects.toEqual(refusal('change-in-effect'));
  });

  it('cannot be had back past a change that followed', async () => {
    await set({ eventMonths: 12 });
    const [first] = (await shown()).pending;
    await set({ eventMonths: 6 });
    const over = retention.settings.takeBack(room.owner, projectId, first?.id ?? '');
    await expect(over).rejects.toEqual(refusal('change-followed'));
    const second = (await shown()).pending.find(({ id }) => id !== first?.id);
    await retention.settings.takeBack(room.owner, projectId, second?.id ?? '');
    await retention.settings.takeBack(room.owner, projectId, first?.id ?? '');
    expect((await shown()).events).toMatchObject({ months: 24, chosenMonths: null });
  });

  it('is lengthened at once, and what pended counts no more', async () => {
    await set({ eventMonths: 6 });
    await set({ eventMonths: 12 });
    room.clock.advance(7 * DAY);
    expect(await goes()).toEqual({ events: '2025-03-16' });
    await set({ eventMonths: null });
    expect(await goes()).toEqual({ events: '2024-03-16' });
    expect((await shown()).pending).toEqual([]);
  });

  it('is longer than the rule says with a basis alone, which goes with the choice', async () => {
    await expect(set({ eventMonths: 36 })).rejects.toEqual(refusal('basis-missing'));
    await set({ eventMonths: 36, eventBasis: 'Warranty of three years' });
    expect((await shown()).events).toMatchObject({ months: 36, rule: 'chosen', basis: 'Warranty of three years' });
    await expect(set({ eventBasis: null })).rejects.toEqual(refusal('basis-missing'));
    await set({ eventMonths: null });
    expect((await shown()).events).toMatchObject({ months: 24, basis: null });
  });

  it('of profiles is as the project says of those not seen, and of the time after the subscription', async () => {
    await set({ profileUnseenDays: 90, profileDaysAfterEnd: 30, subscriptionEndsAt: new Date('2026-03-01T00:00:00Z') });
    expect(await goes()).toEqual({ events: '2024-03-09' });
    room.clock.advance(7 * DAY);
    expect(await goes()).toEqual({ events: '2024-03-16', 'profiles-unseen': '2025-12-16' });
    room.clock.advance(15 * DAY);
    expect(await goes()).toEqual({ events: '2024-03-31', 'subscription-ended': 'all' });
    await set({ subscriptionEndsAt: new Date('2027-03-01T00:00:00Z') });
    expect(await goes()).toEqual({ events: '2024-03-31', 'profiles-unseen': '2025-12-31' });
  });

  it('of recordings is bounded by the plan', async () => {
    await set({ plan: 'growth' });
    await expect(set({ replayRetentionDays: 91 })).rejects.toEqual(refusal('beyond-plan'));
    await set({ replayRetentionDays: 90 });
    const beside = room.projects.change('operator', projectId, { replayRetentionDays: 367 });
    await expect(beside).rejects.toEqual(refusal('setting-unfit'));
  });

  it('knows the plans of the instance and no other', async () => {
    await expect(set({ plan: 'gold' })).rejects.toEqual(refusal('plan-unknown'));
  });

  it('is had back by owners alone where the end of the subscription was changed', async () => {
    await set({ profileDaysAfterEnd: 30, subscriptionEndsAt: new Date('2027-03-01T00:00:00Z') });
    room.clock.advance(1000);
    await set({ subscriptionEndsAt: new Date('2026-04-01T00:00:00Z') });
    room.clock.advance(1000);
    await set({ profileUnseenDays: 300 });
    const [, ends, unseen] = (await shown()).pending;
    await retention.settings.takeBack(admin, projectId, unseen?.id ?? '');
    const byAdmin = retention.settings.takeBack(admin, projectId, ends?.id ?? '');
    await expect(byAdmin).rejects.toEqual(refusal('role-too-low'));
    await retention.settings.takeBack(room.owner, projectId, ends?.id ?? '');
    expect((await shown()).subscriptionEndsAt).toBe('2027-03-01T00:00:00.000Z');
  });

  it('is changed by admins, its plan and the dates that go with it by owners', async () => {
    await set({ eventMonths: 6, profileUnseenDays: 30, replayRetentionDays: 7 }, admin);
    const date = new Date('2024-01-01T00:00:00Z');
    for (const order of [{ plan: 'free' }, { madeAt: date }, { subscriptionEndsAt: date }])
      await expect(set(order, admin)).rejects.toEqual(refusal('role-too-low'));
    await set({ madeAt: date, eventMonths: null });
    await set({ plan: 'free' });
    const plan = (await shown()).pending.find(({ before }) => before.months === 60);
    const back = retention.settings.takeBack(admin, projectId, plan?.id ?? '');
    await expect(back).rejects.toEqual(refusal('role-too-low'));
  });

  it('is on record, with who changed it', async () => {
    await set({ eventMonths: 6 }, admin);
    await set({ eventMonths: 6 }, admin);
    const [pending] = (await shown()).pending;
    await retention.settings.takeBack(room.owner, projectId, pending?.id ?? '');
    const entries = await room.prisma.auditEntry.findMany({
      where: { projectId, action: { startsWith: 'retention.' } },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ actor, action, detail }) => ({ actor, action, detail }))).toEqual([
      { actor: `user:${admin.userId}`, action: 'retention.changed', detail: { eventRetentionMonths: 6 } },
      {
        actor: `user:${room.owner.userId}`,
        action: 'retention.change-taken-back',
        detail: expect.objectContaining({ change: pending?.id, eventRetentionMonths: null }) as unknown,
      },
    ]);
  });

  it('can be looked at as if it were set otherwise, with no waiting', async () => {
    const ahead = await windows.ifSet(projectId, room.clock.now(), { eventMonths: 1, profileUnseenDays: 10 });
    expect(ahead.map(({ rule, windows: [window] }) => [rule, window?.before?.toISOString()])).toEqual([
      ['events', '2026-02-09T00:00:00.000Z'],
      ['profiles-unseen', '2026-02-27T00:00:00.000Z'],
      ['recordings', '2026-03-09T00:00:00.000Z'],
    ]);
    expect(await goes()).toEqual({ events: '2024-03-09' });
  });

  it('has a version that changes with it, for whoever works by what was set', async () => {
    const version = async () =>
      (await room.prisma.project.findUniqueOrThrow({ where: { id: projectId } })).retentionVersion;
    const before = await version();
    await set({ eventMonths: null });
    expect(await version()).toBe(before);
    await set({ eventMonths: 12 });
    expect(await version()).not.toBe(before);
  });

  it('is counted by the days of its own zone', async () => {
    await room.projects.change('operator', projectId, { timezone: 'Asia/Tokyo' });
    room.clock.time = new Date('2026-03-09T15:30:00Z');
    expect((await shown()).events.before).toBe('2024-03-09T15:00:00.000Z');
  });

  it('is none the shorter for another zone, by which the project was made a day later', async () => {
    await set({ madeAt: new Date('2025-08-31T22:30:00Z') });
    const version = async () =>
      (await room.prisma.project.findUniqueOrThrow({ where: { id: projectId } })).retentionVersion;
    const before = await version();
    await room.projects.change('operator', projectId, { timezone: 'Asia/Tokyo' });
    expect((await shown()).events).toMatchObject({ months: 60, rule: 'made-before-2025-09' });
    expect(await version()).toBe(before + 1);
    await room.projects.change('operator', projectId, { timezone: 'Asia/Tokyo' });
    expect(await version()).toBe(before + 1);
  });

  it('is that of a project made where it came from, by the zone that it has when this is said', async () => {
    await room.projects.change('operator', projectId, { timezone: 'America/Los_Angeles' });
    await set({ madeAt: new Date('2025-09-01T06:30:00Z') });
    await room.projects.change('operator', projectId, { timezone: 'UTC' });
    expect((await shown()).events).toMatchObject({ months: 60, rule: 'made-before-2025-09' });
  });
});
