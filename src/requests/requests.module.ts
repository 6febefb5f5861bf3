import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/index.js';
import { ArtifactManifest } from './artifact-manifest.service.js';
import { DeletionEnd } from './deletion-end.service.js';
import { DeletionFailures } from './deletion-failures.service.js';
import { DeletionStaging } from './deletion-staging.service.js';
import { Dispatcher } from './dispatcher.service.js';
import { Downloads } from './downloads.service.js';
import { ErasedSince } from './erased-since.service.js';
import { ExportFolders } from './export-folders.service.js';
import { ExportRun } from './export-run.service.js';
import { Identities } from './identities.service.js';
import { ProgressTeller } from './progress.service.js';
import { SubjectCounts } from './subject-counts.service.js';
import { SweepCollection } from './sweep-collection.service.js';
import { SweepIntake } from './sweep-intake.service.js';
import { SweepParts } from './sweep-parts.service.js';
import { Sweep } from './sweep.service.js';
import { Tidy } from './tidy.service.js';
import { Timeline } from './timeline.service.js';

/** The life of requests, without a way in: what workers carry out and what the API tells of. */
@Module({
  imports: [ArtifactsModule],
  providers: [
    ArtifactManifest,
    DeletionEnd,
    DeletionFailures,
    DeletionStaging,
    Dispatcher,
    Downloads,
    ErasedSince,
    ExportFolders,
    ExportRun,
    Identities,
    ProgressTeller,
    SubjectCounts,
    SweepCollection,
    SweepIntake,
    SweepParts,
    Sweep,
    Tidy,
    Timeline,
  ],
  exports: [DeletionStaging, Dispatcher, Downloads, ExportRun, Identities, SubjectCounts, Sweep, SweepParts, Tidy, Timeline],
})
export class RequestsModule {}
