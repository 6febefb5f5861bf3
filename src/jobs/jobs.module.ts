import { Module } from '@nestjs/common';
import { CompletionRecordsModule } from '../completion-records/index.js';
import { DeletionsModule } from '../deletions/index.js';
import { DutiesModule } from '../duties/index.js';
import { ExportsModule } from '../exports/index.js';
import { NoticesModule } from '../notices/index.js';
import { ProjectEndingsModule } from '../project-endings/index.js';
import { RequestModelModule } from '../request-model/index.js';
import { RetentionRunModule } from '../retention/index.js';
import { ScrubModule } from '../scrub/index.js';
import { DeadlineWatch } from './deadline-watch.service.js';
import { Dispatcher } from './dispatcher.service.js';
import { DutyLook } from './duty-look.service.js';
import { NoticeLoop } from './notice-loop.service.js';
import { PartitionProvisioning } from './partition-provisioning.service.js';
import { RetentionAlarm } from './retention-alarm.service.js';
import { Retention } from './retention.service.js';

/** What is done by the clock; who does it is the workers' module. */
@Module({
  imports: [
    CompletionRecordsModule,
    DeletionsModule,
    DutiesModule,
    ExportsModule,
    NoticesModule,
    ProjectEndingsModule,
    RequestModelModule,
    RetentionRunModule,
    ScrubModule,
  ],
  providers: [DeadlineWatch, Dispatcher, DutyLook, NoticeLoop, PartitionProvisioning, Retention, RetentionAlarm],
  exports: [
    DeletionsModule,
    Dispatcher,
    ExportsModule,
    ProjectEndingsModule,
    RetentionRunModule,
    ScrubModule,
    Retention,
  ],
})
export class JobsModule {}
