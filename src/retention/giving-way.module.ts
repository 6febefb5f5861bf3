import { Module } from '@nestjs/common';
import { GivingWay } from './run/giving-way.service.js';

/** The pace of what goes by time: of the nightly run, and of projects that end. */
@Module({ providers: [GivingWay], exports: [GivingWay] })
export class GivingWayModule {}
