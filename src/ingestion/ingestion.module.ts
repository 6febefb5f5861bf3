import { Module } from '@nestjs/common';
import { EngageController } from './engage.controller.js';
import { EngageService } from './engage.service.js';
import { ImportController } from './import.controller.js';
import { ImportService } from './import.service.js';
import { UnbelievedLinks } from './unbelieved-links.service.js';

/** Data in. Needs an IngestStore, Suppression, Config, Clock and the projects of `access` around it. */
@Module({
  controllers: [ImportController, EngageController],
  providers: [ImportService, EngageService, UnbelievedLinks],
})
export class IngestionModule {}
