import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../platform/index.js';
import { Identities, type IdHolder } from './identities.service.js';

/** Whose an ambiguous id is by what an officer decided when they opened a request. It counts in that request alone. */
export interface EarlierDecision {
  readonly requestId: string;
  readonly decidedAt: Date;
  /** The person it was given to, as they were asked for; null once the ids of that request were destroyed. */
  readonly belongsTo: string | null;
}

interface DecisionRow extends IdHolder {
  readonly hmac: string;
  readonly ordinal: number;
  readonly openedAt: Date;
}

/** What was decided before about ids that several people share. */
@Injectable()
export class DecidedBefore {
  constructor(
    private readonly prisma: PrismaService,
    private readonly identities: Identities,
  ) {}

  /** The last decision about each of these ids, by id; none of a request that was revoked or denied, to which nothing came. */
  async among(projectId: number, ids: readonly string[]): Promise<Map<string, EarlierDecision>> {
    if (ids.length === 0) return new Map();
    const hmacs = this.identities.hmacsOf(projectId);
    await hmacs.learn(ids);
    const idOf = new Map(ids.map((id) => [hmacs.of(id), id]));
    const rows = await this.prisma.$queryRaw<DecisionRow[]>`
      SELECT DISTINCT ON (decision.id_hmac) encode(decision.id_hmac, 'hex') AS hmac, decision.ordinal, request.id,
        request.project_id AS "projectId", request.wrapped_id_key AS "wrappedIdKey", request.opened_at AS "openedAt"
      FROM request_decisions decision JOIN requests request ON request.id = decision.request_id
      WHERE request.project_id = ${projectId}::int AND request.status NOT IN ('REVOKED', 'DENIED') AND decision.remembered IS NULL
        AND decision.id_hmac = ANY (SELECT decode(hmac, 'hex') FROM unnest(${[...idOf.keys()]}::text[]) AS hmac)
      ORDER BY decision.id_hmac, request.opened_at DESC, request.id DESC`;
    const askedOf = await this.identities.askedOf([...new Map(rows.map((row) => [row.id, row])).values()]);
    return new Map(
      rows.map(({ hmac, id: requestId, ordinal, openedAt: decidedAt }) => {
        const belongsTo = askedOf.get(requestId)?.get(ordinal) ?? null;
        return [idOf.get(hmac) ?? '', { requestId, decidedAt, belongsTo }];
      }),
    );
  }
}
