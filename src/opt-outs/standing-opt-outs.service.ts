import { Injectable } from '@nestjs/common';
import { lockArrivals, PrismaService, type Transaction } from '../platform/index.js';
import { Suppression } from '../suppression/index.js';
import { ChoiceIds, type SealedChoice } from './choice-ids.service.js';
import { coveredBeside, CoveredBy } from './covered-ids.service.js';

/** Opt-outs that are looked at together. */
const AT_ONCE = 500;

/** The opt-outs of a project that stand, where links come to it that nothing that came in told of. */
@Injectable()
export class StandingOptOuts {
  constructor(
    private readonly prisma: PrismaService,
    private readonly choiceIds: ChoiceIds,
    private readonly coveredBy: CoveredBy,
    private readonly suppression: Suppression,
  ) {}

  /**
   * Lets each cover what stands for its person by now. Done twice it does no more than once.
   * @param within carries a portion out in a transaction
   */
  async extend(
    projectId: number,
    within: (portion: (transaction: Transaction) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    for (let after: string | null = null; ;) {
      const choices: readonly SealedChoice[] = await this.page(projectId, after);
      // Whose id is destroyed was erased, and no link of theirs is left.
      const ids = choices.flatMap((choice) => this.choiceIds.read(choice) ?? []);
      await within(async (transaction) => {
        await lockArrivals(transaction, projectId, 'shared');
        const covered = await this.coveredBy.closureOf(projectId, ids);
        await this.suppression.extend(transaction, projectId, coveredBeside(covered));
      });
      after = choices.at(-1)?.id ?? null;
      if (after === null || choices.length < AT_ONCE) return;
    }
  }

  /** Of the company's word: what a browser signalled is its device's alone. */
  private async page(projectId: number, after: string | null): Promise<readonly SealedChoice[]> {
    return this.prisma.privacyChoice.findMany({
      where: {
        projectId,
        choice: 'out',
        endedAt: null,
        how: { not: 'gpc' },
        ...(after === null ? {} : { id: { gt: after } }),
      },
      orderBy: { id: 'asc' },
      take: AT_ONCE,
    });
  }
}
