import { join } from 'node:path';
import { Logger, Module } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { LocalArtifactStore } from './artifact-store.local.js';
import { ArtifactStore } from './artifact-store.port.js';
import { separateDisks } from './separate-disks.js';

/** Artifacts in a bucket where S3_… is set, else on the local disk. */
@Module({
  providers: [{ provide: ArtifactStore, inject: [Config], useFactory: openStore }],
  exports: [ArtifactStore],
})
export class ArtifactsModule {}

async function openStore(config: Config): Promise<ArtifactStore> {
  const { s3 } = config;
  if (s3 === null) {
    const warning = separateDisks(config);
    if (warning !== null) new Logger('artifacts').warn(warning);
    return LocalArtifactStore.open(join(config.dataDirectory, 'artifacts'));
  }
  // The client is large: who keeps artifacts on a disk does not wait for it.
  const { S3ArtifactStore } = await import('./artifact-store.s3.js');
  return S3ArtifactStore.open(s3);
}
