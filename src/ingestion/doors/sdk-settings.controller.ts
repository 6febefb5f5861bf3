import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccessFor, CurrentActor, IngestProjects, type Actor } from '../../access/index.js';
import { HabeasError } from '../../platform/index.js';
import { browserConfigOf } from './browser-config.js';
import { ImportErrorFilter } from './import-error.filter.js';

/** What SDKs ask before they send: there are no flags, and settings of the project that they may know, which are public. */
@ApiExcludeController()
@Controller()
@AccessFor('import')
@UseFilters(ImportErrorFilter)
export class SdkSettingsController {
  constructor(private readonly projects: IngestProjects) {}

  @Get('flags')
  flags() {
    return { flags: {} };
  }

  @Get('flags/definitions')
  definitions() {
    return { flags: [] };
  }

  @Get('settings')
  async settings(@CurrentActor() actor: Actor) {
    const isOfProject = actor.kind === 'project-token' || actor.kind === 'project-secret';
    const settings = isOfProject ? await this.projects.byId(actor.projectId) : null;
    if (settings === null) throw new HabeasError('unauthenticated', 'credentials-invalid', 'Invalid credentials');
    return { recording: { is_enabled: true }, sdk_config: { config: browserConfigOf(settings) } };
  }
}
