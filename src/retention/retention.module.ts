import { Module } from '@nestjs/common';
import { RetentionController } from './retention.controller.js';
import { EffectiveWindows } from './windows/effective-windows.service.js';
import { MapWindows } from './windows/map-windows.service.js';
import { RetentionSettings } from './windows/retention-settings.service.js';
import { RetentionViews } from './windows/retention-views.service.js';
import { TableViews } from './windows/table-views.service.js';

/** Which windows count, for whoever lets data go by them. */
@Module({ providers: [EffectiveWindows, MapWindows], exports: [EffectiveWindows, MapWindows] })
export class RetentionWindowsModule {}

/** The way in: how long what a project holds is kept. */
@Module({
  imports: [RetentionWindowsModule],
  controllers: [RetentionController],
  providers: [RetentionSettings, RetentionViews, TableViews],
  exports: [TableViews],
})
export class RetentionApiModule {}
