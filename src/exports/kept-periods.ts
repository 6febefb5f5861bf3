import { eventRetention, profilesGoAt } from '../compliance/index.js';
import type { Kept } from '../page-texts/index.js';
import type { Prisma } from '../platform/index.js';
import type { CollectionFinding } from './folder/subject-statement.js';

type ProjectRow = Prisma.ProjectGetPayload<object>;

/** For how long the project keeps what is in the built-in collections that time does something to, by their names. */
export function keptPeriods(project: ProjectRow): ReadonlyMap<string, Kept> {
  const { timezone: timeZone, createdAt, madeAt, madeOn, planChangedAt, subscriptionEndsAt } = project;
  const choice = { months: project.eventRetentionMonths, basis: project.eventRetentionBasis };
  const { months } = eventRetention({ madeAt: madeAt ?? createdAt, madeOn, planChangedAt, timeZone }, choice);
  const { profileUnseenDays: unseenDays, profileDaysAfterEnd: daysAfterEnd } = project;
  const goAllAt = profilesGoAt({ unseenDays, daysAfterEnd, subscriptionEndsAt }, timeZone);
  return new Map<string, Kept>([
    ['events', { kind: 'events', months }],
    ['profiles', { kind: 'profiles', unseenDays, goAllAt }],
    ['session_replays', { kind: 'recordings', days: project.replayRetentionDays }],
  ]);
}

/** The finding with what is true of its retention, where the company has said nothing of its own. */
export function withKept(finding: CollectionFinding, periods: ReadonlyMap<string, Kept>): CollectionFinding {
  const kept = finding.presumed.includes('retention') ? periods.get(finding.name) : undefined;
  if (kept === undefined) return finding;
  return { ...finding, kept, presumed: finding.presumed.filter((word) => word !== 'retention') };
}
