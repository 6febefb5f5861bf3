import type { Prisma } from '../platform/index.js';

/**
 * Why something is not erased yet: a hold on the person; a policy of the data map that keeps rows; a deletion that left the file of
 * the export it was ordered with to whoever is to receive it.
 */
export const DUTY_KINDS = ['held', 'kept', 'export-spared'] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

export const DUTY_STATES = ['owed', 'under-way', 'carried-out', 'given-up'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** Of those that have not ended. */
export const OPEN_DUTIES = ['owed', 'under-way'] as const satisfies readonly DutyState[];

/** A duty as it is stored, without its ids. */
export type DutyRow = Prisma.DutyGetPayload<object>;

/**
 * When a duty is due. One that waits for a hold is due at once where nobody holds the person any more; one that waits for a period is
 * due when that has ended, and no hold is left then; one whose period is told in words alone has no date. Where an owner has said that
 * it is not waited for, it is due at once, however often it has to be begun, unless somebody holds the person.
 * @param heldUntil when the last hold on the person ends; null where there is none
 */
export function dueOf(
  { kind, dueUnheld, reason }: Pick<DutyRow, 'kind' | 'dueUnheld' | 'reason'>,
  heldUntil: Date | null,
  now: Date,
): Date | null {
  const date = reason === null ? (dueUnheld ?? (kind === 'held' ? now : null)) : earlierOf(dueUnheld, now);
  return date === null || heldUntil === null || heldUntil <= date ? date : heldUntil;
}

/** When a duty is due that could not be carried out: as before, or at once where an owner has said so. */
export function dueAgain({ dueAt, reason }: Pick<DutyRow, 'dueAt' | 'reason'>, now: Date): Date | null {
  return reason === null ? dueAt : earlierOf(dueAt, now);
}

function earlierOf(date: Date | null, now: Date): Date {
  return date !== null && date < now ? date : now;
}
