import { Injectable } from '@nestjs/common';
import { ActiveHolds, HoldIds, spellingOf, spellingsOf } from '../holds/index.js';
import { Clock, PrismaService, type Transaction } from '../platform/index.js';
import { Identities, keyIdsOf, type Subject } from '../request-model/index.js';
import { ClosureService } from '../subject-data/index.js';
import { onceEach } from './once-each.js';

/** Somebody who is held: everything that stands for them, why, and until when. */
export interface HeldPerson {
  readonly person: Subject;
  readonly basis: string;
  readonly until: Date;
}

/** Everybody of a project who was held at one moment. */
export interface HeldPeople {
  readonly people: readonly HeldPerson[];
  /** Every id whose rows are theirs, each once. */
  readonly ids: readonly string[];
  /** The holds by which they were found. */
  readonly holds: readonly string[];
  /** Why it is not known who is meant, where it is not. */
  readonly fault: string | null;
}

const NOBODY: { readonly ids: readonly string[]; readonly fault: string | null } = { ids: [], fault: null };

/** Who of an ended project is held: their rows stay when the others go. */
@Injectable()
export class HeldOfProject {
  constructor(
    private readonly prisma: PrismaService,
    private readonly holdIds: HoldIds,
    private readonly activeHolds: ActiveHolds,
    private readonly identities: Identities,
    private readonly closures: ClosureService,
    private readonly clock: Clock,
  ) {}

  /** @param filedUnder the number under which the rows stand; the project's own, unless they were set aside */
  async of(projectId: number, filedUnder = projectId): Promise<HeldPeople> {
    const holds = await this.prisma.hold.findMany({ where: this.active(projectId), orderBy: { id: 'asc' } });
    const read = holds.flatMap((hold) => this.holdIds.read(hold) ?? []);
    const asked = [...new Set(read.flatMap(spellingsOf))].map((id, ordinal): [number, string] => [ordinal, id]);
    const subjects = await this.identities.subjectsOf(projectId, asked);
    const holdable = subjects.map(({ ordinal, asked: id, ids }) => ({ ordinal, ids: [id, ...ids] }));
    const held = await this.activeHolds.among(projectId, holdable);
    const people = subjects.flatMap((person): HeldPerson[] => {
      const reason = held.get(person.ordinal);
      return reason === undefined ? [] : [{ person, ...reason }];
    });
    const named = [...new Set(subjects.flatMap(idsOf))];
    const aside = filedUnder === projectId ? NOBODY : await this.asideOf(filedUnder, named);
    const ids = [...new Set([...named, ...aside.ids])];
    const fault = subjects.find((subject) => subject.fault !== undefined)?.fault ?? aside.fault;
    // Several holds on one person are one person.
    const once = onceEach(people, ({ person }) => idsOf(person).map(spellingOf));
    return { people: once, ids, holds: holds.map(({ id }) => id), fault };
  }

  /** What else stands for them by the links that were set aside with their rows. */
  private async asideOf(number: number, ids: readonly string[]): Promise<typeof NOBODY> {
    const closures = [...(await this.closures.resolve(number, ids)).values()];
    const fault = closures.find((closure) => closure.fault !== undefined)?.fault ?? null;
    return { ids: closures.flatMap((closure) => [...closure.ids, ...(closure.recordings ?? [])]), fault };
  }

  /** Whether a hold is there by which nobody was found then. The last word in a transaction that has the arrivals. */
  async anyAdded(transaction: Transaction, projectId: number, { holds }: HeldPeople): Promise<boolean> {
    const where = { ...this.active(projectId), id: { notIn: [...holds] } };
    return (await transaction.hold.findFirst({ where, select: { id: true } })) !== null;
  }

  private active(projectId: number) {
    return { projectId, liftedAt: null, until: { gt: this.clock.now() } };
  }
}

function idsOf(person: Subject): string[] {
  return [...new Set([person.asked, ...keyIdsOf(person)])];
}
