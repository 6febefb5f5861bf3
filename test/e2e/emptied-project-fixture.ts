import { DeletionStaging } from '../../src/deletions/index.js';
import { EndingWork } from '../../src/project-endings/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import type { TestClock } from '../support/test-clock.js';
import { A, loadThreeSubjects, SHOP_TABLES, shopDataMap, withClient } from '../support/three-subjects.js';
import { type Ended, SignedIn } from './project-endings-fixture.js';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;
export const TABLES = ['events', 'profiles', 'session_replays', 'identity_links'];
export const NOTHING = Object.fromEntries(TABLES.map((table) => [table, []]));
export type Rows = Record<string, string[]>;

/** A shop's project with three people, which is emptied, and another one beside it. */
export class EmptiedShop {
  private constructor(
    readonly app: TestApp,
    readonly clock: TestClock,
    readonly project: TestProject,
    readonly other: TestProject,
  ) {}

  static async open(clock: TestClock): Promise<EmptiedShop> {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
    const app = await startApp({ clock, database, settings: STEP_BY_STEP, dataMap: shopDataMap(FIRST_PROJECT) });
    const project = await createProject(app);
    const other = await createProject(app, 'other');
    for (const each of [project, other]) await loadThreeSubjects(new ApiClient(app, each), app.databaseUrl, each);
    return new EmptiedShop(app, clock, project, other);
  }

  get client(): ApiClient {
    return new ApiClient(this.app, this.project);
  }

  async close(): Promise<void> {
    await this.app.close();
  }

  async signIn(): Promise<SignedIn> {
    return SignedIn.of(this.app, { email: this.project.ownerEmail, password: this.project.ownerPassword });
  }

  async work(): Promise<void> {
    await this.app.application.get(EndingWork, { strict: false }).run(this.clock.now());
  }

  async show(id: string): Promise<Ended> {
    return (await (await this.signIn()).call('GET', `/api/v1/project-endings/${id}`)).body;
  }

  async reset(): Promise<Ended> {
    const path = `/api/v1/projects/${this.project.projectId}/reset`;
    const answer = await (await this.signIn()).call('POST', path, { name: 'acme app' });
    expect([answer.status, answer.body.code, answer.body.state]).toEqual([202, undefined, 'setting-aside']);
    return answer.body;
  }

  async restore(id: string) {
    return (await this.signIn()).call('POST', `/api/v1/project-endings/${id}/restore`);
  }

  /** Works until the ending is in this state; an older transaction beside this suite may keep the engine for an hour. */
  async settled(id: string, state: string): Promise<void> {
    for (let attempts = 0; attempts < 60 && (await this.show(id)).state !== state; attempts += 1) {
      await this.work();
      if ((await this.show(id)).trouble !== null) this.clock.forward(HOUR);
    }
    expect(await this.show(id)).toMatchObject({ state, trouble: null });
  }

  /** Has the deletion carried out by the next sweep. */
  async carryOut(deletion: string): Promise<void> {
    await this.app.application.get(DeletionStaging, { strict: false }).stage(deletion);
    this.clock.forward(DAY);
    await sweepPastNeighbours(this.app, this.clock);
  }

  /** Every row under a number, without the number. */
  async rowsOf(projectId: number): Promise<Rows> {
    return withClient(this.app.databaseUrl, async (sql) => {
      const found: Rows = {};
      for (const table of TABLES) {
        const { rows } = await sql.query<{ line: string }>(
          `SELECT (to_jsonb(t) - 'project_id')::text AS line FROM subject_data.${table} t WHERE project_id = $1 ORDER BY 1`,
          [projectId],
        );
        found[table] = rows.map(({ line }) => line);
      }
      return found;
    });
  }

  /** The number under which what was set aside is filed. */
  async numberOf(id: string): Promise<number> {
    return (await this.app.prisma.projectEnding.findUniqueOrThrow({ where: { id } })).setAsideAs ?? 0;
  }
}

/** Whether a row is the first person's. */
export function isOfA(line: string): boolean {
  return A.some((name) => line.includes(JSON.stringify(name))) || line.includes('replay-0');
}

export function only(rows: Rows, which: (line: string) => boolean): Rows {
  return Object.fromEntries(TABLES.map((table) => [table, (rows[table] ?? []).filter(which)]));
}

export const played = (distinctId: string, id: string, more: object = {}) => ({
  event: 'Played',
  properties: { distinct_id: distinctId, time: Date.parse('2026-02-03T10:00:00Z'), $insert_id: id, ...more },
});
