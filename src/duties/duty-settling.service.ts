import { Injectable } from '@nestjs/common';
import type { Disclosure } from '../compliance/index.js';
import { Clock, type Transaction } from '../platform/index.js';
import type { Outcome, Subject } from '../request-model/index.js';
import { DutyBook, type KeptRows } from './duty-book.service.js';
import { DutyEnds } from './duty-ends.service.js';
import { DutyHolds } from './duty-holds.service.js';
import { dueAgain, dueOf, OPEN_DUTIES, type DutyRow } from './duty.js';

/** A deletion that has just been read back. */
export interface EndedDeletion {
  readonly id: string;
  readonly disclosure: Disclosure;
  /** The collections it was about; null = all of them. */
  readonly only: readonly string[] | null;
  /** About what was set aside when the project was emptied, and nothing that came since. */
  readonly asideAlone: boolean;
  /** Those of them that the data map names still: nowhere else was anything looked at. */
  readonly mapped: readonly string[];
  readonly subjects: readonly Subject[];
  /** What policies of the data map have kept of them. */
  readonly kept: readonly KeptRows[];
}

/** A duty all of whose ids are those of one subject of a deletion. */
interface Covered {
  readonly dutyId: string;
  readonly requestId: string;
  readonly ordinal: number;
  readonly outcome: Outcome | null;
}

/** What the end of deletions means for duties, in the transaction that ends them: some are carried out, some are left. */
@Injectable()
export class DutySettling {
  constructor(
    private readonly book: DutyBook,
    private readonly ends: DutyEnds,
    private readonly holds: DutyHolds,
    private readonly clock: Clock,
  ) {}

  /** Of deletions of one project, whose outcomes are recorded. */
  async settle(transaction: Transaction, projectId: number, ended: readonly EndedDeletion[]): Promise<void> {
    const own = await this.settleOwn(transaction, projectId, ended);
    await this.settleOthers(transaction, projectId, ended);
    const left = ended.flatMap(({ id, subjects, kept }) => {
      const people = new Map(subjects.map((person) => [person.ordinal, person]));
      return kept.flatMap((rows) => {
        const person = people.get(rows.ordinal);
        // What the duty of a deletion is about stays owed by that duty.
        const isOwed = own.get(id)?.collections.includes(rows.collection) === true;
        return person === undefined || isOwed ? [] : [{ ...rows, person }];
      });
    });
    await this.book.oweKept(transaction, projectId, left);
  }

  /** Duties that these deletions were opened for; by deletion. */
  private async settleOwn(
    transaction: Transaction,
    projectId: number,
    ended: readonly EndedDeletion[],
  ): Promise<Map<string, DutyRow>> {
    const ids = ended.map(({ id }) => id);
    const duties = await transaction.duty.findMany({ where: { state: 'under-way', carriedOutBy: { in: ids } } });
    if (duties.length === 0) return new Map();
    const subjects = await transaction.requestSubject.findMany({
      where: { requestId: { in: duties.flatMap(({ carriedOutBy }) => carriedOutBy ?? []) }, ordinal: 0 },
      select: { requestId: true, outcome: true },
    });
    const outcomes = new Map(subjects.map(({ requestId, outcome }) => [requestId, outcome]));
    const held = await this.holds.among(transaction, projectId, duties);
    const now = this.clock.now();
    for (const duty of duties) {
      const by = duty.carriedOutBy ?? '';
      const outcome = outcomes.get(by);
      const deletion = ended.find(({ id }) => id === by);
      const kept = deletion?.kept.filter((rows) => duty.collections.includes(rows.collection));
      // One that failed is owed again after a while, see `DutyWatch`.
      if (outcome === 'failed') continue;
      if (outcome === 'held') {
        await this.ends.owedStill(transaction, duty, dueOf(duty, held.get(duty.id)?.until ?? null, now), 'held');
      } else if (deletion !== undefined && !wasLookedAt(duty, deletion)) {
        await this.ends.owedStill(transaction, duty, dueAgain(duty, now), 'unmapped');
      } else if (kept !== undefined && kept.length > 0) {
        await this.ends.owedStill(transaction, duty, earliest(kept), 'kept');
      } else {
        await this.ends.carriedOut(transaction, [duty], by);
      }
    }
    return new Map(duties.map((duty) => [duty.carriedOutBy ?? '', duty]));
  }

  /** Duties about people whom another deletion has erased meanwhile, under every id that the duty knows of them. */
  private async settleOthers(
    transaction: Transaction,
    projectId: number,
    ended: readonly EndedDeletion[],
  ): Promise<void> {
    const everywhere = ended.filter(({ disclosure, asideAlone }) => disclosure === 'Data' && !asideAlone);
    const whole = new Map(everywhere.map((each) => [each.id, each]));
    const covered = await coveredBy(transaction, projectId, [...whole.keys()]);
    if (covered.length === 0) return;
    const duties = await transaction.duty.findMany({ where: { id: { in: covered.map(({ dutyId }) => dutyId) } } });
    for (const duty of duties) {
      const by = covered.find((each) => each.dutyId === duty.id && isDone(duty, each, whole.get(each.requestId)));
      if (by !== undefined) await this.ends.carriedOut(transaction, [duty], by.requestId);
    }
  }
}

/** Whether a deletion has erased all that a duty is about. */
function isDone(duty: DutyRow, { ordinal, outcome }: Covered, deletion: EndedDeletion | undefined): boolean {
  if (deletion === undefined || outcome === 'held' || outcome === 'failed') return false;
  const { only, kept } = deletion;
  if (duty.kind === 'held') return only === null;
  const isStillKept = kept.some((rows) => rows.ordinal === ordinal && duty.collections.includes(rows.collection));
  return !isStillKept && wasLookedAt(duty, deletion);
}

/** Whether the deletion was about every collection that the duty is about: nothing is known of one that the data map has lost. */
function wasLookedAt({ collections }: DutyRow, { mapped }: EndedDeletion): boolean {
  return collections.every((name) => mapped.includes(name));
}

async function coveredBy(
  transaction: Transaction,
  projectId: number,
  requestIds: readonly string[],
): Promise<Covered[]> {
  const open = { projectId, state: { in: [...OPEN_DUTIES] }, NOT: { kind: 'export-spared' } };
  if (requestIds.length === 0 || (await transaction.duty.findFirst({ where: open, select: { id: true } })) === null)
    return [];
  return transaction.$queryRaw<Covered[]>`
    SELECT covered.duty_id AS "dutyId", covered.request_id AS "requestId", covered.ordinal, subject.outcome
    FROM (
      SELECT known.duty_id, mine.request_id, mine.ordinal, count(*) AS ids
      FROM duties duty
      JOIN duty_ids known ON known.duty_id = duty.id AND known.role = 'id'
      JOIN request_identities mine ON mine.project_id = known.project_id AND mine.id_hmac = known.id_hmac AND NOT mine.ambiguous
      WHERE duty.project_id = ${projectId}::int AND duty.state IN ('owed', 'under-way')
        AND duty.request_id IS DISTINCT FROM mine.request_id AND mine.request_id = ANY (${requestIds}::uuid[])
      GROUP BY known.duty_id, mine.request_id, mine.ordinal
    ) AS covered
    JOIN request_subjects subject ON subject.request_id = covered.request_id AND subject.ordinal = covered.ordinal
    WHERE covered.ids = (SELECT count(*) FROM duty_ids WHERE duty_id = covered.duty_id AND role = 'id')`;
}

/** When the first may go; null where one of them says nothing that can be reckoned, and no other has a date. */
function earliest(kept: readonly KeptRows[]): Date | null {
  const dates = kept.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt.getTime()]));
  return dates.length === 0 ? null : new Date(Math.min(...dates));
}
