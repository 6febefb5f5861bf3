/** Keeps rows a second. Before anything was done it owes nothing: the first portion goes at once. */
export class Pace {
  private freeAt = -Infinity;

  /** @param perSecond 0 = no limit */
  constructor(private readonly perSecond: number) {}

  /** Milliseconds to wait after so many rows have gone, where it is `now` by a steady clock. */
  after(rows: number, now: number): number {
    if (this.perSecond === 0 || rows <= 0) return 0;
    this.freeAt = Math.max(this.freeAt, now) + (rows / this.perSecond) * 1000;
    return this.freeAt - now;
  }
}
