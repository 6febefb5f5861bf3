import { Module } from '@nestjs/common';
import { ExportsModule } from '../exports/index.js';
import { RequestsApiModule } from '../requests/index.js';
import { MixpanelCalls } from './mixpanel-calls.service.js';
import { MixpanelDeletionsController } from './mixpanel-deletions.controller.js';
import { MixpanelRetrievalsController } from './mixpanel-retrievals.controller.js';

@Module({
  imports: [ExportsModule, RequestsApiModule],
  controllers: [MixpanelRetrievalsController, MixpanelDeletionsController],
  providers: [MixpanelCalls],
})
export class MixpanelApiModule {}
