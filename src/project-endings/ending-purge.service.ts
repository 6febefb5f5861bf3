import { Injectable } from '@nestjs/common';
import { HabeasError, Leases, type Lease } from '../platform/index.js';
import { ScrubTargets } from '../scrub/index.js';
import { type Collection, SubjectData } from '../subject-data/index.js';
import { EndingSteps, type EndingTask } from './ending-steps.service.js';

/** Has the engine remove what was hidden of a collection, in the tables that were written in and nowhere else. */
@Injectable()
export class EndingPurge {
  constructor(
    private readonly leases: Leases,
    private readonly subjectData: SubjectData,
    private readonly targets: ScrubTargets,
    private readonly steps: EndingSteps,
  ) {}

  /** @throws HabeasError (503) what it waits for; the next call waits for what stood in the way at the first one, and no longer */
  async remove(endingId: string, task: EndingTask, collection: Collection, lease: Lease): Promise<void> {
    const relations = await this.targets.unpurged(collection);
    const { purgeSince } = await this.steps.of(endingId, task, collection);
    const since = purgeSince ?? undefined;
    const result = await this.subjectData.storeOf(collection).removeHidden(collection, { since, relations });
    if (!result.erased) {
      await this.steps.note(lease, endingId, task, collection, { purgeSince: result.since });
      throw new HabeasError('unavailable', result.reason, `Waiting for ${result.waitsFor}.`);
    }
    await this.steps.stamp(lease, endingId, task, collection, 'erasedAt');
    if (since === undefined)
      await this.leases.guarded(lease, (transaction) => this.targets.markPurged(transaction, collection, relations));
  }
}
