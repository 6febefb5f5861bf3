import { Module } from '@nestjs/common';
import { Approvals } from './approvals.service.js';
import { CompletionKeyController } from './completion-key.controller.js';
import { CompletionRecordController } from './completion-record.controller.js';
import { DecisionsController } from './decisions.controller.js';
import { DeletionConflicts } from './deletion-conflicts.service.js';
import { Denials } from './denials.service.js';
import { DownloadController, DownloadsController } from './download.controller.js';
import { ExtensionsController } from './extensions.controller.js';
import { Extensions } from './extensions.service.js';
import { HandOversController } from './hand-overs.controller.js';
import { Preview } from './preview.service.js';
import { RequestDetails } from './request-detail.service.js';
import { RequestReader } from './request-reader.service.js';
import { RequestWriter } from './request-writer.service.js';
import { SentOrders } from './open-order.js';
import { RequestsController } from './requests.controller.js';
import { RequestsModule } from './requests.module.js';
import { RequestsService } from './requests.service.js';
import { WireDeletionsController } from './wire-deletions.controller.js';
import { WireDoor } from './wire-door.service.js';
import { WireRetrievalsController } from './wire-retrievals.controller.js';

/** The ways in: the wire of Mixpanel's clients, `/api/v1`, and the link of a finished export. */
@Module({
  imports: [RequestsModule],
  controllers: [
    WireRetrievalsController,
    WireDeletionsController,
    RequestsController,
    ExtensionsController,
    DecisionsController,
    HandOversController,
    CompletionRecordController,
    CompletionKeyController,
    DownloadController,
    DownloadsController,
  ],
  providers: [
    Approvals,
    DeletionConflicts,
    Denials,
    Extensions,
    Preview,
    RequestDetails,
    RequestReader,
    RequestWriter,
    RequestsService,
    SentOrders,
    WireDoor,
  ],
  exports: [RequestReader, RequestsService],
})
export class RequestsApiModule {}
