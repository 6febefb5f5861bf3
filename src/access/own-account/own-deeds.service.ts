import { Injectable } from '@nestjs/common';
import { type Prisma, PrismaService } from '../../platform/index.js';
import type { Member } from './json-object.js';
import { behind, pages } from './pages.js';

/** What somebody did, and who let them in, as Habeas has written it down: under the name of their account, `user:<uuid>`. */
@Injectable()
export class OwnDeeds {
  constructor(private readonly prisma: PrismaService) {}

  async of(by: string): Promise<Member[]> {
    const { apiSecret, signInDomain } = this.prisma;
    return [
      ['letIn', await this.makers({ account: by })],
      ['letOthersIn', await this.makers({ maker: by })],
      ['apiSecretsMade', await apiSecret.findMany({ where: { maker: by }, omit: { hash: true, makerLabel: true } })],
      ['domainsAllowed', await signInDomain.findMany({ where: { allowedBy: by }, omit: { allowedByLabel: true } })],
      ['requestsOpened', this.requests({ openedBy: by })],
      ['requestsApproved', this.requests({ approvedBy: by })],
      ['holdsPlaced', this.holds(by)],
      ['retentionChanged', this.retentionChanges(by)],
      ['retentionRunsOrdered', this.retentionRuns(by)],
      ['dutiesEnded', this.duties(by)],
      ['projectsEnded', this.projectEndings(by)],
      ['handOvers', this.handOvers(by)],
      ['timeline', this.events(by)],
      ['audit', this.entries(by)],
    ];
  }

  /** Accounts by their numbers: without the addresses of others. */
  private async makers(where: Prisma.AccountMakerWhereInput): Promise<object[]> {
    return this.prisma.accountMaker.findMany({ where, omit: { makerLabel: true, addressHmac: true } });
  }

  /** Without the people they are about, whom the person of the account has no right to by this door. */
  private requests(where: Prisma.RequestWhereInput): AsyncGenerator<object> {
    const select = {
      ...{ id: true, projectId: true, kind: true, regime: true, status: true, subjectCount: true },
      ...{ openedAt: true, dueAt: true, approvedAt: true, finishedAt: true },
    } as const;
    return pages(async (after: string | null, take) =>
      this.prisma.request.findMany({ where: { ...where, ...behind(after) }, select, orderBy: { id: 'asc' }, take }),
    );
  }

  private holds(by: string): AsyncGenerator<object> {
    const select = { id: true, projectId: true, placedAt: true, until: true, liftedAt: true } as const;
    const where = { OR: [{ placedBy: by }, { liftedBy: by }] };
    return pages(async (after: string | null, take) =>
      this.prisma.hold.findMany({ where: { ...where, ...behind(after) }, select, orderBy: { id: 'asc' }, take }),
    );
  }

  private retentionChanges(by: string): AsyncGenerator<object> {
    const omit = { by: true, byLabel: true, takenBackBy: true } as const;
    const where = { OR: [{ by }, { takenBackBy: by }] };
    return pages(async (after: string | null, take) =>
      this.prisma.retentionChange.findMany({
        where: { ...where, ...behind(after) },
        omit,
        orderBy: { id: 'asc' },
        take,
      }),
    );
  }

  private retentionRuns(orderedBy: string): AsyncGenerator<object> {
    const select = { id: true, dueAt: true, startedAt: true, finishedAt: true } as const;
    return pages(async (after: string | null, take) =>
      this.prisma.retentionRun.findMany({
        where: { orderedBy, ...behind(after) },
        select,
        orderBy: { id: 'asc' },
        take,
      }),
    );
  }

  private duties(endedBy: string): AsyncGenerator<object> {
    const select = { id: true, projectId: true, kind: true, state: true, endedAt: true, reason: true } as const;
    return pages(async (after: string | null, take) =>
      this.prisma.duty.findMany({ where: { endedBy, ...behind(after) }, select, orderBy: { id: 'asc' }, take }),
    );
  }

  private projectEndings(orderedBy: string): AsyncGenerator<object> {
    const select = { id: true, projectId: true, kind: true, orderedAt: true, state: true } as const;
    return pages(async (after: string | null, take) =>
      this.prisma.projectEnding.findMany({
        where: { orderedBy, ...behind(after) },
        select,
        orderBy: { id: 'asc' },
        take,
      }),
    );
  }

  private handOvers(actor: string): AsyncGenerator<object> {
    const select = { id: true, requestId: true, at: true, manner: true } as const;
    return pages(async (after: string | null, take) =>
      this.prisma.handOver.findMany({ where: { actor, ...behind(after) }, select, orderBy: { id: 'asc' }, take }),
    );
  }

  private events(actor: string): AsyncGenerator<object> {
    const select = { id: true, requestId: true, at: true, type: true } as const;
    return pages(async (after: bigint | null, take) =>
      this.prisma.requestEvent.findMany({ where: { actor, ...behind(after) }, select, orderBy: { id: 'asc' }, take }),
    );
  }

  private entries(actor: string): AsyncGenerator<object> {
    return pages(async (after: bigint | null, take) =>
      this.prisma.auditEntry.findMany({ where: { actor, ...behind(after) }, orderBy: { id: 'asc' }, take }),
    );
  }
}
