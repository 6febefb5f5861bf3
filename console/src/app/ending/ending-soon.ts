const DAY = 86_400_000;
/** Days that are left when it is warned of. */
const WARNED = [1, 7, 30] as const;

export interface EndingSoon {
  /** Rounded up. */
  readonly days: number;
  readonly within: (typeof WARNED)[number];
}

/** How soon a credential ends; null: not in the next 30 days, or it has ended. @param now milliseconds */
export function endingSoon(expiresAt: string, now: number): EndingSoon | null {
  const left = Date.parse(expiresAt) - now;
  const within = WARNED.find((days) => left <= days * DAY);
  return left <= 0 || within === undefined ? null : { days: Math.ceil(left / DAY), within };
}
