import { Injectable } from '@nestjs/common';
import { agedBefore, type DayOrMoment } from '../../compliance/index.js';
import { PrismaService } from '../../platform/index.js';
import {
  type AgedBy,
  type Collection,
  type Expiry,
  type ExpiryWindow,
  isBuiltIn,
  SubjectData,
} from '../../subject-data/index.js';
import { endOf } from './change-order.js';
import { MapWindows } from './map-windows.service.js';
import {
  allProfilesGoAt,
  type ChangedWindow,
  effectiveEvents,
  effectiveProfiles,
  RETENTION_COLUMNS,
  type RetentionColumns,
} from './project-windows.js';
import { goingBy, tableGoesBefore } from './table-windows.js';

export const RETENTION_RULES = ['events', 'profiles-unseen', 'subscription-ended', 'recordings', 'company'] as const;
/** By which rule rows of a collection go. */
export type RetentionRule = (typeof RETENTION_RULES)[number];

/** What of a collection has outlived its time, project by project: an `Expiry` without those who are spared. */
export interface CollectionWindows extends Omit<Expiry, 'spared'> {
  readonly rule: RetentionRule;
}

/** What a project might set instead, for a look ahead; what is absent stays as it is set. */
export interface WindowsInstead {
  readonly eventMonths?: number | null;
  readonly profileUnseenDays?: number | null;
  readonly profileDaysAfterEnd?: number | null;
  readonly subscriptionEndsAt?: DayOrMoment | null;
}

/** What goes at a known date, and not before it. */
export interface LaterWindows {
  readonly goesAt: Date;
  readonly windows: CollectionWindows;
}

/** A project with the changes of its windows that wait to take effect. */
interface Standing {
  readonly row: RetentionColumns;
  readonly changes: readonly ChangedWindow[];
}

const ROWS = { kind: 'rows' } as const;

/**
 * Which windows count at a moment: for each collection those of all projects. A project of which nothing goes is absent, and so is a
 * collection of which nothing does. Moments are handed in: a run plans by the clock that it trusts.
 */
@Injectable()
export class EffectiveWindows {
  constructor(
    private readonly prisma: PrismaService,
    private readonly data: SubjectData,
    private readonly tables: MapWindows,
  ) {}

  /** Of every project; windows that were shortened count as they were until the change takes effect. */
  async at(moment: Date): Promise<CollectionWindows[]> {
    return (await this.rulesAt(moment)).filter(({ windows }) => windows.length > 0);
  }

  /** The same, with the rules by which nothing goes at the moment. */
  async rulesAt(moment: Date): Promise<CollectionWindows[]> {
    await this.tables.notice();
    return this.rulesOf(await this.standings(moment), await this.tables.pending(moment), moment);
  }

  /** Of one project, the same; a table that it shares goes with all of its projects. */
  async ofProject(projectId: number, moment: Date): Promise<CollectionWindows[]> {
    await this.tables.notice();
    return this.windowsOf(await this.standings(moment, projectId), await this.tables.pending(moment), moment);
  }

  /** Of one project, once everything has taken effect: what is set, or what might be set instead. */
  async ifSet(projectId: number, moment: Date, instead: WindowsInstead = {}): Promise<CollectionWindows[]> {
    const row = await this.prisma.project.findUniqueOrThrow({ where: { id: projectId }, select: RETENTION_COLUMNS });
    return this.windowsOf([{ row: setInstead(row, instead), changes: [] }], [], moment);
  }

  /** Of one project, what the end of its subscription takes after the moment: as it is set, or as it might be set instead. */
  async later(projectId: number, moment: Date, instead: WindowsInstead = {}): Promise<LaterWindows | null> {
    const [standing] = await this.standings(moment, projectId);
    if (standing === undefined) return null;
    const { row, changes } = standing;
    const goesAt =
      Object.keys(instead).length === 0
        ? allProfilesGoAt(row, changes, moment)
        : allProfilesGoAt(setInstead(row, instead), [], moment);
    return goesAt !== null && goesAt > moment
      ? { goesAt, windows: allProfilesOf(this.builtIn('profiles'), [{ projectId, before: null }]) }
      : null;
  }

  private windowsOf(
    standings: readonly Standing[],
    ofTables: readonly ChangedWindow[],
    moment: Date,
  ): CollectionWindows[] {
    return this.rulesOf(standings, ofTables, moment).filter(({ windows }) => windows.length > 0);
  }

  private rulesOf(
    standings: readonly Standing[],
    ofTables: readonly ChangedWindow[],
    moment: Date,
  ): CollectionWindows[] {
    const builtIn = [eventWindows, unseenWindows, endedWindows, recordingWindows].flatMap((windowsOf) =>
      windowsOf(this.builtIn.bind(this), standings, moment),
    );
    const company = this.data
      .collections()
      .filter((collection) => !isBuiltIn(collection))
      .flatMap((collection) => companyWindows(collection, projectsOf(collection, standings), ofTables, moment));
    return [...builtIn, ...company];
  }

  private builtIn(name: string): Collection {
    const found = this.data.collections().find((collection) => collection.name === name);
    if (found === undefined) throw new Error(`There is no collection "${name}".`);
    return found;
  }

  private async standings(moment: Date, projectId?: number): Promise<Standing[]> {
    const [rows, changes] = await Promise.all([
      this.prisma.project.findMany({
        where: projectId === undefined ? {} : { id: projectId },
        select: RETENTION_COLUMNS,
        orderBy: { id: 'asc' },
      }),
      this.prisma.retentionChange.findMany({
        where: { projectId: projectId ?? { not: null }, takenBackAt: null, effectiveAt: { gt: moment } },
      }),
    ]);
    const byProject = new Map<number | null, ChangedWindow[]>();
    for (const change of changes) byProject.set(change.projectId, [...(byProject.get(change.projectId) ?? []), change]);
    return rows.map((row) => ({ row, changes: byProject.get(row.id) ?? [] }));
  }
}

type Named = (name: string) => Collection;

function eventWindows(named: Named, standings: readonly Standing[], moment: Date): CollectionWindows[] {
  const windows = standings.flatMap(({ row, changes }): ExpiryWindow[] => {
    const months = effectiveEvents(row, changes, moment);
    if (months === null) return [];
    return [{ projectId: row.id, before: agedBefore({ months, days: 0 }, moment, row.timezone) }];
  });
  return [{ collection: named('events'), rule: 'events', agedBy: byColumn('time'), takes: ROWS, windows }];
}

function unseenWindows(named: Named, standings: readonly Standing[], moment: Date): CollectionWindows[] {
  const windows = standings.flatMap(({ row, changes }): ExpiryWindow[] => {
    const { unseenDays, goAllAt } = effectiveProfiles(row, changes, moment);
    // Where all of them go, those that were not seen go with them.
    if (unseenDays === null || (goAllAt !== null && goAllAt <= moment)) return [];
    return [{ projectId: row.id, before: agedBefore({ months: 0, days: unseenDays }, moment, row.timezone) }];
  });
  const agedBy = { kind: 'unseen' } as const;
  return [{ collection: named('profiles'), rule: 'profiles-unseen', agedBy, takes: ROWS, windows }];
}

function endedWindows(named: Named, standings: readonly Standing[], moment: Date): CollectionWindows[] {
  const windows = standings.flatMap(({ row, changes }): ExpiryWindow[] => {
    const { goAllAt } = effectiveProfiles(row, changes, moment);
    return goAllAt !== null && goAllAt <= moment ? [{ projectId: row.id, before: null }] : [];
  });
  return [allProfilesOf(named('profiles'), windows)];
}

function allProfilesOf(collection: Collection, windows: readonly ExpiryWindow[]): CollectionWindows {
  return { collection, rule: 'subscription-ended', agedBy: { kind: 'all' }, takes: ROWS, windows };
}

/** Each batch of a recording bears its last day, in UTC, by what was set when it arrived. */
function recordingWindows(named: Named, standings: readonly Standing[], moment: Date): CollectionWindows[] {
  const before = agedBefore({ months: 0, days: 0 }, moment, 'UTC');
  const windows = standings.map(({ row }) => ({ projectId: row.id, before }));
  const agedBy = byColumn('expires_on');
  return [{ collection: named('session_replays'), rule: 'recordings', agedBy, takes: ROWS, windows }];
}

/** Those of the projects that a table is of. Where one is asked about, rows that do not say theirs are of all of its projects still. */
function projectsOf({ projects, projectColumn }: Collection, standings: readonly Standing[]): readonly number[] {
  const asked = standings.map(({ row }) => row.id).filter((id) => projects === null || projects.includes(id));
  const isOne = standings.length === 1 && asked.length === 1;
  return isOne && projectColumn === null ? (projects ?? asked) : asked;
}

/** A table of the company has one window for all of its projects, by the days of its own zone. */
function companyWindows(
  collection: Collection,
  projectIds: readonly number[],
  changes: readonly ChangedWindow[],
  moment: Date,
): CollectionWindows[] {
  const going = goingBy(collection.window);
  const own = changes.filter((change) => change.collection === collection.name);
  const before = tableGoesBefore(collection.window, own, moment);
  if (going === null) return [];
  const { column, zone, does: takes } = going;
  const agedBy = { kind: 'column', column, ...(zone !== undefined && { zone }) } as const;
  const windows = projectIds.map((projectId) => ({ projectId, before }));
  return [{ collection, rule: 'company', agedBy, takes, windows: before === null ? [] : windows }];
}

function byColumn(column: string): AgedBy {
  return { kind: 'column', column };
}

function setInstead(row: RetentionColumns, instead: WindowsInstead): RetentionColumns {
  const { eventMonths, profileUnseenDays, profileDaysAfterEnd, subscriptionEndsAt } = instead;
  return {
    ...row,
    ...(eventMonths !== undefined && {
      eventRetentionMonths: eventMonths,
      // A look ahead asks for no reason.
      eventRetentionBasis: row.eventRetentionBasis ?? '',
    }),
    ...(profileUnseenDays !== undefined && { profileUnseenDays }),
    ...(profileDaysAfterEnd !== undefined && { profileDaysAfterEnd }),
    ...(subscriptionEndsAt !== undefined && { subscriptionEndsAt: endOf(subscriptionEndsAt, row.timezone) }),
  };
}
