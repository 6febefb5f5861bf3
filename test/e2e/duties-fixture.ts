import { DeletionStaging, HoldWatch, Sweep } from '../../src/deletions/index.js';
import type { DutyPage, DutyView } from '../../src/duties/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { DutyLook } from '../../src/jobs/duty-look.service.js';
import { Retention } from '../../src/jobs/retention.service.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { ProjectsService, type ProjectSettings } from '../../src/access/index.js';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { signedIn, type Browser } from '../support/browser.js';
import {
  createProject,
  startApp,
  STEP_BY_STEP,
  type AppOptions,
  type TestApp,
  type TestProject,
} from '../support/app.js';
import { ApiClient } from '../support/client.js';
import type { TestDatabase } from '../support/database.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

export const DAY = 86_400_000;
export const YEAR = 365 * DAY;
export const BASIS = 'GDPR Art. 17(3)(e): litigation';

/** An application in which the test is the worker, with people who can be held, asked about, and let go. */
export class DutyDesk {
  number = 0;

  private constructor(
    public app: TestApp,
    readonly clock: TestClock,
    readonly project: TestProject,
    public client: ApiClient,
    public token: string,
  ) {}

  /** @param settings of the project */
  static async open(options: Omit<AppOptions, 'clock'> = {}, settings: ProjectSettings = {}): Promise<DutyDesk> {
    const clock = new TestClock();
    const app = await startApp({ ...options, clock, settings: { ...STEP_BY_STEP, ...options.settings } });
    const project = await createProject(app);
    await app.application.get(ProjectsService).change('operator', project.projectId, settings);
    const desk = new DutyDesk(app, clock, project, new ApiClient(app, project), project.oauthToken);
    // The clock is believed from the first look on, however far the test moves it.
    await desk.look();
    return desk;
  }

  /** Starts anew with another data map, on the same database. */
  async restart(database: TestDatabase, dataMap: string): Promise<void> {
    // What the database has seen last is what the next process believes.
    await this.look();
    await this.app.stop();
    this.app = await startApp({ database, dataMap, clock: this.clock, settings: STEP_BY_STEP });
    await this.years(0);
    await this.look();
  }

  /** Lets time go by; tokens and sessions do not outlive years. */
  async years(count: number): Promise<void> {
    this.clock.forward(count * YEAR);
    const tokens = this.service(OauthTokensService);
    const { secret } = await tokens.create('operator', this.project.ownerId, `tests ${(this.number += 1)}`);
    this.token = secret;
    this.client = new ApiClient(this.app, { ...this.project, oauthToken: secret });
  }

  owner(): Promise<Browser> {
    return signedIn(this.app.application, this.project.ownerEmail, this.project.ownerPassword);
  }

  service<T>(type: abstract new (...parts: never[]) => T): T {
    return this.app.application.get<T>(type, { strict: false });
  }

  /** What the dispatcher looks for every minute. */
  async look(): Promise<void> {
    await this.service(HoldWatch).look();
    await this.service(DutyLook).look();
  }

  async person(id = `person-${(this.number += 1)}`, events = 2): Promise<string> {
    const time = this.clock.now().getTime() - 60_000;
    await this.client.importEvents(
      Array.from({ length: events }, () => ({
        event: 'Played',
        properties: { time, distinct_id: id, $insert_id: `insert-${(this.number += 1)}` },
      })),
    );
    return id;
  }

  async hold(id: string, days: number, basis = BASIS): Promise<string> {
    const until = new Date(this.clock.now().getTime() + days * DAY).toISOString();
    const body = { projectId: this.project.projectId, distinctIds: [id], basis, until };
    const answer = await this.client.call<{ results: { id: string }[] }>('POST', '/api/v1/holds', body);
    expect(answer.status).toBe(201);
    return answer.body.results[0]?.id ?? '';
  }

  async lift(holdId: string): Promise<void> {
    expect((await this.client.call('POST', `/api/v1/holds/${holdId}/lift`)).status).toBe(200);
  }

  /** A deletion that stands before its sweep. */
  async staged(distinctIds: readonly string[], order: object = {}): Promise<string> {
    const request = await this.client.open({ kind: 'deletion', regime: 'GDPR', distinctIds, ...order });
    this.clock.forward(DAY);
    await this.service(DeletionStaging).stage(request);
    this.clock.forward(DAY);
    return request;
  }

  /** An export that was handed over, and the deletion of the same people that was ordered with it and has erased them. */
  async exportedAndErased(distinctIds: readonly string[]): Promise<{ exportId: string; deletionId: string }> {
    const order = { projectId: this.project.projectId, kind: 'export', then: 'deletion', regime: 'GDPR', distinctIds };
    type Opened = { id: string; followUp: { id: string } };
    const { id: exportId, followUp } = (await this.client.call<Opened>('POST', '/api/v1/requests', order)).body;
    await this.service(ExportRun).run(exportId);
    await this.client.call('POST', `/api/v1/requests/${exportId}/hand-overs`, { manner: 'e-mail' });
    await this.service(DeletionStaging).stage(followUp.id);
    this.clock.forward(DAY);
    await this.service(DeletionStaging).stage(followUp.id);
    this.clock.forward(DAY);
    await this.sweep();
    return { exportId, deletionId: followUp.id };
  }

  sweep(): Promise<void> {
    return sweepPastNeighbours(this.app, this.clock);
  }

  async erased(distinctIds: readonly string[], order: object = {}): Promise<string> {
    const request = await this.staged(distinctIds, order);
    await this.sweep();
    const { status, waitingFor, troubles } = await this.app.prisma.request.findUniqueOrThrow({
      where: { id: request },
    });
    if (!['SUCCESS', 'FAILURE'].includes(status))
      throw new Error(`It is ${status}, and waits for ${String(waitingFor)}: ${JSON.stringify(troubles)}.`);
    return request;
  }

  /** Looks, stages what was opened, and sweeps as the next night does. */
  async night(): Promise<void> {
    await this.look();
    const where = { status: 'PENDING', NOT: { dutyId: null } };
    for (const { id } of await this.app.prisma.request.findMany({ where })) {
      await this.service(DeletionStaging).stage(id);
    }
    this.clock.forward(DAY);
    await this.service(Sweep).run();
    await this.sweep();
  }

  tidy(): Promise<void> {
    return this.service(Retention).run();
  }

  async detail(id: string): Promise<RequestDetail> {
    return (await this.client.call<RequestDetail>('GET', `/api/v1/requests/${id}`)).body;
  }

  async outcomes(id: string) {
    return (await this.detail(id)).subjects.map(({ outcome, outcomeDetail }) => [outcome, outcomeDetail]);
  }

  async duties(query = ''): Promise<DutyView[]> {
    return (await this.client.call<DutyPage>('GET', `/api/v1/duties?limit=200${query}`)).body.results;
  }

  async dutyOf(requestId: string): Promise<DutyView> {
    const [first, ...others] = await this.duties(`&requestId=${requestId}`);
    expect(others).toEqual([]);
    if (first === undefined) throw new Error('The deletion left no duty.');
    return first;
  }

  async recordOf(requestId: string) {
    const path = `/api/v1/requests/${requestId}/record`;
    type Answer = { document: { revision: number; afterwards: { duties: Record<string, unknown>[] } } };
    return (await this.client.call<Answer>('GET', path)).body.document;
  }

  async eventsOf(id: string): Promise<number> {
    return this.count('SELECT count(*) FROM subject_data.events WHERE distinct_id = $1', id);
  }

  async count(statement: string, ...values: unknown[]): Promise<number> {
    return withClient(this.app.databaseUrl, async (sql) => Number((await sql.query(statement, values)).rows[0]?.count));
  }
}
