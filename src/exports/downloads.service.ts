import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { actorName, type Actor } from '../access/index.js';
import { ArtifactReader, ArtifactStore, signLink, verifyLink, type PartLocation } from '../artifacts/index.js';
import { Clock, Config, HabeasError, MasterKey, PrismaService } from '../platform/index.js';
import { ArtifactManifest } from './artifact-manifest.service.js';
import { HandOvers } from '../requests/index.js';
import { Timeline } from '../request-model/index.js';

export interface Download {
  readonly stream: Readable;
  readonly fileName: string;
  /** Writes down that it was given; to be called when the last byte was passed on, and before the answer ends. */
  readonly handedOver: () => Promise<void>;
}

/** By whom a download is asked for: an actor, or whoever or whatever holds a link. */
type Taker = Actor | 'link';

interface PartRow {
  readonly artifactId: string;
  readonly ordinal: number;
  readonly offset: bigint;
  readonly length: bigint;
  readonly wrappedKey: Uint8Array | null;
}

/** Gives finished exports out: signed links, the whole artifact, one subject's folder. */
@Injectable()
export class Downloads {
  private readonly linkKey: Buffer;

  constructor(
    private readonly prisma: PrismaService,
    private readonly store: ArtifactStore,
    private readonly manifest: ArtifactManifest,
    private readonly master: MasterKey,
    private readonly handOvers: HandOvers,
    private readonly timeline: Timeline,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.linkKey = master.derive('download-link');
  }

  /** A link that works without credentials for LINK_TTL; null while there is nothing to give out, or no more. */
  async mintLink(request: { readonly id: string }): Promise<string | null> {
    const artifact = await this.prisma.artifact.findUnique({ where: { requestId: request.id } });
    const now = this.clock.now();
    if (!artifact || artifact.destroyedAt !== null || artifact.expiresAt <= now) return null;
    const expiresAt = new Date(Math.min(now.getTime() + this.config.values.LINK_TTL, artifact.expiresAt.getTime()));
    return `${this.config.baseUrl}/download/${signLink({ artifactId: artifact.id, expiresAt }, this.linkKey)}`;
  }

  /** @throws HabeasError `link-invalid` (401), `link-expired`, `artifact-expired`, `artifact-destroyed` (410) */
  async openLink(token: string): Promise<Download> {
    const { artifactId } = verifyLink(token, this.clock.now(), this.linkKey);
    const artifact = await this.prisma.artifact.findUnique({ where: { id: artifactId } });
    if (!artifact) throw destroyed();
    return this.open(artifact.requestId, 'link');
  }

  /** The whole artifact as one ZIP; the parts of subjects erased since are left out and named so in the manifest. */
  async open(requestId: string, by: Taker): Promise<Download> {
    const artifact = await this.readable(requestId);
    const parts = await this.prisma.artifactPart.findMany({
      where: { artifactId: artifact.id },
      orderBy: { ordinal: 'asc' },
    });
    const left = parts.filter(({ wrappedKey }) => wrappedKey !== null);
    if (left.length === 0) throw destroyed();
    const manifest = await this.manifest.render(requestId);
    await this.tell(requestId, artifact.request.projectId, by, { parts: left.length });
    const reader = new ArtifactReader(this.store, artifact.storeName);
    const locations = left.map((part) => this.locate(part));
    const stream = reader.openZip(locations, [{ path: 'manifest.json', content: [manifest] }], artifact.createdAt);
    const handedOver = async (): Promise<void> =>
      by === 'link' ? this.handOvers.followed(requestId) : this.handOvers.downloaded(by, requestId, null);
    return { stream, fileName: `habeas-export-${requestId}.zip`, handedOver };
  }

  /** One subject's folder as a ZIP of its own, to be handed to that person. */
  async openPart(requestId: string, ordinal: number, by: Actor): Promise<Download> {
    const artifact = await this.readable(requestId);
    const part = await this.prisma.artifactPart.findUnique({
      where: { artifactId_ordinal: { artifactId: artifact.id, ordinal } },
    });
    if (!part) throw new HabeasError('not-found', 'subject-not-found', 'The export has no subject of that number.');
    if (part.wrappedKey === null) throw destroyed();
    await this.tell(requestId, artifact.request.projectId, by, { ordinal });
    const stream = new ArtifactReader(this.store, artifact.storeName).openPart(this.locate(part));
    const handedOver = async (): Promise<void> => this.handOvers.downloaded(by, requestId, ordinal);
    return { stream, fileName: `${part.folder}.zip`, handedOver };
  }

  private async readable(requestId: string) {
    const artifact = await this.prisma.artifact.findUnique({
      where: { requestId },
      include: { request: { select: { projectId: true } } },
    });
    if (!artifact) {
      throw new HabeasError('conflict', 'export-not-finished', 'The export is not finished: poll it until SUCCESS.');
    }
    if (artifact.destroyedAt !== null) throw destroyed();
    if (artifact.expiresAt <= this.clock.now()) {
      throw new HabeasError(
        'gone',
        'artifact-expired',
        'The export was destroyed after its retention: open a new one.',
      );
    }
    return artifact;
  }

  private locate(part: PartRow): PartLocation {
    if (part.wrappedKey === null) throw destroyed();
    return {
      offset: Number(part.offset),
      length: Number(part.length),
      dataKey: this.master.unwrap(Buffer.from(part.wrappedKey), `artifact-part/${part.artifactId}/${part.ordinal}`),
    };
  }

  private async tell(
    requestId: string,
    projectId: number,
    by: Taker,
    detail: { readonly parts?: number; readonly ordinal?: number },
  ): Promise<void> {
    const actor = by === 'link' ? by : actorName(by);
    await this.prisma.$transaction((transaction) =>
      this.timeline.tell(transaction, { requestId, projectId, type: 'downloaded', actor, detail }),
    );
  }
}

function destroyed(): HabeasError {
  return new HabeasError(
    'gone',
    'artifact-destroyed',
    'What this export held was erased since: nothing of it is left to give.',
  );
}
