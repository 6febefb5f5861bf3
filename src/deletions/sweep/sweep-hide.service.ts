import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { HabeasError } from '../../platform/index.js';
import {
  definitionOf,
  SubjectData,
  type Ahead,
  type Collection,
  type HideOptions,
  type SubjectKey,
  type PartitionClaims,
} from '../../subject-data/index.js';
import { ScrubTargets } from '../../scrub/index.js';
import type { SharedStep } from './partition-claims.js';
import { SweepAhead } from '../staging/sweep-ahead.service.js';
import { SweepIntake } from './sweep-intake.service.js';
import { SweepPartitions } from './sweep-partitions.service.js';
import { PassKeys } from './sweep-keys.js';
import { byTaking, concernedBy, erasingOf, goingOf, type LedPart, type Taking } from './sweep-pass.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';
import { SweepSteps } from './sweep-steps.service.js';

/** Hides the rows of deletions in a collection. One worker leads that and marks it as done; others may take part. */
@Injectable()
export class SweepHide {
  constructor(
    private readonly subjectData: SubjectData,
    private readonly intake: SweepIntake,
    private readonly steps: SweepSteps,
    private readonly targets: ScrubTargets,
    private readonly partitions: SweepPartitions,
    private readonly ahead: SweepAhead,
  ) {}

  async lead(
    collection: Collection,
    { rows, erasure }: Taking,
    deletions: readonly TakenDeletion[],
    { keys, going }: { readonly keys: readonly SubjectKey[]; readonly going: readonly SubjectKey[] },
    { sweepId, lease, shared }: LedPart,
  ): Promise<void> {
    const store = this.subjectData.storeOf(collection);
    const ahead = await this.ahead.of(collection, deletions);
    // With its type: an option that is spelled otherwise would be left out without a word.
    const course: HideOptions = {
      neighbours: await this.subjectData.neighboursOf(collection),
      going,
      ahead,
      aheadOf: (each) => this.ahead.of(each, deletions),
      onTouch: (relation) => this.targets.touch(collection, relation),
      assertStillMine: () => this.steps.renewLease(lease),
    };
    if (!shared) return store.hide(rows, keys, erasure, course);
    const task = taskOf({ rows, erasure }, deletions, { keys: keys.length, ahead });
    const step: SharedStep = { sweepId, collection: collection.name, step: 'hide', task };
    await this.partitions.lead(step, lease, (turns) => store.hide(rows, keys, erasure, { ...course, turns }));
  }

  /**
   * Does partitions of a step that another worker leads, if what is left to hide is the very same by what stands on record;
   * else false.
   */
  async help(collection: Collection, { sweepId, task }: SharedStep, turns: PartitionClaims): Promise<boolean> {
    const concerned = concernedBy(collection, await this.intake.underway(sweepId));
    for (const { taking, deletions: group } of byTaking(collection, concerned)) {
      if (taking === null) continue;
      const { rows } = taking;
      const erasure = await this.subjectData.erasureOf(rows, taking.erasure);
      const deletions = await this.steps.lacking(collection, erasingOf(group), 'hiddenAt');
      const { keys } = new PassKeys(deletions);
      const ahead = await this.ahead.of(collection, deletions);
      if (taskOf({ rows, erasure }, deletions, { keys: keys.length, ahead }) !== task) continue;
      await this.subjectData.storeOf(collection).hide(rows, keys, erasure, {
        neighbours: await this.subjectData.neighboursOf(collection),
        going: new PassKeys(goingOf(erasure, concerned)).keys,
        ahead,
        onTouch: (relation) => this.targets.touch(collection, relation),
        assertStillMine: refuse,
        turns,
      });
      return true;
    }
    return false;
  }
}

/** A digest of what is hidden of whom: without a subject's id in it, which could be guessed. */
function taskOf(
  { rows, erasure }: Taking,
  deletions: readonly TakenDeletion[],
  { keys, ahead }: { readonly keys: number; readonly ahead: Ahead | null },
): string {
  const whose = deletions.map(({ id, watermark }) => `${id} ${watermark.toISOString()}`).sort();
  const what = JSON.stringify([definitionOf(rows), erasure, whose, keys, ahead]);
  return createHash('sha256').update(what).digest('base64url');
}

/** Whoever helps does partitions, and nothing that is not one's own by turns. */
async function refuse(): Promise<void> {
  throw new HabeasError('unavailable', 'turn-lost', 'The partitions of a collection have changed meanwhile.');
}
