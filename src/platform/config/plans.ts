/** A plan that projects can be on. */
export interface Plan {
  readonly name: string;
  /** The most days for which recordings may be kept; it allows any number from one on. */
  readonly mostReplayDays: number;
}

/** Twelve months, over a leap day too. */
const MOST_REPLAY_DAYS = 366;
const MOST_PLANS = 50;

/**
 * Reads `free:30,paid:366`: names, each with the most days for which recordings may be kept. There is `free` and at least one that is
 * not. Null where it cannot be read so.
 */
export function readPlans(text: string): readonly Plan[] | null {
  const plans = text.split(',').map((part) => readPlan(part.trim()));
  if (!plans.every((plan) => plan !== null) || plans.length > MOST_PLANS) return null;
  const names = new Set(plans.map(({ name }) => name));
  return names.size === plans.length && names.has('free') && names.size > 1 ? plans : null;
}

/** The plan of a new project: the first that is not free. */
export function firstPaid(plans: readonly Plan[]): string {
  return plans.find(({ name }) => name !== 'free')?.name ?? 'free';
}

function readPlan(part: string): Plan | null {
  const match = /^([a-z0-9][a-z0-9-]{0,39}):(\d{1,3})$/.exec(part);
  const [name, days] = [match?.[1], Number(match?.[2])];
  return name !== undefined && days >= 1 && days <= MOST_REPLAY_DAYS ? { name, mostReplayDays: days } : null;
}
