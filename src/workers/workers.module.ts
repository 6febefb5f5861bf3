import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/index.js';
import { DeletionsProcessor } from './deletions.processor.js';
import { DispatchLoop } from './dispatch-loop.service.js';
import { ExportsProcessor } from './exports.processor.js';
import { HelpLoop } from './help-loop.service.js';

/** What a worker process runs: one thin processor a queue, and the dispatcher. */
@Module({
  imports: [RequestsModule],
  providers: [ExportsProcessor, DeletionsProcessor, DispatchLoop, HelpLoop],
})
export class WorkersModule {}
