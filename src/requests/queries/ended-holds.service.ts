import { Injectable } from '@nestjs/common';
import { Prisma, PrismaService } from '../../platform/index.js';

/**
 * Held subjects of a deletion whose holds have all ended, unless a later deletion was opened for them: nothing that is under way
 * will erase them.
 */
const LEFT = Prisma.sql`
  FROM request_subjects subject JOIN requests request ON request.id = subject.request_id
  WHERE subject.hold_ended_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM request_subjects again JOIN requests later ON later.id = again.request_id
    WHERE again.project_id = subject.project_id AND again.id_hmac = subject.id_hmac
      AND later.kind = 'deletion' AND later.id <> request.id AND later.opened_at > request.opened_at
      AND later.status NOT IN ('FAILURE', 'REVOKED', 'DENIED')
  )`;

/** Finds deletions that left somebody alone for a hold which is over. */
@Injectable()
export class EndedHolds {
  constructor(private readonly prisma: PrismaService) {}

  /** Ordinals of these subjects, by request. */
  async of(requestIds: readonly string[]): Promise<Map<string, number[]>> {
    const rows = await this.prisma.$queryRaw<{ id: string; ordinals: number[] }[]>`
      SELECT subject.request_id AS id, array_agg(subject.ordinal ORDER BY subject.ordinal) AS ordinals ${LEFT}
        AND subject.request_id = ANY (${[...requestIds]}::uuid[])
      GROUP BY subject.request_id`;
    return new Map(rows.map(({ id, ordinals }) => [id, ordinals]));
  }

  /** Requests of these projects that have such subjects. */
  async inProjects(projectIds: readonly number[]): Promise<string[]> {
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT subject.request_id AS id ${LEFT} AND subject.project_id = ANY (${[...projectIds]}::int[])`;
    return rows.map(({ id }) => id);
  }
}
