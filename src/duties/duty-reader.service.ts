import { Injectable } from '@nestjs/common';
import { Authorizer, MembershipRoles, type Actor } from '../access/index.js';
import { Clock, HabeasError, iso, PrismaService, type Prisma } from '../platform/index.js';
import { SubjectData } from '../subject-data/index.js';
import type { DutyPage, DutyView, ListQuery } from './duties.dto.js';
import { dutyNotFound } from './duty-deletions.service.js';
import { DutyIds, type RememberedPerson } from './duty-ids.service.js';
import { OverdueDuties } from './overdue-duties.service.js';
import { OPEN_DUTIES, type DutyKind, type DutyRow, type DutyState } from './duty.js';

const MOST_UNREADABLE = 100;
const NEWEST_FIRST: Prisma.DutyOrderByWithRelationInput[] = [{ createdAt: 'desc' }, { id: 'desc' }];

/** Finds duties: one by its id, a page of them. */
@Injectable()
export class DutyReader {
  constructor(
    private readonly prisma: PrismaService,
    private readonly authorizer: Authorizer,
    private readonly roles: MembershipRoles,
    private readonly dutyIds: DutyIds,
    private readonly overdue: OverdueDuties,
    private readonly subjectData: SubjectData,
    private readonly clock: Clock,
  ) {}

  /** @throws HabeasError `duty-not-found` (404) where the actor may not know of it; `role-too-low` (403) for a mere member */
  async expectVisible(actor: Actor, id: string): Promise<void> {
    await this.organizationOf(actor, id);
  }

  /** @throws HabeasError `duty-not-found` (404), `role-too-low` (403) to whoever is no owner */
  async expectOwner(actor: Actor, id: string): Promise<void> {
    await this.roles.require(actor, await this.organizationOf(actor, id), 'owner');
  }

  private async organizationOf(actor: Actor, id: string): Promise<string> {
    const duty = await this.prisma.duty.findUnique({ where: { id }, select: { projectId: true } });
    if (duty === null) throw dutyNotFound();
    try {
      return (await this.authorizer.project(actor, duty.projectId, 'ended-too')).organizationId;
    } catch (error) {
      throw error instanceof HabeasError && error.kind === 'not-found' ? dutyNotFound() : error;
    }
  }

  async show(id: string): Promise<DutyView> {
    const [view] = await this.viewsOf([await this.prisma.duty.findUniqueOrThrow({ where: { id } })]);
    if (view === undefined) throw dutyNotFound();
    return view;
  }

  /** A page of the duties the actor may see, newest first. */
  async list(actor: Actor, query: ListQuery): Promise<DutyPage> {
    const projects =
      query.projectId === undefined
        ? await this.authorizer.projectsOf(actor, 'ended-too')
        : [await this.authorizer.project(actor, query.projectId, 'ended-too')];
    const inProjects = { projectId: { in: projects.map(({ id }) => id) } };
    const { requestId, state, kind, due, cursor } = query;
    const rows = await this.prisma.duty.findMany({
      where: {
        AND: [
          inProjects,
          ...(requestId === undefined ? [] : [{ requestId }]),
          ...(state === undefined ? [] : [{ state }]),
          ...(kind === undefined ? [] : [{ kind }]),
          ...(due === undefined ? [] : [dueWhen(due, this.clock.now())]),
          ...(cursor === undefined ? [] : [await this.after(cursor, inProjects)]),
        ],
      },
      orderBy: NEWEST_FIRST,
      take: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    const unreadable = await this.prisma.request.findMany({
      where: { ...inProjects, dutiesUnwritten: true, wrappedIdKey: null },
      select: { id: true, projectId: true },
      orderBy: { id: 'asc' },
      take: MOST_UNREADABLE,
    });
    return {
      results: await this.viewsOf(page),
      nextCursor: last?.id ?? null,
      unreadable: unreadable.map(({ id, projectId }) => ({ requestId: id, projectId })),
    };
  }

  private async after(cursor: string, inProjects: Prisma.DutyWhereInput): Promise<Prisma.DutyWhereInput> {
    const last = await this.prisma.duty.findFirst({ where: { id: cursor, ...inProjects } });
    if (!last) {
      throw new HabeasError(
        'invalid',
        'cursor-invalid',
        'This cursor is not one of ours: take it from the page before.',
      );
    }
    const { createdAt, id } = last;
    return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
  }

  private async viewsOf(rows: readonly DutyRow[]): Promise<DutyView[]> {
    const people = await this.dutyIds.read(rows);
    const overdue = await this.overdue.among(rows.map(({ id }) => id));
    const titles = new Map(this.subjectData.collections().map(({ name, title }) => [name, title]));
    return rows.map((row) => ({
      id: row.id,
      projectId: row.projectId,
      kind: row.kind as DutyKind,
      requestId: row.requestId,
      endingId: row.endingId,
      collections: row.collections.map((name) => ({ name, title: titles.get(name) ?? name })),
      distinctIds: shownOf(people.get(row.id)),
      basis: row.basis,
      dueAt: iso(row.dueAt),
      overdue: overdue.has(row.id),
      state: row.state as DutyState,
      createdAt: row.createdAt.toISOString(),
      carriedOutBy: row.carriedOutBy,
      endedAt: iso(row.endedAt),
      endedBy: row.endedByLabel ?? row.endedBy,
      reason: row.reason,
      newBasis: row.newBasis,
    }));
  }
}

/** Recordings are shown to nobody by their ids. */
function shownOf(person: RememberedPerson | undefined): string[] | null {
  return person === undefined ? null : [...new Set([person.asked, ...person.ids])];
}

function dueWhen(due: NonNullable<ListQuery['due']>, now: Date): Prisma.DutyWhereInput {
  const open = { state: { in: [...OPEN_DUTIES] } };
  if (due === 'undated') return { ...open, dueAt: null };
  return { ...open, dueAt: due === 'now' ? { lte: now } : { gt: now } };
}
