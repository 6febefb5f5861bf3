import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/index.js';
import { CompletionRecordsModule } from '../completion-records/index.js';
import { RequestsApiModule, RequestsModule } from '../requests/index.js';
import { ArtifactManifest } from './artifact-manifest.service.js';
import { ArtifactRecords } from './artifact-records.service.js';
import { DownloadController, DownloadsController } from './downloads.controller.js';
import { Downloads } from './downloads.service.js';
import { ConcurrentErasures } from './concurrent-erasures.service.js';
import { ExportDestruction } from './export-destruction.service.js';
import { ExportEnd } from './export-end.service.js';
import { ExportFolders } from './export-folders.service.js';
import { ExportRun } from './export-run.service.js';
import { ExportSubjects } from './export-subjects.service.js';

/** Carrying exports out. */
@Module({
  imports: [ArtifactsModule, CompletionRecordsModule, RequestsModule],
  providers: [
    ArtifactManifest,
    ArtifactRecords,
    Downloads,
    ConcurrentErasures,
    ExportDestruction,
    ExportEnd,
    ExportFolders,
    ExportRun,
    ExportSubjects,
  ],
  exports: [Downloads, ConcurrentErasures, ExportDestruction, ExportRun],
})
export class ExportsModule {}

/** The ways to fetch them. */
@Module({ imports: [ExportsModule, RequestsApiModule], controllers: [DownloadController, DownloadsController] })
export class ExportsApiModule {}
