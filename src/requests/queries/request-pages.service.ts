import { Injectable } from '@nestjs/common';
import { atRiskBefore, REGIMES, REQUEST_KINDS } from '../../compliance/index.js';
import { Prisma, PrismaService } from '../../platform/index.js';
import { OPEN_STATUSES, STATUSES, type RequestRow } from '../../request-model/index.js';
import type { ListFilters, ListOrder } from '../dto/requests.dto.js';
import { readCursor, writeCursor } from './cursor.js';
import { attentionCondition, noAttentionCondition } from './ended-holds.service.js';

const { sql } = Prisma;

/** Which page of which requests. */
export interface PageOrder extends ListFilters {
  readonly sort: ListOrder;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface PageOfRows {
  readonly rows: readonly RequestRow[];
  /** Null: nothing comes after it. */
  readonly nextCursor: string | null;
}

/** What decides the order of a list. */
const ORDERS: Readonly<Record<ListOrder, { at: Prisma.Sql; direction: Prisma.Sql; after: Prisma.Sql }>> = {
  opened: { at: sql`request.opened_at`, direction: sql`DESC`, after: sql`<` },
  due: { at: sql`request.due_at`, direction: sql`ASC`, after: sql`>` },
};

/**
 * Reads a page of a list in a time that does not grow with the list. The requests of a project stand in their order by each combination
 * of state, kind and law (`requests_list_opened_idx`, `requests_list_due_idx`), so the first of every combination that is asked for
 * are read, and the page is the first of these.
 */
@Injectable()
export class RequestPages {
  constructor(private readonly prisma: PrismaService) {}

  async page(projectIds: readonly number[], order: PageOrder, now: Date): Promise<PageOfRows> {
    const { at, direction } = ORDERS[order.sort];
    const first = sql`ORDER BY ${at} ${direction}, request.id ${direction} LIMIT ${order.limit + 1}::int`;
    const conditions = Prisma.join(conditionsOf(projectIds, order, now), ' AND ');
    // Those that need somebody are found by themselves, and not looked for again in every combination.
    const read =
      order.attention === true
        ? sql`SELECT request.id FROM requests request
            WHERE ${attentionCondition(projectIds)} AND ${whole(projectIds, order)} AND ${conditions} ${first}`
        : sql`SELECT request.id FROM ${partsOf(projectIds, order)} CROSS JOIN LATERAL (
            SELECT request.id, request.opened_at, request.due_at FROM requests request
            WHERE ${ofPart(order)} AND ${conditions} ${first}
          ) AS request ${first}`;
    const found = await this.prisma.$queryRaw<{ id: string }[]>(read);
    return this.rowsOf(
      found.map(({ id }) => id),
      order,
    );
  }

  private async rowsOf(found: readonly string[], { sort, limit }: PageOrder): Promise<PageOfRows> {
    const ids = found.slice(0, limit);
    const rows = new Map(
      (await this.prisma.request.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row]),
    );
    const page = ids.flatMap((id) => rows.get(id) ?? []);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      rows: page,
      nextCursor: last ? writeCursor({ at: sort === 'due' ? last.dueAt : last.openedAt, id: last.id }, sort) : null,
    };
  }
}

/** Whether only requests of some states, kinds or laws are asked for. Without that, the newest of a project stand in one order. */
function isParted({ sort, status, kind, regime, atRisk, overdue }: PageOrder): boolean {
  return (
    [status, kind, regime].some((given) => given !== undefined) || sort === 'due' || atRisk === true || overdue === true
  );
}

/** The states, kinds and laws that are asked for. */
function choiceOf({ status, kind, regime, atRisk, overdue }: PageOrder) {
  const asked: readonly string[] = status ?? STATUSES;
  return {
    // Deadlines matter while something is left to do.
    statuses: atRisk === true || overdue === true ? OPEN_STATUSES.filter((open) => asked.includes(open)) : [...asked],
    kinds: kind === undefined ? [...REQUEST_KINDS] : [kind],
    regimes: regime === undefined ? [...REGIMES] : [regime],
  };
}

/** The combinations whose requests stand in an order of their own. */
function partsOf(projectIds: readonly number[], order: PageOrder): Prisma.Sql {
  const projects = sql`unnest(${[...projectIds]}::int[]) AS part_project (project_id)`;
  if (!isParted(order)) return projects;
  const { statuses, kinds, regimes } = choiceOf(order);
  return sql`${projects}
    CROSS JOIN unnest(${statuses}::text[]) AS part_status (status)
    CROSS JOIN unnest(${kinds}::text[]) AS part_kind (kind)
    CROSS JOIN unnest(${regimes}::text[]) AS part_regime (regime)`;
}

function ofPart(order: PageOrder): Prisma.Sql {
  const ofProject = sql`request.project_id = part_project.project_id`;
  if (!isParted(order)) return ofProject;
  return sql`${ofProject} AND request.status = part_status.status AND request.kind = part_kind.kind
    AND request.regime = part_regime.regime`;
}

/** All the combinations at once. */
function whole(projectIds: readonly number[], order: PageOrder): Prisma.Sql {
  const { statuses, kinds, regimes } = choiceOf(order);
  return sql`request.project_id = ANY (${[...projectIds]}::int[]) AND request.status = ANY (${statuses}::text[])
    AND request.kind = ANY (${kinds}::text[]) AND request.regime = ANY (${regimes}::text[])`;
}

/** What is asked for besides. */
function conditionsOf(projectIds: readonly number[], order: PageOrder, now: Date): Prisma.Sql[] {
  const { sort, waitingFor, reference, attention, cursor } = order;
  return [
    sql`true`,
    ...(waitingFor ? [sql`request.waiting_for = ${waitingFor}::text`] : []),
    ...(reference ? [sql`request.reference = ${reference}::text`] : []),
    ...timesOf(order),
    ...risksOf(order, now),
    ...(attention === false ? [noAttentionCondition(projectIds)] : []),
    ...(cursor === undefined ? [] : [afterCursor(cursor, sort)]),
  ];
}

function timesOf({ openedFrom, openedUntil, dueFrom, dueUntil }: PageOrder): Prisma.Sql[] {
  return [
    ...(openedFrom ? [sql`request.opened_at >= ${new Date(openedFrom)}::timestamptz`] : []),
    ...(openedUntil ? [sql`request.opened_at <= ${new Date(openedUntil)}::timestamptz`] : []),
    ...(dueFrom ? [sql`request.due_at >= ${new Date(dueFrom)}::timestamptz`] : []),
    ...(dueUntil ? [sql`request.due_at <= ${new Date(dueUntil)}::timestamptz`] : []),
  ];
}

/** By the dates themselves, so that a list tells the truth before the next look has marked anything. */
function risksOf({ atRisk, overdue }: PageOrder, now: Date): Prisma.Sql[] {
  return [
    ...(atRisk === undefined ? [] : [openBefore(atRisk, atRiskBefore(now))]),
    ...(overdue === undefined ? [] : [openBefore(overdue, now)]),
  ];
}

/** Of what is open, where that is asked for: `choiceOf` sees to it. */
function openBefore(is: boolean, time: Date): Prisma.Sql {
  const due = sql`request.due_at < ${time}::timestamptz`;
  return is ? due : sql`NOT (${due} AND request.status = ANY (${[...OPEN_STATUSES]}::text[]))`;
}

function afterCursor(cursor: string, sort: ListOrder): Prisma.Sql {
  const { at, id } = readCursor(cursor, sort);
  const { at: column, after } = ORDERS[sort];
  return sql`(${column}, request.id) ${after} (${at}::timestamptz, ${id}::uuid)`;
}
