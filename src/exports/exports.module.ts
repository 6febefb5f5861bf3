import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/index.js';
import { CompletionRecordsModule } from '../completion-records/index.js';
import { RequestsApiModule, RequestsModule } from '../requests/index.js';
import { ArtifactManifest } from './artifact-manifest.service.js';
import { DownloadController, DownloadsController } from './downloads.controller.js';
import { Downloads } from './downloads.service.js';
import { ErasedSince } from './erased-since.service.js';
import { ExportFolders } from './export-folders.service.js';
import { ExportRun } from './export-run.service.js';

/** Carrying exports out. */
@Module({
  imports: [ArtifactsModule, CompletionRecordsModule, RequestsModule],
  providers: [ArtifactManifest, Downloads, ErasedSince, ExportFolders, ExportRun],
  exports: [Downloads, ErasedSince, ExportRun],
})
export class ExportsModule {}

/** The ways to fetch them. */
@Module({ imports: [ExportsModule, RequestsApiModule], controllers: [DownloadController, DownloadsController] })
export class ExportsApiModule {}
