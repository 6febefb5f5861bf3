import { HabeasError, foreseen } from '../../platform/index.js';

/** Pieces of work that go on at the same time, where enough waits for a second. */
const AT_ONCE = 2;

/** Sizes of what is done together. */
export interface Bounds {
  /** The most, unless it is one alone. */
  readonly most: number;
  /** What has to wait for a second piece to be begun beside the first. */
  readonly second: number;
}

interface Waiting<Call, Result> {
  readonly call: Call;
  readonly size: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does together what comes while something of the kind is being done: the more comes at once, the less each costs. Alone nothing waits.
 * A second piece is begun beside the first where it is worth it: very small ones cost nearly as much as one that is larger.
 * Where the work fails for what one of them holds, each is done by itself.
 */
export class Together<Call, Result> {
  private waiting: Waiting<Call, Result>[] = [];
  private sizeOfWaiting = 0;
  private running = 0;

  constructor(
    private readonly work: (calls: readonly Call[]) => Promise<Result>,
    private readonly bounds: Bounds,
  ) {}

  /** The result is that of all that were done together. */
  async add(call: Call, size: number): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ call, size, resolve, reject });
      this.sizeOfWaiting += size;
      this.next();
    });
  }

  private next(): void {
    while (this.mayBegin()) {
      this.running += 1;
      void this.run(this.some()).finally(() => {
        this.running -= 1;
        this.next();
      });
    }
  }

  private mayBegin(): boolean {
    if (this.running === 0) return this.waiting.length > 0;
    return this.running < AT_ONCE && this.sizeOfWaiting >= this.bounds.second;
  }

  /** The first of those that wait, as many as may be done together. */
  private some(): readonly Waiting<Call, Result>[] {
    let size = 0;
    const tooMany = this.waiting.findIndex((each, at) => {
      size += each.size;
      return at > 0 && size > this.bounds.most;
    });
    const some = this.waiting.splice(0, tooMany < 0 ? this.waiting.length : tooMany);
    for (const each of some) this.sizeOfWaiting -= each.size;
    return some;
  }

  private async run(some: readonly Waiting<Call, Result>[]): Promise<void> {
    try {
      const result = await this.work(some.map(({ call }) => call));
      for (const { resolve } of some) resolve(result);
    } catch (error) {
      if (some.length === 1 || isUnavailable(error)) for (const { reject } of some) reject(error);
      else for (const each of some) await this.run([each]);
    }
  }
}

/** Whether nobody's work would fare better now. */
function isUnavailable(error: unknown): boolean {
  return (error instanceof HabeasError ? error : foreseen(error))?.kind === 'unavailable';
}
