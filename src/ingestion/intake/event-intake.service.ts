import { Injectable } from '@nestjs/common';
import { Clock, Stopping, Turns, type Transaction } from '../../platform/index.js';
import {
  IngestStore,
  isTrusted,
  type EventRecord,
  type LinkOrigin,
  type WriteLimit,
} from '../../subject-data/index.js';
import { Suppression } from '../../suppression/index.js';
import { readEvent, type Arrival, type Failure } from '../records/event.js';
import { admitLinks, type SeenLink } from '../records/link-admission.js';
import type { SentRecord } from '../records/payload.js';
import { UnbelievedLinks } from '../incoming/unbelieved-links.service.js';

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

/** Where a batch is written, and what the links in it are worth. */
interface Place {
  readonly projectId: number;
  readonly origin: LinkOrigin;
  readonly limit: WriteLimit;
  readonly transaction: Transaction;
}

/** Takes events in: those that pass are stored, whatever becomes of the others. */
@Injectable()
export class ImportService {
  constructor(
    private readonly store: IngestStore,
    private readonly suppression: Suppression,
    private readonly unbelieved: UnbelievedLinks,
    private readonly clock: Clock,
    private readonly stopping: Stopping,
  ) {}

  /**
   * `origin`: what the sender's credential is worth to the links of ids that the records tell of.
   * @throws HabeasError `ingest-timed-out`, `stopping` (503)
   */
  async importRecords(
    projectId: number,
    records: readonly SentRecord[],
    { strict, origin }: { readonly strict: boolean; readonly origin: LinkOrigin },
  ): Promise<ImportOutcome> {
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
    if (optedIn.length > 0 && isTrusted(origin)) await this.suppression.lift(projectId, optedIn);
    if (arrivals.length > 0) {
      await this.suppression.admit(
        projectId,
        arrivals,
        ({ ids }) => ids,
        (admitted, limit, transaction) => this.write({ projectId, origin, limit, transaction }, admitted),
      );
    }
    return { imported: arrivals.length, failed };
  }

  /** Links first: if the second write fails, no event is stored whose person could not be found. */
  private async write(place: Place, arrivals: readonly Arrival[]): Promise<void> {
    const links: SeenLink[] = [];
    const events: EventRecord[] = [];
    for (const arrival of arrivals) {
      links.push(...arrival.links);
      if (arrival.event !== null) events.push(arrival.event);
    }
    if (links.length > 0) await this.writeLinks(place, links);
    if (events.length > 0) await this.store.writeEvents(place.projectId, events, place.limit);
  }

  private async writeLinks(
    { projectId, origin, limit, transaction }: Place,
    links: readonly SeenLink[],
  ): Promise<void> {
    const { kept, ifNew, refused } = admitLinks(links, origin);
    const known =
      ifNew.length === 0
        ? new Set<string>()
        : await this.known(
            projectId,
            ifNew.map(({ distinctId }) => distinctId),
          );
    const taken = ifNew.filter(({ distinctId }) => !known.has(distinctId));
    const all = [...kept, ...taken];
    if (all.length > 0) await this.store.writeLinks(projectId, all, limit);
    const unbelieved = [...refused.map(({ kind }) => kind), ...ifNew.slice(taken.length).map(() => 'alias' as const)];
    await this.unbelieved.count(transaction, projectId, unbelieved);
  }

  /** Those of the ids that were used: by an event, a profile, a link. */
  private async known(projectId: number, ids: readonly string[]): Promise<Set<string>> {
    const [uses, links] = await Promise.all([this.store.usesOf(projectId, ids), this.store.linksOf(projectId, ids)]);
    return new Set([...uses.keys(), ...links.flatMap(({ distinctId, linkedId }) => [distinctId, linkedId])]);
  }
}

/** About the bytes that were worked on; what a record that is refused had is not known. */
function bytesOf(outcome: { readonly arrival: Arrival } | { readonly failure: Failure }): number {
  return 'arrival' in outcome ? (outcome.arrival.event?.properties.length ?? 0) + BYTES_A_RECORD : BYTES_OF_A_REFUSAL;
}

function failureOfLine(fault: string): Failure {
  return { insertId: '', field: '', message: `the record ${fault}` };
}
