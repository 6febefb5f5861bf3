import { Module } from '@nestjs/common';
import { RequestModelModule } from '../request-model/index.js';
import { DutiesController } from './duties.controller.js';
import { DutyBook } from './duty-book.service.js';
import { DutyDates } from './duty-dates.service.js';
import { DutyDecisions } from './duty-decisions.service.js';
import { DutyDeletions } from './duty-deletions.service.js';
import { DutyEnds } from './duty-ends.service.js';
import { DutyHolds } from './duty-holds.service.js';
import { DutyIds } from './duty-ids.service.js';
import { DutyReader } from './duty-reader.service.js';
import { DutyRequests } from './duty-requests.service.js';
import { DutySettling } from './duty-settling.service.js';
import { DutyWatch } from './duty-watch.service.js';
import { OverdueDuties } from './overdue-duties.service.js';
import { OverdueEndings } from './overdue-endings.service.js';

/** What is owed, for whoever erases. */
@Module({
  imports: [RequestModelModule],
  providers: [
    DutyBook,
    DutyDates,
    DutyDeletions,
    DutyEnds,
    DutyHolds,
    DutyIds,
    DutyRequests,
    DutySettling,
    DutyWatch,
    OverdueDuties,
    OverdueEndings,
  ],
  exports: [
    RequestModelModule,
    DutyBook,
    DutyDeletions,
    DutyEnds,
    DutyHolds,
    DutyIds,
    DutySettling,
    DutyWatch,
    OverdueDuties,
    OverdueEndings,
  ],
})
export class DutiesModule {}

/** `/api/v1/duties`. */
@Module({
  imports: [DutiesModule],
  controllers: [DutiesController],
  providers: [DutyDecisions, DutyReader],
})
export class DutiesApiModule {}
