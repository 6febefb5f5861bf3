import { Injectable } from '@nestjs/common';
import { IngestProjects, type Actor, type IngestSettings } from '../../access/index.js';
import { HabeasError } from '../../platform/index.js';

/** The project whose token or API secret a call has as its credentials. */
@Injectable()
export class CredentialProjects {
  constructor(private readonly projects: IngestProjects) {}

  /** @throws HabeasError 401 `credentials-invalid`, for a service account too, which is of no single project */
  async of(actor: Actor | undefined): Promise<IngestSettings> {
    const isOfProject = actor?.kind === 'project-token' || actor?.kind === 'project-secret';
    const settings = isOfProject ? await this.projects.byId(actor.projectId) : null;
    if (settings === null) throw new HabeasError('unauthenticated', 'credentials-invalid', 'Invalid credentials');
    return settings;
  }
}
