export type Refusal = 'too-many-of-one' | 'too-many';

/** How many streams are open on this process, and whose. */
export class StreamPlaces {
  private readonly taken = new Map<string, number>();
  private count = 0;

  constructor(
    private readonly mostOfOne: number,
    private readonly most: number,
  ) {}

  /** Null: there is a place. */
  refusalFor(who: string): Refusal | null {
    if ((this.taken.get(who) ?? 0) >= this.mostOfOne) return 'too-many-of-one';
    return this.count >= this.most ? 'too-many' : null;
  }

  /** @returns what gives the place back */
  take(who: string): () => void {
    this.change(who, 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.change(who, -1);
      isTaken = false;
    };
  }

  private change(who: string, by: 1 | -1): void {
    this.count += by;
    const left = (this.taken.get(who) ?? 0) + by;
    if (left > 0) this.taken.set(who, left);
    else this.taken.delete(who);
  }
}
