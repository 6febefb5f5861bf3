import { Injectable } from '@nestjs/common';
import type { SealedPart } from '../artifacts/index.js';
import { Clock, Config, Ids, MasterKey, type Transaction } from '../platform/index.js';
import type { WrittenSubject } from './export-folders.service.js';

/** Two thousand at once would hold the process up for a second, and take hundreds of megabytes. */
const PARTS_AT_ONCE = 200;

/** What is on record of a finished file: its parts, each with a key of its own that can be destroyed. */
@Injectable()
export class ArtifactRecords {
  constructor(
    private readonly master: MasterKey,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** `erased`: ordinals whose part is nobody's any more, so that its key is not kept. */
  async record(
    transaction: Transaction,
    requestId: string,
    written: readonly WrittenSubject[],
    erased: ReadonlySet<number>,
    blob: { readonly name: string; readonly bytes: number },
  ): Promise<void> {
    const at = this.clock.now();
    const artifactId = this.ids.next();
    await transaction.artifact.create({
      data: {
        id: artifactId,
        requestId,
        storeName: blob.name,
        bytes: blob.bytes,
        createdAt: at,
        expiresAt: new Date(at.getTime() + this.config.values.ARTIFACT_RETENTION),
      },
    });
    const parts = written.map(({ ordinal, sensitive, part }) => ({
      artifactId,
      ordinal,
      folder: part.folder,
      sensitive,
      offset: part.offset,
      length: part.length,
      plainBytes: part.plainBytes,
      sha256: Uint8Array.from(part.sha256),
      files: part.files.map(({ path, bytes, sha256, packed }) => ({ path, bytes, sha256, packed: { ...packed } })),
      wrappedKey: erased.has(ordinal) ? null : this.wrap(part, artifactId, ordinal),
      destroyedAt: erased.has(ordinal) ? at : null,
    }));
    for (let start = 0; start < parts.length; start += PARTS_AT_ONCE) {
      await transaction.artifactPart.createMany({ data: parts.slice(start, start + PARTS_AT_ONCE) });
    }
  }

  private wrap(part: SealedPart, artifactId: string, ordinal: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.master.wrap(part.dataKey, `artifact-part/${artifactId}/${ordinal}`));
  }
}
