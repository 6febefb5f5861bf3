import { Injectable } from '@nestjs/common';
import { actorLabel, actorName, type Actor } from '../../access/index.js';
import { Clock, Ids, PrismaService } from '../../platform/index.js';
import { BY_DOWNLOAD, BY_LINK, cleanerOf, LOOKS, personOf, SubjectChecks } from '../../request-model/index.js';
import { viewOf, type HandOverView } from '../dto/hand-overs.dto.js';

const MOST_SHOWN = 500;

/** Who has looked at an answer: a download, or a followed link. Neither gives it to the person, so neither is a hand-over. */
@Injectable()
export class Looks {
  constructor(
    private readonly prisma: PrismaService,
    private readonly checks: SubjectChecks,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * A download, of all or of a range, that came to its end, by somebody who signed in. `ordinal`: of one subject's folder. `sensitive`:
   * whether values were in it that are not everybody's to see.
   */
  async downloaded(actor: Actor, requestId: string, ordinal: number | null, sensitive: boolean): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      const request = await transaction.request.update({ where: { id: requestId }, data: { recordDue: true } });
      const check = await this.checks.of(transaction, request);
      const by = personOf(actorLabel(actor), actorName(actor), cleanerOf(check));
      const at = this.clock.now();
      await transaction.handOver.create({
        data: {
          id: this.ids.next(),
          requestId,
          ordinal,
          manner: BY_DOWNLOAD,
          at,
          by,
          actor: actorName(actor),
          sensitive,
        },
      });
    });
  }

  /** A link that was followed to the end of what was asked for: the first time alone, since tools follow links as often as they like. */
  async followed(requestId: string, sensitive: boolean): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await transaction.request.update({ where: { id: requestId }, data: { recordDue: true } });
      if ((await transaction.handOver.count({ where: { requestId, manner: BY_LINK } })) > 0) return;
      await transaction.handOver.create({
        data: {
          ...{ id: this.ids.next(), requestId, ordinal: null, sensitive },
          ...{ manner: BY_LINK, at: this.clock.now(), by: BY_LINK },
        },
      });
    });
  }

  /** The newest ones, newest first. */
  async list(requestId: string): Promise<HandOverView[]> {
    const rows = await this.prisma.handOver.findMany({
      where: { requestId, manner: { in: [...LOOKS] } },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: MOST_SHOWN,
    });
    return rows.map((row) => viewOf(row));
  }
}
