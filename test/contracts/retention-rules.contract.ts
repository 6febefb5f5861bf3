import { SteadyTime } from '../../src/platform/index.js';
import { RetentionPlan } from '../../src/retention/index.js';
import { IngestStore } from '../../src/subject-data/index.js';
import { createProject, startApp, type AppOptions, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { recordingBatch } from '../support/recordings.js';
import { retainPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';

/** An engine with the tables `shop.orders (customer, city, made_at)` and `shop.reviews (author, author_name, written_at)`. */
export interface RulesStand {
  readonly app: Omit<AppOptions, 'clock' | 'dataMap'>;
  insert(table: string, columns: readonly string[], rows: readonly (readonly (string | null)[])[]): Promise<void>;
  /** Each row, its columns as texts. */
  read(table: string, columns: readonly string[]): Promise<(string | null)[][]>;
  stop(): Promise<void>;
}

const DAY = 86_400_000;
const GOES_ON = 120;
/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;
const HELD = 'held-4711';
const PEOPLE = ['ann', 'ben', HELD];
const collection = (name: string, subject: string, date: string, more: string) => `
  - name: ${name}
    title: The ${name}
    table: shop.${name}
    project: ${FIRST_PROJECT}
    subject: ${subject}
    time: ${date}
    purpose: Trade
    recipients: []
    sourceCategory: The person
    ${more}`;
const DATA_MAP = `collections:${collection(
  'orders',
  'customer',
  'made_at',
  'headers: { city: { category: geolocation } }\n    policy: erase\n    retention: { text: Six years, after: P6Y, from: made_at, do: erase }',
)}${collection(
  'reviews',
  'author',
  'written_at',
  'headers: { author_name: { category: identifiers } }\n    policy: { anonymize: [author_name] }\n    retention: { text: A year, after: P1Y, from: written_at, do: anonymize }',
)}
`;
/** What tells a row, and how much of each column. */
const TABLES: Readonly<Record<string, readonly (readonly [column: string, length?: number])[]>> = {
  'subject_data.events': [['project_id'], ['distinct_id'], ['insert_id'], ['time', 7]],
  'subject_data.profiles': [['project_id'], ['distinct_id']],
  'subject_data.session_replays': [['project_id'], ['distinct_id'], ['expires_on', 10]],
  'shop.orders': [['customer'], ['made_at', 7]],
  'shop.reviews': [['author'], ['author_name'], ['written_at', 7]],
};

/** All rules by which rows go, in one run on a clock that was moved: what there is afterwards is what there was without what had its time. */
export function describeRetentionRules(start: () => Promise<RulesStand>): void {
  const clock = new TestClock();
  let stand: RulesStand;
  let app: TestApp;
  let [acme, ended, third]: TestProject[] = [];

  beforeAll(async () => {
    stand = await start();
    const settings = { ROLE: 'api', RETENTION_GRACE: '0s', RETENTION_ROWS_PER_SECOND: '0', ...stand.app.settings };
    app = await startApp({ ...stand.app, clock, settings, dataMap: DATA_MAP });
    await part(SteadyTime).now();
    [acme, ended, third] = [
      await createProject(app, 'acme'),
      await createProject(app, 'ended'),
      await createProject(app, 'third'),
    ];
    expect(acme.projectId).toBe(FIRST_PROJECT);
  });
  afterAll(async () => {
    await app?.close();
    await stand?.stop();
  });

  const part = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const daysAgo = (days: number): Date => new Date(clock.now().getTime() - days * DAY);
  const monthsAgo = (months: number): Date => {
    const now = clock.now();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15, 12));
  };
  const monthOf = (date: Date): string => date.toISOString().slice(0, 7);
  const stamp = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');
  const idOf = (project: TestProject | undefined): number => project?.projectId ?? 0;
  const event = (id: string, age: number) => ({
    event: 'Seen',
    properties: { time: monthsAgo(age).getTime() / 1000, distinct_id: id, $insert_id: `${id}-${String(age)}` },
  });
  const batch = (id: string, expiresOn: Date) => {
    const day = new Date(expiresOn.toISOString().slice(0, 10));
    return recordingBatch({
      distinctId: id,
      deviceId: null,
      replayId: `replay of ${id} ${stamp(day)}`,
      expiresOn: day,
    });
  };

  async function rows(): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const [table, columns] of Object.entries(TABLES)) {
      const read = await stand.read(
        table,
        columns.map(([column]) => column),
      );
      const line = (row: readonly (string | null)[]) =>
        row.map((value, at) => (value === null ? '-' : value.slice(0, columns[at]?.[1]))).join(' ');
      found[table] = read.map(line).sort();
    }
    return found;
  }

  /** In the month of the oldest events, and of the recording of Ann, nobody else has anything. */
  async function given(): Promise<void> {
    const early = { madeAt: new Date('2025-01-01T00:00:00Z') };
    await app.prisma.project.updateMany({ where: { id: { in: [idOf(ended), idOf(third)] } }, data: early });
    await app.prisma.project.update({ where: { id: idOf(acme) }, data: { profileUnseenDays: 100 } });
    const subscription = { subscriptionEndsAt: daysAgo(-10), profileDaysAfterEnd: 30 };
    await app.prisma.project.update({ where: { id: idOf(ended) }, data: subscription });
    for (const project of [acme, ended, third]) {
      if (project === undefined) throw new Error('There is no project.');
      const client = new ApiClient(app, project);
      await client.importEvents(PEOPLE.flatMap((id) => [40, 1].map((age) => event(id, age))));
      await client.engage(PEOPLE.map((id) => ({ $distinct_id: id, $set: { plan: 'free' } })));
      await part<IngestStore>(IngestStore).writeRecordings(project.projectId, [batch('ben', daysAgo(-400))]);
      if (project !== acme) continue;
      await client.importEvents(['ann', 'ben'].map((id) => event(id, 71)));
      await client.engage([
        { $distinct_id: 'ben', $set: { $last_seen: daysAgo(-GOES_ON).toISOString().slice(0, 19) } },
      ]);
      await part<IngestStore>(IngestStore).writeRecordings(project.projectId, [
        batch('ann', daysAgo(70)),
        batch('ann', daysAgo(10)),
        batch(HELD, daysAgo(10)),
      ]);
    }
    await stand.insert(
      'shop.orders',
      ['customer', 'made_at'],
      PEOPLE.flatMap((id) => [85, 50].map((age) => [id, stamp(monthsAgo(age))])),
    );
    await stand.insert(
      'shop.reviews',
      ['author', 'author_name', 'written_at'],
      PEOPLE.flatMap((id) => [24, 1].map((age) => [id, `Name of ${id}`, stamp(monthsAgo(age))])),
    );
  }

  it('takes by every rule what has had its time and nothing else, drops months of which nothing stays, and spares who is held', async () => {
    await given();
    const hold = {
      projectId: idOf(acme),
      distinctIds: [HELD],
      basis: 'Litigation',
      until: daysAgo(-3_000).toISOString(),
    };
    const client = new ApiClient(app, acme as TestProject);
    expect((await client.call('POST', '/api/v1/holds', hold)).status).toBe(201);
    const [alone, recorded, before] = [monthsAgo(71), daysAgo(70), await rows()];
    const [forty, old, written] = [monthsAgo(40), monthsAgo(85), monthsAgo(24)].map(monthOf);
    expect(Object.values(before).map(({ length }) => length)).toEqual([20, 9, 6, 6, 6]);

    clock.forward(GOES_ON * DAY);
    const runId = await part(RetentionPlan).order('operator');
    await retainPastNeighbours(app);

    const own = `${idOf(acme)} `;
    const isFree = (line: string) => !line.includes(HELD);
    const goes: Readonly<Record<string, (line: string) => boolean>> = {
      'subject_data.events': (line) => line.startsWith(own) && isFree(line) && !line.includes('-1 '),
      'subject_data.profiles': (line) => line === `${own}ann` || line.startsWith(`${idOf(ended)} `),
      'subject_data.session_replays': (line) => line.startsWith(`${own}ann`),
      'shop.orders': (line) => line.endsWith(` ${old ?? ''}`) && isFree(line),
      'shop.reviews': () => false,
    };
    expect(before['subject_data.events']?.filter((line) => line.endsWith(` ${forty ?? ''}`))).toHaveLength(9);
    const expected = Object.fromEntries(
      Object.entries(before).map(([table, lines]) => [table, lines.filter((line) => goes[table]?.(line) === false)]),
    );
    const cleared = (line: string) =>
      line.endsWith(` ${written ?? ''}`) && isFree(line) ? line.replace(/Name of \w+/, '-') : line;
    expected['shop.reviews'] = (before['shop.reviews'] ?? []).map(cleared).sort();
    expect(await rows()).toEqual(expected);

    const run = await app.prisma.retentionRun.findUniqueOrThrow({ where: { id: runId } });
    const steps = await app.prisma.retentionStep.findMany({ where: { runId } });
    expect([run.result, steps.filter(({ verifiedAt }) => verifiedAt === null)]).toEqual(['done', []]);
    const found = (rule: string, collectionName: string, project: TestProject | undefined) => {
      const step = steps.find(
        (each) => each.rule === rule && each.collection === collectionName && each.projectId === idOf(project),
      );
      return step && [Number(step.found), Number(step.sparedHeld), Number(step.remaining)];
    };
    expect([
      found('events', 'events', acme),
      found('recordings', 'session_replays', acme),
      found('profiles-unseen', 'profiles', acme),
      found('subscription-ended', 'profiles', ended),
      found('company', 'orders', acme),
      found('company', 'reviews', acme),
    ]).toEqual([
      [4, 1, 0],
      [2, 1, 0],
      [1, 1, 0],
      [3, 0, 0],
      [2, 1, 0],
      [2, 1, 0],
    ]);
    const dropped = (name: string) =>
      steps
        .filter((step) => step.collection === name)
        .flatMap((step) => step.dropped)
        .map((relation) => relation.replaceAll(/\D/g, ''));
    expect(dropped('events')).toEqual([monthOf(alone).replace('-', '')]);
    expect(dropped('session_replays')).toEqual([monthOf(recorded).replace('-', '')]);
  }, 240_000);
}
