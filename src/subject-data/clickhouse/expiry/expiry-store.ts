import { isBuiltIn } from '../../data-map/built-in-collections.js';
import type { Collection } from '../../data-map/collection.js';
import {
  ExpiryStore,
  type DroppedPartition,
  type ExpiringMonth,
  type Expiry,
  type ExpiryOptions,
} from '../../store/expiry/expiry.port.js';
import { outlastInserts, type Limits } from '../backpressure.js';
import type { BoundTable } from '../catalog.js';
import { clearings, type Clearings } from '../clearing.js';
import type { ClickHouseEngine } from '../engine.js';
import type { Journal } from '../ingest/journal.js';
import { anonymizeRows } from './anonymize-rows.js';
import type { Aging } from './aged-rows.js';
import { windowsOf, withAged } from './aged-pass.js';
import { countLeft, countMonths, type Counted } from './counting.js';
import { hideRows } from './hide-rows.js';
import { hideVersions, isToldByRow, versionOf } from './hide-versions.js';
import { assertProfiles } from './last-seen.js';
import { hiddenAlong, hideTies } from './recording-ties.js';

/** Rows that one statement hides at the most: what takes about a second. */
export const PORTION = 1_000_000;

/** What the store of subjects lends. */
export interface ExpiryGround {
  readonly engine: ClickHouseEngine;
  readonly journal: Journal;
  readonly limits: Limits;
  readonly patience: number;
  readonly portion: number;
  /** @throws HabeasError `store-refused` where nothing can be erased from the collection's table */
  readonly bind: (collection: Collection) => Promise<BoundTable>;
  /** Ends what a process that died began to write anew. */
  readonly endRewritings: (target: BoundTable) => Promise<void>;
}

/**
 * Months of Habeas' own tables are dropped; other rows are hidden as an erasure hides them, and removed with the mutation of
 * `removeHidden`, which here takes only what was hidden. The engine writes files anew by itself: nothing is left for a
 * scrub to do, and `filesDropped` says when the old ones have gone.
 */
export class ClickHouseExpiryStore extends ExpiryStore {
  constructor(private readonly ground: ExpiryGround) {
    super();
  }

  async preview(expiry: Expiry): Promise<ExpiringMonth[]> {
    return (await this.counted(expiry, countMonths)) ?? [];
  }

  async hide(expiry: Expiry, options: ExpiryOptions): Promise<readonly DroppedPartition[]> {
    const target = await this.bind(expiry);
    const windows = windowsOf(target, expiry.windows);
    if (windows.length === 0) return [];
    const { agedBy, spared } = expiry;
    const work = { ...this.ground, target, windows, spared, aging: agingOf(expiry), options };
    const cleared = clearedBy(target, expiry);
    if (cleared !== null) {
      await this.ground.endRewritings(target);
      await anonymizeRows(work, cleared);
    } else if (!isToldByRow(target, agedBy)) await hideVersions(work, agedBy);
    else {
      const dropped = await hideRows(work);
      if (hiddenAlong(target.collection).length > 0) await hideTies(work);
      return dropped;
    }
    return [];
  }

  async countExpired(expiry: Expiry): Promise<ReadonlyMap<number, number>> {
    const { engine, patience } = this.ground;
    if (isBuiltIn(expiry.collection)) {
      await outlastInserts(engine, await this.ground.bind(expiry.collection), patience);
    }
    return (await this.counted(expiry, countLeft)) ?? new Map<number, number>();
  }

  /** Null where no window says anything of the collection. */
  private async counted<T>(expiry: Expiry, count: (counted: Counted) => Promise<T>): Promise<T | null> {
    const { engine } = this.ground;
    const target = await this.bind(expiry);
    const windows = windowsOf(target, expiry.windows);
    if (windows.length === 0) return null;
    const { agedBy, spared } = expiry;
    const cleared = clearedBy(target, expiry);
    const isUnseen = agedBy.kind === 'unseen';
    const ofSomebody = cleared !== null || !isToldByRow(target, agedBy);
    return withAged(engine, target, { windows, spared, aging: agingOf(expiry) }, (pass) =>
      count({ engine, target, windows, pass, cleared, isUnseen, ofSomebody }),
    );
  }

  private async bind({ collection, agedBy, takes }: Expiry): Promise<BoundTable> {
    const target = await this.ground.bind(collection);
    if (agedBy.kind === 'unseen') assertProfiles(target);
    else if (takes.kind === 'rows' && !isToldByRow(target, agedBy)) versionOf(target);
    return target;
  }
}

/** A profile grows old by more than one of its rows; those that are asked about are told by windows alone. */
function agingOf({ agedBy }: Expiry): Aging {
  return agedBy.kind === 'unseen' ? { kind: 'all' } : agedBy;
}

function clearedBy(target: BoundTable, { takes, collection }: Expiry): Clearings | null {
  if (takes.kind === 'rows') return null;
  return clearings({ ...target, collection: { ...collection, policy: takes } }, 'policy');
}
