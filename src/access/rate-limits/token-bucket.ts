/** A bucket that fills with `perSecond` tokens and holds `burst` of them. Time is handed in, in milliseconds. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    now: number,
  ) {
    this.tokens = burst;
    this.filledAt = now;
  }

  /**
   * Takes `count` tokens and returns 0 where there is at least one, else takes none and returns the milliseconds until there
   * is. What a large count takes beyond the last one is owed, so that the average holds whatever is taken at once.
   */
  take(now: number, count = 1): number {
    const passed = Math.max(0, now - this.filledAt);
    this.tokens = Math.min(this.burst, this.tokens + (passed * this.perSecond) / 1000);
    this.filledAt = now;
    if (this.tokens < 1) return Math.ceil(((1 - this.tokens) * 1000) / this.perSecond);
    this.tokens -= count;
    return 0;
  }
}
