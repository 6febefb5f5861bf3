import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccessFor } from './access/index.js';
import { Health } from './platform/index.js';
import { RetentionWatch } from './retention/index.js';

/** For load balancers and container health checks, of API and workers alike. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly retention: RetentionWatch,
  ) {}

  @AccessFor('public')
  @Get('healthz')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @AccessFor('public')
  @Get('readyz')
  async ready(): Promise<{ status: 'ok'; retention?: { missedSince: string } }> {
    await this.health.expectReady();
    const missedSince = await this.retention.missedSince();
    return missedSince === null
      ? { status: 'ok' }
      : { status: 'ok', retention: { missedSince: missedSince.toISOString() } };
  }
}
