import type { FactoryProvider } from '@nestjs/common';
import { DeletionStaging, Sweep, SweepParts } from '../deletions/index.js';
import { ExportRun } from '../exports/index.js';
import type { DELETIONS_QUEUE, EXPORTS_QUEUE } from '../request-model/index.js';
import { RetentionRun } from '../retention/index.js';
import { Scrub } from '../scrub/index.js';
import { type HandlersOf, JobHandlers } from './job-handlers.js';
import { Retention } from './retention.service.js';

const ofExports = (
  exports: ExportRun,
  scrub: Scrub,
  retention: RetentionRun,
  tidy: Retention,
): HandlersOf<typeof EXPORTS_QUEUE> => ({
  export: ({ id }) => exports.run(id),
  scrub: () => scrub.run(),
  retention: () => retention.run(),
  tidy: () => tidy.run(),
});

const ofDeletions = (
  staging: DeletionStaging,
  sweep: Sweep,
  parts: SweepParts,
): HandlersOf<typeof DELETIONS_QUEUE> => ({
  stage: ({ id }) => staging.stage(id),
  sweep: () => sweep.run(),
  'sweep-part': ({ id }) => parts.help(id),
});

/** Built before the first worker takes a job, so that a catalogue that is not served ends the start. */
export const HANDLERS: FactoryProvider<JobHandlers> = {
  provide: JobHandlers,
  inject: [ExportRun, Scrub, RetentionRun, Retention, DeletionStaging, Sweep, SweepParts],
  useFactory: (
    exports: ExportRun,
    scrub: Scrub,
    retention: RetentionRun,
    tidy: Retention,
    staging: DeletionStaging,
    sweep: Sweep,
    parts: SweepParts,
  ) => new JobHandlers([ofExports(exports, scrub, retention, tidy), ofDeletions(staging, sweep, parts)]),
};
