import { Injectable } from '@nestjs/common';
import { HabeasError, type Lease } from '../../platform/index.js';
import { SubjectData, type Collection, type ReadBack } from '../../subject-data/index.js';
import { DeletionFailures } from '../staging/deletion-failures.service.js';
import { NewRows } from './new-rows.service.js';
import { aheadIn, SweepAhead } from '../staging/sweep-ahead.service.js';
import type { PassKeys } from './sweep-keys.js';
import type { Taking } from './sweep-pass.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';
import { SweepSteps } from './sweep-steps.service.js';

/** A deletion of which rows were read back that should be gone. */
export interface Surviving {
  readonly deletion: TakenDeletion;
  readonly found: readonly ReadBack[];
}

/**
 * Invariant 2: all rows of the subjects are read back, whenever they arrived. Deletions of which nothing is left but new data are
 * proven; the others go back to the erasure.
 */
@Injectable()
export class SweepReadBack {
  constructor(
    private readonly subjectData: SubjectData,
    private readonly failures: DeletionFailures,
    private readonly steps: SweepSteps,
    private readonly ahead: SweepAhead,
    private readonly newRows: NewRows,
  ) {}

  /** Returns those that were sent back. */
  async read(
    collection: Collection,
    { rows: taken, erasure }: Taking,
    deletions: readonly TakenDeletion[],
    keys: PassKeys,
    lease: Lease,
  ): Promise<Surviving[]> {
    const store = this.subjectData.storeOf(collection);
    const ahead = await this.ahead.of(collection, deletions);
    const found = keys.share(await store.countRemaining(taken, keys.keys, erasure, ahead));
    const survivorsOf = (deletion: TakenDeletion) => (found.get(deletion.id) ?? []).filter(({ rows }) => rows > 0);
    const proven = deletions.filter((deletion) => survivorsOf(deletion).length === 0);
    await this.steps.guarded(lease, async (transaction) => {
      await this.steps.stamp(transaction, collection, proven, 'verifiedAt');
      await this.newRows.record(transaction, collection.name, proven, found);
    });
    const surviving = deletions.flatMap((deletion) => {
      const survivors = survivorsOf(deletion);
      return survivors.length === 0 ? [] : [{ deletion, found: survivors }];
    });
    for (const { deletion, found: survivors } of surviving) {
      const rows = survivors.reduce((sum, each) => sum + each.rows, 0);
      await this.steps.guarded(lease, async (transaction) => {
        await this.steps.sendBack(transaction, collection, deletion.id, rows);
        await this.ahead.note(transaction, collection, aheadIn(new Map([[deletion.id, survivors]])));
      });
    }
    return surviving;
  }

  /** Puts those off of which rows were read back again and again. */
  async settle(collection: Collection, surviving: readonly Surviving[], lease: Lease): Promise<void> {
    const distrusted = surviving.filter(({ found }) => found.some(({ ahead }) => ahead !== undefined));
    const others = surviving.filter((each) => !distrusted.includes(each));
    const idsOf = (some: readonly Surviving[]) => some.map(({ deletion }) => deletion.id);
    await this.failures.settleInPart(idsOf(distrusted), clockDistrusted(collection), collection.name, lease);
    await this.failures.settleInPart(idsOf(others), survivors(collection), collection.name, lease);
  }
}

function clockDistrusted({ title, arrivalColumn }: Collection): HabeasError {
  return new HabeasError(
    'unavailable',
    'clock-distrusted',
    `Rows of "${title}" come in that say, in the column "${arrivalColumn ?? ''}", that they arrive later than it is by the clock of ` +
      'their database: the clock behind that column is not trusted, and the rows are no new data.',
  );
}

function survivors({ title, arrivalColumn }: Collection): HabeasError {
  const undated =
    arrivalColumn === null ? '' : ` Nothing in the column "${arrivalColumn}" shows that they are new data.`;
  const advice = ' See whether something writes them anew, or a trigger or rule of the table lets them stay.';
  return new HabeasError(
    'unavailable',
    'survivors',
    `Rows were read back from "${title}" after the erasure.${undated}${advice}`,
  );
}
