import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessModule } from './access/index.js';
import { ConsoleModule } from './console/index.js';
import { DataViewsModule } from './data-views/index.js';
import { HealthController } from './health.controller.js';
import { HoldsApiModule } from './holds/index.js';
import { IngestionModule } from './ingestion/index.js';
import { DoorErrorFilter } from './door-error.filter.js';
import { BodyInterceptor, Health, type AppContext } from './platform/index.js';
import { CompletionRecordsApiModule } from './completion-records/index.js';
import { DeletionsModule, deletionWaits, SweepsApiModule } from './deletions/index.js';
import { DutiesApiModule, DutiesModule } from './duties/index.js';
import { ExportsApiModule } from './exports/index.js';
import { JobsModule, WorkersModule } from './jobs/index.js';
import { MixpanelApiModule } from './mixpanel-api/index.js';
import { NoticesApiModule } from './notices/index.js';
import { PeopleModule } from './people/index.js';
import { PlacesModule } from './places/index.js';
import { ProjectEndingsApiModule, ProjectEndingsModule } from './project-endings/index.js';
import { OptOutsApiModule } from './opt-outs/index.js';
import { OversightModule } from './oversight/index.js';
import { QuestionsModule } from './questions/index.js';
import { ProjectContentsModule } from './request-model/index.js';
import { RetentionApiModule, RetentionRunModule, RetentionRunsApiModule } from './retention/index.js';
import { RequestsApiModule } from './requests/index.js';
import { commonModules } from './worker.module.js';

/** An API process; with `alsoWorks` it is the workers too, which is what one process of its own is. */
@Module({})
export class ApiModule {
  static register(ground: AppContext, alsoWorks: boolean): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        // First, since a call is compared with each route in turn, and nothing is called as often.
        IngestionModule,
        ...(commonModules(ground) ?? []),
        AccessModule.register(deletionWaits(ground.config)),
        ProjectContentsModule,
        DataViewsModule,
        MixpanelApiModule,
        RequestsApiModule,
        ExportsApiModule,
        CompletionRecordsApiModule,
        HoldsApiModule.register(DeletionsModule),
        DutiesModule,
        DutiesApiModule,
        OptOutsApiModule,
        SweepsApiModule,
        PeopleModule,
        QuestionsModule,
        PlacesModule,
        ProjectEndingsApiModule,
        ProjectEndingsModule,
        OversightModule,
        RetentionApiModule,
        RetentionRunModule,
        RetentionRunsApiModule,
        NoticesApiModule,
        ConsoleModule,
        JobsModule,
        ...(alsoWorks ? [WorkersModule] : []),
      ],
      controllers: [HealthController],
      providers: [
        Health,
        { provide: APP_FILTER, useClass: DoorErrorFilter },
        { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
      ],
    };
  }
}
