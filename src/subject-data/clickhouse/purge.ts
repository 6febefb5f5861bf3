import { setTimeout as pause } from 'node:timers/promises';
import { pressureOn, type Limits } from './backpressure.js';
import { takesPatches, type BoundTable } from './catalog.js';
import type { ClickHouseEngine } from './engine.js';
import { answerOfServerCode } from './error-codes.js';
import type { Journal } from './ingest/journal.js';
import { hiddenRows, progressOf, remove, type Progress } from './mutations.js';
import { conditionOf, dropTables, goesByMask, removalOf, type Pass } from './passes.js';
import type { RemovalResult, RemovalWait } from '../store/subject-store.port.js';

/** Milliseconds between two questions: a tenth of the wait, within these. */
const SHORTEST_STEP = 50;
const LONGEST_STEP = 500;

export interface Purge {
  readonly engine: ClickHouseEngine;
  readonly journal: Journal;
  readonly target: BoundTable;
  readonly limits: Limits;
  /** How long to wait for the server, in milliseconds, before the caller is told what it waits for. */
  readonly patience: number;
  readonly onWaiting?: (() => void) | undefined;
}

type Standing = readonly [Pass, Progress];

/**
 * Removes by one mutation what all hidden passes over the table hid, however many they are. It is done when the mutations that
 * name their ids are done on every server, and no row of them stands in an active part any more with masks and patches put
 * aside. Only then are the ids dropped, and not while a mutation could still ask for them.
 */
export async function purgePasses(purge: Purge, passes: readonly Pass[]): Promise<RemovalResult> {
  const waiting = ({ reason, waitsFor }: Obstacle): RemovalResult => ({
    erased: false,
    reason,
    waitsFor,
    since: passes.map((pass) => pass.uid).join(' '),
  });
  for (let waited = 0; ;) {
    const standings: Standing[] = [];
    for (const pass of passes) standings.push([pass, await progressOf(purge.engine, purge.target.table, pass)]);
    const obstacle = await advance(purge, standings);
    if (obstacle === null) break;
    if (obstacle.final || waited >= purge.patience) return waiting(obstacle);
    const step = Math.min(Math.max(SHORTEST_STEP, waited / 10), LONGEST_STEP);
    purge.onWaiting?.();
    await pause(step);
    waited += step;
  }
  for (const pass of passes) {
    await purge.journal.record(purge.target, pass, 3);
    await dropTables(purge.engine, pass);
  }
  return { erased: true };
}

interface Obstacle {
  readonly reason: RemovalWait;
  readonly waitsFor: string;
  /** Waiting a little will not change it. */
  readonly final: boolean;
}

/** Asks for what was not asked for yet, and says what there is to wait for; null where all is removed. */
async function advance(purge: Purge, standings: readonly Standing[]): Promise<Obstacle | null> {
  const { engine, target } = purge;
  const { table } = target;
  const missing = standings.filter(([, { found }]) => found === 0);
  if (missing.length > 0) return ask(purge, missing, !takesPatches(table));
  const stuck = standings.find(([, progress]) => progress.stuck !== null)?.[1].stuck;
  if (typeof stuck === 'string') {
    return {
      reason: isRefusal(stuck) ? 'mutation-refused' : 'mutation',
      final: true,
      waitsFor: `a mutation of ${table.parts} that fails (${stuck}): see latest_fail_reason in system.mutations`,
    };
  }
  const left = Math.max(
    ...standings.map(([, progress]) => (progress.unfinished === 0 ? 0 : Math.max(1, progress.partsLeft))),
  );
  if (left > 0)
    return { reason: 'mutation', final: false, waitsFor: `the mutation of ${table.parts}: ${String(left)} parts left` };
  const masked: Standing[] = [];
  for (const standing of standings) {
    const [pass] = standing;
    if ((await hiddenRows(engine, table, conditionOf(target, pass))) > 0) masked.push(standing);
  }
  if (masked.length === 0) return null;
  const again = masked.filter(([, progress]) => !progress.unmasks);
  if (again.length > 0) return ask(purge, again, true);
  return { reason: 'mutation', final: true, waitsFor: `rows of ${table.parts} that the mutation left hidden` };
}

/** `Code: 43` of what only a person can put right. */
function isRefusal(stuck: string): boolean {
  return answerOfServerCode(Number(stuck.replaceAll(/\D/g, ''))).trouble === 'refused';
}

async function ask(purge: Purge, standings: readonly Standing[], unmask: boolean): Promise<Obstacle> {
  const { engine, target } = purge;
  const { table } = target;
  const pressure = await pressureOn(engine, table, purge.limits);
  if (pressure !== null) return { reason: 'store-busy', final: true, waitsFor: pressure };
  const conditions = standings.map(([pass]) => removalOf(target, pass));
  await remove(engine, table, conditions, { unmask: unmask || standings.some(([pass]) => goesByMask(pass)) });
  return { reason: 'mutation', final: false, waitsFor: `the mutation of ${table.parts}` };
}
