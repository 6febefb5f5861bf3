import { Injectable } from '@nestjs/common';
import { Clock, Stopping, Turns } from '../platform/index.js';
import { IngestStore, type EventRecord, type IdentityLink, type WriteLimit } from '../subject-data/index.js';
import { Suppression } from '../suppression/index.js';
import { readEvent, type Arrival, type Failure } from './event.js';
import type { SentRecord } from './payload.js';

const BYTES_A_RECORD = 200;
const BYTES_OF_A_REFUSAL = 5_000;

/** A refused record with its place in the request, counted from 0. */
export interface FailedRecord extends Failure {
  readonly index: number;
}

export interface ImportOutcome {
  /** Records that passed; that some of them were there already, or are of suppressed subjects, is not told. */
  readonly imported: number;
  readonly failed: readonly FailedRecord[];
}

/** Takes events in: those that pass are stored, whatever becomes of the others. */
@Injectable()
export class ImportService {
  constructor(
    private readonly store: IngestStore,
    private readonly suppression: Suppression,
    private readonly clock: Clock,
    private readonly stopping: Stopping,
  ) {}

  /** @throws HabeasError `ingest-timed-out`, `stopping` (503) */
  async importRecords(projectId: number, records: readonly SentRecord[], strict: boolean): Promise<ImportOutcome> {
    const rules = { now: this.clock.now(), strict };
    const arrivals: Arrival[] = [];
    const failed: FailedRecord[] = [];
    const turns = new Turns(this.stopping);
    for (const [index, record] of records.entries()) {
      const outcome = 'value' in record ? readEvent(record.value, rules) : { failure: failureOfLine(record.malformed) };
      if ('arrival' in outcome) arrivals.push(outcome.arrival);
      else failed.push({ index, ...outcome.failure });
      if (turns.areOver(bytesOf(outcome))) await turns.give();
    }
    const optedIn = arrivals.filter(({ event }) => event?.event === '$opt_in').flatMap(({ ids }) => ids);
    if (optedIn.length > 0) await this.suppression.lift(projectId, optedIn);
    if (arrivals.length > 0) {
      await this.suppression.admit(
        projectId,
        arrivals,
        ({ ids }) => ids,
        (admitted, limit) => this.write(projectId, admitted, limit),
      );
    }
    return { imported: arrivals.length, failed };
  }

  /** Links first: if the second write fails, no event is stored whose person could not be found. */
  private async write(projectId: number, arrivals: readonly Arrival[], limit: WriteLimit): Promise<void> {
    const links: IdentityLink[] = [];
    const events: EventRecord[] = [];
    for (const arrival of arrivals) {
      links.push(...arrival.links);
      if (arrival.event !== null) events.push(arrival.event);
    }
    if (links.length > 0) await this.store.writeLinks(projectId, links, limit);
    if (events.length > 0) await this.store.writeEvents(projectId, events, limit);
  }
}

/** About the bytes that were worked on; what a record that is refused had is not known. */
function bytesOf(outcome: { readonly arrival: Arrival } | { readonly failure: Failure }): number {
  return 'arrival' in outcome ? (outcome.arrival.event?.properties.length ?? 0) + BYTES_A_RECORD : BYTES_OF_A_REFUSAL;
}

function failureOfLine(fault: string): Failure {
  return { insertId: '', field: '', message: `the record ${fault}` };
}
