import { Injectable, Logger } from '@nestjs/common';
import { actorName, STANDING, type Actor } from '../access/index.js';
import {
  ArtifactReader,
  ArtifactStore,
  signLink,
  verifyLink,
  type PartLocation,
  type StoredFile,
  type StoredPart,
  type ZipImage,
} from '../artifacts/index.js';
import { Clock, Config, HabeasError, MasterKey, PrismaService } from '../platform/index.js';
import { ArtifactManifest } from './artifact-manifest.service.js';
import { manifestOf, namesIn, type Layout } from './folder/file-names.js';
import { Looks } from '../requests/index.js';
import { Timeline } from '../request-model/index.js';

export interface Download {
  readonly zip: ZipImage;
  readonly fileName: string;
  /** Writes down that the giving begins, of the range as `Content-Range` tells it or of all; to be called before the first byte. */
  readonly begun: (range: string | null) => Promise<void>;
  /** Writes down that what was asked for was given; to be called when all but the last of it was passed on. */
  readonly ended: () => Promise<void>;
  /** Writes into the log that it broke off, and why. */
  readonly broke: (error: unknown) => void;
}

/** By whom a download is asked for: an actor, or whoever or whatever holds a link. */
type Taker = Actor | 'link';

interface PartRow {
  readonly artifactId: string;
  readonly ordinal: number;
  readonly folder: string;
  readonly offset: bigint;
  readonly length: bigint;
  readonly sha256: Uint8Array;
  readonly files: unknown;
  readonly wrappedKey: Uint8Array | null;
}

/** Gives finished exports out: signed links, the whole artifact, one subject's folder. */
@Injectable()
export class Downloads {
  private readonly logger = new Logger('exports');
  private readonly linkKey: Buffer;

  constructor(
    private readonly prisma: PrismaService,
    private readonly store: ArtifactStore,
    private readonly manifest: ArtifactManifest,
    private readonly master: MasterKey,
    private readonly looks: Looks,
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

  /**
   * What a link opens: files without folders, as clients of the wire expect them.
   * @throws HabeasError `link-invalid` (401), `link-expired`, `artifact-expired`, `artifact-destroyed`, `artifact-missing`, `artifact-damaged`, `project-ended` (410)
   */
  async openLink(token: string): Promise<Download> {
    const { artifactId } = verifyLink(token, this.clock.now(), this.linkKey);
    const artifact = await this.prisma.artifact.findUnique({ where: { id: artifactId } });
    if (!artifact) throw destroyed();
    return this.open(artifact.requestId, 'link', 'flat');
  }

  /**
   * The whole artifact as one ZIP; the parts of subjects erased since are left out and named so in the manifest.
   * @throws HabeasError `artifact-missing`, `artifact-damaged` (410) where that is known before the first byte
   */
  async open(requestId: string, by: Taker, layout: Layout): Promise<Download> {
    const artifact = await this.readable(requestId);
    const rows = await this.prisma.artifactPart.findMany({
      where: { artifactId: artifact.id, NOT: { wrappedKey: null } },
      orderBy: { ordinal: 'asc' },
    });
    const content = await this.manifest.render(requestId);
    const parts = rows.map((row) => this.stored(row));
    const sensitive = rows.some((row) => row.sensitive);
    const seen = sensitive ? { sensitive } : {};
    const zip = await this.zipOf(artifact, parts, layout, [{ path: manifestOf(requestId), content }]);
    return {
      zip,
      fileName: `habeas-export-${requestId}.zip`,
      begun: async (range) =>
        this.tell(artifact, by, { parts: parts.length, ...seen, ...(range !== null && { range }) }),
      ended: async () => this.looked(requestId, by, null, sensitive),
      broke: (error) => this.complain(requestId, error),
    };
  }

  /** One subject's folder as a ZIP of its own, to be handed to that person. */
  async openPart(requestId: string, ordinal: number, by: Actor): Promise<Download> {
    const artifact = await this.readable(requestId);
    const row = await this.prisma.artifactPart.findUnique({
      where: { artifactId_ordinal: { artifactId: artifact.id, ordinal } },
    });
    if (!row) throw new HabeasError('not-found', 'subject-not-found', 'The export has no subject of that number.');
    const { sensitive } = row;
    const seen = sensitive ? { sensitive } : {};
    const zip = await this.zipOf(artifact, [this.stored(row)], 'folders', []);
    return {
      zip,
      fileName: `${row.folder}.zip`,
      begun: async (range) => this.tell(artifact, by, { ordinal, ...seen, ...(range !== null && { range }) }),
      ended: async () => this.looked(requestId, by, ordinal, sensitive),
      broke: (error) => this.complain(requestId, error),
    };
  }

  private async zipOf(
    artifact: ArtifactRow,
    parts: readonly StoredPart[],
    layout: Layout,
    extraFiles: readonly { readonly path: string; readonly content: string }[],
  ): Promise<ZipImage> {
    const [first] = parts;
    if (first === undefined) throw destroyed();
    const reader = new ArtifactReader(this.store, artifact.storeName);
    try {
      await reader.check(Number(artifact.bytes), first);
      return await reader.zip(parts, namesIn(layout, artifact.requestId), extraFiles, artifact.createdAt);
    } catch (error) {
      this.complain(artifact.requestId, error);
      throw error;
    }
  }

  private async readable(requestId: string): Promise<ArtifactRow> {
    const artifact = await this.prisma.artifact.findUnique({
      where: { requestId },
      include: { request: { select: { projectId: true } } },
    });
    if (!artifact) {
      throw new HabeasError('conflict', 'export-not-finished', 'The export is not finished: poll it until SUCCESS.');
    }
    if (artifact.destroyedAt !== null) throw destroyed();
    await this.refuseEnded(artifact.request.projectId);
    if (artifact.expiresAt <= this.clock.now()) {
      throw new HabeasError(
        'gone',
        'artifact-expired',
        'The export was destroyed after its retention: open a new one.',
      );
    }
    return artifact;
  }

  /** A link asks for no credentials, and so for no project: that of a deleted one opens nothing, as long as it may come back. */
  private async refuseEnded(projectId: number): Promise<void> {
    if ((await this.prisma.project.count({ where: { id: projectId, ...STANDING } })) === 1) return;
    const message = 'The project of this export was deleted: nothing of it is given out.';
    throw new HabeasError('gone', 'project-ended', message);
  }

  private stored(row: PartRow): StoredPart {
    const { folder, sha256 } = row;
    return { ...this.locate(row), folder, sha256, files: row.files as StoredFile[] };
  }

  private locate(part: PartRow): PartLocation {
    if (part.wrappedKey === null) throw destroyed();
    return {
      offset: Number(part.offset),
      length: Number(part.length),
      dataKey: this.master.unwrap(Buffer.from(part.wrappedKey), `artifact-part/${part.artifactId}/${part.ordinal}`),
    };
  }

  /** An operator learns of it here: whoever downloads can do nothing about it. */
  private complain(requestId: string, error: unknown): void {
    const code = error instanceof HabeasError ? error.code : 'internal';
    this.logger.error(`The stored file of export ${requestId} cannot be given out (${code}).`);
  }

  private async looked(requestId: string, by: Taker, ordinal: number | null, sensitive: boolean): Promise<void> {
    try {
      await (by === 'link'
        ? this.looks.followed(requestId, sensitive)
        : this.looks.downloaded(by, requestId, ordinal, sensitive));
    } catch (error) {
      this.logger.error(`The look at export ${requestId} could not be recorded; the connection was broken.`);
      throw error;
    }
  }

  private async tell(
    { requestId, request }: ArtifactRow,
    by: Taker,
    detail: {
      readonly parts?: number;
      readonly ordinal?: number;
      readonly range?: string;
      /** Values were in it that are not everybody's to see. */
      readonly sensitive?: boolean;
    },
  ): Promise<void> {
    const { projectId } = request;
    const actor = by === 'link' ? by : actorName(by);
    await this.prisma.$transaction((transaction) =>
      this.timeline.tell(transaction, { requestId, projectId, type: 'downloaded', actor, detail }),
    );
  }
}

interface ArtifactRow {
  readonly id: string;
  readonly requestId: string;
  readonly storeName: string;
  readonly bytes: bigint;
  readonly createdAt: Date;
  readonly request: { readonly projectId: number };
}

function destroyed(): HabeasError {
  return new HabeasError(
    'gone',
    'artifact-destroyed',
    'What this export held was erased since: nothing of it is left to give.',
  );
}
