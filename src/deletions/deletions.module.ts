import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/index.js';
import { ExportsModule } from '../exports/index.js';
import { HeldDeletions } from '../holds/index.js';
import { RequestModelModule } from '../request-model/index.js';
import { ScrubModule } from '../scrub/index.js';
import { DeletionFailures } from './staging/deletion-failures.service.js';
import { DeletionStaging } from './staging/deletion-staging.service.js';
import { FollowUps } from './staging/follow-ups.service.js';
import { HeldSubjects } from './staging/held-subjects.service.js';
import { HoldWatch } from './staging/hold-watch.service.js';
import { StagingFindings } from './staging/staging-findings.service.js';
import { SweepAhead } from './staging/sweep-ahead.service.js';
import { DeletionDuties } from './sweep/deletion-duties.service.js';
import { DeletionEnd } from './sweep/deletion-end.service.js';
import { DeletionOutcomes } from './sweep/deletion-outcomes.service.js';
import { EarlierDuties } from './sweep/earlier-duties.service.js';
import { NewRows } from './sweep/new-rows.service.js';
import { SweepCollection } from './sweep/sweep-collection.service.js';
import { SweepEnd } from './sweep/sweep-end.service.js';
import { SweepHelp } from './sweep/sweep-help.service.js';
import { SweepHide } from './sweep/sweep-hide.service.js';
import { SweepIntake } from './sweep/sweep-intake.service.js';
import { SweepKept } from './sweep/sweep-kept.service.js';
import { SweepPartitions } from './sweep/sweep-partitions.service.js';
import { SweepParts } from './sweep/sweep-parts.service.js';
import { SweepPurge } from './sweep/sweep-purge.service.js';
import { SweepReadBack } from './sweep/sweep-read-back.service.js';
import { SweepStart } from './sweep/sweep-start.service.js';
import { SweepSteps } from './sweep/sweep-steps.service.js';
import { Sweep } from './sweep/sweep.service.js';

/** Carrying deletions out. */
@Module({
  imports: [DutiesModule, ExportsModule, RequestModelModule, ScrubModule],
  providers: [
    DeletionDuties,
    DeletionEnd,
    DeletionFailures,
    DeletionOutcomes,
    DeletionStaging,
    EarlierDuties,
    FollowUps,
    HeldSubjects,
    { provide: HeldDeletions, useExisting: HeldSubjects },
    HoldWatch,
    NewRows,
    StagingFindings,
    Sweep,
    SweepAhead,
    SweepCollection,
    SweepEnd,
    SweepHelp,
    SweepHide,
    SweepIntake,
    SweepKept,
    SweepPartitions,
    SweepParts,
    SweepPurge,
    SweepReadBack,
    SweepStart,
    SweepSteps,
  ],
  exports: [DeletionStaging, EarlierDuties, FollowUps, HeldDeletions, HoldWatch, Sweep, SweepHelp, SweepParts],
})
export class DeletionsModule {}
