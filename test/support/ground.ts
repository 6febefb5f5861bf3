import { Module, type DynamicModule } from '@nestjs/common';
import { Leases, MasterKey, type PrismaService } from '../../src/platform/index.js';

@Module({})
class Ground {}

/** What the room of subject data is given by an application, without one around it. */
export function groundOf(prisma: PrismaService): DynamicModule {
  const providers = [
    { provide: MasterKey, useValue: new MasterKey(Buffer.alloc(32, 7)) },
    { provide: Leases, useValue: new Leases(prisma) },
  ];
  return { module: Ground, global: true, providers, exports: [MasterKey, Leases] };
}
