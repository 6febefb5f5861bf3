import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { LocalArtifactStore } from './artifact-store.local.js';
import { ArtifactStore } from './artifact-store.port.js';

@Module({
  providers: [
    {
      provide: ArtifactStore,
      inject: [Config],
      useFactory: (config: Config): ArtifactStore => new LocalArtifactStore(join(config.dataDirectory, 'artifacts')),
    },
  ],
  exports: [ArtifactStore],
})
export class ArtifactsModule {}
