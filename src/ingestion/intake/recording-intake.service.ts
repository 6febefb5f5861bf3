import { Injectable } from '@nestjs/common';
import { Config, HabeasError, isGzip, Stopping, Turns, unpacked } from '../../platform/index.js';
import { filedUnder, IngestStore, type RecordingBatch, type WriteLimit } from '../../subject-data/index.js';
import { IncomingCounts, TAKEN } from '../incoming/incoming-counts.service.js';
import { namesNobody, whoOf } from '../records/identity.js';
import type { SeenLink } from '../records/link-admission.js';
import { namedIds } from '../records/named-ids.js';
import { refusalCode } from '../records/refusal-code.js';
import { Refusal } from '../records/refusal.js';
import { deviceSubject, readId } from '../records/subject-id.js';
import type { JsonObject } from '../records/well-formed.js';
import { RecordedEvents } from '../recordings/recorded-events.js';
import { fieldsOf, propertiesOf, readPlace } from '../recordings/sent-batch.js';
import type { Delivery } from './delivery.js';
import { Gate } from './gate.service.js';
import { LinkIntake } from './link-intake.service.js';
import { WantedRecords, type WantedOfCall } from './wanted-records.service.js';

const DAY = 86_400_000;
const BYTES_A_PIECE = 64 * 1024;

type SentBatch = Omit<RecordingBatch, 'expiresOn'>;

/** A batch that was read, with whom it names. */
interface ReadBatch {
  readonly batch: SentBatch;
  readonly ids: readonly string[];
  readonly links: readonly SeenLink[];
}

/** What was sent as a batch: its bytes as they are kept, and how many events are in them. */
type Payload = Pick<RecordingBatch, 'events' | 'encoding' | 'payload'>;

/** Columns of their own have the ids; an address is kept nowhere. */
const NOT_KEPT: ReadonlySet<string> = new Set(['distinct_id', '$user_id', '$device_id', '$ip']);

/** Takes recordings of sessions in, batch by batch. */
@Injectable()
export class RecordingIntake {
  constructor(
    private readonly store: IngestStore,
    private readonly gate: Gate,
    private readonly links: LinkIntake,
    private readonly counts: IncomingCounts,
    private readonly stopping: Stopping,
    private readonly wanted: WantedRecords,
    private readonly config: Config,
  ) {}

  /**
   * Takes one batch, or drops it. Returns what is wrong with it as a sentence without its full stop, null where nothing is.
   * @param query of the call, which says whose it is and where in its recording it belongs
   * @param body gzip, or JSON
   * @throws HabeasError 413 `body-too-large`, `too-many-recorded-events`; 503 `ingest-timed-out`, `stopping`
   */
  async take(delivery: Delivery, query: Readonly<Record<string, unknown>>, body: Buffer): Promise<string | null> {
    const unwanted = whyUnwanted(delivery);
    if (unwanted !== null) return this.drop(delivery, unwanted);
    try {
      const wanted = this.wanted.of(delivery);
      const fields = fieldsOf(query);
      const { record, place } = wanted.event({ event: null, properties: propertiesOf(fields) });
      const properties = (record as { readonly properties: JsonObject }).properties;
      if (namesNobody(properties)) return this.drop(delivery, 'nobody');
      const { distinctId, links } = whoOf(properties);
      const batch = {
        ...readPlace(fields, delivery.now),
        distinctId,
        deviceId: deviceOf(properties),
        properties: JSON.stringify(keptOf({ ...place, ...properties })),
        ...(await this.payloadOf(body)),
      };
      await this.admit(delivery, wanted, { batch, links, ids: namedIn(batch, links, properties) });
      return null;
    } catch (error) {
      return this.refused(delivery, error);
    }
  }

  private async admit(delivery: Delivery, wanted: WantedOfCall, read: ReadBatch): Promise<void> {
    const { refused } = await this.gate.admit(delivery, [read], async (admitted, limit, transaction) => {
      await this.wanted.settle(delivery, [wanted], transaction);
      // First, as with events: no batch stands whose device could not be found.
      const links = admitted.flatMap((each) => each.links);
      await this.links.write(delivery, links, limit, transaction);
      const expiresOn = lastDay(arrivalBy(limit) ?? delivery.now, delivery.settings.replayRetentionDays);
      const batches = admitted.map(({ batch }) => ({ ...batch, expiresOn }));
      if (batches.length > 0) await this.store.writeRecordings(delivery.projectId, batches, limit);
    });
    this.counts.add(delivery, TAKEN, 1 - refused);
  }

  /** @throws Refusal, HabeasError `body-too-large`, `too-many-recorded-events` (413), `stopping` (503) */
  private async payloadOf(body: Buffer): Promise<Payload> {
    if (!isGzip(body)) return { encoding: 'json', payload: body, events: await this.eventsIn(piecesOf(body)) };
    const events = await this.eventsIn(unpacked(body, this.config.values.RECORDING_LIMIT_BYTES));
    return { encoding: 'gzip', payload: body, events };
  }

  private async eventsIn(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<number> {
    const events = new RecordedEvents();
    const turns = new Turns(this.stopping);
    for await (const piece of pieces) {
      events.add(piece);
      if (turns.areOver(piece.length)) await turns.give();
    }
    return events.end();
  }

  private drop(delivery: Delivery, reason: string): null {
    this.counts.addAll(delivery, 'dropped', [reason]);
    return null;
  }

  /** What is wrong with the data is told; all else is thrown on. */
  private refused(delivery: Delivery, error: unknown): string {
    const isTooLarge = error instanceof HabeasError && error.kind === 'too-large';
    const isNoGzip = error instanceof HabeasError && error.code === 'body-not-gzip';
    const refusal = isNoGzip ? new Refusal('body', 'begins as gzip does, and is none') : error;
    if (isTooLarge) this.counts.addAll(delivery, 'refused', [refusalCode('body')]);
    if (!(refusal instanceof Refusal)) throw error;
    this.counts.addAll(delivery, 'refused', [refusalCode(refusal.field)]);
    return refusal.message;
  }
}

/** Why no recording is kept; null where one is. What belongs to one recording is tied together, however its ids are sent. */
function whyUnwanted({ gpc, settings }: Delivery): string | null {
  if (settings.recordSessions === 0) return 'recordings-off';
  return gpc && settings.globalPrivacyControl === 'no-links' ? 'gpc' : null;
}

/** What was sent without a user is its recording's, and may be refused as that of somebody whose recording it is. */
function namedIn(batch: SentBatch, links: readonly SeenLink[], properties: JsonObject): readonly string[] {
  const ids = [batch.distinctId, filedUnder(batch), ...links.flatMap((link) => [link.distinctId, link.linkedId])];
  return namedIds(properties, [...new Set(ids)]);
}

function deviceOf({ $device_id: sent }: JsonObject): string | null {
  const outcome = readId(sent);
  return 'id' in outcome ? deviceSubject(outcome.id) : null;
}

function keptOf(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !NOT_KEPT.has(name)));
}

/** When the admission began by the clock of the database, which decides when it is over, too. */
function arrivalBy({ until, milliseconds }: WriteLimit): Date | null {
  return until === undefined ? null : new Date(until.getTime() - milliseconds);
}

/** The day, in UTC, on which what arrived then goes. */
function lastDay(arrived: Date, days: number): Date {
  return new Date((Math.floor(arrived.getTime() / DAY) + days) * DAY);
}

function* piecesOf(body: Buffer): Generator<Uint8Array, void> {
  for (let at = 0; at < body.length; at += BYTES_A_PIECE) yield body.subarray(at, at + BYTES_A_PIECE);
}
