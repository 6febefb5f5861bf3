import { Module } from '@nestjs/common';
import { EngageController } from './doors/engage.controller.js';
import { EngageService } from './intake/profile-intake.service.js';
import { ImportController } from './doors/import.controller.js';
import { ImportService } from './intake/event-intake.service.js';
import { UnbelievedLinks } from './incoming/unbelieved-links.service.js';

/** Data in. Needs an IngestStore, Suppression, Config, Clock and the projects of `access` around it. */
@Module({
  controllers: [ImportController, EngageController],
  providers: [ImportService, EngageService, UnbelievedLinks],
})
export class IngestionModule {}
