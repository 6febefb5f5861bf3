import { Module } from '@nestjs/common';
import { RequestModelModule } from '../request-model/index.js';
import { HandOvers } from './actions/hand-overs.service.js';
import { Looks } from './actions/looks.service.js';

/** What workers need of this room. */
@Module({
  imports: [RequestModelModule],
  providers: [HandOvers, Looks],
  exports: [HandOvers, Looks, RequestModelModule],
})
export class RequestsModule {}
