import { Injectable } from '@nestjs/common';
import type { Disclosure, Regime, Requester, RequestKind, Verification } from '../compliance/index.js';
import { Clock, Config, VERSION, type Transaction, iso } from '../platform/index.js';
import {
  RECORD_FORMAT,
  type Afterwards,
  type CompletionRecord,
  type Part,
  type RecordedAnswer,
} from './record-format.js';
import {
  cleanerOf,
  filingsOf,
  isAsideAlone,
  personOf,
  type Cleaner,
  type RequestRow,
  SubjectChecks,
} from '../request-model/index.js';
import { CompletionCounts } from './completion-counts.service.js';
import { denialOf, natureOf, notPromisedBy, statementOf } from './completion-words.js';

/** Composes the completion record of a finished request from what is stored; the ids are used to keep them out, and not needed. */
@Injectable()
export class CompletionDocument {
  constructor(
    private readonly counts: CompletionCounts,
    private readonly checks: SubjectChecks,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** The first revision. */
  async compose(transaction: Transaction, request: RequestRow, afterwards: Afterwards): Promise<CompletionRecord> {
    const project = await transaction.project.findUniqueOrThrow({
      where: { id: request.projectId },
      include: { organization: { select: { name: true } } },
    });
    const clean = cleanerOf(await this.checks.of(transaction, request));
    const counted = await this.counts.of(transaction, request, clean);
    const [kind, disclosure] = [request.kind as RequestKind, request.disclosure as Disclosure];
    const status = request.status as RecordedAnswer['status'];
    const nature = natureOf({ kind, disclosure, status, outcomes: counted.outcomes });
    const about = await partOf(transaction, request);
    return {
      format: RECORD_FORMAT,
      revision: 1,
      ...this.drawnUp(),
      request: {
        id: request.id,
        project: { id: project.id, name: project.name },
        organization: project.organization.name,
        kind,
        regime: request.regime as Regime,
        disclosure,
        partial: kind === 'deletion' && disclosure !== 'Data',
        subjects: request.subjectCount,
        duplicates: request.duplicateCount,
        decisions: await transaction.requestDecision.count({ where: { requestId: request.id, remembered: null } }),
        window: { from: iso(request.windowFrom), until: iso(request.windowUntil) },
        orderedAfter: request.afterRequestId,
        ...(about === null ? {} : { about }),
      },
      receipt: receiptOf(request, clean),
      deadline: deadlineOf(request, clean),
      approval: {
        needed: request.approvalNeeded,
        by: personOf(request.approvedByLabel, request.approvedBy, clean),
        at: iso(request.approvedAt),
      },
      answer: {
        status,
        nature,
        finishedAt: finishedAtOf(request).toISOString(),
        denial: denialOf(request.denialCode, request.regime as Regime),
        failure:
          request.failureCode === null
            ? null
            : { code: request.failureCode, message: clean.composed(request.failureMessage) },
      },
      work: {
        watermark: iso(request.watermark),
        startedAt: iso(request.startedAt),
        hiddenAt: iso(request.hiddenAt),
        erasedAt: iso(request.erasedAt),
        verifiedAt: iso(request.verifiedAt),
      },
      ...counted,
      afterwards,
      statement: statementOf(nature, counted.collections, about),
      notPromised: notPromisedBy({ kind, status }),
    };
  }

  /** The next revision: what the earlier one stated stays as it was stated, whatever became of data map and ids since. */
  revise(earlier: CompletionRecord, afterwards: Afterwards): CompletionRecord {
    return { ...earlier, revision: earlier.revision + 1, ...this.drawnUp(), afterwards };
  }

  private drawnUp(): Pick<CompletionRecord, 'drawnUpAt' | 'instance'> {
    return {
      drawnUpAt: this.clock.now().toISOString(),
      instance: { baseUrl: this.config.baseUrl, version: VERSION },
    };
  }
}

function receiptOf(request: RequestRow, clean: Cleaner): CompletionRecord['receipt'] {
  const verification = request.verification as Verification | null;
  return {
    receivedAt: request.receivedAt.toISOString(),
    reference: clean.written(request.reference),
    channel: clean.written(request.channel),
    requester: request.requester as Requester | null,
    verification: verification && {
      method: clean.written(verification.method),
      level: clean.written(verification.level),
      at: verification.at,
    },
    openedAt: request.openedAt.toISOString(),
    openedBy: personOf(request.openedByLabel, request.openedBy, clean),
  };
}

function deadlineOf(request: RequestRow, clean: Cleaner): CompletionRecord['deadline'] {
  return {
    acknowledgeBy: iso(request.acknowledgeBy),
    dueAt: request.dueAt.toISOString(),
    extendedFrom: iso(request.extendedFrom),
    extendedAt: iso(request.extendedAt),
    extensionReason: clean.written(request.extensionReason),
    met: finishedAtOf(request) <= request.dueAt,
  };
}

function finishedAtOf(request: RequestRow): Date {
  return request.finishedAt ?? request.openedAt;
}

/** Null of a request about everything. */
async function partOf(
  transaction: Transaction,
  { id, projectId, dutyId, onlyCollections }: RequestRow,
): Promise<Part | null> {
  if (dutyId === null) return null;
  if (onlyCollections.length > 0) return 'collections';
  return isAsideAlone((await filingsOf(transaction, projectId, [id]))(id)) ? 'set-aside' : null;
}
