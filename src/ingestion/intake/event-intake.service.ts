import { Injectable } from '@nestjs/common';
import type { IngestSettings } from '../../access/index.js';
import { Ids, Stopping, Turns, type Transaction } from '../../platform/index.js';
import { IngestStore, type EventRecord, type WriteLimit } from '../../subject-data/index.js';
import type { HeardOptIn } from '../../opt-outs/index.js';
import { IncomingCounts, TAKEN } from '../incoming/incoming-counts.service.js';
import {
  readEvent,
  type Arrival,
  type Dropped,
  type EventOutcome,
  type EventRules,
  type Failure,
} from '../records/event.js';
import type { SeenLink } from '../records/link-admission.js';
import type { SentRecord } from '../records/payload.js';
import { refusalCode } from '../records/refusal-code.js';
import type { Delivery } from './delivery.js';
import { Together } from './together.js';
import { Gate } from './gate.service.js';
import { LinkIntake } from './link-intake.service.js';
import { WantedRecords, type WantedEvent, type WantedOfCall } from './wanted-records.service.js';

/** What SDKs send when somebody opts in. */
const OPT_IN = '$opt_in';
const BYTES_A_RECORD = 200;
const BYTES_OF_A_REFUSAL = 5_000;

/** A refused record with its place in the request, counted from 0. */
export interface FailedRecord extends Failure {
  readonly index: number;
}

export interface EventsTaken {
  /** Records that passed; that some were there already, are of suppressed subjects or of nobody, is not told. */
  readonly passed: number;
  readonly failed: readonly FailedRecord[];
}

/** What was read of the records of a call. */
interface ReadRecords {
  readonly arrivals: readonly Arrival[];
  readonly failed: readonly FailedRecord[];
  readonly dropped: readonly Dropped['dropped'][];
}

/** What a call brings that passed. */
interface ReadCall {
  readonly delivery: Delivery;
  readonly wanted: WantedOfCall;
  readonly arrivals: readonly Arrival[];
}

/** What a call weighs that goes through the gate with others, and all that do so at once: in events, of 5 kB where they are large. */
const MOST_OF_SMALL = 200;
const TOGETHER = { most: 2_000, second: 300 };
const BYTES_OF_AN_EVENT = 5_000;

/** Takes events in: those that pass are stored, whatever becomes of the others. */
@Injectable()
export class EventIntake {
  /** By what the calls have in common; the settings are read anew every few seconds. */
  private readonly small = new WeakMap<IngestSettings, Map<string, Together<ReadCall, void>>>();

  constructor(
    private readonly store: IngestStore,
    private readonly gate: Gate,
    private readonly links: LinkIntake,
    private readonly counts: IncomingCounts,
    private readonly stopping: Stopping,
    private readonly ids: Ids,
    private readonly wanted: WantedRecords,
  ) {}

  /**
   * @param records are gone from it when they were read: as objects they take several times the room of what is stored
   * @throws HabeasError `ingest-timed-out`, `stopping` (503)
   */
  async take(
    delivery: Delivery,
    records: SentRecord[],
    { strict }: { readonly strict: boolean },
  ): Promise<EventsTaken> {
    const { now, door } = delivery;
    const wanted = this.wanted.of(delivery);
    const { arrivals, failed, dropped } = await this.read(records, wanted, {
      now,
      strict,
      live: door === 'track' ? this.ids.next() : null,
    });
    records.length = 0;
    await this.gate.hear(delivery, optInsAmong(arrivals, delivery.settings.optInEvent));
    if (arrivals.length > 0) await this.admit({ delivery, wanted, arrivals });
    this.counts.addAll(delivery, 'dropped', dropped);
    this.counts.addAll(
      delivery,
      'refused',
      failed.map(({ field }) => refusalCode(field)),
    );
    return { passed: arrivals.length + dropped.length, failed };
  }

  /** Small calls that came alike go through the gate together, large ones alone. */
  private async admit(call: ReadCall): Promise<void> {
    const weight = weightOf(call.arrivals);
    if (weight > MOST_OF_SMALL) return this.admitAll([call]);
    const { settings, door, origin, gpc } = call.delivery;
    const alike = this.small.get(settings) ?? new Map<string, Together<ReadCall, void>>();
    this.small.set(settings, alike);
    const key = `${door} ${origin} ${String(gpc)}`;
    const together = alike.get(key) ?? new Together((calls) => this.admitAll(calls), TOGETHER);
    alike.set(key, together);
    return together.add(call, weight);
  }

  /** @param calls at least one, all alike */
  private async admitAll(calls: readonly ReadCall[]): Promise<void> {
    const { delivery } = calls[0] as ReadCall;
    const arrivals = calls.flatMap((call) => call.arrivals);
    if (await this.passes(delivery, calls, arrivals)) {
      this.counts.add(delivery, TAKEN, arrivals.length);
      return;
    }
    const { refused } = await this.gate.admit(delivery, arrivals, async (admitted, limit, transaction) => {
      await this.wanted.settle(
        delivery,
        calls.map(({ wanted }) => wanted),
        transaction,
      );
      await this.write(delivery, admitted, limit, transaction);
    });
    this.counts.add(delivery, TAKEN, arrivals.length - refused);
  }

  /** Of which nothing is to be counted, refused or looked up goes in at once where its project refuses nobody. */
  private async passes(delivery: Delivery, calls: readonly ReadCall[], arrivals: readonly Arrival[]): Promise<boolean> {
    if (calls.some(({ wanted }) => wanted.dropped.length > 0)) return false;
    const { seen, events } = contentsOf(arrivals);
    const links = this.links.plain(delivery, seen);
    if (links === null) return false;
    return this.gate.passes(delivery, (door) => this.store.writeBehind(delivery.projectId, { events, links }, door));
  }

  private async read(records: readonly SentRecord[], wanted: WantedOfCall, rules: EventRules): Promise<ReadRecords> {
    const arrivals: Arrival[] = [];
    const failed: FailedRecord[] = [];
    const dropped: Dropped['dropped'][] = [];
    const turns = new Turns(this.stopping);
    for (const record of records) {
      const { index } = record;
      const outcome =
        'value' in record
          ? readWanted(wanted.event(record.value), rules, index)
          : { failure: failureOfLine(record.malformed) };
      if ('arrival' in outcome) arrivals.push(outcome.arrival);
      else if ('failure' in outcome) failed.push({ index, ...outcome.failure });
      else dropped.push(outcome.dropped);
      if (turns.areOver(bytesOf(outcome))) await turns.give();
    }
    return { arrivals, failed, dropped };
  }

  /** Links first: if the second write fails, no event is stored whose person could not be found. */
  private async write(
    delivery: Delivery,
    arrivals: readonly Arrival[],
    limit: WriteLimit,
    transaction: Transaction,
  ): Promise<void> {
    const { seen, events } = contentsOf(arrivals);
    await this.links.write(delivery, seen, limit, transaction);
    if (events.length > 0) await this.store.writeEvents(delivery.projectId, events, limit);
  }
}

function contentsOf(arrivals: readonly Arrival[]): { readonly seen: SeenLink[]; readonly events: EventRecord[] } {
  const seen: SeenLink[] = [];
  const events: EventRecord[] = [];
  for (const { links, event } of arrivals) {
    if (links.length > 0) seen.push(...links);
    if (event !== null) events.push(event);
  }
  return { seen, events };
}

/** @param named the project's own name of such an event */
function optInsAmong(arrivals: readonly Arrival[], named: string | null): HeardOptIn[] {
  const optIns: HeardOptIn[] = [];
  for (const { event, ids } of arrivals) {
    if (event !== null && (event.event === OPT_IN || event.event === named)) optIns.push({ ids, at: event.time });
  }
  return optIns;
}

function readWanted({ record, place }: WantedEvent, rules: EventRules, index: number): EventOutcome {
  return readEvent(record, rules, index, place);
}

/** A call of few events that are large is none that others should wait with. */
function weightOf(arrivals: readonly Arrival[]): number {
  const bytes = arrivals.reduce((sum, { event }) => sum + (event?.properties.length ?? 0), 0);
  return Math.max(arrivals.length, Math.ceil(bytes / BYTES_OF_AN_EVENT));
}

/** About the bytes that were worked on; what a record that is refused had is not known. */
function bytesOf(outcome: EventOutcome): number {
  return 'arrival' in outcome ? (outcome.arrival.event?.properties.length ?? 0) + BYTES_A_RECORD : BYTES_OF_A_REFUSAL;
}

function failureOfLine(fault: string): Failure {
  return { insertId: '', field: '', message: `the record ${fault}` };
}
