import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccessFor } from './access/index.js';
import { OverdueDuties, OverdueEndings } from './duties/index.js';
import { Health, iso } from './platform/index.js';
import { RetentionWatch } from './retention/index.js';

/** Ready, and what does not happen all the same, with the time since when it does not. */
interface Readiness {
  readonly status: 'ok';
  readonly retention?: { readonly missedSince: string };
  readonly duties?: { readonly overdueSince: string };
  readonly projectEndings?: { readonly overdueSince: string };
}

/** For load balancers and container health checks, of API and workers alike. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly retention: RetentionWatch,
    private readonly duties: OverdueDuties,
    private readonly endings: OverdueEndings,
  ) {}

  @AccessFor('public')
  @Get('healthz')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @AccessFor('public')
  @Get('readyz')
  async ready(): Promise<Readiness> {
    await this.health.expectReady();
    const missedSince = iso(await this.retention.missedSince());
    const overdueSince = iso(await this.duties.since());
    const endingsSince = iso(await this.endings.since());
    return {
      status: 'ok',
      ...(missedSince !== null && { retention: { missedSince } }),
      ...(overdueSince !== null && { duties: { overdueSince } }),
      ...(endingsSince !== null && { projectEndings: { overdueSince: endingsSince } }),
    };
  }
}
