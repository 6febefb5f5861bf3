import { actorLabel, actorName, type Actor, type ProjectRecord } from '../access/index.js';
import {
  deadlines,
  EVERYTHING,
  exportWindow,
  type Disclosure,
  type Regime,
  type RequestKind,
} from '../compliance/index.js';
import type { RequestOrder } from './order.js';
import type { Status, Wait } from './request-status.js';

/** A request as it will be stored, but for its ids. */
export interface DrawnRequest {
  readonly id: string;
  readonly projectId: number;
  readonly kind: RequestKind;
  readonly regime: Regime;
  readonly disclosure: Disclosure;
  readonly status: Status;
  readonly waitingFor: Wait;
  readonly openedBy: string;
  readonly openedByLabel: string;
  readonly subjectCount: number;
  readonly duplicateCount: number;
  readonly receivedAt: Date;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly graceUntil: Date | null;
  readonly windowFrom: Date | null;
  readonly windowUntil: Date | null;
  readonly nextAttemptAt: Date;
}

/**
 * Draws up a request by the law: window, deadline, grace.
 * @param given `grace`: milliseconds, where the project has none of its own
 */
export function drawRequest(
  actor: Actor,
  project: ProjectRecord,
  order: RequestOrder,
  given: { readonly id: string; readonly now: Date; readonly grace: number },
): DrawnRequest {
  const { id, now } = given;
  const { kind, regime, disclosure, distinctIds, duplicateCount, receivedAt = now } = order;
  const { timezone: timeZone, ccpaWindow, deletionGraceSeconds } = project;
  const window = kind === 'export' ? exportWindow(regime, receivedAt, { timeZone, ccpaWindow }) : EVERYTHING;
  const grace = deletionGraceSeconds === null ? given.grace : deletionGraceSeconds * 1000;
  const graceUntil = kind === 'deletion' ? new Date(now.getTime() + grace) : null;
  return {
    id,
    projectId: project.id,
    kind,
    regime,
    disclosure,
    status: 'PENDING',
    waitingFor: graceUntil !== null && graceUntil > now ? 'grace' : 'worker',
    openedBy: actorName(actor),
    openedByLabel: actorLabel(actor),
    subjectCount: distinctIds.length,
    duplicateCount,
    receivedAt,
    openedAt: now,
    dueAt: deadlines(regime, receivedAt, { timeZone, holidays: new Set() }).dueAt,
    graceUntil,
    windowFrom: window.from,
    windowUntil: window.until,
    nextAttemptAt: graceUntil ?? now,
  };
}
