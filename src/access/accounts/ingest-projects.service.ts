import { Injectable } from '@nestjs/common';
import { Clock, HabeasError, PrismaService, type Prisma } from '../../platform/index.js';
import type { SensitiveKind } from '../../minimization/index.js';
import type { ProjectRecord } from '../authorization/authorizer.port.js';
import { isProjectId, isProjectToken } from '../authorization/project-record.js';
import { STANDING } from '../authorization/standing-project.js';

/** Milliseconds for which another process may still go by what was set before. */
const KEPT_FOR = 5_000;

/** Tokens of nobody are remembered too, and anybody can send as many as they like. */
const MOST_KEPT = 10_000;

/** What the ways in have to know of a project, read once a call. */
export interface IngestSettings {
  readonly projectId: number;
  readonly organizationId: string;
  readonly lookUpPlaces: boolean;
  readonly blockedProperties: readonly string[];
  readonly droppedValues: readonly SensitiveKind[];
  readonly hashIds: boolean;
  readonly optInEvent: ProjectRecord['optInEvent'];
  readonly publicOptIn: ProjectRecord['publicOptIn'];
  readonly optedOutByDefault: boolean;
  readonly globalPrivacyControl: ProjectRecord['globalPrivacyControl'];
  readonly recordSessions: number;
  readonly replayRetentionDays: number;
}

const COLUMNS = {
  id: true,
  organizationId: true,
  lookUpPlaces: true,
  blockedProperties: true,
  droppedValues: true,
  hashIds: true,
  optInEvent: true,
  publicOptIn: true,
  optedOutByDefault: true,
  globalPrivacyControl: true,
  recordSessions: true,
  replayRetentionDays: true,
  closedSince: true,
} as const;

/** Seconds after which a client may send again what a closed project did not take. */
const CLOSED_FOR = 30;

interface Kept {
  readonly settings: IngestSettings | null;
  readonly until: number;
}

/**
 * The projects that data comes in for. A change of their settings counts at once here, and in other processes after five seconds; that
 * one was deleted or closed is asked again under the lock of each admission.
 */
@Injectable()
export class IngestProjects {
  private kept = new Map<string, Kept>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * The project of a project token; null where none, and of one that was deleted.
   * @throws HabeasError `project-closed` (503) while it is being emptied or brought back: clients send again
   */
  async byToken(token: string): Promise<IngestSettings | null> {
    return isProjectToken(token) ? this.of(`token ${token}`, { token }) : null;
  }

  /** As `byToken`. */
  async byId(id: number): Promise<IngestSettings | null> {
    return isProjectId(id) ? this.of(`id ${String(id)}`, { id }) : null;
  }

  /** To be called when a project was made, changed or ended. */
  forget(): void {
    this.kept = new Map();
  }

  private async of(key: string, where: { token: string } | { id: number }): Promise<IngestSettings | null> {
    const { kept } = this;
    const now = this.clock.lived();
    const known = kept.get(key);
    if (known !== undefined && known.until > now) return known.settings;
    const row = await this.prisma.project.findUnique({ where: { ...where, ...STANDING }, select: COLUMNS });
    if (row && row.closedSince !== null) throw closedForNow();
    const settings = row && settingsOf(row);
    if (kept.size >= MOST_KEPT) kept.clear();
    // What was read before a change goes with the map that was thrown away meanwhile.
    kept.set(key, { settings, until: now + KEPT_FOR });
    return settings;
  }
}

function settingsOf({
  id,
  closedSince: _,
  ...row
}: Prisma.ProjectGetPayload<{ select: typeof COLUMNS }>): IngestSettings {
  return {
    ...row,
    projectId: id,
    droppedValues: row.droppedValues as IngestSettings['droppedValues'],
    publicOptIn: row.publicOptIn as IngestSettings['publicOptIn'],
    globalPrivacyControl: row.globalPrivacyControl as IngestSettings['globalPrivacyControl'],
  };
}

/** To the ways in a closed project is an outage, so that clients keep what they have and send it again. */
function closedForNow(): HabeasError {
  const message = 'The project is closed for some minutes: send it again as it is, a little later.';
  return new HabeasError('unavailable', 'project-closed', message, { retryAfter: CLOSED_FOR });
}
