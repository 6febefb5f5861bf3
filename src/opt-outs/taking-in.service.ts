import { Injectable } from '@nestjs/common';
import type { ProjectRecord } from '../access/index.js';
import { PrismaService } from '../platform/index.js';
import { AS_NAMED, IdForms } from '../subject-data/index.js';
import { refusalOf, Suppression, type RefusalReason, type Standing } from '../suppression/index.js';
import { CoveredBy } from './covered-ids.service.js';

/** Asks for opt-ins too, and so without asking first whether anything stands. */
const WITH_OPT_INS = { optedOutByDefault: true, dropsSignalled: false } as const;

/** Says whose data is taken in, for a login or an import that must not bring somebody back. */
@Injectable()
export class TakingIn {
  constructor(
    private readonly prisma: PrismaService,
    private readonly suppression: Suppression,
    private readonly coveredBy: CoveredBy,
    private readonly forms: IdForms,
  ) {}

  /** Why each of the ids is refused, by the id and by whoever's choice is also its; null: it is taken in. */
  async check(project: ProjectRecord, asked: readonly string[]): Promise<(RefusalReason | null)[]> {
    const { id: projectId, optedOutByDefault } = project;
    const distinctIds = asked.map(project.hashIds ? this.forms.hashing(projectId) : AS_NAMED);
    const rules = { optedOutByDefault, dropsSignalled: false };
    const standingOf = async (ids: readonly string[]): Promise<Standing> =>
      this.suppression.standingOf(this.prisma, projectId, () => new Set(ids), WITH_OPT_INS);
    const [stands, named] = await Promise.all([
      optedOutByDefault || this.suppression.any(projectId),
      standingOf(distinctIds),
    ]);
    // Where nothing stands nobody need be looked up, and who is refused by the id itself need not be.
    if (!stands) return distinctIds.map(() => null);
    const isOpen = (id: string) => !named.reasons.has(id);
    const open = distinctIds.filter(isOpen);
    const speakers =
      open.length === 0 ? new Map<string, readonly string[]>() : await this.coveredBy.speakersFor(projectId, open);
    const others = [...speakers.values()].filter((ids) => ids.length > 1).flat();
    const all = others.length === 0 ? named : await standingOf([...others, ...open]);
    return distinctIds.map((id) =>
      isOpen(id) ? refusalOf(speakers.get(id) ?? [id], all, rules) : (named.reasons.get(id) ?? null),
    );
  }
}
