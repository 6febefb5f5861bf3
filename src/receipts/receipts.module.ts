import { Module } from '@nestjs/common';
import { MasterKey } from '../platform/index.js';
import { RecordKey } from './record-key.js';

@Module({
  providers: [
    {
      provide: RecordKey,
      inject: [MasterKey],
      useFactory: (master: MasterKey): RecordKey => new RecordKey(master.derive('completion-record-signing')),
    },
  ],
  exports: [RecordKey],
})
export class ReceiptsModule {}
