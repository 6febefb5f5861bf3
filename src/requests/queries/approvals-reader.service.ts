import { Injectable } from '@nestjs/common';
import type { Actor, ProjectRecord } from '../../access/index.js';
import { Clock, PrismaService } from '../../platform/index.js';
import type { RequestRow } from '../../request-model/index.js';
import { Approvers, type Verdict } from '../actions/approvers.service.js';
import type { ApprovalsPage, ApprovalsQuery, WaitingApproval } from '../dto/approvals.dto.js';
import { RequestPages } from './request-pages.service.js';
import { RequestReader } from './request-reader.service.js';
import { summaryOf } from './request-views.js';

/** Tells which deletions wait for a second person, and who that may be. */
@Injectable()
export class ApprovalsReader {
  constructor(
    private readonly prisma: PrismaService,
    private readonly reader: RequestReader,
    private readonly pages: RequestPages,
    private readonly approvers: Approvers,
    private readonly clock: Clock,
  ) {}

  /** What is due first comes first. */
  async list(actor: Actor, query: ApprovalsQuery): Promise<ApprovalsPage> {
    const { cursor, limit } = query;
    const projects = await this.reader.projectsIn(actor, query);
    const now = this.clock.now();
    const { rows, nextCursor } = await this.pages.page(
      projects.map(({ id }) => id),
      { kind: 'deletion', status: ['PENDING'], waitingFor: 'approval', sort: 'due', limit, cursor },
      now,
    );
    const verdicts = await this.verdicts(actor, projects, rows);
    // None of them has left anybody alone for a hold: they have not begun.
    const results = rows.map((row) => ({ ...summaryOf(row, now, []), ...told(verdicts.get(row.id)) }));
    return { results, nextCursor };
  }

  private async verdicts(
    actor: Actor,
    projects: readonly ProjectRecord[],
    rows: readonly RequestRow[],
  ): Promise<ReadonlyMap<string, Verdict>> {
    const organizations = new Map(projects.map(({ id, organizationId }) => [id, organizationId]));
    const given: [string, Verdict][] = [];
    for (const organizationId of new Set(organizations.values())) {
      const theirs = rows.filter((row) => organizations.get(row.projectId) === organizationId);
      if (theirs.length === 0) continue;
      given.push(...(await this.approvers.verdicts(this.prisma, actor, organizationId, theirs)));
    }
    return new Map(given);
  }
}

function told(verdict: Verdict | undefined): Pick<WaitingApproval, 'mayApprove' | 'refusal' | 'approvers'> {
  const refusal = verdict?.refusal ?? null;
  return {
    mayApprove: verdict?.refusal === null,
    refusal: refusal && { code: refusal.code, message: refusal.message },
    approvers: [...(verdict?.approvers ?? [])],
  };
}
