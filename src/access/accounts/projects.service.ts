import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { dayAt, MOST_SUBJECTS, mostReplayDaysOf } from '../../compliance/index.js';
import {
  assertSeen,
  assertStorable,
  Clock,
  Config,
  firstPaid,
  HabeasError,
  isUniqueViolation,
  type Language,
  LANGUAGES,
  lockArrivals,
  lockNaming,
  type Prisma,
  PrismaService,
  type Transaction,
} from '../../platform/index.js';
import type { ProjectRecord } from '../authorization/authorizer.port.js';
import { checkDataSettings, type DataSettings } from '../settings/data-settings.js';
import { settingUnfit } from '../settings/setting-unfit.js';
import { checkDeadlineSettings, type DeadlineSettings } from '../settings/deadline-settings.js';
import { DeletionWaits } from './deletion-waits.port.js';
import { columnsOf } from './project-columns.js';
import { ProjectContents } from './project-contents.port.js';
import { initiatorName, type Initiator } from '../authorization/actor.js';
import { isProjectId, isProjectToken, projectRecord } from '../authorization/project-record.js';
import { STANDING } from '../authorization/standing-project.js';
import { ApiSecrets, type SecretOfProject } from './api-secrets.service.js';
import { IngestProjects } from './ingest-projects.service.js';
import { makeProjectToken } from './secrets.js';
import { AccountMakers, makerOf } from '../authorization/account-makers.service.js';
import { permitOf } from '../authorization/independence.js';
import { MembershipRoles } from '../authorization/membership-roles.service.js';

export const MOST_GRACE_SECONDS = 21 * 86_400;
const MOST_APPROVAL_COUNT = 1_000_000;

type ProjectRow = Prisma.ProjectGetPayload<object>;

/**
 * What may be changed of a project; what is absent stays. `deletionGraceSeconds` null takes the instance's DELETION_GRACE, and
 * `deletionLimit` null its DELETION_LIMIT.
 */
export interface ProjectSettings extends DeadlineSettings, DataSettings {
  readonly name?: string;
  readonly timezone?: string;
  /** Of the pages that people are given, where an order names no other. */
  readonly language?: Language;
  readonly deletionLimit?: number | null;
  readonly ccpaWindow?: ProjectRecord['ccpaWindow'];
  readonly suppressAfterDeletion?: boolean;
  readonly allowApiSecret?: boolean;
  readonly allowSecretQuestions?: boolean;
  /** A deletion of more subjects than this waits for a second owner or admin; null asks for none. */
  readonly approvalCount?: number | null;
  /** The same for a share of the project's profiles, 0 to 1; null asks for none. */
  readonly approvalShare?: number | null;
  readonly optInEvent?: ProjectRecord['optInEvent'];
  readonly publicOptIn?: ProjectRecord['publicOptIn'];
  readonly optedOutByDefault?: ProjectRecord['optedOutByDefault'];
  readonly globalPrivacyControl?: ProjectRecord['globalPrivacyControl'];
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
    private readonly secrets: ApiSecrets,
    private readonly waits: DeletionWaits,
    private readonly incoming: IngestProjects,
    private readonly contents: ProjectContents,
    private readonly config: Config,
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
    const plan = firstPaid(this.config.values.PLANS);
    this.checkPlan(plan, settings);
    const data = { ...columnsOf(settings), organizationId, token, plan, createdAt: this.clock.now() };
    try {
      const made = await this.prisma.$transaction(async (transaction) => {
        await this.standing.require(by, organizationId, 'admin', transaction);
        const row = await transaction.project.create({ data });
        const apiSecret = await this.secrets.make(transaction, by, row);
        if (row.allowApiSecret) await this.recordPermit(transaction, by, row);
        // From when on nothing is kept of whoever did not opt in must be told later.
        const told = row.optedOutByDefault ? { optedOutByDefault: true } : {};
        await this.record(transaction, by, 'project.created', row, told);
        return { project: projectRecord(row), apiSecret };
      });
      this.incoming.forget();
      return made;
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
    const where = { organizationId, ...STANDING };
    const rows = await this.prisma.project.findMany({ where, orderBy: { id: 'asc' } });
    return rows.map(projectRecord);
  }

  /**
   * Replaces the API secret: the new one is returned this once. The old one is refused from now on, or after so many days. Who let
   * it open requests let the new one, too.
   * @throws HabeasError 404 `project-not-found`, 403 `role-too-low`, 422 `overlap-unfit`
   */
  async rotateSecret(
    by: Initiator,
    projectId: number,
    overlapDays = 0,
  ): Promise<{ project: ProjectRecord; apiSecret: string }> {
    return this.prisma.$transaction(async (transaction) => {
      const row = await this.lock(transaction, by, projectId, 'admin');
      const apiSecret = await this.secrets.make(transaction, by, row, overlapDays);
      const detail = overlapDays === 0 ? {} : { overlapDays };
      await this.record(transaction, by, 'project.secret-rotated', row, detail);
      return { project: projectRecord(row), apiSecret };
    });
  }

  /** Ends at once what is left of an overlap; where nothing is, nothing changes. */
  async endFormerSecrets(by: Initiator, projectId: number): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      const row = await this.lock(transaction, by, projectId, 'admin');
      const ended = await this.secrets.endFormer(transaction, projectId);
      if (ended > 0) await this.record(transaction, by, 'project.former-secret-ended', row, { ended });
    });
  }

  /**
   * Owners alone say which deletions need a second person: an admin could else do without one.
   * @param seen the version of the project that the caller saw, as `If-Match` has it; undefined: they did not say
   * @throws HabeasError 404 `project-not-found`, 403 `role-too-low`, 409 `project-not-empty`, 412 `changed-meanwhile`, 422 `setting-unfit`
   */
  async change(by: Initiator, projectId: number, settings: ProjectSettings, seen?: string): Promise<ProjectRecord> {
    this.check(settings);
    const data = columnsOf(settings);
    const setsApprovals = settings.approvalCount !== undefined || settings.approvalShare !== undefined;
    const changed = await this.prisma.$transaction(async (transaction) => {
      const before = await this.lock(transaction, by, projectId, setsApprovals ? 'owner' : 'admin');
      assertSeen(seen, projectRecord(before));
      this.checkPlan(before.plan, settings);
      if (settings.hashIds !== undefined && settings.hashIds !== before.hashIds)
        await this.refuseHeld(transaction, projectId);
      const moved = await this.moved(transaction, before, settings.timezone);
      const row = await transaction.project.update({ where: { id: projectId }, data: { ...data, ...moved } });
      if (row.allowApiSecret && !before.allowApiSecret) await this.recordPermit(transaction, by, row);
      await this.record(transaction, by, 'project.changed', row, data);
      return projectRecord(row);
    });
    this.incoming.forget();
    return changed;
  }

  /** The project an API secret belongs to, and what it may do there; null where none. */
  async bySecret(secret: string): Promise<SecretOfProject | null> {
    return this.secrets.find(secret);
  }

  /** The project of a project token; null where none. */
  async byToken(token: string): Promise<ProjectRecord | null> {
    const where = { token, ...STANDING };
    const row = isProjectToken(token) ? await this.prisma.project.findUnique({ where }) : null;
    return row && projectRecord(row);
  }

  private check(settings: ProjectSettings): void {
    checkSettings(settings);
    checkDataSettings(settings);
    checkDeadlineSettings(settings, this.waits.besideGrace);
  }

  /** @throws HabeasError 422 `setting-unfit` */
  private checkPlan(plan: string, { replayRetentionDays: days = 1 }: ProjectSettings): void {
    const most = mostReplayDaysOf(this.config.values.PLANS, plan);
    if (days > most)
      throw settingUnfit('beyond-plan', `The plan "${plan}" keeps recordings for ${most} days at the most.`, {
        plan,
        most,
      });
  }

  /**
   * With the zone the days move by which data grows old: whoever works by the former ones is told, as by any change of how long data is
   * kept. The day on which the project was made stays.
   */
  private async moved(
    transaction: Transaction,
    { id, timezone, madeAt, madeOn, createdAt }: ProjectRow,
    to: string | undefined,
  ): Promise<Prisma.ProjectUpdateInput> {
    if (to === undefined || to === timezone) return {};
    await lockNaming(transaction, id);
    return { retentionVersion: { increment: 1 }, madeOn: madeOn ?? dayAt(madeAt ?? createdAt, timezone) };
  }

  /** The project, for one change at a time. */
  private async lock(
    transaction: Transaction,
    by: Initiator,
    projectId: number,
    least: 'admin' | 'owner',
  ): Promise<ProjectRow> {
    if (!isProjectId(projectId)) throw projectNotFound();
    await transaction.$queryRaw`SELECT FROM projects WHERE id = ${projectId}::int FOR NO KEY UPDATE`;
    const row = await transaction.project.findUnique({ where: { id: projectId, ...STANDING } });
    if (!row) throw projectNotFound();
    await this.standing.require(by, row.organizationId, least, transaction);
    return row;
  }

  /** What is held under an id would not be found under its hash, nor the other way round. */
  private async refuseHeld(transaction: Transaction, projectId: number): Promise<void> {
    await lockArrivals(transaction, projectId, 'alone');
    if (await this.contents.isEmpty(transaction, projectId)) return;
    throw new HabeasError(
      'conflict',
      'project-not-empty',
      'Whether ids are hashed can be changed only while the project holds nothing: make a new project for it.',
    );
  }

  /** Whoever lets an API secret open requests may have been given it. */
  private async recordPermit(
    transaction: Transaction,
    by: Initiator,
    { id, organizationId }: { id: number; organizationId: string },
  ): Promise<void> {
    await this.makers.record(transaction, organizationId, permitOf(id), makerOf(by), 'newest');
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

function projectNotFound(): HabeasError {
  return new HabeasError('not-found', 'project-not-found', 'There is no project with this id.');
}

function checkSettings(settings: ProjectSettings): void {
  const { name, timezone, language, deletionGraceSeconds: grace, deletionLimit: limit, optInEvent: event } = settings;
  if (name?.trim() === '') throw settingUnfit('name-missing', 'A project needs a name.');
  if (name !== undefined) assertStorable('name', name);
  if (typeof event === 'string') checkOptInEvent(event);
  if (timezone !== undefined && !isTimezone(timezone)) {
    throw settingUnfit('timezone', 'The time zone must be an IANA name such as Europe/Berlin.');
  }
  if (language !== undefined && !LANGUAGES.includes(language)) {
    const languages = LANGUAGES.join(', ');
    throw settingUnfit('language', `The languages that there are texts in are ${languages}.`, { languages });
  }
  if (typeof grace === 'number' && !isWholeUpTo(MOST_GRACE_SECONDS, grace)) {
    throw settingUnfit('grace', 'The grace of a deletion must lie between 0 seconds and 21 days.');
  }
  if (typeof limit === 'number' && !(isWholeUpTo(MOST_SUBJECTS, limit) && limit > 0)) {
    const message = `The subjects that one deletion may name must be from 1 to ${MOST_SUBJECTS}.`;
    throw settingUnfit('deletion-limit', message, { most: MOST_SUBJECTS });
  }
  checkApprovalSettings(settings);
}

function checkOptInEvent(event: string): void {
  if (event.trim() === '' || event === '$opt_in') {
    throw settingUnfit(
      'opt-in-event',
      'The event that opts in needs a name other than $opt_in: null leaves it at that one.',
    );
  }
  assertStorable('optInEvent', event);
}

function checkApprovalSettings({ approvalCount: count, approvalShare: share }: ProjectSettings): void {
  if (typeof count === 'number' && !isWholeUpTo(MOST_APPROVAL_COUNT, count)) {
    throw settingUnfit(
      'approval-count',
      'The count above which a deletion needs approval must be a whole number from 0.',
    );
  }
  if (typeof share === 'number' && !(share >= 0 && share <= 1)) {
    throw settingUnfit('approval-share', 'The share above which a deletion needs approval must lie between 0 and 1.');
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
