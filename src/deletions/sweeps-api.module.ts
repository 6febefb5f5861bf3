import { Module } from '@nestjs/common';
import { RequestModelModule } from '../request-model/index.js';
import { SweepOrders } from './sweep/sweep-orders.service.js';
import { SweepReader } from './sweep/sweep-reader.service.js';
import { SweepsController } from './sweeps.controller.js';

/** `/api/v1/sweeps`. */
@Module({
  imports: [RequestModelModule],
  controllers: [SweepsController],
  providers: [SweepOrders, SweepReader],
})
export class SweepsApiModule {}
