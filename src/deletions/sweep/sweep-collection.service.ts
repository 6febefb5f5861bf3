import { Injectable, Logger } from '@nestjs/common';
import { EVERYTHING } from '../../compliance/index.js';
import { foreseen, type Lease } from '../../platform/index.js';
import { spanOf, SubjectData, type Collection, type Erasure } from '../../subject-data/index.js';
import { DeletionFailures } from '../staging/deletion-failures.service.js';
import { isForAPerson, SubjectCounts } from '../../request-model/index.js';
import { aheadIn, SweepAhead } from '../staging/sweep-ahead.service.js';
import { SweepHide } from './sweep-hide.service.js';
import { SweepKept } from './sweep-kept.service.js';
import type { PassKeys, SweepKeys } from './sweep-keys.js';
import {
  byTaking,
  concernedBy,
  erasingOf,
  goingOf,
  takesRows,
  takingOf,
  type LedPart,
  type Taking,
  type WholePart,
} from './sweep-pass.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';
import { SweepPurge } from './sweep-purge.service.js';
import { SweepReadBack } from './sweep-read-back.service.js';
import { SweepSteps } from './sweep-steps.service.js';

/**
 * One collection in one pass for every deletion that needs it: count, erase, purge, read back; once more for those of which rows
 * were left. Each step is recorded when it is
 * done and skipped when it was, so that a killed sweep goes on where it stopped; each may be repeated with the same effect.
 */
@Injectable()
export class SweepCollection {
  private readonly logger = new Logger('sweep');

  constructor(
    private readonly subjectData: SubjectData,
    private readonly counts: SubjectCounts,
    private readonly failures: DeletionFailures,
    private readonly steps: SweepSteps,
    private readonly hiding: SweepHide,
    private readonly purges: SweepPurge,
    private readonly readBacks: SweepReadBack,
    private readonly ahead: SweepAhead,
    private readonly kept: SweepKept,
  ) {}

  /** Returns the ids of the deletions that could not be brought to their end here and were settled for another attempt. */
  async sweep(
    collection: Collection,
    deletions: readonly TakenDeletion[],
    keys: SweepKeys,
    part: Omit<LedPart, 'shared'>,
  ): Promise<Set<string>> {
    const unfinished = new Set<string>();
    const keysOf: KeysOf = (some, of = collection) => keys.of(some, this.subjectData.storeOf(of));
    for (const { taking, deletions: group } of byTaking(collection, deletions)) {
      for (const id of await this.isolating(collection, taking, group, keysOf, {
        ...part,
        shared: true,
        all: deletions,
      })) {
        unfinished.add(id);
      }
    }
    return unfinished;
  }

  /**
   * Sweeps all together; where that fails, halves the set, so that one poisoned request never starves the others. Halves are
   * worked on alone.
   */
  private async isolating(
    collection: Collection,
    taking: Taking | null,
    deletions: readonly TakenDeletion[],
    keysOf: KeysOf,
    part: WholePart,
  ): Promise<string[]> {
    const { lease } = part;
    try {
      return await this.pass(collection, taking, deletions, keysOf, part);
    } catch (error) {
      if (lease.lost.aborted) throw error;
      if (deletions.length === 1 || isForAll(error)) {
        const ids = deletions.map((deletion) => deletion.id);
        this.warn(collection, error);
        await this.failures.settleInPart(ids, error, collection.name, lease);
        return ids;
      }
      const middle = Math.ceil(deletions.length / 2);
      const halves = [deletions.slice(0, middle), deletions.slice(middle)];
      const unfinished: string[] = [];
      for (const half of halves) {
        unfinished.push(...(await this.isolating(collection, taking, half, keysOf, { ...part, shared: false })));
      }
      return unfinished;
    }
  }

  private async pass(
    collection: Collection,
    wanted: Taking | null,
    deletions: readonly TakenDeletion[],
    keysOf: KeysOf,
    part: WholePart,
    again = false,
  ): Promise<string[]> {
    const { lease } = part;
    await this.count(collection, await this.steps.lacking(collection, deletions, 'countedAt', lease), keysOf, lease);
    if (wanted === null) {
      await this.steps.mark(collection, deletions, 'verifiedAt', lease);
      return [];
    }
    // Only the table as it is now tells whether headers can be cleared.
    const { rows } = wanted;
    const erasure = await this.subjectData.erasureOf(rows, wanted.erasure);
    const taking: Taking = { rows, erasure };
    const referred = await this.referredTo(collection, taking, deletions, part);
    const free = deletions.filter(({ id }) => !referred.has(id));
    // A deletion whose every subject is held hides nothing and waits for nothing; it is read back like the others.
    const erasing = erasingOf(free);
    const toHide = await this.steps.lacking(collection, erasing, 'hiddenAt', lease);
    if (toHide.length > 0) {
      await this.countAlong(rows, erasure, part.all, keysOf, lease);
      const going = keysOf(goingOf(erasure, part.all)).keys;
      await this.hiding.lead(collection, taking, toHide, { keys: keysOf(toHide).keys, going }, part);
      await this.steps.mark(collection, toHide, 'hiddenAt', lease, takesRows(rows, erasure));
    }
    const toPurge = await this.steps.lacking(collection, erasing, 'erasedAt', lease);
    const waiting = [...referred, ...(await this.purge(collection, toPurge, part))];
    const erased = free.filter(({ id }) => !waiting.includes(id));
    const toVerify = await this.steps.lacking(collection, erased, 'verifiedAt', lease);
    if (toVerify.length === 0) return waiting;
    const surviving = await this.readBacks.read(collection, taking, toVerify, keysOf(toVerify), lease);
    if (surviving.length === 0) return waiting;
    const those = surviving.map(({ deletion }) => deletion);
    if (!again) {
      const alone = { ...part, shared: false };
      return [...waiting, ...(await this.pass(collection, taking, those, keysOf, alone, true))];
    }
    await this.readBacks.settle(collection, surviving, lease);
    return [...waiting, ...those.map(({ id }) => id)];
  }

  /**
   * The deletions whose rows in a collection that refers to this one are not hidden: what kept them there stands on record. Their rows here
   * stay for the next attempt, since the database would refuse to erase what is referred to, or would untie what refers from its person.
   */
  private async referredTo(
    collection: Collection,
    { rows, erasure }: Taking,
    deletions: readonly TakenDeletion[],
    { after = [], lease }: LedPart,
  ): Promise<Set<string>> {
    const referring = await this.referring(rows, erasure, after);
    if (referring.length === 0) return new Set();
    const toHide = await this.steps.lacking(collection, erasingOf(deletions), 'hiddenAt', lease);
    const ids: string[] = [];
    for (const other of referring) {
      // What is kept on is hidden of nobody.
      const taken = concernedBy(other, toHide).filter((deletion) => takingOf(other, deletion) !== null);
      const left = await this.steps.lacking(other, taken, 'hiddenAt', lease);
      ids.push(...left.map(({ id }) => id));
    }
    return new Set(ids);
  }

  /** A deletion of Sources takes no row that is referred to; those wait for it that it would change by a key. */
  private async referring(
    collection: Collection,
    erasure: Erasure,
    after: readonly string[],
  ): Promise<readonly Collection[]> {
    const referring = this.subjectData.collections().filter(({ name }) => after.includes(name));
    if (referring.length === 0 || erasure !== 'sources') return referring;
    const changed = (await this.subjectData.takenAlong(collection, erasure)).map(({ name }) => name);
    return referring.filter(({ name }) => changed.includes(name));
  }

  /** Returns the ids of the deletions that wait; those that need not go on. */
  private async purge(collection: Collection, deletions: readonly TakenDeletion[], part: LedPart): Promise<string[]> {
    if (deletions.length === 0) return [];
    const ids: string[] = [];
    for (const { deletions: waiting, error } of await this.purges.purge(collection, deletions, part)) {
      const those = waiting.map(({ id }) => id);
      this.warn(collection, error);
      await this.failures.settleInPart(those, error, collection.name, part.lease);
      ids.push(...those);
    }
    return ids;
  }

  /** What only a person can put right is told of each deletion, once and not at each attempt. */
  private warn({ name }: Collection, error: unknown): void {
    const known = foreseen(error);
    if (known !== null && isForAPerson(known.code)) return;
    this.logger.warn(`The collection "${name}" could not be swept: ${known?.message ?? 'an unforeseen error'}`);
  }

  /** Rows that go along with those of another collection are counted before they do. */
  private async countAlong(
    collection: Collection,
    erasure: Erasure,
    deletions: readonly TakenDeletion[],
    keysOf: KeysOf,
    lease: Lease,
  ): Promise<void> {
    for (const other of await this.subjectData.takenAlong(collection, erasure)) {
      const uncounted = await this.steps.lacking(other, concernedBy(other, deletions), 'countedAt', lease);
      await this.count(other, uncounted, keysOf, lease);
    }
  }

  /** What is held before anything is touched; after the erasure nothing could tell any more. */
  private async count(
    collection: Collection,
    deletions: readonly TakenDeletion[],
    keysOf: KeysOf,
    lease: Lease,
  ): Promise<void> {
    if (deletions.length === 0) return;
    const keys = keysOf(deletions, collection);
    const leads = await this.ahead.leadOf(collection, deletions);
    const known = spanOf([await this.ahead.of(collection, deletions), ...leads.values()]);
    const found = keys.share(await this.counts.ofCollection(collection, keys.keys, EVERYTHING, known));
    const shares = await this.kept.beside(collection, deletions, found, (some) => keysOf(some, collection), known);
    await this.steps.guarded(lease, async (transaction) => {
      const ids = await this.steps.stampCounted(transaction, collection, deletions);
      await this.counts.recordAll(transaction, collection.name, ids, shares);
      await this.ahead.note(transaction, collection, aheadIn(shares));
      await this.ahead.note(transaction, collection, leads);
    });
  }
}

/** Keys for questions to a collection's store; left out, the one that is swept. */
type KeysOf = (some: readonly TakenDeletion[], of?: Collection) => PassKeys;

/** What heals does so for all, and so does what a store says of any statement whatever rows it meets. */
function isForAll(error: unknown): boolean {
  const known = foreseen(error);
  return known !== null && (known.retryable || known.details.extra?.['anyRow'] === true);
}
