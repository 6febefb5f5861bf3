import { Injectable } from '@nestjs/common';
import { PrismaService } from '../platform/index.js';
import { type Collection, definitionOf, keptUntil, SubjectData, untilText } from '../subject-data/index.js';

/** Dates of duties about kept rows that are others since the data map says otherwise for how long these are kept. */
@Injectable()
export class DutyDates {
  constructor(
    private readonly prisma: PrismaService,
    private readonly subjectData: SubjectData,
  ) {}

  /** By the data map as it stands. */
  async reckon(now: Date): Promise<void> {
    for (const collection of this.subjectData.collections()) {
      if (collection.policy.kind !== 'keep') await this.release(collection, now);
      else if (keptUntil(collection.policy) !== null) await this.date(collection, now);
    }
  }

  /** What no policy keeps any more is due, whenever it was to be; whoever is held is seen when it is taken up. */
  private async release({ name }: Collection, now: Date): Promise<void> {
    await this.prisma.$executeRaw`
      UPDATE duties SET due_at = ${now}::timestamptz, due_unheld = ${now}::timestamptz
      WHERE state = 'owed' AND kind = 'kept' AND collections = ARRAY[${name}]::text[]
        AND (due_unheld IS NULL OR due_unheld > ${now}::timestamptz)`;
  }

  /**
   * Makes those due whose period was told in words and can be reckoned by now, or was another one: the sweep erases what is over, and its
   * end dates what is kept on. Of a collection at which one of the deletions of an undated one has looked as the data map has it now there
   * is nothing more to learn: its rows bear no day.
   */
  private async date(collection: Collection, now: Date): Promise<void> {
    const until = untilText(collection.policy);
    await this.prisma.$executeRaw`
      UPDATE duties SET due_at = ${now}::timestamptz, due_unheld = ${now}::timestamptz, kept_until = ${until}
      WHERE state = 'owed' AND kind = 'kept' AND collections = ARRAY[${collection.name}]::text[]
        AND CASE WHEN due_unheld IS NOT NULL THEN due_unheld > ${now}::timestamptz AND kept_until <> ${until}
          ELSE due_at IS NULL AND NOT EXISTS (
            SELECT FROM requests looked JOIN request_collections seen ON seen.request_id = looked.id
            WHERE (looked.id = duties.request_id OR looked.duty_id = duties.id)
              AND seen.collection = ${collection.name} AND seen.definition = ${definitionOf(collection)}
          ) END`;
  }
}
