import type { Wait } from './request-status.js';

const DAY = 86_400_000;
/** What is left of the deadline when a deletion should be on its way to its sweep at the latest. */
const SPARE = 5 * DAY;
/** A deletion ordered with an export goes on when this little is left, handed over or not. */
const WITHOUT_HAND_OVER = 7 * DAY;

/** What of a deletion decides whether it may be staged. */
export interface GatedDeletion {
  readonly approvalNeeded: boolean;
  readonly approvedAt: Date | null;
  readonly afterRequestId: string | null;
  /** Null where it follows an export and its grace has not begun. */
  readonly graceUntil: Date | null;
  readonly dueAt: Date;
}

/** What a PENDING deletion waits for, and when to look again; null where only somebody's doing can end the wait. */
export interface Waiting {
  readonly waitingFor: Extract<Wait, 'approval' | 'export' | 'grace'>;
  readonly nextAttemptAt: Date | null;
}

/** The first thing in a deletion's way; null where it may be staged. */
export function gateOf(deletion: GatedDeletion, now: Date): Waiting | null {
  if (deletion.approvalNeeded && deletion.approvedAt === null) return { waitingFor: 'approval', nextAttemptAt: null };
  if (deletion.afterRequestId !== null && deletion.graceUntil === null) {
    return { waitingFor: 'export', nextAttemptAt: null };
  }
  const { graceUntil } = deletion;
  return graceUntil !== null && graceUntil > now ? { waitingFor: 'grace', nextAttemptAt: graceUntil } : null;
}

/** By when somebody should have approved: five days are left then. */
export function approveBy({ dueAt }: Pick<GatedDeletion, 'dueAt'>): Date {
  return new Date(dueAt.getTime() - SPARE);
}

/** From when on a deletion no longer waits for the hand-over of its export. */
export function goesOnAt({ dueAt }: Pick<GatedDeletion, 'dueAt'>): Date {
  return new Date(dueAt.getTime() - WITHOUT_HAND_OVER);
}

/** Deletions due by then no longer wait for the hand-over of their export. */
export function goOnIfDueBy(now: Date): Date {
  return new Date(now.getTime() + WITHOUT_HAND_OVER);
}

/** The export a deletion follows, as far as the deletion cares. */
export interface FollowedExport {
  readonly status: string;
  readonly finishedAt: Date | null;
  /** Every subject's part, or the whole artifact, was given to somebody. */
  readonly handedOver: boolean;
}

export type FollowUpVerdict =
  /** The export is under way, or nobody has it yet. */
  | { readonly step: 'wait' }
  /** The export ended without a file: whether to erase what nobody received is for a second person to say. */
  | { readonly step: 'ask' }
  | { readonly step: 'go-on'; readonly after: 'hand-over' | 'deadline' | 'approval' };

/**
 * Whether the grace of a deletion that follows an export may begin. Where the export has no file, an approval counts only if it
 * was given after that was so: one given before was for something else.
 */
export function followUpVerdict(deletion: GatedDeletion, followed: FollowedExport, now: Date): FollowUpVerdict {
  if (followed.status === 'SUCCESS') {
    if (followed.handedOver) return { step: 'go-on', after: 'hand-over' };
    return now >= goesOnAt(deletion) ? { step: 'go-on', after: 'deadline' } : { step: 'wait' };
  }
  if (followed.finishedAt === null) return { step: 'wait' };
  const approved = deletion.approvedAt !== null && deletion.approvedAt >= followed.finishedAt;
  return approved ? { step: 'go-on', after: 'approval' } : { step: 'ask' };
}

/** The end of a grace that begins now: as long as it should be, and no longer than the deadline leaves room for. */
export function graceThatFits({ dueAt }: Pick<GatedDeletion, 'dueAt'>, grace: number, now: Date): Date {
  const latest = Math.max(now.getTime(), dueAt.getTime() - SPARE);
  return new Date(Math.min(now.getTime() + grace, latest));
}
