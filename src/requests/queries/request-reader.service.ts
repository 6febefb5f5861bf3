import { Injectable } from '@nestjs/common';
import { Authorizer, type Actor, type ProjectRecord, type Reach } from '../../access/index.js';
import type { RequestKind } from '../../compliance/index.js';
import { Clock, HabeasError, PrismaService } from '../../platform/index.js';
import { IdForms } from '../../subject-data/index.js';
import { EndedHolds } from './ended-holds.service.js';
import { isRequestId, Identities, requestNotFound, type RequestRow } from '../../request-model/index.js';
import { RequestPages, type PageOrder } from './request-pages.service.js';
import { summaryOf } from './request-views.js';
import type { ListQuery, ListScope, RequestPage, RequestSummary, SearchResults } from '../dto/requests.dto.js';

const MOST_FOUND = 200;

/** A request as the wire's polls tell of it. */
export interface Polled {
  readonly request: RequestRow;
  /** In the order of the request; empty once RECORD_ID_RETENTION has destroyed their key. */
  readonly distinctIds: readonly string[];
}

/** Finds requests: one by its id, a page of them, those of a subject. */
@Injectable()
export class RequestReader {
  constructor(
    private readonly prisma: PrismaService,
    private readonly authorizer: Authorizer,
    private readonly identities: Identities,
    private readonly forms: IdForms,
    private readonly pages: RequestPages,
    private readonly endedHolds: EndedHolds,
    private readonly clock: Clock,
  ) {}

  /**
   * The request of an id with its project; of a deleted one where that is asked for, since records outlive it.
   * @throws HabeasError `request-not-found` (404) where the actor may not know of it; `role-too-low` (403) for a mere member
   */
  async find(
    actor: Actor,
    requestId: string,
    reach: Reach = 'standing',
  ): Promise<{ readonly request: RequestRow; readonly project: ProjectRecord }> {
    const request = isRequestId(requestId) ? await this.prisma.request.findUnique({ where: { id: requestId } }) : null;
    if (request === null) throw requestNotFound();
    try {
      return { request, project: await this.authorizer.project(actor, request.projectId, reach) };
    } catch (error) {
      throw error instanceof HabeasError && error.kind === 'not-found' ? requestNotFound() : error;
    }
  }

  /** Null for an id that no request of this project and kind has. */
  async poll(project: ProjectRecord, kind: RequestKind, requestId: string): Promise<Polled | null> {
    if (!isRequestId(requestId)) return null;
    const request = await this.prisma.request.findFirst({ where: { id: requestId, projectId: project.id, kind } });
    if (request === null) return null;
    return { request, distinctIds: [...(await this.identities.asked(request)).values()] };
  }

  /** A page of the requests the actor may see, in the order that is asked for. */
  async list(actor: Actor, query: ListQuery): Promise<RequestPage> {
    const projects = await this.projectsIn(actor, query);
    return this.page(projects, query);
  }

  /**
   * The projects whose requests are asked for; none where the actor may handle none there.
   * @throws HabeasError what `Authorizer.project` does, where one project is asked for
   */
  async projectsIn(actor: Actor, { projectId, organizationId }: ListScope): Promise<ProjectRecord[]> {
    const projects =
      projectId === undefined
        ? await this.authorizer.projectsOf(actor)
        : [await this.authorizer.project(actor, projectId)];
    return projects.filter((project) => organizationId === undefined || project.organizationId === organizationId);
  }

  /** A page of the requests of these projects. */
  async page(projects: readonly ProjectRecord[], order: PageOrder): Promise<RequestPage> {
    const now = this.clock.now();
    const { rows, nextCursor } = await this.pages.page(
      projects.map(({ id }) => id),
      order,
      now,
    );
    return { results: await this.summaries(rows, now), nextCursor };
  }

  /** A request as every answer shows it. */
  async summary(row: RequestRow): Promise<RequestSummary> {
    const now = this.clock.now();
    const freed = await this.endedHolds.of([row.id]);
    return summaryOf(row, now, freed.get(row.id) ?? []);
  }

  private async summaries(rows: readonly RequestRow[], now: Date): Promise<RequestSummary[]> {
    const freed = await this.endedHolds.of(rows.map(({ id }) => id));
    return rows.map((row) => summaryOf(row, now, freed.get(row.id) ?? []));
  }

  /** The newest requests that name the id, or whose person it was found to stand for. */
  async search(project: ProjectRecord, distinctId: string): Promise<SearchResults> {
    const hmac = Uint8Array.from((await this.forms.hmacsOf(project.id, [distinctId]))[0] ?? []);
    const hits = await this.prisma.$queryRaw<{ request_id: string; named: boolean }[]>`
      SELECT hit.request_id, bool_or(hit.named) AS named
      FROM (
        SELECT request_id, true AS named FROM request_subjects
        WHERE project_id = ${project.id}::int AND id_hmac = ${hmac}
        UNION ALL
        SELECT request_id, false FROM request_identities
        WHERE project_id = ${project.id}::int AND id_hmac = ${hmac} AND NOT ambiguous
      ) AS hit
      JOIN requests ON requests.id = hit.request_id
      GROUP BY hit.request_id, requests.opened_at
      ORDER BY requests.opened_at DESC, hit.request_id DESC LIMIT ${MOST_FOUND}`;
    const named = new Map(hits.map((hit) => [hit.request_id, hit.named]));
    const rows = await this.prisma.request.findMany({
      where: { id: { in: [...named.keys()] } },
      orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    });
    const summaries = await this.summaries(rows, this.clock.now());
    return { results: summaries.map((each) => ({ ...each, match: named.get(each.id) ? 'named' : 'linked' })) };
  }
}
