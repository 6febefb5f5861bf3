import { Injectable } from '@nestjs/common';
import { EVERYTHING } from '../compliance/index.js';
import { ActiveHolds, HoldIds, spellingOf, spellingsOf } from '../holds/index.js';
import { Clock, PrismaService, type Transaction } from '../platform/index.js';
import { Identities, keyIdsOf, keysOf, type Subject, SubjectCounts } from '../request-model/index.js';
import { ClosureService, isBuiltIn, SubjectData } from '../subject-data/index.js';
import { groupsOf } from './groups.js';

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

/** Who of an ended project is held: their rows stay when the others go. */
@Injectable()
export class HeldOfProject {
  constructor(
    private readonly prisma: PrismaService,
    private readonly holdIds: HoldIds,
    private readonly activeHolds: ActiveHolds,
    private readonly identities: Identities,
    private readonly closures: ClosureService,
    private readonly subjectData: SubjectData,
    private readonly counts: SubjectCounts,
    private readonly clock: Clock,
  ) {}

  /** @param filedUnder the number under which the rows stand; the project's own, unless they were set aside */
  async of(projectId: number, filedUnder = projectId): Promise<HeldPeople> {
    const holds = await this.prisma.hold.findMany({ where: this.active(projectId), orderBy: { id: 'asc' } });
    const read = holds.flatMap((hold) => this.holdIds.read(hold) ?? []);
    const asked = [...new Set(read.flatMap(spellingsOf))].map((id, ordinal): [number, string] => [ordinal, id]);
    const found = await this.identities.subjectsOf(projectId, asked);
    const subjects = filedUnder === projectId ? found : await this.withAside(filedUnder, found);
    const holdable = subjects.map(({ ordinal, asked: id, ids }) => ({ ordinal, ids: [id, ...ids] }));
    const held = await this.activeHolds.among(projectId, holdable);
    const people = subjects.flatMap((person): HeldPerson[] => {
      const reason = held.get(person.ordinal);
      return reason === undefined ? [] : [{ person, ...reason }];
    });
    const ids = [...new Set(subjects.flatMap(idsOf))];
    const fault = subjects.find((subject) => subject.fault !== undefined)?.fault ?? null;
    const once = groupsOf(people, ({ person }) => idsOf(person).map(spellingOf)).flatMap(together);
    return { people: once, ids, holds: holds.map(({ id }) => id), fault };
  }

  /** The people with what stands for them by the links that were set aside with their rows, and by these alone. */
  private async withAside(number: number, people: readonly Subject[]): Promise<Subject[]> {
    // A recording leads to nobody: it comes with those whose it is.
    const namesOf = (person: Subject) => idsOf({ ...person, recordings: [] });
    const closures = await this.closures.resolve(number, [...new Set(people.flatMap(namesOf))]);
    return people.map((person) => {
      const aside = namesOf(person).flatMap((id) => closures.get(id) ?? []);
      const fault = person.fault ?? aside.find((closure) => closure.fault !== undefined)?.fault;
      return { ...joined([person, ...aside], person), ...(fault === undefined ? {} : { fault }) };
    });
  }

  /** Those of them of whom rows are filed under the number, in collections that Habeas keeps, and how many there are of them all. */
  async filedUnder(
    projectId: number,
    number: number,
    people: readonly HeldPerson[],
  ): Promise<{ readonly people: readonly HeldPerson[]; readonly rows: number }> {
    const persons = people.map(({ person }) => person);
    const keys = keysOf({ projectId, numbers: [number] }, persons);
    const found = new Set<number>();
    let rows = 0;
    for (const collection of this.subjectData.collections().filter(isBuiltIn)) {
      for (const tally of await this.counts.ofCollection(collection, keys, EVERYTHING)) {
        rows += tally.rows;
        if (tally.rows > 0) found.add(tally.ordinal);
      }
    }
    return { people: people.filter(({ person }) => found.has(person.ordinal)), rows };
  }

  /** Whether all the holds are there still by which they were found. */
  async areHeld(transaction: Transaction, projectId: number, { holds }: HeldPeople): Promise<boolean> {
    const where = { ...this.active(projectId), id: { in: [...holds] } };
    return (await transaction.hold.count({ where })) === holds.length;
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

/** Several holds on one person are one person, who is held until the last of them ends. */
function together(same: readonly HeldPerson[]): HeldPerson[] {
  const [last] = [...same].sort((one, other) => other.until.getTime() - one.until.getTime());
  if (last === undefined) return [];
  const person = joined(
    same.map((each) => each.person),
    last.person,
  );
  return [{ ...last, person }];
}

function joined(all: readonly Pick<Subject, 'ids' | 'recordings'>[], as: Subject): Subject {
  const ids = [...new Set(all.flatMap((each) => each.ids))];
  return { ...as, ids, recordings: [...new Set(all.flatMap((each) => each.recordings ?? []))] };
}

function idsOf(person: Subject): string[] {
  return [...new Set([person.asked, ...keyIdsOf(person)])];
}
