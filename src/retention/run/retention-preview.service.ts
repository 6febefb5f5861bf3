import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { SubjectData, type Expiry, type ExpiringMonth } from '../../subject-data/index.js';
import { EffectiveWindows, type CollectionWindows, type WindowsInstead } from '../windows/effective-windows.service.js';
import { isShared } from './order-windows.js';
import { RetentionPlan } from './retention-plan.service.js';
import { Spared } from './spared.service.js';

export interface PreviewedMonth {
  /** `YYYY-MM` in UTC; null where rows bear no date. */
  readonly month: string | null;
  readonly rows: number;
  readonly spared: number;
  readonly referredTo: number;
}

export interface PreviewedCollection extends Omit<PreviewedMonth, 'month'> {
  readonly collection: string;
  readonly title: string;
  readonly rule: string;
  readonly before: string | null;
  readonly months: PreviewedMonth[];
}

/** What goes at a date that is known, of what is there now. */
export interface PreviewedLater extends PreviewedCollection {
  readonly goesAt: string;
}

export interface RetentionPreview {
  /** The moment by which it is told: that of the next run. */
  readonly at: string;
  readonly nextRunAt: string;
  readonly collections: PreviewedCollection[];
  /** All profiles, when the subscription ends after that. */
  readonly later: PreviewedLater[];
}

/** What would go of a project with the next run, or if its windows were others and had taken effect by then. Nothing is touched. */
@Injectable()
export class RetentionPreviews {
  constructor(
    private readonly windows: EffectiveWindows,
    private readonly sparing: Spared,
    private readonly subjectData: SubjectData,
    private readonly plan: RetentionPlan,
    private readonly clock: Clock,
  ) {}

  async of(projectId: number, instead: WindowsInstead): Promise<RetentionPreview> {
    const now = this.clock.now();
    const nextRun = this.plan.nextAt(now);
    const orders =
      Object.keys(instead).length === 0
        ? await this.windows.ofProject(projectId, nextRun)
        : await this.windows.ifSet(projectId, nextRun, instead);
    const { all: own } = await this.sparing.of([projectId], now);
    const collections: PreviewedCollection[] = [];
    for (const order of orders) {
      const ids = order.windows.map((window) => window.projectId);
      const spared = isShared(order) ? (await this.sparing.of(ids, now)).all : own;
      collections.push(await this.counted(order, spared));
    }
    const ofLater = await this.windows.later(projectId, nextRun, instead);
    const later =
      ofLater === null ? [] : [{ ...(await this.counted(ofLater.windows, own)), goesAt: ofLater.goesAt.toISOString() }];
    const at = nextRun.toISOString();
    return { at, nextRunAt: at, collections, later };
  }

  private async counted(order: CollectionWindows, spared: Expiry['spared']): Promise<PreviewedCollection> {
    const { collection, agedBy, takes, windows } = order;
    const expiry: Expiry = { collection, agedBy, takes, windows, spared };
    return previewed(order, await this.subjectData.storeOf(collection).expiry.preview(expiry));
  }
}

function previewed(
  { collection, rule, windows }: CollectionWindows,
  rows: readonly ExpiringMonth[],
): PreviewedCollection {
  const months = rows
    .map(({ month, rows: going, spared, referredTo }) => ({ month, rows: going, spared, referredTo }))
    .sort((one, other) => ((one.month ?? '') < (other.month ?? '') ? -1 : 1));
  const sum = (of: (month: PreviewedMonth) => number) => months.reduce((total, month) => total + of(month), 0);
  const before = windows[0]?.before ?? null;
  return {
    collection: collection.name,
    title: collection.title,
    rule,
    before: before === null ? null : before.toISOString(),
    months,
    rows: sum((month) => month.rows),
    spared: sum(({ spared }) => spared),
    referredTo: sum(({ referredTo }) => referredTo),
  };
}
