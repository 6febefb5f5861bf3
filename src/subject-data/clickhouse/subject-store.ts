import { randomUUID } from 'node:crypto';
import type { Window } from '../../compliance/index.js';
import { HabeasError } from '../../platform/index.js';
import type { Ahead } from '../store/ahead.js';
import { assertRoom, LIMITS, outlastInserts, type Limits } from './backpressure.js';
import { isMergeTree, type BoundTable } from './catalog.js';
import { checkTable } from './check.js';
import { refusesCleared } from './catalog-checks/constraints.js';
import { clearings, type Clearings } from './clearing.js';
import type { Collection } from '../data-map/collection.js';
import type { ClickHouseEngine } from './engine.js';
import { ClickHouseExpiryStore, PORTION } from './expiry/expiry-store.js';
import { hiddenAlong, isTies } from './expiry/recording-ties.js';
import { Journal } from './ingest/journal.js';
import { keptRowsOf } from './keeping/kept.js';
import { dropAbandoned } from './key-tables.js';
import { SUBJECT_DATABASE } from './layout.js';
import { replacedPartsDropped, takeAway } from './mutations.js';
import { conditionOf, writeIds, type Pass } from './passes.js';
import { selection } from './predicate.js';
import { purgePasses } from './purge.js';
import { readBackOf, tallied } from './read-back.js';
import { dropRewritten, stage, writeAnew } from './rewriting.js';
import { SharedKeys } from './shared-keys.js';
import { subjectColumnsOf } from '../data-map/collection.js';
import type { ExpiryStore } from '../store/expiry/expiry.port.js';
import { alone, type Neighbours } from '../store/neighbours.js';
import { summed } from '../store/summed.js';
import {
  SubjectStore,
  type CheckResult,
  type HideOptions,
  type Erasure,
  type KeptRows,
  type RemovalOptions,
  type RemovalResult,
  type ReadBack,
  type StoreView,
  type SubjectKey,
  type Tally,
} from '../store/subject-store.port.js';

import { ClickHouseView } from './view.js';

export interface ClickHouseOptions {
  readonly limits?: Limits;
  /** How long `removeHidden` waits for the server before it says what it waits for, in milliseconds. */
  readonly patience?: number;
  /** Rows that a retention hides by one statement at the most. */
  readonly portion?: number;
}

/** Collections in ClickHouse: tables of the MergeTree family, on one server or in a cluster. */
export class ClickHouseSubjectStore extends SubjectStore {
  readonly name: string;
  readonly kind = 'clickhouse';
  readonly takesTurns = false;
  private readonly journal: Journal;
  private readonly shared: SharedKeys;
  private readonly limits: Limits;
  private readonly patience: number;
  private isTidy = false;
  readonly expiry: ExpiryStore;

  constructor(
    private readonly engine: ClickHouseEngine,
    options: ClickHouseOptions = {},
  ) {
    super();
    this.name = engine.store;
    this.journal = new Journal(engine);
    this.shared = new SharedKeys(engine);
    this.limits = options.limits ?? LIMITS;
    this.patience = options.patience ?? 30_000;
    const { journal, limits, patience } = this;
    this.expiry = new ClickHouseExpiryStore({
      ...{ engine, journal, limits, patience, portion: options.portion ?? PORTION },
      bind: (collection) => this.tableToErase(collection),
      endRewritings: (target) => this.endRewritings(target),
    });
  }

  async now(): Promise<Date> {
    const [row] = await this.engine.query<{ now: string }>('SELECT toString(toUnixTimestamp64Milli(now64(3))) AS now');
    return new Date(Number(row?.now));
  }

  async check(collection: Collection, neighbours: Neighbours = alone(collection)): Promise<CheckResult> {
    return checkTable(this.engine, collection, neighbours);
  }

  async read<T>(keys: readonly SubjectKey[], work: (view: StoreView) => Promise<T>): Promise<T> {
    await this.journal.prepare();
    const view = new ClickHouseView(this.engine, keys);
    try {
      return await work(view);
    } finally {
      await view.close();
    }
  }

  override share(keys: readonly SubjectKey[]): () => Promise<void> {
    return this.shared.share(keys);
  }

  async tally(
    keys: readonly SubjectKey[],
    collection: Collection,
    window: Window,
    ahead: Ahead | null = null,
  ): Promise<Tally[]> {
    if (keys.length === 0) return [];
    await this.journal.prepare();
    const target = await this.shared.bind(collection);
    return this.shared.with(target, keys, (name) =>
      tallied(this.engine, target, selection(target, name, { window, final: true, bound: { now: true, ahead } })),
    );
  }

  async keptOf(
    keys: readonly SubjectKey[],
    collection: Collection,
    moment: Date,
    ahead: Ahead | null = null,
  ): Promise<KeptRows[]> {
    if (keys.length === 0) return [];
    await this.journal.prepare();
    return keptRowsOf(this.shared, await this.shared.bind(collection), keys, { moment, ahead });
  }

  async hide(
    collection: Collection,
    keys: readonly SubjectKey[],
    erasure: Erasure,
    { ahead = null }: HideOptions = {},
  ): Promise<void> {
    if (collection.policy.kind === 'keep') throw kept(collection);
    if (keys.length === 0) return;
    for (const side of subjectColumnsOf(collection)) {
      // A pass costs the same for nobody, and further columns seldom name anybody.
      if (side !== collection && !(await this.readBackOf(side, keys, erasure, ahead)).some(isSurvivor)) continue;
      await this.eraseSide(side, keys, erasure, ahead);
    }
  }

  override async erasesRows(collection: Collection): Promise<boolean> {
    const { policy } = collection;
    if (policy.kind !== 'erase' || policy.rows === true) return policy.kind === 'erase';
    return refusesCleared(this.engine, await this.shared.bind(collection), 'headers');
  }

  private async eraseSide(
    collection: Collection,
    keys: readonly SubjectKey[],
    erasure: Erasure,
    ahead: Ahead | null,
  ): Promise<void> {
    const target = await this.tableToErase(collection);
    await assertRoom(this.engine, target.table, this.limits);
    const cleared = clearings(target, erasure);
    if (cleared === null) await this.eraseRows(target, keys, ahead);
    else await this.rewriteRows(target, keys, cleared, ahead);
  }

  async removeHidden(collection: Collection, course: RemovalOptions = {}): Promise<RemovalResult> {
    const results: RemovalResult[] = [];
    for (const side of subjectColumnsOf(collection)) results.push(await this.purgeSide(side, course));
    // Of those nothing but what was hidden along: what else is hidden there their own removal takes, which may be under way.
    for (const side of hiddenAlong(collection)) results.push(await this.purgeSide(side, course, isTies));
    const waits = results.filter((result) => !result.erased);
    const [first] = waits;
    return first === undefined ? { erased: true } : { ...first, since: waits.map((wait) => wait.since).join(' ') };
  }

  private async purgeSide(
    collection: Collection,
    { since, onWaiting }: RemovalOptions,
    isMeant: (pass: Pass) => boolean = () => true,
  ): Promise<RemovalResult> {
    const target = await this.tableToErase(collection);
    const named = since === undefined ? null : since.split(' ');
    const hidden = (await this.journal.open(target)).filter(isMeant);
    const open = hidden.filter((pass) => named?.includes(pass.uid) ?? true);
    for (const pass of open) if (isUnfinished(pass)) await this.finishRewriting(target, pass, true);
    if (open.length === 0) return { erased: true };
    const { engine, journal, limits, patience } = this;
    const purging = purgePasses({ engine, journal, target, limits, patience, onWaiting }, open);
    const result = await purging.catch(async (error: unknown): Promise<RemovalResult> => {
      // Whoever removes the same rows beside this one writes that down, and only then drops the ids they were found by.
      const left = new Set((await journal.open(target)).map(({ uid }) => uid));
      if (open.some(({ uid }) => left.has(uid))) throw error;
      return { erased: true };
    });
    if (result.erased) await this.shared.dropReleased();
    return result;
  }

  async filesDropped(collection: Collection, erasedAt: Date): Promise<boolean> {
    for (const each of [collection, ...hiddenAlong(collection)]) {
      const { table } = await this.shared.bind(each);
      if (!(await replacedPartsDropped(this.engine, table, erasedAt))) return false;
    }
    return true;
  }

  async countRemaining(
    collection: Collection,
    keys: readonly SubjectKey[],
    erasure: Erasure,
    ahead: Ahead | null = null,
  ): Promise<ReadBack[]> {
    if (collection.policy.kind === 'keep' || keys.length === 0) return [];
    await this.journal.prepare();
    // Only where Habeas itself writes is it known that no later insert is of these people.
    const { engine, patience } = this;
    if (collection.schema === SUBJECT_DATABASE)
      await outlastInserts(engine, await this.shared.bind(collection), patience);
    const found: ReadBack[] = [];
    for (const side of subjectColumnsOf(collection)) found.push(...(await this.readBackOf(side, keys, erasure, ahead)));
    return summed(found);
  }

  private async readBackOf(
    collection: Collection,
    keys: readonly SubjectKey[],
    erasure: Erasure,
    ahead: Ahead | null,
  ): Promise<ReadBack[]> {
    const target = await this.shared.bind(collection);
    return readBackOf(this.shared, { target, keys, erasure, ahead });
  }

  /** Ends the connections. */
  async close(): Promise<void> {
    await this.engine.close();
  }

  private async tableToErase(collection: Collection): Promise<BoundTable> {
    await this.journal.prepare();
    if (!this.isTidy) {
      this.isTidy = true;
      await dropAbandoned(this.engine, await this.journal.needed());
    }
    const target = await this.shared.bind(collection);
    const { table } = target;
    if (isMergeTree(table)) return target;
    const message = `Table ${table.parts} is no table of the MergeTree family; nothing can be erased from it.`;
    throw new HabeasError('unprocessable', 'store-refused', message);
  }

  // Recorded only when it is hidden: a pass that died before is asked for again by its caller, under another uid.
  private async eraseRows(target: BoundTable, keys: readonly SubjectKey[], ahead: Ahead | null): Promise<void> {
    const pass = await writeIds(this.shared, target, keys, { uid: newUid(), ahead });
    if (pass === null) return;
    await takeAway(this.engine, target.table, conditionOf(target, pass));
    await this.journal.record(target, pass, 2);
  }

  private async rewriteRows(
    target: BoundTable,
    keys: readonly SubjectKey[],
    cleared: Clearings,
    ahead: Ahead | null,
  ): Promise<void> {
    await this.endRewritings(target);
    const uid = newUid();
    const pass = await stage(this.engine, target, keys, cleared, { uid, ahead });
    if (pass === null) return dropRewritten(this.engine, { uid });
    await this.journal.record(target, pass, 1);
    await this.finishRewriting(target, pass, false);
  }

  /** What a process began that died in the middle. */
  private async endRewritings(target: BoundTable): Promise<void> {
    for (const pass of await this.journal.open(target)) {
      if (isUnfinished(pass)) await this.finishRewriting(target, pass, true);
    }
  }

  private async finishRewriting(target: BoundTable, pass: Pass, again: boolean): Promise<void> {
    await writeAnew(this.engine, target, pass, again);
    await takeAway(this.engine, target.table, conditionOf(target, pass));
    await this.journal.record(target, pass, 2);
    await dropRewritten(this.engine, pass);
  }
}

/** Rows were written aside that are to be written anew. */
const isUnfinished = ({ kind, step }: Pass) => kind === 'rewrite' && step === 1;
const isSurvivor = ({ rows }: ReadBack) => rows > 0;
const newUid = () => randomUUID().replaceAll('-', '');

function kept(collection: Collection): HabeasError {
  const message = `Collection "${collection.name}" is kept on a legal basis and is not erased.`;
  return new HabeasError('unprocessable', 'collection-kept', message);
}
