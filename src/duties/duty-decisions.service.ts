import { Injectable } from '@nestjs/common';
import { Clock, HabeasError, PrismaService } from '../platform/index.js';
import { SubjectChecks } from '../request-model/index.js';
import { namesSubject } from '../subject-data/index.js';
import { assertOwed, DutyDeletions } from './duty-deletions.service.js';
import { DutyEnds, type Decider } from './duty-ends.service.js';
import { DutyIds } from './duty-ids.service.js';
import type { DutyRow } from './duty.js';

/** What an owner, or the operator, decides about a duty before its time. Who may is for the caller to see to. */
@Injectable()
export class DutyDecisions {
  constructor(
    private readonly prisma: PrismaService,
    private readonly dutyIds: DutyIds,
    private readonly checks: SubjectChecks,
    private readonly deletions: DutyDeletions,
    private readonly ends: DutyEnds,
    private readonly clock: Clock,
  ) {}

  /**
   * Has a duty carried out by the next sweep, since what it waited for is gone.
   * @throws HabeasError `duty-not-found` (404), `duty-names-subject` (400), `duty-held`, `duty-under-way` (409), `duty-ended` (405)
   */
  async carryOut(id: string, decider: Decider, reason: string): Promise<void> {
    const duty = await this.owed(id);
    await this.assertNamesNobody(duty, { reason });
    if (duty.kind === 'export-spared') await this.expire(duty, decider, reason);
    else await this.deletions.openEarly(id, { ...decider, reason });
  }

  /**
   * Ends a duty that will not be carried out: what is kept is kept on another basis from now on, and the ids of the duty are destroyed.
   * @throws HabeasError as `carryOut`, and `duty-of-a-file`, `duty-of-an-end` (405)
   */
  async giveUp(
    id: string,
    decider: Decider,
    words: { readonly reason: string; readonly basis: string },
  ): Promise<void> {
    const duty = await this.owed(id);
    await this.assertNamesNobody(duty, { reason: words.reason, basis: words.basis });
    if (duty.kind === 'export-spared') {
      throw new HabeasError(
        'not-allowed',
        'duty-of-a-file',
        'The file expires by itself: this duty cannot be given up.',
      );
    }
    if (duty.endingId !== null) throw leftByAnEnd();
    await this.prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT id FROM duties WHERE id = ${id}::uuid FOR UPDATE`;
      const current = await transaction.duty.findUnique({ where: { id } });
      assertOwed(current);
      await this.ends.givenUp(transaction, current, decider, words);
    });
  }

  private async owed(id: string): Promise<DutyRow> {
    const duty = await this.prisma.duty.findUnique({ where: { id } });
    assertOwed(duty);
    return duty;
  }

  /** Both stand in timeline, record and audit, which outlive the ids (invariant 7). */
  private async assertNamesNobody(duty: DutyRow, words: Readonly<Record<string, string>>): Promise<void> {
    const person = (await this.dutyIds.read([duty])).get(duty.id);
    const folded = person && [person.asked, ...person.ids, ...person.tiedTo].map((each) => each.toLowerCase());
    const origins = { id: { in: duty.requestId === null ? [] : [duty.requestId] } };
    const origin = await this.prisma.request.findFirst({ where: origins });
    const check = origin && (await this.checks.of(this.prisma, origin));
    const isNaming = (text: string) => namesSubject(text.toLowerCase(), folded ?? []) || check?.names(text) === true;
    const naming = Object.entries(words).find(([, text]) => isNaming(text));
    if (naming === undefined) return;
    throw new HabeasError(
      'invalid',
      'duty-names-subject',
      `The ${naming[0]} holds an id of the person: it outlives the ids, so say it without them.`,
    );
  }

  /** A file that nobody waits for any longer expires now, and is destroyed like every other that has. */
  private async expire(duty: DutyRow, { name, label }: Decider, reason: string): Promise<void> {
    const now = this.clock.now();
    await this.prisma.$transaction(async (transaction) => {
      const data = { state: 'under-way', reason, endedBy: name, endedByLabel: label, dueAt: now };
      const { count } = await transaction.duty.updateMany({ where: { id: duty.id, state: 'owed' }, data });
      if (count === 0) assertOwed(await transaction.duty.findUnique({ where: { id: duty.id } }));
      await transaction.$executeRaw`
        UPDATE artifacts SET expires_at = ${now}::timestamptz FROM requests deletion
        WHERE deletion.id = ${duty.requestId}::uuid AND artifacts.request_id = deletion.after_request_id
          AND artifacts.destroyed_at IS NULL AND artifacts.expires_at > ${now}::timestamptz`;
      await this.ends.tell(transaction, duty, 'duty-begun', name, { reason });
    });
  }
}

/** A request finds what a project holds, and what it is about is held by none any more: given up, it would stay for good. */
function leftByAnEnd(): HabeasError {
  return new HabeasError(
    'not-allowed',
    'duty-of-an-end',
    'It is about what is left of a project that is gone, which no request finds any more: it is erased when nobody holds the person, and cannot be given up.',
  );
}
