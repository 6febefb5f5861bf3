import { Module } from '@nestjs/common';
import { CompletionRecordsModule } from '../completion-records/index.js';
import { RequestModelModule } from '../request-model/index.js';
import { ScrubModule } from '../scrub/index.js';
import { GivingWayModule } from './giving-way.module.js';
import {
  RetentionOrdersController,
  RetentionPreviewController,
  RetentionRunsController,
} from './retention-runs.controller.js';
import { RetentionWindowsModule } from './retention.module.js';
import { LengthenedSteps } from './run/lengthened-steps.service.js';
import { RetentionCollection } from './run/retention-collection.service.js';
import { RetentionCounts } from './run/retention-counts.service.js';
import { RetentionOrders } from './run/retention-orders.service.js';
import { RetentionPlan } from './run/retention-plan.service.js';
import { RetentionPreviews } from './run/retention-preview.service.js';
import { RetentionPurge } from './run/retention-purge.service.js';
import { RetentionReader } from './run/retention-reader.service.js';
import { RetentionRecords } from './run/retention-records.service.js';
import { RetentionRunEnd } from './run/retention-run-end.service.js';
import { RetentionRun } from './run/retention-run.service.js';
import { RetentionSteps } from './run/retention-steps.service.js';
import { RetentionWatch } from './run/retention-watch.service.js';
import { RetentionWork } from './run/retention-work.service.js';
import { SettledPortions } from './run/settled-portions.service.js';
import { Spared } from './run/spared.service.js';

/** The nightly run. */
@Module({
  imports: [CompletionRecordsModule, GivingWayModule, RequestModelModule, RetentionWindowsModule, ScrubModule],
  providers: [
    LengthenedSteps,
    RetentionCollection,
    RetentionCounts,
    RetentionPlan,
    RetentionPurge,
    RetentionRun,
    RetentionRunEnd,
    RetentionSteps,
    RetentionWatch,
    RetentionWork,
    SettledPortions,
    Spared,
  ],
  exports: [GivingWayModule, RetentionPlan, RetentionPurge, RetentionRun, RetentionWatch, SettledPortions, Spared],
})
export class RetentionRunModule {}

/** The ways in: what runs did and what the next one would do. */
@Module({
  imports: [RequestModelModule, RetentionRunModule, RetentionWindowsModule],
  controllers: [RetentionRunsController, RetentionOrdersController, RetentionPreviewController],
  providers: [RetentionOrders, RetentionPreviews, RetentionReader, RetentionRecords],
})
export class RetentionRunsApiModule {}
