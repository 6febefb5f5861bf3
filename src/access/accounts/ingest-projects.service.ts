import { Injectable } from '@nestjs/common';
import { Clock, PrismaService, type Prisma } from '../../platform/index.js';
import type { SensitiveKind } from '../../minimization/index.js';
import type { ProjectRecord } from '../authorization/authorizer.port.js';
import { isProjectId, isProjectToken } from '../authorization/project-record.js';

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
} as const;

interface Kept {
  readonly settings: IngestSettings | null;
  readonly until: number;
}

/** The projects that data comes in for. A change of their settings counts at once here, and in other processes after five seconds. */
@Injectable()
export class IngestProjects {
  private kept = new Map<string, Kept>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** The project of a project token; null where none. */
  async byToken(token: string): Promise<IngestSettings | null> {
    return isProjectToken(token) ? this.of(`token ${token}`, { token }) : null;
  }

  async byId(id: number): Promise<IngestSettings | null> {
    return isProjectId(id) ? this.of(`id ${String(id)}`, { id }) : null;
  }

  /** To be called when a project was made or changed. */
  forget(): void {
    this.kept = new Map();
  }

  private async of(key: string, where: { token: string } | { id: number }): Promise<IngestSettings | null> {
    const { kept } = this;
    const now = this.clock.lived();
    const known = kept.get(key);
    if (known !== undefined && known.until > now) return known.settings;
    const row = await this.prisma.project.findUnique({ where, select: COLUMNS });
    const settings = row && settingsOf(row);
    if (kept.size >= MOST_KEPT) kept.clear();
    // What was read before a change goes with the map that was thrown away meanwhile.
    kept.set(key, { settings, until: now + KEPT_FOR });
    return settings;
  }
}

function settingsOf({ id, ...row }: Prisma.ProjectGetPayload<{ select: typeof COLUMNS }>): IngestSettings {
  return {
    ...row,
    projectId: id,
    droppedValues: row.droppedValues as IngestSettings['droppedValues'],
    publicOptIn: row.publicOptIn as IngestSettings['publicOptIn'],
    globalPrivacyControl: row.globalPrivacyControl as IngestSettings['globalPrivacyControl'],
  };
}
