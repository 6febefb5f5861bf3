import { Injectable } from '@nestjs/common';
import { Stopping, Turns } from '../../platform/index.js';
import { IncomingCounts, TAKEN } from '../incoming/incoming-counts.service.js';
import { checkGroupUpdate } from '../records/group-update.js';
import type { SentRecord } from '../records/payload.js';
import type { RecordFault } from '../records/record-fault.js';
import { refusalCode } from '../records/refusal-code.js';
import { Refusal } from '../records/refusal.js';
import type { Delivery } from './delivery.js';

/** What it may have cost to find out that an update cannot be taken. */
const BYTES_OF_A_REFUSAL = 5_000;

/**
 * Takes updates of groups as SDKs send them, checks them, and keeps nothing: a group is a company, but one of a single person has
 * that person's name, and what is kept must be found, handed over and erased.
 */
@Injectable()
export class GroupIntake {
  constructor(
    private readonly counts: IncomingCounts,
    private readonly stopping: Stopping,
  ) {}

  /** @throws HabeasError `stopping` (503) */
  async take(delivery: Delivery, records: readonly SentRecord[]): Promise<{ passed: number; faults: RecordFault[] }> {
    const faults: RecordFault[] = [];
    const turns = new Turns(this.stopping);
    for (const record of records) {
      const read = checked(record);
      if (read instanceof Refusal) {
        faults.push({ index: record.index, fault: read.message, reason: refusalCode(read.field) });
      }
      if (turns.areOver(read instanceof Refusal ? BYTES_OF_A_REFUSAL : read)) await turns.give();
    }
    const passed = records.length - faults.length;
    this.counts.add(delivery, TAKEN, passed);
    this.counts.addAll(
      delivery,
      'refused',
      faults.map(({ reason }) => reason),
    );
    return { passed, faults };
  }
}

function checked(record: SentRecord): number | Refusal {
  try {
    return 'malformed' in record ? new Refusal('update', record.malformed) : checkGroupUpdate(record.value);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
