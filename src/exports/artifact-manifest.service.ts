import { Injectable } from '@nestjs/common';
import { PrismaService } from '../platform/index.js';
import { groupByOrdinal, Identities } from '../request-model/index.js';

interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The manifest of an export, for the officer: which folder is whose, counts per collection, SHA-256 of each file. It is made
 * at every download from what is still readable, so that no copy of an erased person's id rests in an artifact.
 */
@Injectable()
export class ArtifactManifest {
  constructor(
    private readonly prisma: PrismaService,
    private readonly identities: Identities,
  ) {}

  async render(requestId: string): Promise<string> {
    const request = await this.prisma.request.findUniqueOrThrow({
      where: { id: requestId },
      include: {
        subjects: { orderBy: { ordinal: 'asc' }, select: { ordinal: true, outcome: true } },
        artifact: { include: { parts: { orderBy: { ordinal: 'asc' } } } },
      },
    });
    const ids = await this.identities.asked(request);
    const left = await this.notCopiedBySubject(requestId);
    const outcomes = new Map(request.subjects.map(({ ordinal, outcome }) => [ordinal, outcome]));
    const subjects = (request.artifact?.parts ?? []).map((part) => {
      const common = { folder: part.folder, outcome: outcomes.get(part.ordinal) ?? null };
      if (part.destroyedAt !== null) return { ...common, destroyedAt: part.destroyedAt.toISOString() };
      const files = (part.files as unknown as ManifestFile[]).map(({ path, bytes, sha256 }) => ({
        path,
        bytes,
        sha256,
      }));
      const notCopied = left.get(part.ordinal) ?? [];
      const tooLarge = notCopied.length === 0 ? {} : { notCopied };
      return { ...common, distinct_id: ids.get(part.ordinal) ?? null, files, ...tooLarge };
    });
    const manifest = {
      format: 'habeas/manifest/1',
      request: request.id,
      project: request.projectId,
      regime: request.regime,
      disclosure: request.disclosure,
      receivedAt: request.receivedAt.toISOString(),
      window: { from: request.windowFrom?.toISOString() ?? null, until: request.windowUntil?.toISOString() ?? null },
      watermark: request.watermark?.toISOString() ?? null,
      verifiedAt: request.verifiedAt?.toISOString() ?? null,
      rows: await this.rowsByCollection(requestId),
      ...sparedNote(request.artifact?.sparedAt ?? null),
      subjects,
    };
    return `${JSON.stringify(manifest, null, 2)}\n`;
  }

  /** Values that were too large to be copied, by subject and collection. */
  private async notCopiedBySubject(requestId: string): Promise<ReadonlyMap<number, readonly object[]>> {
    const tallies = await this.prisma.requestTally.findMany({
      where: { requestId, notCopied: { gt: 0 } },
      orderBy: [{ ordinal: 'asc' }, { collection: 'asc' }],
    });
    return groupByOrdinal(tallies, ({ collection, notCopied, notCopiedBytes }) => ({
      collection,
      values: Number(notCopied),
      bytes: Number(notCopiedBytes),
      why: 'too large to be copied',
    }));
  }

  private async rowsByCollection(requestId: string): Promise<Record<string, number>> {
    const sums = await this.prisma.requestTally.groupBy({
      by: ['collection'],
      where: { requestId },
      _sum: { rows: true },
      orderBy: { collection: 'asc' },
    });
    return Object.fromEntries(sums.map(({ collection, _sum }) => [collection, Number(_sum.rows ?? 0)]));
  }
}

function sparedNote(sparedAt: Date | null): { spared?: { at: string; note: string } } {
  if (sparedAt === null) return {};
  const note =
    'The deletion ordered with this export has erased what it shows, and left this copy alone until it expires.';
  return { spared: { at: sparedAt.toISOString(), note } };
}
