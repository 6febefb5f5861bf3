import { Injectable, Logger } from '@nestjs/common';
import { foreseen, HabeasError, type Lease } from '../../platform/index.js';
import { ScrubTargets } from '../../scrub/index.js';
import { SubjectData, type Expiry, type ExpiryOptions } from '../../subject-data/index.js';
import type { CollectionWindows } from '../windows/effective-windows.service.js';
import { GivingWay, type Stint } from './giving-way.service.js';
import { LengthenedSteps } from './lengthened-steps.service.js';
import { askedWindows, isShared } from './order-windows.js';
import { RetentionCounts } from './retention-counts.service.js';
import { RetentionPurge } from './retention-purge.service.js';
import { RetentionSteps, type StepGroup, type StepRow } from './retention-steps.service.js';
import { SettledPortions } from './settled-portions.service.js';
import type { SettingsMark, SparedPeople } from './spared.js';
import { Spared } from './spared.service.js';

/** Said of the run as a whole, not of one collection. */
const OF_THE_RUN = new Set(['lease-lost', 'gives-way']);

/** What one collection is worked on with. */
export interface Turn {
  readonly group: StepGroup;
  readonly lease: Lease;
  readonly stint: Stint;
  /** The moment by which the run works, which is believed. */
  readonly at: Date;
  /** The windows as they are set now; null where the data map knows the rule no more. */
  readonly fresh: () => Promise<CollectionWindows | null>;
}

interface Work extends Turn {
  readonly order: CollectionWindows;
  readonly spared: SparedPeople;
  readonly settings: SettingsMark;
}

/**
 * What time does to one collection by one rule, for all projects together: count, hide, remove, read back. Each step is recorded when
 * it is done and skipped when it was, so that a killed run goes on where it stopped; each may be repeated with the same effect.
 */
@Injectable()
export class RetentionCollection {
  private readonly logger = new Logger('retention');

  constructor(
    private readonly subjectData: SubjectData,
    private readonly steps: RetentionSteps,
    private readonly lengthened: LengthenedSteps,
    private readonly counts: RetentionCounts,
    private readonly purges: RetentionPurge,
    private readonly portions: SettledPortions,
    private readonly sparing: Spared,
    private readonly targets: ScrubTargets,
    private readonly way: GivingWay,
  ) {}

  /**
   * What keeps it from its end is noted in its steps; the other collections go on.
   * @returns whether anything is left to do that may be done a little later
   */
  async work(turn: Turn): Promise<boolean> {
    return this.way.besideNoPart(turn.group.collection, () => this.patiently(turn));
  }

  private async patiently(turn: Turn): Promise<boolean> {
    try {
      // Each portion that went stays gone: however often somebody new is spared, there is less to do each time.
      for (;;) {
        try {
          return await this.once(turn);
        } catch (error) {
          if (!isCode(error, 'spared-changed')) throw error;
          await turn.stint.look();
        }
      }
    } catch (error) {
      if (turn.lease.lost.aborted || isOfTheRun(error)) throw error;
      return this.note(turn, await this.steps.unfinishedOf(turn.group), error);
    }
  }

  private async once(turn: Turn): Promise<boolean> {
    const steps = await this.steps.unfinishedOf(turn.group);
    if (steps.length === 0) return false;
    // Before the windows: whatever is changed afterwards is seen by each portion.
    const settings = await this.portions.settings();
    const order = await turn.fresh();
    const { going, without } = await this.lengthened.reconciled(turn, steps, order);
    const heals = order !== null && going.length > 0 && (await this.goOn(turn, order, settings, going));
    return (await this.endWithout(turn, without)) || heals;
  }

  private async goOn(
    turn: Turn,
    order: CollectionWindows,
    settings: SettingsMark,
    going: readonly StepRow[],
  ): Promise<boolean> {
    const projectIds = askedWindows(order, going).map(({ projectId }) => projectId);
    const spared = await this.sparing.of(projectIds, turn.at);
    const isKnown = ({ projectId }: StepRow) =>
      isShared(order) ? spared.unknown.size === 0 : !spared.unknown.has(projectId);
    const known = going.filter(isKnown);
    const unknown = going.filter((step) => !known.includes(step));
    if (unknown.length > 0) await this.note(turn, unknown, sparedUnknown());
    return this.isolating({ ...turn, order, spared, settings }, known);
  }

  /** What has gone by a rule that lets nothing go any more is removed, and read back by nobody: what is there now may stay. */
  private async endWithout(turn: Turn, steps: readonly StepRow[]): Promise<boolean> {
    if (steps.length === 0) return false;
    const collection = this.subjectData.collections().find(({ name }) => name === turn.group.collection);
    try {
      if (collection !== undefined) await this.purges.purge(collection, turn.group, steps, turn.lease);
    } catch (error) {
      if (turn.lease.lost.aborted || isOfTheRun(error)) throw error;
      return this.note(turn, steps, error);
    }
    return this.note(turn, steps, windowLengthened());
  }

  /** All together; where that fails for what one of them holds, in halves, so that none stands in the others' way. */
  private async isolating(work: Work, steps: readonly StepRow[]): Promise<boolean> {
    if (steps.length === 0) return false;
    try {
      return await this.pass(work, steps);
    } catch (error) {
      if (work.lease.lost.aborted || isOfTheRun(error) || isCode(error, 'spared-changed')) throw error;
      if (steps.length === 1 || isForAll(error)) return this.note(work, steps, error);
      const middle = Math.ceil(steps.length / 2);
      const left = new Set((await this.steps.unfinishedOf(work.group)).map(({ projectId }) => projectId));
      let heals = false;
      for (const half of [steps.slice(0, middle), steps.slice(middle)]) {
        const again = half.filter(({ projectId }) => left.has(projectId));
        heals = (await this.isolating(work, again)) || heals;
      }
      return heals;
    }
  }

  private async pass(work: Work, steps: readonly StepRow[], again = false): Promise<boolean> {
    const { group, lease, stint, spared } = work;
    await stint.look();
    const uncounted = steps.filter(({ countedAt }) => countedAt === null);
    if (uncounted.length > 0) {
      await this.steps.counted(group, await this.counts.of(expiryOf(work, uncounted), spared), lease);
    }
    const current = await this.current(work, steps);
    const toHide = current.filter(({ hiddenAt }) => hiddenAt === null);
    if (toHide.length > 0) {
      await this.storeOf(work).expiry.hide(expiryOf(work, toHide), this.optionsOf(work, toHide));
      await this.steps.hidden(group, idsOf(toHide), lease);
    }
    await this.purges.purge(work.order.collection, group, await this.current(work, steps), lease);
    const toVerify = (await this.current(work, steps)).filter(({ erasedAt }) => erasedAt !== null);
    if (toVerify.length === 0) return false;
    const found = await this.storeOf(work).expiry.countExpired(expiryOf(work, toVerify));
    const remaining = new Map([...found].filter(([, rows]) => rows > 0));
    const proven = toVerify.filter(({ projectId }) => !remaining.has(projectId));
    await this.steps.verified(group, idsOf(proven), lease);
    if (remaining.size === 0) return false;
    // What came since may stay where data is kept for longer by now.
    await this.portions.expectSameSettings([...remaining.keys()], work.settings);
    await this.steps.sendBack(group, remaining, lease);
    const surviving = toVerify.filter(({ projectId }) => remaining.has(projectId));
    if (again) return this.note(work, surviving, survivors());
    // Old rows that came in since, or that somebody let go of: once more.
    return this.pass(work, await this.current(work, surviving), true);
  }

  private async current({ group }: Work, steps: readonly StepRow[]): Promise<StepRow[]> {
    const ids = new Set(idsOf(steps));
    return (await this.steps.unfinishedOf(group)).filter(({ projectId }) => ids.has(projectId));
  }

  private storeOf({ order }: Work) {
    return this.subjectData.storeOf(order.collection);
  }

  private optionsOf(work: Work, steps: readonly StepRow[]): ExpiryOptions {
    const { order, lease, spared, settings, stint } = work;
    const windows = [...order.windows, ...askedWindows(order, steps)];
    const befores = new Map(windows.map(({ projectId, before }) => [projectId, before]));
    return {
      onTouch: (relation) => this.targets.touch(order.collection, relation),
      whileSettled: (projectIds, mode, portion) =>
        this.portions.whileSettled(projectIds, mode, { lease, spared, settings }, portion),
      pace: (rows) => stint.pace(rows),
      onDropped: ({ relation }) => this.steps.dropped(work.group, idsOf(steps), relation, lease),
      mayArrive: ({ until }) =>
        [...work.settings.keys()].filter((projectId) => {
          const before = befores.get(projectId);
          if (before === undefined || spared.known.has(projectId)) return true;
          return before !== null && (until === null || until > before);
        }),
    };
  }

  /** @returns whether it heals */
  private async note({ group, lease }: Turn, steps: readonly StepRow[], error: unknown): Promise<boolean> {
    const known = foreseen(error);
    const code = known?.code ?? 'internal';
    const message = known?.message ?? 'It failed for a reason nobody foresaw; the log of the worker names it.';
    const reason = known === null && error instanceof Error ? error.name : code;
    this.logger.warn(`The collection "${group.collection}" could not be done (${reason}): ${message}`);
    await this.steps.trouble(group, idsOf(steps), { code, message }, lease);
    return known?.retryable ?? false;
  }
}

function expiryOf({ order, spared }: Work, steps: readonly StepRow[]): Expiry {
  const { collection, agedBy, takes } = order;
  const windows = askedWindows(order, steps);
  return { collection, agedBy, takes, windows, spared: spared.all };
}

function idsOf(steps: readonly StepRow[]): number[] {
  return steps.map(({ projectId }) => projectId);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof HabeasError && error.code === code;
}

function isOfTheRun(error: unknown): boolean {
  return error instanceof HabeasError && OF_THE_RUN.has(error.code);
}

/** What heals does so for all, and so does what a store says of any statement whatever rows it meets. */
function isForAll(error: unknown): boolean {
  const known = foreseen(error);
  return known !== null && (known.retryable || known.details.extra?.['anyRow'] === true);
}

function sparedUnknown(): HabeasError {
  const message =
    'It is not known whose data must stay: links join too many ids to one who is held or named in a request. Take the wrong link back.';
  return new HabeasError('unprocessable', 'spared-unknown', message);
}

function windowLengthened(): HabeasError {
  const message =
    'Since rows went it was said that they are kept for longer. What is there now may stay, so that nothing was read back.';
  return new HabeasError('unprocessable', 'window-lengthened', message);
}

function survivors(): HabeasError {
  const message =
    'Rows were read back that should be gone. See whether something writes them anew, or a trigger or rule of the table lets them stay.';
  return new HabeasError('unavailable', 'survivors', message);
}
