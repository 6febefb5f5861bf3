import { Clock } from '../../src/platform/index.js';

/** Starts at the real time, since leases and arrivals are the database's, and goes forward when told. */
export class TestClock extends Clock {
  private ahead = 0;

  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  override lived(): number {
    return performance.now() + this.ahead;
  }

  forward(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}
