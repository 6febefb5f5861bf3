import { Injectable } from '@nestjs/common';
import { AccountLabels, Authorizer, type Actor, type ProjectRecord } from '../access/index.js';
import { Clock, HabeasError, PrismaService, type Prisma } from '../platform/index.js';
import { IdForms } from '../subject-data/index.js';
import { HoldIds } from './hold-ids.service.js';
import type { HoldPage, HoldView, HoldViews, ListQuery } from './holds.dto.js';
import { spellingOf } from './spelling.js';

const MOST_FOUND = 200;
const NEWEST_FIRST: Prisma.HoldOrderByWithRelationInput[] = [{ placedAt: 'desc' }, { id: 'desc' }];

export type HoldRow = Prisma.HoldGetPayload<object>;

/** Finds holds: one by its id, a page of them, those of a subject. */
@Injectable()
export class HoldReader {
  constructor(
    private readonly prisma: PrismaService,
    private readonly authorizer: Authorizer,
    private readonly holdIds: HoldIds,
    private readonly forms: IdForms,
    private readonly clock: Clock,
    private readonly labels: AccountLabels,
  ) {}

  /** @throws HabeasError `hold-not-found` (404) where the actor may not know of it; `role-too-low` (403) for a mere member */
  async find(actor: Actor, holdId: string): Promise<{ readonly hold: HoldRow; readonly project: ProjectRecord }> {
    const hold = await this.prisma.hold.findUnique({ where: { id: holdId } });
    if (hold === null) throw holdNotFound();
    try {
      return { hold, project: await this.authorizer.project(actor, hold.projectId, 'ended-too') };
    } catch (error) {
      throw error instanceof HabeasError && error.kind === 'not-found' ? holdNotFound() : error;
    }
  }

  async show(holdId: string): Promise<HoldView> {
    const [view] = await this.viewsOf([await this.prisma.hold.findUniqueOrThrow({ where: { id: holdId } })]);
    if (view === undefined) throw holdNotFound();
    return view;
  }

  /** A page of the holds the actor may see, newest first. */
  async list(actor: Actor, query: ListQuery): Promise<HoldPage> {
    const projects =
      query.projectId === undefined
        ? await this.authorizer.projectsOf(actor, 'ended-too')
        : [await this.authorizer.project(actor, query.projectId, 'ended-too')];
    const now = this.clock.now();
    const inProjects = { projectId: { in: projects.map(({ id }) => id) } };
    const rows = await this.prisma.hold.findMany({
      where: {
        AND: [
          inProjects,
          ...(query.active === undefined ? [] : [query.active ? activeAt(now) : { NOT: activeAt(now) }]),
          ...(query.cursor === undefined ? [] : [await this.after(query.cursor, inProjects)]),
        ],
      },
      orderBy: NEWEST_FIRST,
      take: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return { results: await this.viewsOf(page), nextCursor: last?.id ?? null };
  }

  /** The newest holds on this very id. */
  async search(project: ProjectRecord, distinctId: string): Promise<HoldViews> {
    const [hmac = []] = await this.forms.hmacsOf(project.id, [spellingOf(distinctId)]);
    const idHmac = Uint8Array.from(hmac);
    const rows = await this.prisma.hold.findMany({
      where: { projectId: project.id, idHmac },
      orderBy: NEWEST_FIRST,
      take: MOST_FOUND,
    });
    return { results: await this.viewsOf(rows) };
  }

  private async after(cursor: string, inProjects: Prisma.HoldWhereInput): Promise<Prisma.HoldWhereInput> {
    const last = await this.prisma.hold.findFirst({ where: { id: cursor, ...inProjects } });
    if (!last) {
      throw new HabeasError(
        'invalid',
        'cursor-invalid',
        'This cursor is not one of ours: take it from the page before.',
      );
    }
    const { placedAt, id } = last;
    return { OR: [{ placedAt: { lt: placedAt } }, { placedAt, id: { lt: id } }] };
  }

  private async viewsOf(rows: readonly HoldRow[]): Promise<HoldView[]> {
    const now = this.clock.now();
    const labels = await this.labels.of(rows.flatMap(({ liftedBy }) => liftedBy ?? []));
    return rows.map((row) => ({
      id: row.id,
      projectId: row.projectId,
      distinctId: this.holdIds.read(row),
      basis: row.basis,
      reference: row.reference,
      state: stateOf(row, now),
      placedBy: row.placedByLabel,
      placedAt: row.placedAt.toISOString(),
      until: row.until.toISOString(),
      liftedAt: row.liftedAt && row.liftedAt.toISOString(),
      liftedBy: row.liftedBy && (labels.get(row.liftedBy) ?? null),
    }));
  }
}

export function stateOf({ liftedAt, until }: Pick<HoldRow, 'liftedAt' | 'until'>, now: Date): HoldView['state'] {
  if (liftedAt !== null) return 'lifted';
  return until > now ? 'active' : 'ended';
}

function activeAt(now: Date): Prisma.HoldWhereInput {
  return { liftedAt: null, until: { gt: now } };
}

function holdNotFound(): HabeasError {
  return new HabeasError('not-found', 'hold-not-found', 'There is no such hold that you may know of.');
}
