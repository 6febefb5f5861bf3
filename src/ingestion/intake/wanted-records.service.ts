import { Injectable } from '@nestjs/common';
import { DroppedCounts, DroppedTally, Minimizer, type Dropped } from '../../minimization/index.js';
import { fieldsOfEvent, fieldsOfProfile, Places, type PlaceFields } from '../../places/index.js';
import type { Transaction } from '../../platform/index.js';
import { IdForms, type IdForm } from '../../subject-data/index.js';
import { hashedProperties, hashedUpdate } from '../records/hashed-record.js';
import { TRANSACTIONS } from '../records/profile-update.js';
import { addressOf } from '../records/sent-address.js';
import { isObject, type JsonObject } from '../records/well-formed.js';
import type { Delivery } from './delivery.js';

/** An event as a project wants it. */
export interface WantedEvent {
  readonly record: unknown;
  /** Where its address was, which stands in none of its properties. */
  readonly place: PlaceFields;
}

/** Operators with which a profile comes into being or grows. */
const GROWING = ['$set', '$set_once', '$add', '$append', '$union'] as const;
const NO_PLACE: PlaceFields = {};

/** What becomes of records before anybody reads them: places of addresses, without what the project does not want, ids as hashes. */
@Injectable()
export class WantedRecords {
  constructor(
    private readonly places: Places,
    private readonly forms: IdForms,
    private readonly counts: DroppedCounts,
  ) {}

  of(delivery: Delivery): WantedOfCall {
    const form = delivery.settings.hashIds ? this.forms.hashing(delivery.projectId) : null;
    return new WantedOfCall(delivery, this.places, form);
  }

  /** To be called inside an admission: counts what was dropped of the calls. */
  async settle({ projectId }: Delivery, calls: readonly WantedOfCall[], transaction: Transaction): Promise<void> {
    const tally = new DroppedTally();
    for (const { kind, name, count } of calls.flatMap(({ dropped }) => dropped)) tally.add(kind, name, count);
    await this.counts.count(transaction, projectId, tally.all);
  }
}

/** The same for the records of one call. */
export class WantedOfCall {
  private readonly tally = new DroppedTally();
  private readonly minimizer: Minimizer;

  constructor(
    private readonly delivery: Delivery,
    private readonly places: Places,
    private readonly form: IdForm | null,
  ) {
    this.minimizer = new Minimizer(delivery.settings, this.tally);
  }

  event(record: unknown): WantedEvent {
    if (!isObject(record) || !isObject(record.properties)) return { record, place: NO_PLACE };
    const address = this.addressOf(record.properties);
    const place = address === null ? NO_PLACE : this.wanted(fieldsOfEvent(this.places.of(address)));
    const wanted = this.minimizer.properties(record.properties, record.event);
    const properties = this.form === null ? wanted : hashedProperties(record.event, wanted, this.form);
    return { record: properties === record.properties ? record : { ...record, properties }, place };
  }

  update(record: unknown): unknown {
    if (!isObject(record)) return record;
    const address = this.addressOf(record);
    const place = address === null ? NO_PLACE : this.wanted(fieldsOfProfile(this.places.of(address)));
    const placed = place === NO_PLACE ? record : withPlace(record, place);
    const wanted = this.minimizer.isIdle ? placed : this.minimizedUpdate(placed);
    return this.form === null ? wanted : hashedUpdate(wanted, this.form);
  }

  /** What was dropped until now. */
  get dropped(): readonly Dropped[] {
    return this.tally.all;
  }

  private addressOf(sent: JsonObject): string | null {
    return this.delivery.settings.lookUpPlaces ? addressOf(sent, this.delivery.address) : null;
  }

  private wanted(place: PlaceFields): PlaceFields {
    return this.minimizer.beside(place) as PlaceFields;
  }

  private minimizedUpdate(update: JsonObject): JsonObject {
    const operators = GROWING.filter((operator) => isObject(update[operator]));
    const wanted = operators.map((operator) => [operator, this.minimizedOperand(update[operator] as JsonObject)]);
    return { ...update, ...(Object.fromEntries(wanted) as JsonObject) };
  }

  /** That the transactions are emptied says that somebody opted out, which no setting may hide. */
  private minimizedOperand(operand: JsonObject): JsonObject {
    const wanted = this.minimizer.operand(operand);
    const { [TRANSACTIONS]: transactions } = operand;
    return Array.isArray(transactions) && transactions.length === 0
      ? { ...wanted, [TRANSACTIONS]: transactions }
      : wanted;
  }
}

/**
 * An update with the place among what it sets, unless it says one itself. What sets nothing makes no profile for its place alone.
 */
function withPlace(update: JsonObject, place: PlaceFields): JsonObject {
  const said = GROWING.flatMap((operator) => (isObject(update[operator]) ? Object.keys(update[operator]) : []));
  if (said.length === 0 || !(update.$set === undefined || isObject(update.$set))) return update;
  const missing = Object.entries(place).filter(([name]) => !said.includes(name));
  return missing.length === 0 ? update : { ...update, $set: { ...update.$set, ...Object.fromEntries(missing) } };
}
