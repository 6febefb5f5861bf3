import { Module } from '@nestjs/common';
import { EndingSteps } from './ending-steps.service.js';
import { ProjectEndingsController } from './project-endings.controller.js';
import { ProjectEndings } from './project-endings.service.js';

/** The way in: ending projects, bringing them back, and reading what became of them. */
@Module({ controllers: [ProjectEndingsController], providers: [EndingSteps, ProjectEndings] })
export class ProjectEndingsApiModule {}
