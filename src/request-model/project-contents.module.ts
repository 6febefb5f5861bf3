import { Global, Module } from '@nestjs/common';
import { ProjectContents } from '../access/index.js';
import { StoredContents } from './project-contents.service.js';

/** Tells `access` whether a project is empty. */
@Global()
@Module({ providers: [{ provide: ProjectContents, useClass: StoredContents }], exports: [ProjectContents] })
export class ProjectContentsModule {}
