import { Injectable } from '@nestjs/common';
import { PrismaService } from '../platform/index.js';
import { definitionOf, keptUntil, SubjectData } from '../subject-data/index.js';

/** Duties whose period was told in words when they were left, and can be reckoned since the data map says it otherwise. */
@Injectable()
export class DutyDates {
  constructor(
    private readonly prisma: PrismaService,
    private readonly subjectData: SubjectData,
  ) {}

  /**
   * Makes them due: the sweep erases what is over, and its end dates what is kept on. Of a collection at which one of their deletions has
   * looked as the data map has it now there is nothing more to learn: its rows bear no day.
   */
  async reckon(now: Date): Promise<void> {
    for (const collection of this.subjectData.collections()) {
      if (keptUntil(collection.policy) === null) continue;
      await this.prisma.$executeRaw`
        UPDATE duties SET due_at = ${now}::timestamptz, due_unheld = ${now}::timestamptz
        WHERE state = 'owed' AND kind = 'kept' AND due_at IS NULL AND collections = ARRAY[${collection.name}]::text[]
          AND NOT EXISTS (
            SELECT FROM requests looked JOIN request_collections seen ON seen.request_id = looked.id
            WHERE (looked.id = duties.request_id OR looked.duty_id = duties.id)
              AND seen.collection = ${collection.name} AND seen.definition = ${definitionOf(collection)}
          )`;
    }
  }
}
