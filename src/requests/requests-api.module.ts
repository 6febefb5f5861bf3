import { Module } from '@nestjs/common';
import { DeletionConflicts } from './deletion-conflicts.service.js';
import { DownloadController } from './download.controller.js';
import { Preview } from './preview.service.js';
import { RequestDetails } from './request-detail.service.js';
import { RequestReader } from './request-reader.service.js';
import { RequestsController } from './requests.controller.js';
import { RequestsModule } from './requests.module.js';
import { RequestsService } from './requests.service.js';
import { WireDeletionsController } from './wire-deletions.controller.js';
import { WireDoor } from './wire-door.service.js';
import { WireRetrievalsController } from './wire-retrievals.controller.js';

/** The ways in: the wire of Mixpanel's clients, `/api/v1`, and the link of a finished export. */
@Module({
  imports: [RequestsModule],
  controllers: [WireRetrievalsController, WireDeletionsController, RequestsController, DownloadController],
  providers: [DeletionConflicts, Preview, RequestDetails, RequestReader, RequestsService, WireDoor],
  exports: [RequestReader, RequestsService],
})
export class RequestsApiModule {}
