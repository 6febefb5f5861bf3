import { Injectable } from '@nestjs/common';
import { Clock, HabeasError, PrismaService, type Transaction } from '../../platform/index.js';
import { AccountMakers, makerOf } from '../authorization/account-makers.service.js';
import type { Initiator } from '../authorization/actor.js';
import { secretOf } from '../authorization/independence.js';
import { hashSecret, makeSecret, shownPrefix } from './secrets.js';
import { isOver, isWorthRecording, OVERLAP_DAYS } from './token-life.js';

const DAY = 86_400_000;

/** An API secret that is good, as people see it after it was made. */
export interface ApiSecretRecord {
  /** The first characters; null of one that was made before they were kept. */
  readonly prefix: string | null;
  readonly madeAt: Date;
  /** E-mail of who made it, or `operator`; null where nobody wrote it down. */
  readonly madeBy: string | null;
  /** When it ends, since there is a newer one; null: the newest. */
  readonly endsAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** Whose secret it is, and whether it opens privacy requests, and reads data. */
export interface SecretOfProject {
  readonly projectId: number;
  readonly allowApiSecret: boolean;
  readonly allowSecretQuestions: boolean;
}

/** The API secrets of projects: the newest, and for a while those before it, so that tools can be changed one by one. */
@Injectable()
export class ApiSecrets {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly makers: AccountMakers,
  ) {}

  /**
   * Makes the newest secret of a project, which is returned this once; older ones end after the overlap at the latest. Whoever
   * makes it sees it. The caller has locked the project, or made it in this transaction.
   * @throws HabeasError 422 `overlap-unfit`
   */
  async make(
    transaction: Transaction,
    by: Initiator,
    { id: projectId, organizationId }: { readonly id: number; readonly organizationId: string },
    overlapDays = 0,
  ): Promise<string> {
    checkOverlap(overlapDays);
    const secret = makeSecret('apiSecret');
    const madeAt = this.clock.now();
    const end = new Date(madeAt.getTime() + overlapDays * DAY);
    await this.end(transaction, projectId, end);
    const { maker, label: makerLabel } = makerOf(by);
    const prefix = shownPrefix(secret, 'apiSecret');
    const row = { hash: hashSecret(secret), projectId, prefix, maker, makerLabel, madeAt, endsAt: null };
    await transaction.apiSecret.create({ data: row });
    await this.makers.record(transaction, organizationId, secretOf(projectId), makerOf(by), 'newest');
    return secret;
  }

  /** Ends at once those that a newer one has replaced. @returns how many were still good */
  async endFormer(transaction: Transaction, projectId: number): Promise<number> {
    const now = this.clock.now();
    const where = { projectId, endsAt: { gt: now } };
    return (await transaction.apiSecret.updateMany({ where, data: { endsAt: now } })).count;
  }

  /** Those of a project that are good, the newest first. */
  async list(projectId: number): Promise<ApiSecretRecord[]> {
    return (await this.listOf([projectId])).map(({ projectId: _, ...record }) => record);
  }

  /** The same of several projects. */
  async listOf(projectIds: readonly number[]): Promise<(ApiSecretRecord & { readonly projectId: number })[]> {
    const rows = await this.prisma.apiSecret.findMany({
      where: { projectId: { in: [...projectIds] }, OR: [{ endsAt: null }, { endsAt: { gt: this.clock.now() } }] },
      orderBy: [{ projectId: 'asc' }, { madeAt: 'desc' }],
    });
    return rows.map(({ projectId, prefix, madeAt, makerLabel: madeBy, endsAt, lastUsedAt }) => {
      return { projectId, prefix, madeAt, madeBy, endsAt, lastUsedAt };
    });
  }

  /** The project a secret belongs to, and what it may do beside sending data; null where it is unknown or over, or its project was deleted. */
  async find(secret: string): Promise<SecretOfProject | null> {
    const hash = hashSecret(secret);
    const row = await this.prisma.apiSecret.findUnique({ where: { hash }, include: { project: true } });
    const now = this.clock.now();
    if (!row || row.project.endedAt !== null || isOver(row.endsAt, now)) return null;
    if (isWorthRecording(row.lastUsedAt, now)) {
      await this.prisma.apiSecret.updateMany({ where: { hash }, data: { lastUsedAt: now } });
    }
    const { allowApiSecret, allowSecretQuestions } = row.project;
    return { projectId: row.projectId, allowApiSecret, allowSecretQuestions };
  }

  private async end(transaction: Transaction, projectId: number, end: Date): Promise<void> {
    const later = { projectId, OR: [{ endsAt: null }, { endsAt: { gt: end } }] };
    await transaction.apiSecret.updateMany({ where: later, data: { endsAt: end } });
  }
}

function checkOverlap(days: number): void {
  const { least, most } = OVERLAP_DAYS;
  if (Number.isInteger(days) && days >= least && days <= most) return;
  throw new HabeasError(
    'unprocessable',
    'overlap-unfit',
    `The old API secret stays good for ${least} to ${most} whole days.`,
  );
}
