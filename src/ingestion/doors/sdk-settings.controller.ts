import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccessFor, CurrentActor, type Actor } from '../../access/index.js';
import { browserConfigOf } from './browser-config.js';
import { CredentialProjects } from './credential-projects.service.js';
import { ImportErrorFilter } from './import-error.filter.js';

/** What SDKs ask before they send: there are no flags, and settings of the project that they may know, which are public. */
@ApiExcludeController()
@Controller()
@AccessFor('import')
@UseFilters(ImportErrorFilter)
export class SdkSettingsController {
  constructor(private readonly projects: CredentialProjects) {}

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
    const settings = await this.projects.of(actor);
    const isRecording = settings.recordSessions > 0;
    return { recording: { is_enabled: isRecording }, sdk_config: { config: browserConfigOf(settings) } };
  }
}
