import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccessFor } from './access/index.js';
import { Health } from './platform/index.js';

/** For load balancers and container health checks, of API and workers alike. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  @AccessFor('public')
  @Get('healthz')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @AccessFor('public')
  @Get('readyz')
  async ready(): Promise<{ status: 'ok' }> {
    await this.health.expectReady();
    return { status: 'ok' };
  }
}
