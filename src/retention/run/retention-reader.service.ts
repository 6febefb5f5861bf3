import { Injectable } from '@nestjs/common';
import { AccountLabels, Authorizer, MembershipRoles, type Actor, type ProjectRecord } from '../../access/index.js';
import { Clock, HabeasError, iso, Prisma, PrismaService } from '../../platform/index.js';
import { SubjectData } from '../../subject-data/index.js';
import { RetentionPlan } from './retention-plan.service.js';
import type { StepRow } from './retention-steps.service.js';
import { RetentionWatch } from './retention-watch.service.js';

export interface RunScope {
  readonly organizationId?: string | undefined;
}

interface RunRow {
  readonly id: string;
  readonly dueAt: Date;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly phase: string;
  readonly nextAttemptAt: Date;
  readonly progress: { readonly phase: string; readonly done: number; readonly total: number } | null;
  readonly orderedBy: string | null;
  readonly rows: bigint;
  readonly spared: bigint;
  readonly dropped: bigint;
  readonly left: bigint;
}

export interface ShownRun {
  readonly id: string;
  readonly dueAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly result: 'done' | 'in-part' | null;
  readonly phase: string;
  readonly nextAttemptAt: string | null;
  readonly progress: { readonly phase: string; readonly done: number; readonly total: number } | null;
  readonly rows: number;
  readonly spared: number;
  readonly dropped: number;
  readonly orderedBy: string | null;
}

export interface ShownRuns {
  readonly results: ShownRun[];
  readonly nextCursor: string | null;
  readonly nextRunAt: string;
  readonly missedSince: string | null;
}

export interface ShownStep {
  readonly projectId: number;
  readonly collection: string;
  readonly title: string;
  readonly rule: string;
  readonly before: string | null;
  readonly found: number | null;
  readonly sparedHeld: number;
  readonly sparedRequested: number;
  readonly sparedOther: number;
  readonly dropped: string[];
  readonly remaining: number | null;
  readonly countedAt: string | null;
  readonly hiddenAt: string | null;
  readonly erasedAt: string | null;
  readonly verifiedAt: string | null;
  readonly scrubbedAt: string | null;
  readonly trouble: { readonly code: string; readonly message: string } | null;
}

/** Shows runs to those who may handle requests of projects, each as far as it concerns theirs. */
@Injectable()
export class RetentionReader {
  constructor(
    private readonly prisma: PrismaService,
    private readonly authorizer: Authorizer,
    private readonly roles: MembershipRoles,
    private readonly labels: AccountLabels,
    private readonly subjectData: SubjectData,
    private readonly plan: RetentionPlan,
    private readonly watch: RetentionWatch,
    private readonly clock: Clock,
  ) {}

  /** Those that have begun, newest first. */
  async list(
    actor: Actor,
    query: RunScope & { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<ShownRuns> {
    const ids = idsOf(await this.projects(actor, query));
    const after = query.cursor === undefined ? null : await this.begun(query.cursor);
    const beyond =
      after === null ? Prisma.empty : Prisma.sql`AND (run.due_at, run.id) < (${after.dueAt}, ${after.id}::uuid)`;
    const rows = await this.rows(ids, beyond, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      results: await this.shown(actor, page),
      nextCursor: last?.id ?? null,
      nextRunAt: this.plan.nextAt(this.clock.now()).toISOString(),
      missedSince: iso(await this.watch.missedSince(ids)),
    };
  }

  /** @throws HabeasError `retention-run-not-found` (404) */
  async show(actor: Actor, runId: string): Promise<ShownRun & { readonly steps: ShownStep[] }> {
    const ids = idsOf(await this.authorizer.projectsOf(actor));
    const [run] = await this.shown(actor, await this.rows(ids, Prisma.sql`AND run.id = ${runId}::uuid`, 1));
    if (run === undefined) throw runNotFound();
    const steps = await this.prisma.retentionStep.findMany({
      where: { runId, projectId: { in: ids } },
      orderBy: [{ projectId: 'asc' }, { collection: 'asc' }, { rule: 'asc' }],
    });
    const titles = new Map(this.subjectData.collections().map(({ name, title }) => [name, title]));
    return { ...run, steps: steps.map((step) => shownStep(step, titles.get(step.collection) ?? step.collection)) };
  }

  /** @throws HabeasError 404 `organization-not-found`; 403 `role-too-low` */
  async projects(actor: Actor, { organizationId }: RunScope): Promise<ProjectRecord[]> {
    if (organizationId !== undefined) await this.roles.require(actor, organizationId, 'admin');
    const projects = await this.authorizer.projectsOf(actor);
    return organizationId === undefined ? projects : projects.filter((each) => each.organizationId === organizationId);
  }

  private async begun(id: string): Promise<{ readonly id: string; readonly dueAt: Date }> {
    const run = await this.prisma.retentionRun.findUnique({ where: { id }, select: { id: true, dueAt: true } });
    if (run !== null) return run;
    const message = 'This cursor is not one of ours: take it from the page before.';
    throw new HabeasError('invalid', 'cursor-invalid', message);
  }

  private async rows(projectIds: readonly number[], beyond: Prisma.Sql, limit: number): Promise<RunRow[]> {
    return this.prisma.$queryRaw<RunRow[]>`
      SELECT run.id, run.due_at AS "dueAt", run.started_at AS "startedAt", run.finished_at AS "finishedAt", run.phase,
        run.next_attempt_at AS "nextAttemptAt", run.progress, run.ordered_by AS "orderedBy", own.rows, own.spared, own.dropped, own.left
      FROM (
        SELECT * FROM retention_runs run WHERE started_at IS NOT NULL ${beyond} ORDER BY due_at DESC, id DESC LIMIT ${limit}
      ) AS run
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(found) FILTER (WHERE hidden_at IS NOT NULL), 0)::bigint AS rows,
          coalesce(sum(spared_held + spared_requested + spared_other), 0)::bigint AS spared,
          (SELECT count(DISTINCT name) FROM retention_steps each, unnest(each.dropped) AS name
           WHERE each.run_id = run.id AND each.project_id = ANY (${[...projectIds]}::int[])) AS dropped,
          count(*) FILTER (WHERE verified_at IS NULL) AS left
        FROM retention_steps WHERE run_id = run.id AND project_id = ANY (${[...projectIds]}::int[])
      ) AS own
      ORDER BY run.due_at DESC, run.id DESC`;
  }

  private async shown(actor: Actor, rows: readonly RunRow[]): Promise<ShownRun[]> {
    const names = await this.orderers(actor, rows);
    return rows.map((row) => ({
      id: row.id,
      dueAt: row.dueAt.toISOString(),
      startedAt: iso(row.startedAt),
      finishedAt: iso(row.finishedAt),
      // Of what is shown: what another organization's table refused is none of this one's business.
      result: row.finishedAt === null ? null : Number(row.left) === 0 ? 'done' : 'in-part',
      phase: row.phase,
      nextAttemptAt: row.finishedAt === null && row.phase === 'waiting' ? row.nextAttemptAt.toISOString() : null,
      progress: row.progress,
      rows: Number(row.rows),
      spared: Number(row.spared),
      dropped: Number(row.dropped),
      orderedBy: row.orderedBy === null ? null : (names.get(row.orderedBy) ?? 'an owner'),
    }));
  }

  /** Who asked for runs, by name, as far as they belong to an organization of the actor's. */
  private async orderers(actor: Actor, rows: readonly RunRow[]): Promise<ReadonlyMap<string, string>> {
    const names = [...new Set(rows.flatMap(({ orderedBy }) => orderedBy ?? []))];
    const organizations = [...(await this.roles.rolesOf(actor)).keys()];
    const members = await this.prisma.member.findMany({
      where: {
        organizationId: { in: organizations },
        userId: { in: names.flatMap((name) => (name.startsWith('user:') ? [name.slice('user:'.length)] : [])) },
      },
      select: { userId: true },
    });
    const known = members.map(({ userId }) => `user:${userId}`);
    return new Map([...(await this.labels.of(known)), ['operator', 'the operator']]);
  }
}

function shownStep(step: StepRow, title: string): ShownStep {
  const { troubleCode, troubleMessage } = step;
  return {
    projectId: step.projectId,
    collection: step.collection,
    title,
    rule: step.rule,
    before: iso(step.before),
    found: step.found === null ? null : Number(step.found),
    sparedHeld: Number(step.sparedHeld),
    sparedRequested: Number(step.sparedRequested),
    sparedOther: Number(step.sparedOther),
    dropped: step.dropped,
    remaining: step.remaining === null ? null : Number(step.remaining),
    countedAt: iso(step.countedAt),
    hiddenAt: iso(step.hiddenAt),
    erasedAt: iso(step.erasedAt),
    verifiedAt: iso(step.verifiedAt),
    scrubbedAt: iso(step.scrubbedAt),
    trouble: troubleCode === null ? null : { code: troubleCode, message: troubleMessage ?? '' },
  };
}

function idsOf(projects: readonly ProjectRecord[]): number[] {
  return projects.map(({ id }) => id);
}

export function runNotFound(): HabeasError {
  return new HabeasError('not-found', 'retention-run-not-found', 'There is no such run of retention.');
}
