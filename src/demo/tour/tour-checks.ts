import type { Screen } from './tour-screen.js';

/** A check as `--json` tells it. */
export interface Told {
  readonly scene: string;
  readonly check: string;
  readonly passed: boolean;
  readonly evidence: string;
}

/** Everything the tour asserted, each as a line on the screen. */
export class Checks {
  private count = 0;
  private failed = 0;

  constructor(
    private readonly screen: Screen,
    private readonly tell: (told: Told) => void,
  ) {}

  /** `evidence` is shown behind the sentence, held or not. */
  check(held: boolean, sentence: string, evidence = ''): void {
    this.count += 1;
    if (!held) this.failed += 1;
    this.screen.check(held, evidence === '' ? sentence : `${sentence} (${evidence})`);
    this.tell({ scene: this.screen.scene, check: sentence, passed: held, evidence });
  }

  /** Two values that must be the same; shows both where they are not. */
  same(found: unknown, expected: unknown, sentence: string): void {
    const [left, right] = [JSON.stringify(found), JSON.stringify(expected)];
    const held = left === right;
    const short = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);
    this.check(held, sentence, held ? '' : `${short(left)} instead of ${short(right)}`);
  }

  get result(): { readonly checks: number; readonly failed: number } {
    return { checks: this.count, failed: this.failed };
  }
}
