import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/index.js';
import { HeldDeletions } from '../holds/index.js';
import { ReceiptsModule } from '../receipts/index.js';
import { ArtifactManifest } from './artifact-manifest.service.js';
import { DeadlineWatch } from './deadline-watch.service.js';
import { CompletionCounts } from './completion-counts.service.js';
import { CompletionDocument } from './completion-document.service.js';
import { CompletionRecords } from './completion-record.service.js';
import { DeletionEnd } from './deletion-end.service.js';
import { DeletionOutcomes } from './deletion-outcomes.service.js';
import { DeletionFailures } from './deletion-failures.service.js';
import { DeletionStaging } from './deletion-staging.service.js';
import { Dispatcher } from './dispatcher.service.js';
import { Downloads } from './downloads.service.js';
import { ErasedSince } from './erased-since.service.js';
import { ExportFolders } from './export-folders.service.js';
import { ExportRun } from './export-run.service.js';
import { FollowUps } from './follow-ups.service.js';
import { HandOvers } from './hand-overs.service.js';
import { HeldSubjects } from './held-subjects.service.js';
import { Identities } from './identities.service.js';
import { IdentityRecords } from './identity-records.service.js';
import { ProgressTeller } from './progress.service.js';
import { SubjectChecks } from './subject-check.service.js';
import { FilesDropped } from './files-dropped.service.js';
import { MonthsAhead } from './months-ahead.service.js';
import { ScrubEnd } from './scrub-end.service.js';
import { ScrubOpening } from './scrub-opening.service.js';
import { ScrubPlan } from './scrub-plan.service.js';
import { Scrub } from './scrub.service.js';
import { SubjectCounts } from './subject-counts.service.js';
import { SubjectFaults } from './subject-faults.service.js';
import { NewRows } from './new-rows.service.js';
import { SweepAhead } from './sweep-ahead.service.js';
import { SweepCollection } from './sweep-collection.service.js';
import { SweepEnd } from './sweep-end.service.js';
import { SweepHelp } from './sweep-help.service.js';
import { SweepHide } from './sweep-hide.service.js';
import { SweepIntake } from './sweep-intake.service.js';
import { SweepPurge } from './sweep-purge.service.js';
import { SweepReadBack } from './sweep-read-back.service.js';
import { SweepSteps } from './sweep-steps.service.js';
import { SweepPartitions } from './sweep-partitions.service.js';
import { SweepParts } from './sweep-parts.service.js';
import { SweepStart } from './sweep-start.service.js';
import { Sweep } from './sweep.service.js';
import { Tidy } from './tidy.service.js';
import { Timeline } from './timeline.service.js';

/** The life of requests, without a way in: what workers carry out and what the API tells of. */
@Module({
  imports: [ArtifactsModule, ReceiptsModule],
  providers: [
    ArtifactManifest,
    CompletionCounts,
    CompletionDocument,
    CompletionRecords,
    DeadlineWatch,
    DeletionEnd,
    DeletionFailures,
    DeletionOutcomes,
    DeletionStaging,
    Dispatcher,
    Downloads,
    ErasedSince,
    ExportFolders,
    ExportRun,
    FollowUps,
    HandOvers,
    HeldSubjects,
    { provide: HeldDeletions, useExisting: HeldSubjects },
    Identities,
    IdentityRecords,
    ProgressTeller,
    SubjectChecks,
    FilesDropped,
    MonthsAhead,
    Scrub,
    ScrubEnd,
    ScrubOpening,
    ScrubPlan,
    SubjectCounts,
    SubjectFaults,
    NewRows,
    SweepAhead,
    SweepCollection,
    SweepEnd,
    SweepHelp,
    SweepHide,
    SweepPartitions,
    SweepPurge,
    SweepReadBack,
    SweepSteps,
    SweepIntake,
    SweepParts,
    SweepStart,
    Sweep,
    Tidy,
    Timeline,
  ],
  exports: [
    CompletionRecords,
    DeletionStaging,
    Dispatcher,
    Downloads,
    ExportRun,
    HandOvers,
    HeldDeletions,
    Identities,
    ReceiptsModule,
    Scrub,
    ScrubPlan,
    SubjectCounts,
    Sweep,
    SweepHelp,
    SweepParts,
    Tidy,
    Timeline,
  ],
})
export class RequestsModule {}
