import { Module } from '@nestjs/common';
import { RequestModelModule } from '../request-model/index.js';
import { HandOvers } from './actions/hand-overs.service.js';

/** What workers need of this room. */
@Module({ imports: [RequestModelModule], providers: [HandOvers], exports: [HandOvers, RequestModelModule] })
export class RequestsModule {}
