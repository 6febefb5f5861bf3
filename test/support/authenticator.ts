import { Secret, TOTP } from 'otpauth';
import type { TestClock } from './test-clock.js';

const STEP = 30_000;

/** An authenticator app that has taken a secret in, typed or as a QR code. */
export class Authenticator {
  private readonly totp: TOTP;

  /** @param secret base32 */
  constructor(
    secret: string,
    private readonly clock: TestClock,
  ) {
    this.totp = new TOTP({ secret: Secret.fromBase32(secret) });
  }

  /** What it shows now, or so many steps from now. */
  code(steps = 0): string {
    return this.totp.generate({ timestamp: this.clock.now().getTime() + steps * STEP });
  }

  /** Waits until a step begins some steps later, so that whatever follows is within one. */
  atBeginOfStep(): void {
    this.clock.forward(5 * STEP - (this.clock.now().getTime() % STEP));
  }

  /** Waits until it shows another code than the last time. */
  nextCode(): string {
    this.clock.forward(STEP);
    return this.code();
  }
}
