import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditLog } from '../../audit/index.js';
import { CHANGED_MEANWHILE, changedMeanwhile, HabeasError } from '../../platform/index.js';
import { AccountLabels } from './account-labels.service.js';

/** Who changed something last, and when. */
export interface EarlierChange {
  readonly by: string;
  readonly at: string;
}

/** Tells whoever comes second who came first. */
@Injectable()
export class EarlierChanges {
  constructor(
    private readonly log: AuditLog,
    private readonly labels: AccountLabels,
  ) {}

  /** The last change as the audit has it; undefined where it has none. */
  async last(change: AuditedChange): Promise<EarlierChange | undefined> {
    const line = await this.log.newest(change);
    if (line === null) return undefined;
    const labels = await this.labels.of([line.actor]);
    return { by: labels.get(line.actor) ?? line.actor, at: line.at.toISOString() };
  }

  /** Does some work; where it is refused since somebody came before, the refusal tells who. */
  async toldOf<T>(change: AuditedChange, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof HabeasError) || error.code !== CHANGED_MEANWHILE) throw error;
      throw changedMeanwhile(await this.last(change));
    }
  }
}
