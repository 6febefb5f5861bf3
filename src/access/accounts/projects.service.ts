import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { MOST_SUBJECTS } from '../../compliance/index.js';
import {
  assertStorable,
  Clock,
  HabeasError,
  PrismaService,
  type Prisma,
  type Transaction,
  isUniqueViolation,
} from '../../platform/index.js';
import type { ProjectRecord } from '../authorization/authorizer.port.js';
import { checkDeadlineSettings, columnsOf, type DeadlineSettings } from './deadline-settings.js';
import { DeletionWaits } from './deletion-waits.port.js';
import { initiatorName, type Initiator } from '../authorization/actor.js';
import { isProjectId, isProjectToken, projectRecord } from '../authorization/project-record.js';
import { hashSecret, makeProjectToken, makeSecret } from './secrets.js';
import { AccountMakers, makerOf } from '../authorization/account-makers.service.js';
import { permitOf, secretOf } from '../authorization/independence.js';
import { MembershipRoles } from '../authorization/membership-roles.service.js';

export const MOST_GRACE_SECONDS = 21 * 86_400;
const MOST_APPROVAL_COUNT = 1_000_000;

/**
 * What may be changed of a project; what is absent stays. `deletionGraceSeconds` null takes the instance's DELETION_GRACE, and
 * `deletionLimit` null its DELETION_LIMIT.
 */
export interface ProjectSettings extends DeadlineSettings {
  readonly name?: string;
  readonly timezone?: string;
  readonly deletionLimit?: number | null;
  readonly ccpaWindow?: ProjectRecord['ccpaWindow'];
  readonly suppressAfterDeletion?: boolean;
  readonly allowApiSecret?: boolean;
  /** A deletion of more subjects than this waits for a second owner or admin; null asks for none. */
  readonly approvalCount?: number | null;
  /** The same for a share of the project's profiles, 0 to 1; null asks for none. */
  readonly approvalShare?: number | null;
}

export interface NewProject extends ProjectSettings {
  readonly name: string;
  /** The token existing clients already carry (32 hex digits); null makes a new one. */
  readonly token?: string | null;
}

@Injectable()
export class ProjectsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly standing: MembershipRoles,
    private readonly makers: AccountMakers,
    private readonly waits: DeletionWaits,
  ) {}

  /** Creates a project. Its API secret is returned this once; only its hash is stored. */
  async create(
    by: Initiator,
    organizationId: string,
    { token: given, ...settings }: NewProject,
  ): Promise<{ project: ProjectRecord; apiSecret: string }> {
    this.check(settings);
    const token = given ?? makeProjectToken();
    if (!/^[0-9a-f]{32}$/.test(token))
      throw unfit('token-malformed', 'A project token has 32 hex digits in small letters.');
    const apiSecret = makeSecret('apiSecret');
    const data = {
      ...columnsOf(settings),
      organizationId,
      token,
      apiSecretHash: hashSecret(apiSecret),
      createdAt: this.clock.now(),
    };
    try {
      return await this.prisma.$transaction(async (transaction) => {
        await this.standing.require(by, organizationId, 'admin', transaction);
        const row = await transaction.project.create({ data });
        await this.recordSecret(transaction, by, row, { isMade: true, isLet: row.allowApiSecret });
        await this.record(transaction, by, 'project.created', row);
        return { project: projectRecord(row), apiSecret };
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new HabeasError(
        'conflict',
        'token-taken',
        'Another project has this token: leave it out to get a new one.',
      );
    }
  }

  /** The projects of an organization, for each of its members. */
  async list(organizationId: string): Promise<ProjectRecord[]> {
    const rows = await this.prisma.project.findMany({ where: { organizationId }, orderBy: { id: 'asc' } });
    return rows.map(projectRecord);
  }

  /** Replaces the API secret: the old one is refused from now on, the new one is returned this once. */
  async rotateSecret(by: Initiator, projectId: number): Promise<{ project: ProjectRecord; apiSecret: string }> {
    const apiSecret = makeSecret('apiSecret');
    const data = { apiSecretHash: hashSecret(apiSecret) };
    return { project: await this.update(by, projectId, 'project.secret-rotated', data, {}, 'admin'), apiSecret };
  }

  /**
   * Owners alone say which deletions need a second person: an admin could else do without one.
   * @throws HabeasError 404 `project-not-found`, 403 `role-too-low`, 422 `setting-unfit`
   */
  async change(by: Initiator, projectId: number, settings: ProjectSettings): Promise<ProjectRecord> {
    this.check(settings);
    const data = columnsOf(settings);
    const setsApprovals = settings.approvalCount !== undefined || settings.approvalShare !== undefined;
    return this.update(by, projectId, 'project.changed', data, data, setsApprovals ? 'owner' : 'admin');
  }

  /** The project an API secret belongs to, and whether it may handle privacy requests; null where none. */
  async bySecret(secret: string): Promise<{ projectId: number; allowApiSecret: boolean } | null> {
    const row = await this.prisma.project.findUnique({ where: { apiSecretHash: hashSecret(secret) } });
    return row && { projectId: row.id, allowApiSecret: row.allowApiSecret };
  }

  /** The project of a project token; null where none. */
  async byToken(token: string): Promise<ProjectRecord | null> {
    const row = isProjectToken(token) ? await this.prisma.project.findUnique({ where: { token } }) : null;
    return row && projectRecord(row);
  }

  private check(settings: ProjectSettings): void {
    checkSettings(settings);
    checkDeadlineSettings(settings, this.waits.besideGrace);
  }

  private async update(
    by: Initiator,
    projectId: number,
    action: string,
    data: Prisma.ProjectUpdateInput,
    detail: Prisma.InputJsonObject,
    least: 'admin' | 'owner',
  ): Promise<ProjectRecord> {
    return this.prisma.$transaction(async (transaction) => {
      const before = isProjectId(projectId) ? await transaction.project.findUnique({ where: { id: projectId } }) : null;
      if (!before) throw new HabeasError('not-found', 'project-not-found', 'There is no project with this id.');
      await this.standing.require(by, before.organizationId, least, transaction);
      const row = await transaction.project.update({ where: { id: projectId }, data });
      const isLet = row.allowApiSecret && !before.allowApiSecret;
      await this.recordSecret(transaction, by, row, { isMade: 'apiSecretHash' in data, isLet });
      await this.record(transaction, by, action, row, detail);
      return projectRecord(row);
    });
  }

  /** Whoever makes an API secret sees it, and whoever lets it open requests may have been given it. */
  private async recordSecret(
    transaction: Transaction,
    by: Initiator,
    { id, organizationId }: { id: number; organizationId: string },
    { isMade, isLet }: { isMade: boolean; isLet: boolean },
  ): Promise<void> {
    if (isMade) await this.makers.record(transaction, organizationId, secretOf(id), makerOf(by), 'newest');
    if (isLet) await this.makers.record(transaction, organizationId, permitOf(id), makerOf(by), 'newest');
  }

  private async record(
    transaction: Transaction,
    by: Initiator,
    action: string,
    project: { id: number; organizationId: string },
    detail: Prisma.InputJsonObject = {},
  ): Promise<void> {
    const { id: projectId, organizationId } = project;
    await this.audit.append(transaction, { actor: initiatorName(by), action, organizationId, projectId, detail });
  }
}

function checkSettings(settings: ProjectSettings): void {
  const { name, timezone, deletionGraceSeconds: grace, deletionLimit: limit } = settings;
  if (name?.trim() === '') throw unfit('setting-unfit', 'A project needs a name.');
  if (name !== undefined) assertStorable('name', name);
  if (timezone !== undefined && !isTimezone(timezone)) {
    throw unfit('setting-unfit', 'The time zone must be an IANA name such as Europe/Berlin.');
  }
  if (typeof grace === 'number' && !isWholeUpTo(MOST_GRACE_SECONDS, grace)) {
    throw unfit('setting-unfit', 'The grace of a deletion must lie between 0 seconds and 21 days.');
  }
  if (typeof limit === 'number' && !(isWholeUpTo(MOST_SUBJECTS, limit) && limit > 0)) {
    throw unfit('setting-unfit', `The subjects that one deletion may name must be from 1 to ${MOST_SUBJECTS}.`);
  }
  checkApprovalSettings(settings);
}

function checkApprovalSettings({ approvalCount: count, approvalShare: share }: ProjectSettings): void {
  if (typeof count === 'number' && !isWholeUpTo(MOST_APPROVAL_COUNT, count)) {
    throw unfit('setting-unfit', 'The count above which a deletion needs approval must be a whole number from 0.');
  }
  if (typeof share === 'number' && !(share >= 0 && share <= 1)) {
    throw unfit('setting-unfit', 'The share above which a deletion needs approval must lie between 0 and 1.');
  }
}

function isWholeUpTo(most: number, value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function unfit(code: string, message: string): HabeasError {
  return new HabeasError('unprocessable', code, message);
}
