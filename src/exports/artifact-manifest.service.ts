import { Injectable } from '@nestjs/common';
import { PrismaService } from '../platform/index.js';
import { Identities } from '../request-model/index.js';

/**
 * `manifest.json` of an export, for the officer: which folder is whose, counts per collection, SHA-256 of each file. It is made
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
    const outcomes = new Map(request.subjects.map(({ ordinal, outcome }) => [ordinal, outcome]));
    const subjects = (request.artifact?.parts ?? []).map((part) => {
      const common = { folder: part.folder, outcome: outcomes.get(part.ordinal) ?? null };
      if (part.destroyedAt !== null) return { ...common, destroyedAt: part.destroyedAt.toISOString() };
      return { ...common, distinct_id: ids.get(part.ordinal) ?? null, files: part.files };
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

  private async rowsByCollection(requestId: string): Promise<Record<string, number>> {
    const sums = await this.prisma.requestTally.groupBy({
      by: ['collection'],
      where: { requestId },
      _sum: { rows: true },
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
