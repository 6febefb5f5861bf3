import { Injectable, Logger } from '@nestjs/common';
import { RecordKey, seal } from '../../completion-records/index.js';
import { Clock, Config, Leases, PrismaService, VERSION, type Lease, type Transaction } from '../../platform/index.js';
import { SubjectData } from '../../subject-data/index.js';
import { RetentionPlan } from './retention-plan.service.js';
import { retentionRecord, type Recording } from './retention-record.js';
import type { StepRow } from './retention-steps.service.js';

/** For how long steps that found nothing are kept; the records tell of them for good. */
const EMPTY_STEPS_FOR = 90 * 86_400_000;
/** Collections that are named, with what is in their way, at the most. */
const MOST_NAMED = 10;

interface Ending {
  readonly run: {
    readonly id: string;
    readonly dueAt: Date;
    readonly startedAt: Date;
    readonly orderedBy: string | null;
  };
  readonly at: Date;
}

/** Ends a run: a signed record for each organization, the result, and the plan of the next one. */
@Injectable()
export class RetentionRunEnd {
  private readonly logger = new Logger('retention');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly plan: RetentionPlan,
    private readonly key: RecordKey,
    private readonly subjectData: SubjectData,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** All of it or nothing: a run that ended has its records. */
  async finish(runId: string, lease: Lease): Promise<void> {
    const { left, dueAt } = await this.leases.guarded(lease, async (transaction) => {
      const at = this.clock.now();
      const open = await this.leftOf(transaction, runId);
      const ended = open.length === 0 ? 'done' : 'in-part';
      const { startedAt, ...run } = await transaction.retentionRun.update({
        where: { id: runId },
        data: { finishedAt: at, result: ended, phase: ended },
      });
      await this.record(transaction, { run: { ...run, startedAt: startedAt ?? at }, at });
      return { left: open, dueAt: run.dueAt };
    });
    await this.plan.keep();
    await this.forgetEmptySteps();
    this.tell(dueAt, left);
  }

  private tell(dueAt: Date, left: readonly string[]): void {
    if (left.length === 0) {
      this.logger.log('Retention: the run has ended, done.');
      return;
    }
    const what = left.slice(0, MOST_NAMED).join(', ') + (left.length > MOST_NAMED ? ' and others' : '');
    this.logger.warn(
      `The run of retention of ${dueAt.toISOString()} ended in part, data is kept for longer than is said. Left: ${what}.`,
    );
  }

  /** What has not come to its end: each collection with what is in its way, and of how many projects. */
  private async leftOf(transaction: Transaction, runId: string): Promise<string[]> {
    const left = await transaction.retentionStep.groupBy({
      by: ['collection', 'troubleCode'],
      where: { runId, verifiedAt: null },
      _count: { projectId: true },
      orderBy: [{ collection: 'asc' }, { troubleCode: 'asc' }],
    });
    return left.map(({ collection, troubleCode, _count: { projectId: projects } }) => {
      return `"${collection}" of ${projects === 1 ? 'a project' : `${projects} projects`} (${troubleCode ?? 'not begun'})`;
    });
  }

  /** One organization after the other, so that no more than one of them is in memory. */
  private async record(transaction: Transaction, ending: Ending): Promise<void> {
    const organizations = await transaction.$queryRaw<{ id: string; name: string }[]>`
      SELECT id, name FROM organizations
      WHERE id IN (
        SELECT organization_id FROM projects
        WHERE id IN (SELECT project_id FROM retention_steps WHERE run_id = ${ending.run.id}::uuid)
      ) ORDER BY id`;
    for (const organization of organizations) {
      const projects = await this.projectsOf(transaction, ending.run.id, organization.id);
      const instance = { baseUrl: this.config.baseUrl, version: VERSION };
      const record = retentionRecord({ ...ending, instance, organization, projects });
      const { bytes, signature, keyId } = seal(record, this.key);
      await transaction.retentionRecord.create({
        data: {
          runId: ending.run.id,
          organizationId: organization.id,
          document: Uint8Array.from(bytes),
          signature: Uint8Array.from(signature),
          keyId,
          createdAt: ending.at,
        },
      });
    }
  }

  private async projectsOf(
    transaction: Transaction,
    runId: string,
    organizationId: string,
  ): Promise<Recording['projects']> {
    const projects = await transaction.project.findMany({
      where: { organizationId },
      select: { id: true, name: true },
      orderBy: { id: 'asc' },
    });
    const steps = await transaction.retentionStep.findMany({
      where: { runId, projectId: { in: projects.map(({ id }) => id) } },
      orderBy: [{ collection: 'asc' }, { rule: 'asc' }],
    });
    const titles = new Map(this.subjectData.collections().map(({ name, title }) => [name, title]));
    const ofProject = new Map<number, (StepRow & { readonly title: string })[]>();
    for (const step of steps) {
      const titled = { ...step, title: titles.get(step.collection) ?? step.collection };
      ofProject.set(step.projectId, [...(ofProject.get(step.projectId) ?? []), titled]);
    }
    return projects
      .filter(({ id }) => ofProject.has(id))
      .map((project) => ({ ...project, steps: ofProject.get(project.id) ?? [] }));
  }

  private async forgetEmptySteps(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - EMPTY_STEPS_FOR);
    await this.prisma.$executeRaw`
      DELETE FROM retention_steps WHERE found = 0 AND trouble_code IS NULL
        AND run_id IN (SELECT id FROM retention_runs WHERE finished_at < ${before})
        AND spared_held + spared_requested + spared_other = 0`;
  }
}
