import { Module } from '@nestjs/common';
import { DeletionsProcessor } from './deletions.processor.js';
import { DispatchLoop } from './dispatch-loop.service.js';
import { ExportsProcessor } from './exports.processor.js';
import { HANDLERS } from './handlers.js';
import { HelpLoop } from './help-loop.service.js';
import { JobsModule } from './jobs.module.js';
import { ProjectEndingsLoop } from './project-endings-loop.service.js';

/** What a worker process runs: one thin processor a queue, and the dispatcher. */
@Module({
  imports: [JobsModule],
  providers: [HANDLERS, ExportsProcessor, DeletionsProcessor, DispatchLoop, HelpLoop, ProjectEndingsLoop],
})
export class WorkersModule {}
