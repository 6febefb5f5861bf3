import { Injectable } from '@nestjs/common';
import { IngestRateLimit } from '../../access/index.js';
import { IncomingCounts } from '../incoming/incoming-counts.service.js';
import type { Door } from './delivery.js';

/** How many records a project may send; those that are too many are counted. */
@Injectable()
export class RecordRate {
  constructor(
    private readonly rate: IngestRateLimit,
    private readonly counts: IncomingCounts,
  ) {}

  /**
   * @param records zero asks alone, before a body is read
   * @throws HabeasError 429 `ingest-rate-limited`
   */
  take(projectId: number, door: Door, records: number): void {
    try {
      this.rate.take(projectId, records);
    } catch (error) {
      this.counts.add({ projectId, door }, { outcome: 'refused', reason: 'rate' }, records);
      throw error;
    }
  }
}
