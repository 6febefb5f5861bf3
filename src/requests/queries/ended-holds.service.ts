import { Injectable } from '@nestjs/common';
import { Prisma, PrismaService } from '../../platform/index.js';

/**
 * Held subjects of a deletion whose holds have all ended, unless a duty was written for them or a later deletion opened: nothing that is
 * under way will erase them.
 */
const LEFT = Prisma.sql`
  FROM request_subjects subject JOIN requests deletion ON deletion.id = subject.request_id
  WHERE subject.hold_ended_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM duties duty WHERE duty.request_id = subject.request_id AND duty.ordinal = subject.ordinal AND duty.kind = 'held'
  ) AND NOT EXISTS (
    SELECT FROM request_subjects again JOIN requests later ON later.id = again.request_id
    WHERE again.project_id = subject.project_id AND again.id_hmac = subject.id_hmac
      AND later.kind = 'deletion' AND later.id <> deletion.id AND later.opened_at > deletion.opened_at
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
}

/**
 * That a person should see to something of a `request`, as `attentionOf` tells. These are few among many, and found by indexes of
 * theirs.
 */
export function attentionCondition(projectIds: readonly number[]): Prisma.Sql {
  return Prisma.sql`request.id IN (
    SELECT id FROM requests WHERE project_id = ANY (${[...projectIds]}::int[]) AND attention_since IS NOT NULL
    UNION
    ${leftIn(projectIds)}
  )`;
}

/** That nobody need see to a `request`. The exceptions are gathered once, and each request is looked up among them. */
export function noAttentionCondition(projectIds: readonly number[]): Prisma.Sql {
  return Prisma.sql`request.attention_since IS NULL AND request.id NOT IN (${leftIn(projectIds)})`;
}

function leftIn(projectIds: readonly number[]): Prisma.Sql {
  return Prisma.sql`SELECT subject.request_id ${LEFT} AND subject.project_id = ANY (${[...projectIds]}::int[])`;
}
