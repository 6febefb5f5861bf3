import { Injectable } from '@nestjs/common';
import { Clock, PrismaService, type Transaction } from '../platform/index.js';
import { SubjectHmac, type RememberedHmacs } from '../subject-data/index.js';
import { spellingOf } from './spelling.js';

/** A person as a request has them; `ids` without the ambiguous ones, which are nobody's. */
export interface HoldableSubject {
  readonly ordinal: number;
  readonly ids: readonly string[];
  /** Ids of the person whose device was asked for: what is theirs is held with them. */
  readonly tiedTo?: readonly string[];
}

/** Why a person must not be erased, and until when. */
export interface Held {
  /** The bases of all their holds. */
  readonly basis: string;
  /** When the last of their holds ends. */
  readonly until: Date;
}

interface HoldsRow {
  readonly hmac: string;
  readonly bases: readonly string[];
  readonly until: Date;
}

/** Who is held now. */
@Injectable()
export class ActiveHolds {
  constructor(
    private readonly prisma: PrismaService,
    private readonly hmac: SubjectHmac,
    private readonly clock: Clock,
  ) {}

  /**
   * The held among subjects of a project, by ordinal: a hold on any of their ids holds them. It is the last word only in a
   * transaction that is alone with the project's arrivals, since holds are placed and lifted under that lock.
   */
  async among(
    projectId: number,
    subjects: readonly HoldableSubject[],
    transaction: Transaction = this.prisma,
    hmacs: RememberedHmacs = this.hmac.remembering(projectId),
  ): Promise<Map<number, Held>> {
    const spelled = subjects.map(({ ordinal, ids, tiedTo = [] }) => ({
      ordinal,
      ids: [...ids, ...tiedTo].map(spellingOf),
    }));
    await hmacs.learn(spelled.flatMap(({ ids }) => ids));
    const keys = spelled.flatMap(({ ordinal, ids }) => ids.map((id) => ({ ordinal, hmac: hmacs.of(id) })));
    const rows = await transaction.$queryRaw<HoldsRow[]>`
      SELECT encode(id_hmac, 'hex') AS hmac, array_agg(basis ORDER BY placed_at, id) AS bases, max(until) AS until
      FROM holds
      WHERE project_id = ${projectId}::int AND lifted_at IS NULL AND until > ${this.clock.now()}
        AND id_hmac = ANY (SELECT decode(hmac, 'hex') FROM unnest(string_to_array(${keys.map(({ hmac }) => hmac).join(' ')}, ' ')) AS hmac)
      GROUP BY id_hmac`;
    const holdsOf = new Map(rows.map((row) => [row.hmac, row]));
    const held = new Map<number, HoldsRow[]>();
    for (const { ordinal, hmac } of keys) {
      const holds = holdsOf.get(hmac);
      if (holds) held.set(ordinal, [...(held.get(ordinal) ?? []), holds]);
    }
    return new Map([...held].map(([ordinal, holds]) => [ordinal, summed(holds)]));
  }

  /** Whether anybody of the project is held now. */
  async any(projectId: number, transaction: Transaction = this.prisma): Promise<boolean> {
    const where = { projectId, liftedAt: null, until: { gt: this.clock.now() } };
    return (await transaction.hold.findFirst({ where, select: { id: true } })) !== null;
  }
}

function summed(holds: readonly HoldsRow[]): Held {
  const bases = new Set(holds.flatMap((row) => row.bases));
  return { basis: [...bases].join('; '), until: new Date(Math.max(...holds.map(({ until }) => until.getTime()))) };
}
