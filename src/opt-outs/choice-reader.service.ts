import { Injectable } from '@nestjs/common';
import { AccountLabels, actorName, type Actor, type ProjectRecord } from '../access/index.js';
import { AuditLog, AuditTrail } from '../audit/index.js';
import { BYTE_ORDER_MARK, csvRow, HabeasError, PrismaService, type Prisma } from '../platform/index.js';
import { filingOf } from '../request-model/index.js';
import { IdForms, SubjectHmac } from '../subject-data/index.js';
import { ChoiceIds } from './choice-ids.service.js';
import { choosingId, CoveredBy } from './covered-ids.service.js';
import { DEFAULT_SETTING, type DefaultPeriod, defaultPeriodsIn } from './default-periods.js';
import type { ChoiceFilters, ChoicePage, ChoiceView, ListQuery, SearchAnswer } from './opt-outs.dto.js';

const MOST_FOUND = 200;
const ROWS_AT_ONCE = 500;
const COLUMNS = ['distinct_id', 'choice', 'how', 'by', 'at (UTC)', 'ended at (UTC)', 'ended how', 'ended by'];
const NEWEST_FIRST: Prisma.PrivacyChoiceOrderByWithRelationInput[] = [{ at: 'desc' }, { id: 'desc' }];

type ChoiceRow = Prisma.PrivacyChoiceGetPayload<object>;

/** Finds choices: a page of them, all as a file, those of a person. */
@Injectable()
export class ChoiceReader {
  constructor(
    private readonly prisma: PrismaService,
    private readonly choiceIds: ChoiceIds,
    private readonly coveredBy: CoveredBy,
    private readonly hmac: SubjectHmac,
    private readonly forms: IdForms,
    private readonly audit: AuditTrail,
    private readonly log: AuditLog,
    private readonly labels: AccountLabels,
  ) {}

  /** A page, newest first. @throws HabeasError `cursor-invalid` (400) */
  async list({ cursor, limit, ...filters }: ListQuery): Promise<ChoicePage> {
    const rows = await this.page(filters, cursor ?? null, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { results: page.map((row) => this.viewOf(row)), nextCursor: last?.id ?? null };
  }

  /** All that pass, as the pieces of a CSV file. That they were taken along stands in the audit. */
  async export(actor: Actor, project: ProjectRecord, filters: ChoiceFilters): Promise<AsyncIterable<string>> {
    const { projectId, ...rest } = filters;
    await this.audit.append(this.prisma, {
      actor: actorName(actor),
      action: 'opt-outs.exported',
      organizationId: project.organizationId,
      projectId,
      detail: JSON.parse(JSON.stringify(rest)) as Prisma.InputJsonObject, // without those that are undefined
    });
    return this.pieces(project, filters);
  }

  /** When everybody of a project was opted out by default, the newest time first: of whoever did not choose nothing else is on record. */
  async defaultPeriods({ id, optedOutByDefault }: ProjectRecord): Promise<DefaultPeriod[]> {
    const periods = defaultPeriodsIn(await this.log.ofSetting(id, DEFAULT_SETTING), optedOutByDefault);
    const labels = await this.labels.of(periods.flatMap(({ setBy, endedBy }) => [setBy, endedBy ?? setBy]));
    const labelOf = (actor: string) => labels.get(actor) ?? actor;
    return periods.map(({ setBy, endedBy, ...times }) => ({
      ...times,
      setBy: labelOf(setBy),
      endedBy: endedBy && labelOf(endedBy),
    }));
  }

  /** The newest choices of the person, whatever id of theirs was named. */
  async search(project: ProjectRecord, distinctId: string): Promise<SearchAnswer> {
    const formOf = await this.forms.of(project.id);
    const asked = choosingId(formOf(distinctId));
    const filing = await filingOf(this.prisma, project.id);
    const covered = (await this.coveredBy.closureOf(filing, [asked])).get(asked)?.hmacs ?? [];
    const rows = await this.prisma.privacyChoice.findMany({
      where: {
        projectId: project.id,
        idHmac: { in: covered.map((hmac) => Uint8Array.from(Buffer.from(hmac, 'hex'))) },
      },
      orderBy: NEWEST_FIRST,
      take: MOST_FOUND,
    });
    const named = this.hmac.hexOf(project.id, asked);
    return {
      results: rows.map((row) => ({
        ...this.viewOf(row),
        match: Buffer.from(row.idHmac).toString('hex') === named ? 'named' : 'linked',
      })),
    };
  }

  private async *pieces(project: ProjectRecord, filters: ChoiceFilters): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvRow(COLUMNS);
    for (let cursor: string | null = null; ;) {
      const rows: ChoiceRow[] = await this.page(filters, cursor, ROWS_AT_ONCE);
      yield rows.map((row) => csvRow(cellsOf(this.viewOf(row)))).join('');
      cursor = rows.at(-1)?.id ?? null;
      if (cursor === null || rows.length < ROWS_AT_ONCE) break;
    }
    const periods = passesByDefault(filters) ? await this.defaultPeriods(project) : [];
    yield periods
      .filter(({ until }) => filters.standing === undefined || filters.standing === (until === null))
      .map((period) => csvRow(cellsByDefault(period)))
      .join('');
  }

  private async page(
    { projectId, choice, how, standing }: ChoiceFilters,
    cursor: string | null,
    take: number,
  ): Promise<ChoiceRow[]> {
    const filter: Prisma.PrivacyChoiceWhereInput = {
      projectId,
      choice,
      ...(how === undefined ? {} : { how }),
      ...(standing === undefined ? {} : { endedAt: standing ? null : { not: null } }),
    };
    const after = cursor === null ? [] : [await this.after(cursor, projectId)];
    return this.prisma.privacyChoice.findMany({ where: { AND: [filter, ...after] }, orderBy: NEWEST_FIRST, take });
  }

  private async after(cursor: string, projectId: number): Promise<Prisma.PrivacyChoiceWhereInput> {
    const last = await this.prisma.privacyChoice.findFirst({ where: { id: cursor, projectId } });
    if (last === null) {
      throw new HabeasError(
        'invalid',
        'cursor-invalid',
        'This cursor is not one of ours: take it from the page before.',
      );
    }
    const { at, id } = last;
    return { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] };
  }

  private viewOf(row: ChoiceRow): ChoiceView {
    return {
      id: row.id,
      projectId: row.projectId,
      distinctId: this.choiceIds.read(row),
      choice: row.choice as ChoiceView['choice'],
      how: row.how as ChoiceView['how'],
      by: row.byLabel,
      at: row.at.toISOString(),
      endedAt: row.endedAt && row.endedAt.toISOString(),
      endedHow: row.endedHow as ChoiceView['endedHow'],
      endedBy: row.endedByLabel,
    };
  }
}

/** Nobody opts in, and in no other way, by default. */
function passesByDefault({ choice, how }: ChoiceFilters): boolean {
  return choice === 'out' && how === undefined;
}

/** Of everybody, so that no id stands in it. */
function cellsByDefault({ from, setBy, until, endedBy }: DefaultPeriod): string[] {
  return ['', 'out', 'default', setBy, from.toISOString(), until?.toISOString() ?? '', '', endedBy ?? ''];
}

function cellsOf({ distinctId, choice, how, by, at, endedAt, endedHow, endedBy }: ChoiceView): string[] {
  return [distinctId, choice, how, by, at, endedAt, endedHow, endedBy].map((cell) => cell ?? '');
}
