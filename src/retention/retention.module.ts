import { Module } from '@nestjs/common';
import { RetentionController } from './retention.controller.js';
import { EffectiveWindows } from './windows/effective-windows.service.js';
import { RetentionSettings } from './windows/retention-settings.service.js';
import { RetentionViews } from './windows/retention-views.service.js';

/** Which windows count, for whoever lets data go by them. */
@Module({ providers: [EffectiveWindows], exports: [EffectiveWindows] })
export class RetentionWindowsModule {}

/** The way in: how long what a project holds is kept. */
@Module({
  imports: [RetentionWindowsModule],
  controllers: [RetentionController],
  providers: [RetentionSettings, RetentionViews],
})
export class RetentionApiModule {}
