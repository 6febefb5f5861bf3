import { Module } from '@nestjs/common';
import { RetentionApiModule } from '../retention/index.js';
import { AccessReviewController } from './access-review.controller.js';
import { AccessReviews } from './access-review.service.js';
import { AuditViewsController } from './audit-views.controller.js';
import { AuditViews } from './audit-views.service.js';
import { DataMapController } from './data-map.controller.js';
import { DataMapViews } from './data-map-views.service.js';
import { ReviewGrants } from './review-grants.service.js';
import { ProcessingRecordController } from './processing-record.controller.js';
import { ProcessingRecords } from './processing-record.service.js';
import { ReviewMarks } from './review-marks.service.js';
import { SuppressionController } from './suppression.controller.js';

@Module({
  imports: [RetentionApiModule],
  controllers: [
    AccessReviewController,
    AuditViewsController,
    DataMapController,
    ProcessingRecordController,
    SuppressionController,
  ],
  providers: [AccessReviews, AuditViews, DataMapViews, ProcessingRecords, ReviewGrants, ReviewMarks],
})
export class OversightModule {}
