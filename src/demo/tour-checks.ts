import type { Screen } from './tour-screen.js';

/** Everything the tour asserted, each as a line on the screen. */
export class Checks {
  private readonly failures: string[] = [];
  private count = 0;

  constructor(private readonly screen: Screen) {}

  /** `evidence` is shown behind the sentence, held or not. */
  check(held: boolean, sentence: string, evidence = ''): void {
    this.count += 1;
    const text = evidence === '' ? sentence : `${sentence} (${evidence})`;
    if (!held) this.failures.push(text);
    this.screen.check(held, text);
  }

  /** Two values that must be the same; shows both where they are not. */
  same(found: unknown, expected: unknown, sentence: string): void {
    const [left, right] = [JSON.stringify(found), JSON.stringify(expected)];
    const held = left === right;
    const short = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);
    this.check(held, sentence, held ? '' : `${short(left)} instead of ${short(right)}`);
  }

  get result(): { readonly checks: number; readonly failed: number; readonly failures: readonly string[] } {
    return { checks: this.count, failed: this.failures.length, failures: this.failures };
  }
}
