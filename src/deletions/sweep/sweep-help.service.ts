import { Injectable, Logger } from '@nestjs/common';
import { HabeasError } from '../../platform/index.js';
import { SubjectData } from '../../subject-data/index.js';
import type { SharedStep } from './partition-claims.js';
import { SweepHide } from './sweep-hide.service.js';
import { nameOf, SweepPartitions } from './sweep-partitions.service.js';
import { SweepPurge } from './sweep-purge.service.js';

/** How many steps that this worker cannot help with are remembered. */
const MOST_LEFT = 1_000;

/** Helps the worker that has a part of a sweep, partition by partition; it marks nothing as done but partitions. */
@Injectable()
export class SweepHelp {
  private readonly logger = new Logger('sweep');
  private readonly left = new Set<string>();
  private stopped = false;

  constructor(
    private readonly subjectData: SubjectData,
    private readonly partitions: SweepPartitions,
    private readonly hiding: SweepHide,
    private readonly purges: SweepPurge,
  ) {}

  /** Helps wherever a partition is free, until none is. */
  async look(): Promise<void> {
    for (const step of await this.partitions.open()) {
      if (this.stopped || this.left.has(nameOf(step))) continue;
      try {
        await this.help(step);
      } catch (error) {
        this.leave(step);
        const reason = error instanceof HabeasError ? error.message : 'an unforeseen error';
        this.logger.warn(`Could not help with the collection "${step.collection}": ${reason}`);
      }
    }
  }

  /** Nothing further is begun. */
  stop(): void {
    this.stopped = true;
  }

  private async help(step: SharedStep): Promise<void> {
    const collection = this.subjectData.collections().find(({ name }) => name === step.collection);
    if (collection === undefined) return this.leave(step);
    const helped = await this.partitions.help(
      step,
      () => !this.stopped,
      async (turns) => {
        if (step.step === 'hide') return this.hiding.help(collection, step, turns);
        await this.purges.help(collection, turns);
        return true;
      },
    );
    if (!helped) this.leave(step);
  }

  private leave(step: SharedStep): void {
    if (this.left.size >= MOST_LEFT) this.left.clear();
    this.left.add(nameOf(step));
  }
}
