import { Injectable } from '@nestjs/common';
import { actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { BYTE_ORDER_MARK, PrismaService, type Prisma } from '../../platform/index.js';
import type { ListFileQuery, RequestPage } from '../dto/requests.dto.js';
import { RequestReader } from './request-reader.service.js';
import { TABLE_HEADER, tableRow } from './request-table.js';

/** Rows that are in memory at once. */
const AT_ONCE = 500;

/** Writes a list of requests as a CSV file, however long it is: a page is read when the one before has been taken. */
@Injectable()
export class RequestListFile {
  constructor(
    private readonly prisma: PrismaService,
    private readonly reader: RequestReader,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The pieces of the file. Its first page has been read, and that somebody takes the list stands in the audit.
   * @throws HabeasError what `RequestReader.projectsIn` does
   */
  async open(actor: Actor, query: ListFileQuery): Promise<AsyncIterable<string>> {
    const projects = await this.reader.projectsIn(actor, query);
    const order = { ...query, limit: AT_ONCE };
    const first = await this.reader.page(projects, order);
    await this.record(actor, projects, query);
    return this.pieces(projects, order, first);
  }

  private async *pieces(
    projects: readonly ProjectRecord[],
    order: ListFileQuery & { readonly limit: number },
    first: RequestPage,
  ): AsyncGenerator<string> {
    const names = new Map(projects.map(({ id, name }) => [id, name]));
    yield BYTE_ORDER_MARK + TABLE_HEADER;
    for (let page = first; ; page = await this.reader.page(projects, { ...order, cursor: page.nextCursor })) {
      yield page.results.map((request) => tableRow(request, names.get(request.projectId) ?? '')).join('');
      if (page.nextCursor === null) return;
    }
  }

  /** Once for each organization. What was looked for by reference is the company's own word, and left out. */
  private async record(actor: Actor, projects: readonly ProjectRecord[], query: ListFileQuery): Promise<void> {
    const { reference, organizationId: _, ...filters } = query;
    const given = JSON.parse(JSON.stringify(filters)) as Prisma.InputJsonObject; // without those that are undefined
    const detail = reference === undefined ? given : { ...given, byReference: true };
    const organizations = [...new Set(projects.map(({ organizationId }) => organizationId))];
    await this.audit.appendAll(
      this.prisma,
      organizations.map((organizationId) => ({
        actor: actorName(actor),
        action: 'request-list.downloaded',
        organizationId,
        detail,
      })),
    );
  }
}
