import { Injectable } from '@nestjs/common';
import { MembershipRoles, type Actor, AccountLabels, actorName } from '../access/index.js';
import {
  AuditLog,
  AuditTrail,
  type AuditFilter,
  type AuditLine,
  type AuditPlace,
  type AuditScope,
} from '../audit/index.js';
import { BYTE_ORDER_MARK, csvRow, HabeasError, PrismaService } from '../platform/index.js';
import { readCursor, writeCursor } from './audit-cursor.js';
import type { AuditEntryView, AuditFilters, AuditPage, AuditQuery } from './audit-views.dto.js';

const ROWS_AT_ONCE = 500;
const COLUMNS = ['time (UTC)', 'actor', 'actor name', 'action', 'project', 'request', 'concerns', 'detail'];

/** The audit log of an organization, for its owners and admins. */
@Injectable()
export class AuditViews {
  constructor(
    private readonly prisma: PrismaService,
    private readonly log: AuditLog,
    private readonly trail: AuditTrail,
    private readonly labels: AccountLabels,
    private readonly standing: MembershipRoles,
  ) {}

  /** @throws HabeasError 403 `role-too-low`, 404 `organization-not-found`, `project-not-found`, 400 `cursor-invalid` */
  async page(by: Actor, organizationId: string, { cursor, limit, ...filters }: AuditQuery): Promise<AuditPage> {
    const scope = await this.scopeOf(by, organizationId, filters.projectId);
    const after = cursor === undefined ? null : readCursor(cursor);
    const lines = await this.log.page(scope, filterOf(filters), after, limit + 1);
    const page = lines.slice(0, limit);
    const last = lines.length > limit ? page.at(-1) : undefined;
    return { results: await this.views(page), nextCursor: last === undefined ? null : writeCursor(last) };
  }

  /** All entries that pass, as rows of a CSV file, read page by page as they are sent. That they were taken along stands in the log. */
  async export(by: Actor, organizationId: string, filters: AuditFilters): Promise<AsyncIterable<string>> {
    const scope = await this.scopeOf(by, organizationId, filters.projectId);
    const detail = JSON.parse(JSON.stringify(filters)) as Record<string, string | number>;
    await this.trail.append(this.prisma, { actor: actorName(by), action: 'audit.exported', organizationId, detail });
    return this.rows(scope, filterOf(filters));
  }

  private async *rows(scope: AuditScope, filter: AuditFilter): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvRow(COLUMNS);
    for (let after: AuditPlace | null = null; ;) {
      const lines: AuditLine[] = await this.log.page(scope, filter, after, ROWS_AT_ONCE);
      for (const view of await this.views(lines)) yield rowOf(view);
      after = lines.at(-1) ?? null;
      if (after === null || lines.length < ROWS_AT_ONCE) return;
    }
  }

  private async views(lines: readonly AuditLine[]): Promise<AuditEntryView[]> {
    const labels = await this.labels.of([
      ...new Set(lines.flatMap((line) => [line.actor, concernedBy(line) ?? line.actor])),
    ]);
    return lines.map((line) => {
      const concerned = concernedBy(line);
      const detail = typeof line.detail === 'object' && !Array.isArray(line.detail) ? line.detail : null;
      return {
        id: String(line.id),
        at: line.at.toISOString(),
        actor: line.actor,
        actorName: labels.get(line.actor) ?? line.actor,
        action: line.action,
        projectId: line.projectId,
        requestId: line.requestId,
        concerns: concerned === null ? null : (labels.get(concerned) ?? null),
        detail: detail ?? {},
      };
    });
  }

  private async scopeOf(by: Actor, organizationId: string, projectId: number | undefined): Promise<AuditScope> {
    await this.standing.require(by, organizationId, 'admin');
    const [projects, members] = await Promise.all([
      this.prisma.project.findMany({ where: { organizationId }, select: { id: true } }),
      this.prisma.member.findMany({ where: { organizationId }, select: { userId: true, createdAt: true } }),
    ]);
    const projectIds = projects.map(({ id }) => id);
    if (projectId !== undefined && !projectIds.includes(projectId)) {
      throw new HabeasError('not-found', 'project-not-found', 'The organization has no such project.');
    }
    const people = members.map(({ userId, createdAt }) => ({ actor: `user:${userId}`, since: createdAt }));
    return { organizationId, projectIds, people };
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The account an entry is about, beside who did it; null where it is about none. */
function concernedBy({ detail }: AuditLine): string | null {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return null;
  const { userId, serviceAccountId } = detail;
  if (typeof userId === 'string' && UUID.test(userId)) return `user:${userId}`;
  return typeof serviceAccountId === 'string' && UUID.test(serviceAccountId)
    ? `service-account:${serviceAccountId}`
    : null;
}

function filterOf({ from, until, ...others }: AuditFilters): AuditFilter {
  return {
    ...others,
    from: from === undefined ? undefined : new Date(from),
    until: until === undefined ? undefined : new Date(until),
  };
}

function rowOf({ at, actor, actorName: name, action, projectId, requestId, concerns, detail }: AuditEntryView): string {
  const about = Object.keys(detail).length === 0 ? '' : JSON.stringify(detail);
  return csvRow([at, actor, name, action, String(projectId ?? ''), requestId ?? '', concerns ?? '', about]);
}
