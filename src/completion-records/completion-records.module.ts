import { Module } from '@nestjs/common';
import { MasterKey } from '../platform/index.js';
import { RequestsApiModule, RequestsModule } from '../requests/index.js';
import { CompletionCounts } from './completion-counts.service.js';
import { CompletionDocument } from './completion-document.service.js';
import { CompletionKeyController, CompletionRecordController } from './completion-record.controller.js';
import { CompletionRecords } from './completion-record.service.js';
import { RecordKey } from './sealed-record.js';

/** Drawing records up and signing them. */
@Module({
  imports: [RequestsModule],
  providers: [
    CompletionCounts,
    CompletionDocument,
    CompletionRecords,
    {
      provide: RecordKey,
      inject: [MasterKey],
      useFactory: (master: MasterKey): RecordKey => new RecordKey(master.derive('completion-record-signing')),
    },
  ],
  exports: [CompletionRecords, RecordKey],
})
export class CompletionRecordsModule {}

/** The ways to read them, and the key to check them with. */
@Module({
  imports: [CompletionRecordsModule, RequestsApiModule],
  controllers: [CompletionRecordController, CompletionKeyController],
})
export class CompletionRecordsApiModule {}
