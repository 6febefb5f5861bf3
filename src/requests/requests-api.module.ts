import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../artifacts/index.js';
import { Approvals } from './actions/approvals.service.js';
import { Approvers } from './actions/approvers.service.js';
import { Denials } from './actions/denials.service.js';
import { Extensions } from './actions/extensions.service.js';
import { Retries } from './actions/retries.service.js';
import { Revocations } from './actions/revocations.service.js';
import { DecisionsController } from './decisions.controller.js';
import { HandOversController } from './hand-overs.controller.js';
import { DeletionConflicts } from './intake/deletion-conflicts.service.js';
import { OrderRules } from './intake/order-rules.service.js';
import { SentOrders } from './intake/open-order.js';
import { RequestWriter } from './intake/request-writer.service.js';
import { RequestsService } from './intake/requests.service.js';
import { OverviewController } from './overview.controller.js';
import { CountedProjects } from './overview/counted-projects.service.js';
import { Overview } from './overview/overview.service.js';
import { YearlyMetrics } from './overview/yearly-metrics.service.js';
import { EndedHolds } from './queries/ended-holds.service.js';
import { KeptCounts } from './queries/kept-counts.service.js';
import { Preview } from './queries/preview.service.js';
import { RequestChanges } from './queries/request-changes.service.js';
import { RequestDetails } from './queries/request-detail.service.js';
import { RequestReader } from './queries/request-reader.service.js';
import { RequestEventsController } from './request-events.controller.js';
import { RequestEventsGuard } from './request-events.guard.js';
import { RequestStreams } from './request-streams.service.js';
import { RequestsController } from './requests.controller.js';
import { RequestsModule } from './requests.module.js';
import { RequestPages } from './queries/request-pages.service.js';
import { RequestListFile } from './queries/request-list-file.service.js';
import { RequestListController } from './request-list.controller.js';
import { ApprovalsReader } from './queries/approvals-reader.service.js';
import { EarlierDecisions } from './actions/earlier-decisions.service.js';
import { ApprovalsController } from './approvals.controller.js';

/** `/api/v1/requests`, and what other ways in call. */
@Module({
  imports: [ArtifactsModule, RequestsModule],
  controllers: [
    ApprovalsController,
    RequestListController,
    RequestsController,
    DecisionsController,
    HandOversController,
    OverviewController,
    RequestEventsController,
  ],
  providers: [
    Approvals,
    Approvers,
    CountedProjects,
    DeletionConflicts,
    Denials,
    EndedHolds,
    Extensions,
    OrderRules,
    Overview,
    KeptCounts,
    Preview,
    RequestChanges,
    RequestDetails,
    RequestEventsGuard,
    RequestReader,
    RequestStreams,
    RequestWriter,
    RequestsService,
    Retries,
    Revocations,
    SentOrders,
    RequestPages,
    RequestListFile,
    ApprovalsReader,
    EarlierDecisions,
    YearlyMetrics,
  ],
  exports: [RequestReader, RequestsModule, RequestsService, Revocations],
})
export class RequestsApiModule {}
