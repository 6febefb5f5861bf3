import { Injectable, Logger } from '@nestjs/common';
import { databaseTrouble, PrismaService, reasonOf } from '../platform/index.js';
import { SubjectData } from '../subject-data/index.js';
import { dueBy } from './due-duties.js';
import { DutyDates } from './duty-dates.service.js';
import { DutyDeletions } from './duty-deletions.service.js';
import { DutyEnds } from './duty-ends.service.js';
import { dueAgain } from './duty.js';

/** How many duties one look takes up; the next one comes a minute later. */
const MOST_AT_ONCE = 500;
/** After what could not be taken up has been set aside, so that it does not stand in the others' way. */
const ASIDE = 600_000;

interface DueRow {
  readonly id: string;
  readonly projectId: number;
  readonly collections: readonly string[];
}

/** Takes up what has come due. It keeps nothing that matters: a killed look is made again. */
@Injectable()
export class DutyWatch {
  private readonly logger = new Logger('duties');
  private readonly aside = new Map<string, number>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly deletions: DutyDeletions,
    private readonly ends: DutyEnds,
    private readonly dates: DutyDates,
    private readonly subjectData: SubjectData,
  ) {}

  /** @param now a time that is believed: what comes due by it is erased */
  async look(now: Date): Promise<void> {
    await this.takeBack(now);
    await this.endSpared();
    await this.dates.reckon(now);
    for (const { id, projectId, collections } of await this.due(now)) {
      if (this.lacks(id, projectId, collections, now)) continue;
      try {
        await this.deletions.openDue(id);
      } catch (error) {
        this.aside.set(id, now.getTime() + ASIDE);
        const reason = databaseTrouble(error)?.message ?? reasonOf(error);
        this.logger.error(`The duty ${id} has come due and could not be taken up: ${reason}`);
      }
    }
  }

  /** Those that are due, the oldest first. */
  private async due(now: Date): Promise<DueRow[]> {
    for (const [id, until] of this.aside) if (until <= now.getTime()) this.aside.delete(id);
    return this.prisma.$queryRaw<DueRow[]>`
      SELECT id, project_id AS "projectId", collections FROM duties
      WHERE ${dueBy(now)} AND id <> ALL (${[...this.aside.keys()]}::uuid[])
      ORDER BY due_at, id LIMIT ${MOST_AT_ONCE}`;
  }

  /** Rows of a table that the data map does not name any more cannot be erased, and are owed all the same. */
  private lacks(id: string, projectId: number, collections: readonly string[], now: Date): boolean {
    const mapped = this.subjectData.collectionsOf(projectId).map(({ name }) => name);
    const missing = collections.filter((name) => !mapped.includes(name));
    if (missing.length === 0) return false;
    this.aside.set(id, now.getTime() + ASIDE);
    this.logger.error(
      `The duty ${id} has come due, and the data map names no "${missing.join('", "')}": map it again.`,
    );
    return true;
  }

  /** What a deletion did not carry out, since it failed, is owed as before. */
  private async takeBack(now: Date): Promise<void> {
    const failed = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT duties.id FROM duties JOIN requests ON requests.id = duties.carried_out_by
      WHERE duties.state = 'under-way' AND requests.status IN ('FAILURE', 'REVOKED', 'DENIED')`;
    const duties = await this.prisma.duty.findMany({ where: { id: { in: failed.map(({ id }) => id) } } });
    for (const duty of duties) {
      await this.prisma.$transaction((transaction) => {
        return this.ends.owedStill(transaction, duty, dueAgain(duty, now), 'failed');
      });
    }
  }

  /** A file that was spared has expired, and is destroyed. */
  private async endSpared(): Promise<void> {
    const gone = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT duties.id FROM duties
      JOIN requests deletion ON deletion.id = duties.request_id
      LEFT JOIN artifacts artifact ON artifact.request_id = deletion.after_request_id
      WHERE duties.state IN ('owed', 'under-way') AND duties.kind = 'export-spared'
        AND (artifact.id IS NULL OR artifact.destroyed_at IS NOT NULL)`;
    const duties = await this.prisma.duty.findMany({ where: { id: { in: gone.map(({ id }) => id) } } });
    if (duties.length === 0) return;
    await this.prisma.$transaction((transaction) => this.ends.carriedOut(transaction, duties, null));
  }
}
