import { Module } from '@nestjs/common';
import { DroppedCounts } from './dropped-counts.service.js';

@Module({ providers: [DroppedCounts], exports: [DroppedCounts] })
export class MinimizationModule {}
