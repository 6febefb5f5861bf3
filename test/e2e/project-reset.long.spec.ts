import { isSignedBy } from '../../src/completion-records/index.js';
import { DutyWatch } from '../../src/duties/index.js';
import { HabeasError } from '../../src/platform/index.js';
import { EndingSteps } from '../../src/project-endings/ending-steps.service.js';
import { instead } from '../support/instead.js';
import { TestClock } from '../support/test-clock.js';
import { A, B, C } from '../support/three-subjects.js';
import { DAY, EmptiedShop, isOfA, NOTHING, only, played, TABLES } from './emptied-project-fixture.js';
import { ask } from './project-endings-fixture.js';

describe('a project that is emptied', () => {
  const clock = new TestClock();
  let shop: EmptiedShop;

  beforeEach(async () => {
    shop = await EmptiedShop.open(clock);
  });
  afterEach(() => shop.close());

  it('is closed while its rows are set aside, and open and empty afterwards, whatever is killed', async () => {
    const { app, client, project, other } = shop;
    const [before, others] = [await shop.rowsOf(project.projectId), await shop.rowsOf(other.projectId)];
    const { id } = await shop.reset();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify([played('new', '1', { token: project.projectToken })]);
    const sent = await fetch(`${app.url}/track`, { method: 'POST', headers, body });
    expect([sent.status, Number(sent.headers.get('retry-after')) > 0]).toEqual([503, true]);
    const order = { projectId: project.projectId, kind: 'export', distinctIds: [A[0]] };
    const asked = await client.call('POST', '/api/v1/requests', order);
    expect([asked.status, asked.body['code']]).toEqual([409, 'project-closed']);
    const choice = { projectId: project.projectId, distinctIds: ['objects'] };
    const chosen = await client.call('POST', '/api/v1/opt-outs', choice);
    const taken = await client.call('POST', '/api/v1/opt-ins', choice);
    expect([chosen.status, taken.status, taken.body['code']]).toEqual([200, 409, 'project-closed']);

    const killedAt = killing();
    await shop.settled(id, 'restorable');
    killedAt.restore();
    expect(killedAt.steps.size).toBe(TABLES.length * 4);
    const aside = await shop.numberOf(id);
    expect(await shop.rowsOf(project.projectId)).toEqual(NOTHING);
    expect(await shop.rowsOf(aside)).toEqual(before);
    expect(await shop.rowsOf(other.projectId)).toEqual(others);

    expect((await ask(app, 'POST', '/track', { headers, body })).text).toBe('1');
    expect((await client.call('POST', '/api/v1/requests', order)).status).toBe(201);
    const owner = await shop.signIn();
    const { body: shown } = await owner.call<{ token: string }>('GET', `/api/v1/projects/${project.projectId}`);
    expect(shown.token).toBe(project.projectToken);
  });

  it('gets back what it held until day 60, beside what came since, which wins', async () => {
    const { app, client, project } = shop;
    const before = await shop.rowsOf(project.projectId);
    const { id } = await shop.reset();
    // As a clock that was ahead leaves it when moving failed: nobody is left closed by it.
    const ahead = { nextAttemptAt: new Date(clock.now().getTime() + 3650 * DAY) };
    await app.prisma.projectEnding.update({ where: { id }, data: ahead });
    await shop.settled(id, 'restorable');
    await client.importEvents([played('new', 'new')]);
    await client.engage([{ $distinct_id: A[0], $set: { $name: 'Since' } }]);
    const since = await shop.rowsOf(project.projectId);
    clock.forward(59 * DAY);
    const back = await shop.restore(id);
    expect([back.status, back.body.state]).toEqual([200, 'restoring']);

    const killedAt = killing();
    await shop.settled(id, 'restored');
    killedAt.restore();
    const after = await shop.rowsOf(project.projectId);
    expect(await shop.rowsOf(await shop.numberOf(id))).toEqual(NOTHING);
    for (const table of TABLES) {
      const keyOf = (line: string) =>
        table === 'profiles' ? (JSON.parse(line) as { distinct_id: string }).distinct_id : line;
      const newer = new Set(since[table]?.map(keyOf));
      const kept = before[table]?.filter((line) => !newer.has(keyOf(line))) ?? [];
      expect(after[table]).toEqual([...kept, ...(since[table] ?? [])].sort(byText(after[table] ?? [])));
    }
    const owner = await shop.signIn();
    const { body: shown } = await owner.call<{ id: number }>('GET', `/api/v1/projects/${project.projectId}`);
    expect(shown.id).toBe(project.projectId);
  });

  it('loses what was set aside for good by day 90, and nothing that came since; who is held is owed theirs until the hold is over', async () => {
    const { app, client, project } = shop;
    const before = await shop.rowsOf(project.projectId);
    const until = new Date(clock.now().getTime() + 200 * DAY).toISOString();
    const hold = { projectId: project.projectId, distinctIds: [A[0], 'new'], basis: 'GDPR Art. 17(3)(e)', until };
    const placed = await client.call<{ results: { id: string }[] }>('POST', '/api/v1/holds', hold);
    const { id } = await shop.reset();
    await shop.settled(id, 'restorable');
    await client.importEvents([played('new', 'new'), played(A[0] ?? '', 'since')]);
    const since = await shop.rowsOf(project.projectId);
    clock.forward(91 * DAY);
    await shop.settled(id, 'gone');
    const aside = await shop.numberOf(id);
    expect(await shop.rowsOf(aside)).toEqual(only(before, isOfA));
    expect((await shop.show(id)).counts).toMatchObject({ duties: 1, destroyed: { apiSecrets: 0 } });
    const where = { endingId: id };
    const duty = await app.prisma.duty.findFirstOrThrow({ where });
    expect([await app.prisma.duty.count({ where }), duty.kind, duty.state]).toEqual([1, 'held', 'owed']);
    const first = await record(id);
    expect(first).toMatchObject({ revision: 1, duties: [{ id: duty.id, state: 'owed', carriedOutBy: null }] });

    for (const { id: held } of placed.body.results)
      expect((await client.call('POST', `/api/v1/holds/${held}/lift`)).status).toBe(200);
    await app.application.get(DutyWatch, { strict: false }).look(clock.now());
    const deletion = await app.prisma.request.findFirstOrThrow({ where: { dutyId: duty.id } });
    await shop.carryOut(deletion.id);
    expect(await client.show(deletion.id)).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'erased' }] });
    const done = await client.call('GET', `/api/v1/requests/${deletion.id}/record`);
    expect(done.body).toMatchObject({
      document: { request: { about: 'set-aside' }, statement: expect.stringContaining('nothing that came since') },
    });
    expect(await shop.rowsOf(aside)).toEqual(NOTHING);
    expect(await shop.rowsOf(project.projectId)).toEqual(since);
    expect(await app.prisma.duty.findFirstOrThrow({ where })).toMatchObject({
      state: 'carried-out',
      wrappedIdKey: null,
    });
    expect(await app.prisma.suppression.count({ where: { projectId: project.projectId } })).toBe(0);

    const newest = await record(id);
    expect(newest).toMatchObject({
      revision: 2,
      collections: first.collections,
      duties: [{ id: duty.id, state: 'carried-out', carriedOutBy: deletion.id }],
    });
    expect(newest.statement).toMatch(/have been erased since, and a read-back found none of them\.$/);
    expect(await record(id, 1)).toEqual(first);
  });

  it('keeps no opt-out from anybody: of whom what was set aside knows, and of whom it knows when it comes back', async () => {
    const { client, project } = shop;
    const [ada = '', phone = '', oldName = ''] = A;
    const { id } = await shop.reset();
    await shop.settled(id, 'restorable');
    expect(await optOut('c-since')).toBe(1);
    const alias = { ...played(C[0] ?? '', 'alias').properties, alias: 'c-since' };
    await client.importEvents([{ event: '$create_alias', properties: alias }]);
    expect(await optOut(oldName)).toBeGreaterThanOrEqual(A.length);
    await client.importEvents([played(ada, 'late-1'), played(phone, 'late-2')]);
    expect((await shop.rowsOf(project.projectId))['events']).toEqual([]);

    expect((await shop.restore(id)).status).toBe(200);
    await shop.settled(id, 'restored');
    const late = [...A, ...C].map((name, at) => played(name, `late-${at + 3}`));
    await client.importEvents([...late, played(B[0] ?? '', 'taken')]);
    const events = (await shop.rowsOf(project.projectId))['events']?.join() ?? '';
    expect([events.includes('"taken"'), events.includes('"late-')]).toEqual([true, false]);
  });

  /** How many ids it covers. */
  async function optOut(distinctId: string): Promise<number> {
    const order = { projectId: shop.project.projectId, distinctIds: [distinctId] };
    const answer = await shop.client.call<{ results: { covered: number }[] }>('POST', '/api/v1/opt-outs', order);
    expect(answer.status).toBe(200);
    return answer.body.results[0]?.covered ?? 0;
  }

  /** A revision of the signed record, once its signature is checked. */
  async function record(id: string, revision?: number): Promise<{ collections: unknown; statement: string }> {
    const owner = await shop.signIn();
    const path = `/api/v1/project-endings/${id}/record`;
    const named = revision === undefined ? '' : `?revision=${revision}`;
    const bytes = await owner.bytes(`${path}.json${named}`);
    const pem = await (await fetch(`${shop.app.url}/api/v1/keys/completion-record.pem`)).text();
    expect(isSignedBy(pem, bytes, await owner.bytes(`${path}.sig${named}`))).toBe(true);
    for (const name of A) expect(bytes.toString('utf8')).not.toContain(JSON.stringify(name));
    return JSON.parse(bytes.toString('utf8')) as { collections: unknown; statement: string };
  }

  /** Kills the worker at every step, once. */
  function killing() {
    const steps = shop.app.application.get(EndingSteps, { strict: false });
    const seen = new Set<string>();
    const own = steps.stamp.bind(steps);
    const restore = instead(steps, 'stamp', async (...given) => {
      const [, , task, { name }, stamp] = given;
      const step = `${task} ${name} ${stamp}`;
      if (!seen.has(step)) {
        seen.add(step);
        // As of a killed process nothing is written down of it.
        throw new HabeasError('unavailable', 'lease-lost', 'Killed.');
      }
      await own(...given);
    });
    return { steps: seen, restore };
  }
});

/** The order in which the database gave them. */
function byText(order: readonly string[]) {
  const place = new Map(order.map((line, at) => [line, at]));
  return (one: string, other: string): number => (place.get(one) ?? 0) - (place.get(other) ?? 0);
}
