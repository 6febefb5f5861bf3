import { Injectable } from '@nestjs/common';
import { HabeasError } from '../core/errors.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { Stopping } from '../core/stopping.service.js';

/** Whether this process can do its work. */
@Injectable()
export class Health {
  constructor(
    private readonly prisma: PrismaService,
    private readonly stopping: Stopping,
  ) {}

  /** @throws HabeasError `not-ready` (503) while the control database does not answer, `stopping` (503) */
  async expectReady(): Promise<void> {
    this.stopping.refuseMore();
    try {
      await this.prisma.$queryRaw`SELECT 1`;
    } catch (error) {
      throw new HabeasError('unavailable', 'not-ready', 'The database does not answer.', {
        retryAfter: 5,
        cause: error,
      });
    }
  }
}
