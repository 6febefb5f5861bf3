import { OverdueDuties, OverdueEndings } from '../../src/duties/index.js';
import { DutyNotices } from '../../src/notices/duty-notices.service.js';
import { EndingNotices } from '../../src/notices/ending-notices.service.js';
import { EndingWork } from '../../src/project-endings/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { TestClock } from '../support/test-clock.js';
import { warnedOf } from '../support/warned.js';
import { DAY, DutyDesk } from './duties-fixture.js';
import { type Ended, SignedIn } from './project-endings-fixture.js';

const HOUR = DAY / 24;

const readyOf = async ({ url }: TestApp) => (await fetch(`${url}/readyz`)).json() as Promise<object>;

describe('what is owed and due', () => {
  let desk: DutyDesk;

  beforeAll(async () => {
    desk = await DutyDesk.open();
    await desk.app.prisma.user.updateMany({
      where: { id: desk.project.ownerId },
      data: { emailVerifiedAt: desk.clock.now(), homeOrganizationId: null },
    });
  });
  afterAll(() => desk.app.close());

  const ready = () => readyOf(desk.app);

  /** Somebody whose hold was lifted after the deletion that left them. */
  async function due(): Promise<string> {
    const [held, free] = [await desk.person(), await desk.person()];
    const holdId = await desk.hold(held, 400);
    const request = await desk.erased([held, free]);
    await desk.lift(holdId);
    return request;
  }

  it('is an alarm where its deletions fail, each day anew', async () => {
    const request = await due();
    const { dueAt } = await desk.dutyOf(request);
    const fail = async () => {
      await desk.look();
      const { state, carriedOutBy } = await desk.dutyOf(request);
      expect(state).toBe('under-way');
      const failed = { status: 'FAILURE', finishedAt: desk.clock.now(), nextAttemptAt: null, waitingFor: null };
      await desk.app.prisma.request.update({ where: { id: carriedOutBy ?? '' }, data: failed });
      await desk.look();
      expect(await desk.dutyOf(request)).toMatchObject({ state: 'owed', dueAt });
    };
    await fail();
    desk.clock.forward(23 * HOUR);
    expect(await ready()).not.toHaveProperty('duties');
    desk.clock.forward(2 * HOUR);
    expect(await ready()).toMatchObject({ duties: { overdueSince: dueAt } });
    await desk.look();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'under-way' });
    expect(await ready()).toMatchObject({ duties: { overdueSince: dueAt } });
    await desk.app.prisma.request.updateMany({
      where: { NOT: { dutyId: null }, status: 'PENDING' },
      data: { status: 'FAILURE', finishedAt: desk.clock.now(), nextAttemptAt: null, waitingFor: null },
    });
    await desk.look();
    const warned = await warnedOf(async () => {
      await desk.service(OverdueDuties).look();
      await desk.service(OverdueDuties).look();
    });
    expect(warned).toEqual([expect.stringContaining(`is due since ${dueAt ?? ''} and not carried out`)]);
    await desk.service(DutyNotices).collect();
    await desk.service(DutyNotices).collect();
    const notices = await desk.app.prisma.notice.findMany({ where: { kind: 'duty' } });
    expect(notices.map(({ facts }) => facts)).toEqual([
      { what: 'duty', project: 'acme app', since: dueAt, waiting: 1 },
    ]);
    desk.clock.forward(25 * HOUR);
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out' });
    expect(await ready()).not.toHaveProperty('duties');
  });

  it('may wait for its sweep, and for no longer', async () => {
    const request = await due();
    const { dueAt } = await desk.dutyOf(request);
    await desk.look();
    desk.clock.forward(47 * HOUR);
    expect(await ready()).not.toHaveProperty('duties');
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'under-way', overdue: false });
    desk.clock.forward(2 * HOUR);
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'under-way', overdue: true });
    expect(await ready()).toMatchObject({ duties: { overdueSince: dueAt } });
    await desk.night();
    expect(await desk.dutyOf(request)).toMatchObject({ state: 'carried-out', overdue: false });
    expect(await ready()).not.toHaveProperty('duties');
  });

  it('is an alarm where it is the file of an export that has expired and is there still', async () => {
    const { deletionId } = await desk.exportedAndErased([await desk.person()]);
    const { dueAt } = await desk.dutyOf(deletionId);
    desk.clock.forward(new Date(dueAt ?? 0).getTime() - desk.clock.now().getTime() + 23 * HOUR);
    await desk.look();
    expect(await ready()).not.toHaveProperty('duties');
    desk.clock.forward(2 * HOUR);
    expect(await ready()).toMatchObject({ duties: { overdueSince: dueAt } });
    await desk.tidy();
    await desk.look();
    expect(await desk.dutyOf(deletionId)).toMatchObject({ state: 'carried-out' });
    expect(await ready()).not.toHaveProperty('duties');
  });
});

describe('the end of a project that is not carried out by its day', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
    project = await createProject(app);
    await app.prisma.user.updateMany({
      where: { id: project.ownerId },
      data: { emailVerifiedAt: clock.now(), homeOrganizationId: null },
    });
  });
  afterAll(() => app.close());

  it('is an alarm, in the log and by mail, which ends with it', async () => {
    const properties = { time: clock.now().getTime(), distinct_id: 'ada', $insert_id: 'i1' };
    await new ApiClient(app, project).importEvents([{ event: 'Seen', properties }]);
    const { ownerEmail: email, ownerPassword: password } = project;
    const owner = await SignedIn.of(app, { email, password });
    const path = `/api/v1/projects/${project.projectId}`;
    const ended = (await owner.call<Ended>('DELETE', path, { name: 'acme app' })).body;
    // A request that a duty opened, say, is in its way.
    const where = { id: ended.id };
    const trouble = { state: 'going', troubleCode: 'requests-open', troubleMessage: 'One has not ended.' };
    await app.prisma.projectEnding.update({ where, data: trouble });
    clock.forward(new Date(ended.goneBy).getTime() - clock.now().getTime() - HOUR);
    expect(await readyOf(app)).not.toHaveProperty('projectEndings');
    clock.forward(2 * HOUR);
    expect(await readyOf(app)).toMatchObject({ status: 'ok', projectEndings: { overdueSince: ended.goneBy } });
    const watch = app.application.get(OverdueEndings, { strict: false });
    const warned = await warnedOf(async () => {
      await watch.look();
      await watch.look();
    });
    expect(warned).toEqual([
      `What project ${project.projectId} held was to be gone by ${ended.goneBy} and is not (end ${ended.id}). What is in the way: requests-open.`,
    ]);
    const notices = app.application.get(EndingNotices, { strict: false });
    await notices.collect();
    await notices.collect();
    const told = await app.prisma.notice.findMany({ where: { kind: 'retention' } });
    expect(told.map(({ userId, facts }) => [userId, facts])).toEqual([
      [project.ownerId, { what: 'ending', project: 'acme app', since: ended.goneBy }],
    ]);
    for (let hours = 0; hours < 9; hours += 1, clock.forward(HOUR)) {
      await app.application.get(EndingWork, { strict: false }).run(clock.now());
    }
    expect((await app.prisma.projectEnding.findUniqueOrThrow({ where })).state).toBe('gone');
    expect(await readyOf(app)).not.toHaveProperty('projectEndings');
  });
});
