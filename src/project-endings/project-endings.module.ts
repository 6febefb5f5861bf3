import { Module } from '@nestjs/common';
import { CompletionRecordsModule } from '../completion-records/index.js';
import { DutiesModule } from '../duties/index.js';
import { ExportsModule } from '../exports/index.js';
import { RequestModelModule } from '../request-model/index.js';
import { GivingWayModule } from '../retention/index.js';
import { ScrubModule } from '../scrub/index.js';
import { EndedContents } from './ended-contents.service.js';
import { EndingDuties } from './ending-duties.service.js';
import { EndingEnd } from './ending-end.service.js';
import { EndingErasure } from './ending-erasure.service.js';
import { EndingMoves } from './ending-moves.service.js';
import { EndingPurge } from './ending-purge.service.js';
import { EndingRecords } from './ending-records.service.js';
import { EndingSteps } from './ending-steps.service.js';
import { EndingWork } from './ending-work.service.js';
import { HeldOfProject } from './held-people.service.js';
import { ProjectEndingsController } from './project-endings.controller.js';
import { ProjectEndings } from './project-endings.service.js';

/** What workers do of it: moving, and erasing for good. */
@Module({
  imports: [CompletionRecordsModule, DutiesModule, ExportsModule, GivingWayModule, RequestModelModule, ScrubModule],
  providers: [
    EndedContents,
    EndingDuties,
    EndingEnd,
    EndingErasure,
    EndingMoves,
    EndingPurge,
    EndingRecords,
    EndingSteps,
    EndingWork,
    HeldOfProject,
  ],
  exports: [EndingRecords, EndingSteps, EndingWork],
})
export class ProjectEndingsModule {}

/** The way in: ending projects, bringing them back, and reading what became of them. */
@Module({
  imports: [ProjectEndingsModule],
  controllers: [ProjectEndingsController],
  providers: [ProjectEndings],
})
export class ProjectEndingsApiModule {}
