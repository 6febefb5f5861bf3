import { Injectable } from '@nestjs/common';
import { Prisma, PrismaService } from '../platform/index.js';

/** Whose log it is: entries of the organization, of its projects, and of its people about their own accounts since they belong to it. */
export interface AuditScope {
  readonly organizationId: string;
  readonly projectIds: readonly number[];
  readonly people: readonly { readonly actor: string; readonly since: Date }[];
}

export interface AuditFilter {
  /** As in `AuditRecord`. */
  readonly actor?: string | undefined;
  /** One action, or all that begin so: `token.*`. */
  readonly action?: string | undefined;
  /** One of the scope. */
  readonly projectId?: number | undefined;
  readonly from?: Date | undefined;
  /** Before it. */
  readonly until?: Date | undefined;
}

/** Changes of one thing, as they stand in the log. */
export interface AuditedChange {
  readonly organizationId: string;
  readonly actions: readonly string[];
  readonly projectId?: number;
  /** What its detail holds, among other things. */
  readonly detail?: Readonly<Record<string, string>>;
}

/** Where a page ends. */
export interface AuditPlace {
  readonly at: Date;
  readonly id: bigint;
}

export interface AuditLine extends AuditPlace {
  readonly actor: string;
  readonly action: string;
  readonly projectId: number | null;
  readonly requestId: string | null;
  readonly detail: Prisma.JsonValue;
}

const COLUMNS = Prisma.sql`id, at, actor, action, project_id AS "projectId", request_id AS "requestId", detail`;

/** Reads what was written, the newest first: each page costs what it shows, however long the log is. */
@Injectable()
export class AuditLog {
  constructor(private readonly prisma: PrismaService) {}

  /** @param after the last one of the page before; null = from the newest */
  async page(scope: AuditScope, filter: AuditFilter, after: AuditPlace | null, most: number): Promise<AuditLine[]> {
    const page = Prisma.sql`${conditionsOf(filter, after)} ORDER BY at DESC, id DESC LIMIT ${most}`;
    const parts =
      filter.projectId === undefined
        ? [ofOrganization(scope, page), ofProjects(scope, page), ofPeople(scope, page)]
        : [ofProject(filter.projectId, page)];
    return this.prisma.$queryRaw<AuditLine[]>`
      SELECT * FROM (${Prisma.join(parts, ' UNION ALL ')}) AS lines ORDER BY at DESC, id DESC LIMIT ${most}`;
  }

  /** The entry by which a project was made, and those by which one of its settings was told, the oldest first. */
  async ofSetting(projectId: number, setting: string): Promise<AuditLine[]> {
    return this.prisma.$queryRaw<AuditLine[]>`
      SELECT ${COLUMNS} FROM audit_entries
      WHERE project_id = ${projectId}::int
        AND (action = 'project.created' OR action = 'project.changed' AND jsonb_exists(detail, ${setting}::text))
      ORDER BY at, id`;
  }

  /** The newest entry of some actions of an organization, or of one of its projects; null where there is none. */
  async newest({ organizationId, actions, projectId, detail }: AuditedChange): Promise<AuditLine | null> {
    const scope = { organizationId, projectIds: [], people: [] };
    const conditions = [
      Prisma.sql`AND action = ANY (${[...actions]}::text[])`,
      ...(projectId === undefined ? [] : [Prisma.sql`AND project_id = ${projectId}::int`]),
      ...(detail === undefined ? [] : [Prisma.sql`AND detail @> ${JSON.stringify(detail)}::jsonb`]),
    ];
    const [line] = await this.prisma.$queryRaw<AuditLine[]>(
      ofOrganization(scope, Prisma.sql`${Prisma.join(conditions, ' ')} ORDER BY at DESC, id DESC LIMIT 1`),
    );
    return line ?? null;
  }

  /** The newest entry of one action of a project; null where there is none. */
  async newestOf(projectId: number, action: string): Promise<AuditLine | null> {
    const [line] = await this.prisma.$queryRaw<AuditLine[]>(
      ofProject(projectId, Prisma.sql`AND action = ${action} ORDER BY at DESC, id DESC LIMIT 1`),
    );
    return line ?? null;
  }

  /**
   * Since when what entries of these actions say of a project has been as it is: of each member of their details the moment at which
   * it was last said to be something else than before.
   */
  async setSince(projectId: number, actions: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const rows = await this.prisma.$queryRaw<{ name: string; at: Date }[]>`
      SELECT DISTINCT ON (name) name, at FROM (
        SELECT said.name, at, id, said.value, lag(said.value) OVER (PARTITION BY said.name ORDER BY at, id) AS before
        FROM audit_entries CROSS JOIN LATERAL jsonb_each(detail) AS said (name, value)
        WHERE project_id = ${projectId}::int AND action = ANY (${[...actions]}::text[]) AND jsonb_typeof(detail) = 'object'
      ) AS history
      WHERE before IS DISTINCT FROM value ORDER BY name, at DESC, id DESC`;
    return new Map(rows.map(({ name, at }) => [name, at]));
  }
}

function ofOrganization({ organizationId }: AuditScope, page: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT ${COLUMNS} FROM audit_entries WHERE organization_id = ${organizationId}::uuid ${page})`;
}

function ofProject(projectId: number, page: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT ${COLUMNS} FROM audit_entries WHERE project_id = ${projectId}::int ${page})`;
}

/** What was written with the project alone, such as the life of its requests. */
function ofProjects({ projectIds }: AuditScope, page: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT found.* FROM unnest(${[...projectIds]}::int[]) AS project (number)
    CROSS JOIN LATERAL (
      SELECT ${COLUMNS} FROM audit_entries WHERE project_id = project.number AND organization_id IS NULL ${page}
    ) AS found)`;
}

/** What people did with their own accounts, such as signing in, which is no organization's alone. */
function ofPeople({ people }: AuditScope, page: Prisma.Sql): Prisma.Sql {
  const [names, since] = [people.map(({ actor }) => actor), people.map((each) => each.since.toISOString())];
  return Prisma.sql`(
    SELECT found.* FROM unnest(${names}::text[], ${since}::timestamptz[]) AS person (name, since)
    CROSS JOIN LATERAL (
      SELECT ${COLUMNS} FROM audit_entries
      WHERE actor = person.name AND organization_id IS NULL AND project_id IS NULL AND at >= person.since ${page}
    ) AS found)`;
}

function conditionsOf({ actor, action, from, until }: AuditFilter, after: AuditPlace | null): Prisma.Sql {
  const begin = action?.endsWith('*') === true ? action.slice(0, -1) : null;
  const conditions = [
    ...(actor === undefined ? [] : [Prisma.sql`AND actor = ${actor}`]),
    ...(action === undefined || begin !== null ? [] : [Prisma.sql`AND action = ${action}`]),
    ...(begin === null ? [] : [Prisma.sql`AND starts_with(action, ${begin})`]),
    ...(from === undefined ? [] : [Prisma.sql`AND at >= ${from}::timestamptz`]),
    ...(until === undefined ? [] : [Prisma.sql`AND at < ${until}::timestamptz`]),
    ...(after === null ? [] : [Prisma.sql`AND (at, id) < (${after.at}::timestamptz, ${after.id}::bigint)`]),
  ];
  return conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, ' ');
}
