import { Injectable } from '@nestjs/common';
import { deadlines, type Regime } from '../compliance/index.js';
import { Clock, Ids, lockNaming, MasterKey, type Transaction } from '../platform/index.js';
import { SubjectIds, Timeline, type Remembrance } from '../request-model/index.js';
import { IdForms, SubjectHmac } from '../subject-data/index.js';
import type { Decider } from './duty-ends.service.js';
import type { RememberedPerson } from './duty-ids.service.js';
import type { DutyRow } from './duty.js';

export interface DutyOrder {
  readonly by: Decider;
  /** Collections whose policy does not stand in the way. */
  readonly released: readonly string[];
}

/** What of the deletion that left a duty counts for the one that carries it out. */
interface Inherited {
  readonly regime: string;
  readonly disclosure: string;
  readonly language: string;
  readonly suppressAfterDeletion: boolean | null;
}

const WHAT_COUNTS = { regime: true, disclosure: true, language: true, suppressAfterDeletion: true } as const;

/** Writes the deletion that carries a duty out, with its one subject and the ids that are remembered of them. */
@Injectable()
export class DutyRequests {
  constructor(
    private readonly master: MasterKey,
    private readonly hmac: SubjectHmac,
    private readonly forms: IdForms,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** It has no grace and needs no approval: both were given when the erasure was asked for. @returns its id */
  async write(transaction: Transaction, duty: DutyRow, person: RememberedPerson, order: DutyOrder): Promise<string> {
    const { projectId } = duty;
    const requestId = this.ids.next();
    const now = this.clock.now();
    const cipher = SubjectIds.create(this.master, requestId, projectId);
    const project = await transaction.project.findUniqueOrThrow({ where: { id: projectId } });
    const { regime, disclosure, language, suppressAfterDeletion } = await inheritedBy(
      duty,
      transaction,
      project.language,
    );
    await lockNaming(transaction, projectId);
    await transaction.request.create({
      data: {
        id: requestId,
        projectId,
        kind: 'deletion',
        regime,
        disclosure,
        language,
        status: 'PENDING',
        waitingFor: 'worker',
        nextAttemptAt: now,
        openedBy: order.by.name,
        openedByLabel: order.by.label,
        openedAt: now,
        receivedAt: now,
        ...deadlines(regime as Regime, now, { timeZone: project.timezone, holidays: new Set(project.holidays) }),
        subjectCount: 1,
        // A policy keeps rows of one table: whoever has come back since stays as they are everywhere else.
        suppressAfterDeletion: duty.kind === 'kept' ? false : suppressAfterDeletion,
        dutyId: duty.id,
        onlyCollections: duty.collections,
        releasedCollections: [...order.released],
        wrappedIdKey: Uint8Array.from(cipher.wrappedKey),
      },
    });
    await this.writeIds(transaction, { requestId, projectId, cipher }, duty.kind, person);
    const detail = { kind: 'deletion', regime, disclosure, subjects: 1, duty: duty.id };
    await this.timeline.tell(transaction, { requestId, projectId, type: 'opened', actor: order.by.name, detail });
    return requestId;
  }

  private async writeIds(
    transaction: Transaction,
    place: { readonly requestId: string; readonly projectId: number; readonly cipher: SubjectIds },
    kind: string,
    person: RememberedPerson,
  ): Promise<void> {
    const { requestId, projectId, cipher } = place;
    const [hmac = Buffer.alloc(0)] = await this.forms.hmacsOf(projectId, [person.asked], transaction);
    const sealed = (id: string) => Uint8Array.from(cipher.seal(id));
    await transaction.requestSubject.create({
      data: { requestId, ordinal: 0, projectId, idHmac: Uint8Array.from(hmac), idCiphertext: sealed(person.asked) },
    });
    await transaction.requestDecision.createMany({
      data: rememberedOf(kind, person).map(([id, remembered]) => {
        const idHmac = Uint8Array.from(this.hmac.of(projectId, id));
        return { requestId, ordinal: 0, idHmac, idCiphertext: sealed(id), remembered };
      }),
    });
  }
}

/** The end of a project leaves a duty as an erasure of everything would. */
async function inheritedBy(duty: DutyRow, transaction: Transaction, language: string): Promise<Inherited> {
  const whole = { regime: 'GDPR', disclosure: 'Data', language, suppressAfterDeletion: false };
  if (duty.requestId === null) return whole;
  return (await transaction.request.findUnique({ where: { id: duty.requestId }, select: WHAT_COUNTS })) ?? whole;
}

/**
 * Of rows that were kept the ids count as they were: by now one of them may be joined with somebody who had nothing to do with it.
 * Somebody held kept their links, and what was linked with them since is theirs.
 */
function rememberedOf(kind: string, { ids, recordings }: RememberedPerson): (readonly [string, Remembrance])[] {
  const how: Remembrance = kind === 'kept' ? 'alone' : 'person';
  return [...ids.map((id) => [id, how] as const), ...recordings.map((id) => [id, 'recording'] as const)];
}
