import type { SubjectData, SubjectKey, SubjectStore } from '../src/subject-data/index.js';

const STEPS = ['tally', 'hide', 'removeHidden', 'countRemaining'] as const;
type Step = (typeof STEPS)[number];

export interface StoreTimes {
  /** Milliseconds in which a store was at this step, whatever else was going on. */
  readonly spent: Readonly<Record<Step, number>>;
  /** Of these, those in which no store was at another step. */
  readonly alone: Readonly<Record<Step, number>>;
}

/** How long the stores were at work, by what they were asked for; several may be at work at once. */
export class StoreWatch {
  private readonly active: Record<Step, number> = none();
  private spent = none();
  private alone = none();
  private since = performance.now();
  private readBacks: {
    readonly store: SubjectStore;
    readonly keys: readonly SubjectKey[];
    readonly again: () => Promise<unknown>;
  }[] = [];

  constructor(subjectData: SubjectData) {
    const stores = new Set(subjectData.collections().map((collection) => subjectData.storeOf(collection)));
    for (const store of stores) for (const step of STEPS) this.watch(store, step);
  }

  /** Times since it was last asked. */
  read(): StoreTimes {
    this.account();
    const times = { spent: this.spent, alone: this.alone };
    this.spent = none();
    this.alone = none();
    this.readBacks = [];
    return times;
  }

  /**
   * Milliseconds of the same read-backs as since `read`, once more and one after the other, with nothing else going on. As in the
   * sweep, the keys were shared and asked with before.
   */
  async readBackAgain(): Promise<number> {
    const { readBacks } = this;
    const releases = readBacks.map(({ store, keys }) => store.share(keys));
    for (const { again } of readBacks) await again();
    const start = performance.now();
    for (const { again } of readBacks) await again();
    const spent = performance.now() - start;
    for (const release of releases) await release();
    return spent;
  }

  private watch(store: SubjectStore, step: Step): void {
    const work = store[step].bind(store) as (...given: unknown[]) => Promise<unknown>;
    Object.assign(store, {
      [step]: async (...given: unknown[]) => {
        if (step === 'countRemaining') {
          this.readBacks.push({ store, keys: given[1] as readonly SubjectKey[], again: () => work(...given) });
        }
        this.change(step, 1);
        try {
          return await work(...given);
        } finally {
          this.change(step, -1);
        }
      },
    });
  }

  private change(step: Step, by: number): void {
    this.account();
    this.active[step] += by;
  }

  private account(): void {
    const now = performance.now();
    const running = STEPS.filter((step) => this.active[step] > 0);
    for (const step of running) this.spent[step] += now - this.since;
    const [only] = running;
    if (only !== undefined && running.length === 1) this.alone[only] += now - this.since;
    this.since = now;
  }
}

function none(): Record<Step, number> {
  return { tally: 0, hide: 0, removeHidden: 0, countRemaining: 0 };
}
