import { Module } from '@nestjs/common';
import { ExportsModule } from '../exports/index.js';
import { RequestsApiModule } from '../requests/index.js';
import { WireDoor } from './mixpanel-call.service.js';
import { WireDeletionsController } from './mixpanel-deletions.controller.js';
import { WireRetrievalsController } from './mixpanel-retrievals.controller.js';

@Module({
  imports: [ExportsModule, RequestsApiModule],
  controllers: [WireRetrievalsController, WireDeletionsController],
  providers: [WireDoor],
})
export class MixpanelApiModule {}
