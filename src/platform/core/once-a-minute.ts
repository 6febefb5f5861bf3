const MINUTE = 60_000;
const MOST_SENTENCES = 100;

/** Keeps a log readable while something fails again and again: the same sentence is told once a minute. */
export class OnceAMinute {
  private readonly said = new Map<string, number>();

  constructor(private readonly tell: (sentence: string) => void) {}

  say(sentence: string): void {
    const now = performance.now();
    if (now - (this.said.get(sentence) ?? -Infinity) < MINUTE) return;
    if (this.said.size >= MOST_SENTENCES) this.said.clear();
    this.said.set(sentence, now);
    this.tell(sentence);
  }
}
