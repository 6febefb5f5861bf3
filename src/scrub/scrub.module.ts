import { Module } from '@nestjs/common';
import { RequestModelModule } from '../request-model/index.js';
import { FilesDropped } from './files-dropped.service.js';
import { ScrubEnd } from './scrub-end.service.js';
import { ScrubOpening } from './scrub-opening.service.js';
import { ScrubPlan } from './scrub-plan.service.js';
import { ScrubTargets } from './scrub-targets.service.js';
import { Scrub } from './scrub.service.js';

@Module({
  imports: [RequestModelModule],
  providers: [FilesDropped, Scrub, ScrubEnd, ScrubOpening, ScrubPlan, ScrubTargets],
  exports: [FilesDropped, Scrub, ScrubPlan, ScrubTargets],
})
export class ScrubModule {}
