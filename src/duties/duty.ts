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
 * due when that has ended, and no hold is left then; one whose period is told in words alone has no date.
 * @param heldUntil when the last hold on the person ends; null where there is none
 */
export function dueOf(
  { kind, dueUnheld }: Pick<DutyRow, 'kind' | 'dueUnheld'>,
  heldUntil: Date | null,
  now: Date,
): Date | null {
  const date = dueUnheld ?? (kind === 'held' ? now : null);
  return date === null || heldUntil === null || heldUntil <= date ? date : heldUntil;
}
