import { Injectable } from '@nestjs/common';
import { IngestProjects, type IngestSettings } from '../../access/index.js';
import type { SentRecord } from '../records/payload.js';
import type { Door } from './delivery.js';
import { grouped } from './grouped.js';
import { RecordRate } from './record-rate.service.js';
import type { RecordFault } from '../records/record-fault.js';

/** What a call of a public route brings for one project. */
export interface Bundle {
  readonly settings: IngestSettings;
  readonly records: SentRecord[];
}

export interface Sorted {
  readonly bundles: readonly Bundle[];
  /** Records that are of no project. */
  readonly faults: readonly RecordFault[];
}

/** Sorts the records of a call by the project whose token each of them carries. */
@Injectable()
export class Bundles {
  constructor(
    private readonly projects: IngestProjects,
    private readonly rate: RecordRate,
  ) {}

  /**
   * Counts them against the projects' rates, before any is worked on: what is refused for its rate is sent again as a whole.
   * @param tokenOf the token of a record, whatever was sent as one
   * @throws HabeasError `ingest-rate-limited` (429)
   */
  async sort(door: Door, records: readonly SentRecord[], tokenOf: (value: unknown) => unknown): Promise<Sorted> {
    const faults: RecordFault[] = [];
    const bundles: Bundle[] = [];
    const byToken = grouped(records, (record) => ('value' in record ? tokenOf(record.value) : null));
    for (const [token, its] of byToken) {
      const settings = typeof token === 'string' ? await this.projects.byToken(token) : null;
      if (settings === null) faults.push(faultOf(its[0] as SentRecord));
      else bundles.push({ settings, records: its });
    }
    for (const { settings, records: its } of bundles) this.rate.take(settings.projectId, door, its.length);
    return { bundles, faults };
  }
}

function faultOf(record: SentRecord): RecordFault {
  const fault = 'malformed' in record ? record.malformed : 'carries the token of no project';
  return { index: record.index, fault, reason: 'token' };
}
