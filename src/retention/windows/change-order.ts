import { settingUnfit } from '../../access/index.js';
import { beginningOf, dayAt, type DayOrMoment, endingOf, mayChooseEvents } from '../../compliance/index.js';
import { assertStorable, HabeasError } from '../../platform/index.js';
import { type RetentionColumns, setEvents } from './project-windows.js';

export const MOST_EVENT_MONTHS = 1200;
export const MOST_PROFILE_DAYS = 36_500;
export const MOST_BASIS_CHARACTERS = 500;

/** What is to be changed of a project's retention; what is absent stays. */
export interface RetentionOrder {
  readonly plan?: string;
  /** Of a day its beginning. */
  readonly madeAt?: DayOrMoment;
  /** Of a day its end. */
  readonly subscriptionEndsAt?: DayOrMoment | null;
  readonly eventMonths?: number | null;
  readonly eventBasis?: string | null;
  readonly profileUnseenDays?: number | null;
  readonly profileDaysAfterEnd?: number | null;
  readonly replayRetentionDays?: number;
}

/** What a plan is part of, and the dates that go with it, owners alone may say. */
export function asksOwners({ plan, madeAt, subscriptionEndsAt }: RetentionOrder): boolean {
  return plan !== undefined || madeAt !== undefined || subscriptionEndsAt !== undefined;
}

/** @throws HabeasError 422 `setting-unfit` */
export function checkOrder(order: RetentionOrder): void {
  const bounds = [
    ['eventMonths', order.eventMonths, 1, MOST_EVENT_MONTHS],
    ['profileUnseenDays', order.profileUnseenDays, 1, MOST_PROFILE_DAYS],
    ['profileDaysAfterEnd', order.profileDaysAfterEnd, 0, MOST_PROFILE_DAYS],
    ['replayRetentionDays', order.replayRetentionDays, 1, Number.MAX_SAFE_INTEGER],
  ] as const;
  for (const [name, value, least, most] of bounds) {
    if (typeof value === 'number' && !(Number.isInteger(value) && value >= least && value <= most)) {
      const message = `${name} must be a whole number from ${String(least)} to ${String(most)}.`;
      throw settingUnfit('number', message, { name, least, most });
    }
  }
  const { eventBasis: basis } = order;
  if (typeof basis !== 'string') return;
  assertStorable('eventBasis', basis);
  if (basis.trim() !== '' && basis.length <= MOST_BASIS_CHARACTERS) return;
  const message = `A basis has from 1 to ${String(MOST_BASIS_CHARACTERS)} characters.`;
  throw settingUnfit('basis', message, { most: MOST_BASIS_CHARACTERS });
}

/**
 * The columns as the order leaves them.
 * @param mostReplayDays of the plan that the project is on afterwards
 * @throws HabeasError 409 `made-at-set`, 422 `made-at-unfit`, `basis-missing`, `beyond-plan`
 */
export function ordered(
  row: RetentionColumns,
  order: RetentionOrder,
  now: Date,
  mostReplayDays: number,
): RetentionColumns {
  const changesPlan = order.plan !== undefined && order.plan !== row.plan;
  const after: RetentionColumns = {
    ...row,
    ...(changesPlan && { plan: order.plan, planChangedAt: now }),
    ...madeOf(row, order),
    subscriptionEndsAt: given(endOf(order.subscriptionEndsAt, row.timezone), row.subscriptionEndsAt),
    ...choiceOf(row, order),
    profileUnseenDays: given(order.profileUnseenDays, row.profileUnseenDays),
    profileDaysAfterEnd: given(order.profileDaysAfterEnd, row.profileDaysAfterEnd),
    replayRetentionDays: replayDaysOf(row, order, mostReplayDays),
  };
  refuseLongerWithoutBasis(after, order);
  return after;
}

/** Until when something goes on that ends then. */
export function endOf<T extends null | undefined>(given: DayOrMoment | T, timezone: string): Date | T {
  return given == null ? given : endingOf(given, timezone);
}

function given<T>(asked: T | undefined, stands: T): T {
  return asked === undefined ? stands : asked;
}

function madeOf(
  { madeAt, madeOn, createdAt, timezone }: RetentionColumns,
  order: RetentionOrder,
): Pick<RetentionColumns, 'madeAt' | 'madeOn'> {
  const said = order.madeAt === undefined ? undefined : beginningOf(order.madeAt, timezone);
  if (said === undefined || said.getTime() === madeAt?.getTime()) return { madeAt, madeOn };
  if (madeAt !== null) {
    throw new HabeasError(
      'conflict',
      'made-at-set',
      'When the project was made has been said, and is said once: leave madeAt out.',
    );
  }
  if (said <= createdAt) return { madeAt: said, madeOn: dayAt(said, timezone) };
  throw unfit('made-at-unfit', 'A project cannot have been made after it came here: correct madeAt.');
}

/** A basis belongs to a choice, and goes with it. */
function choiceOf(row: RetentionColumns, { eventMonths, eventBasis }: RetentionOrder) {
  const eventRetentionMonths = given(eventMonths, row.eventRetentionMonths);
  const basis = given(eventBasis, row.eventRetentionBasis);
  return { eventRetentionMonths, eventRetentionBasis: eventRetentionMonths === null ? null : basis };
}

function replayDaysOf(row: RetentionColumns, order: RetentionOrder, most: number): number {
  const days = order.replayRetentionDays;
  if (days === undefined) return Math.min(row.replayRetentionDays, most);
  if (days <= most) return days;
  throw unfit('beyond-plan', `The plan of this project keeps recordings for ${String(most)} days at the most.`);
}

/** A choice that a change of plan outdates gives way to the rule; one that is made now must be allowed. */
function refuseLongerWithoutBasis(after: RetentionColumns, { eventMonths, eventBasis }: RetentionOrder): void {
  if (eventMonths === undefined && eventBasis === undefined) return;
  const { ruleMonths } = setEvents(after);
  if (mayChooseEvents(ruleMonths, { months: after.eventRetentionMonths, basis: after.eventRetentionBasis })) return;
  throw unfit(
    'basis-missing',
    `Events of this project are kept for ${String(ruleMonths)} months: more needs a reason, stated as eventBasis.`,
  );
}

function unfit(code: string, message: string): HabeasError {
  return new HabeasError('unprocessable', code, message);
}
