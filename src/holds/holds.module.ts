import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { ActiveHolds } from './active-holds.service.js';
import { HeldProfiles } from './held-profiles.service.js';
import { HoldIds } from './hold-ids.service.js';
import { HoldReader } from './hold-reader.service.js';
import { HoldsController } from './holds.controller.js';
import { Holds } from './holds.service.js';

/** Who is held, for whoever erases. */
@Global()
@Module({ providers: [ActiveHolds, HeldProfiles, HoldIds], exports: [ActiveHolds, HeldProfiles, HoldIds] })
export class HoldsModule {}

/** The way in: placing, lifting and listing holds. */
@Module({})
export class HoldsApiModule {
  /** @param deletions the module that provides `HeldDeletions` */
  static register(deletions: Type): DynamicModule {
    return {
      module: HoldsApiModule,
      imports: [deletions],
      controllers: [HoldsController],
      providers: [Holds, HoldReader],
    };
  }
}
