import type { Moment } from '../../platform/index.js';
import { Playable } from './playable.js';
import { beginningOf, EVENT, membersOf, type RecordedEvent } from './recorded-event.js';
import type { StoredBatch } from './stored-batch.js';

/** Characters of JSON that one page holds, so that browsers bear it: a page ends at the next whole picture beyond the first, and anyhow at the second. */
const ENOUGH = 32 << 20;
const MOST = 128 << 20;
/** Addresses and devices of one recording that are named, and the characters of each. */
const MOST_NAMED = 20;
const LONGEST_NAME = 300;

/** The batches of a recording that one page plays. */
export interface RecordingPart {
  /** Its first batch; the last of the part before is the same one, since what comes before its picture belongs there. */
  readonly fromSeq: number;
  /** Whether there is anything to play. */
  readonly isPlayed: boolean;
}

/** What is known of a recording once all its batches have passed. */
export interface RecordingSummary {
  /** Counted from 1 by the times at which the recordings of a person began. */
  readonly number: number;
  readonly recording: string;
  readonly batches: number;
  /** Batches before the last one that are not among those of the person. */
  readonly lost: number;
  readonly unreadable: number;
  readonly tooLarge: number;
  readonly isWithheld: boolean;
  readonly startedAt: Moment | null;
  readonly endedAt: Moment | null;
  /** Of the first picture that can be played, where something was recorded before it. */
  readonly playedFrom: Moment | null;
  /** Of the pages that were seen, in their order; twenty at the most. */
  readonly addresses: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
  readonly parts: readonly RecordingPart[];
}

/**
 * What the recordings of one person are, made while their batches pass for the first time, recording by recording, each by its
 * numbers. It holds a few hundred bytes a recording.
 */
export class RecordingIndex {
  readonly #drafts: Draft[] = [];

  see(batch: StoredBatch): void {
    let draft = this.#drafts.at(-1);
    if (draft?.recording !== batch.recording) {
      draft = new Draft(batch.recording);
      this.#drafts.push(draft);
    }
    draft.see(batch);
  }

  /** By the id of the recording. */
  summaries(): ReadonlyMap<string, RecordingSummary> {
    const byTime = [...this.#drafts].sort((one, other) => one.startsAt - other.startsAt);
    return new Map(byTime.map((draft, at) => [draft.recording, draft.summary(at + 1)]));
  }
}

class Draft {
  startsAt = Infinity;
  #endsAt = -Infinity;
  #batches = 0;
  #lastSeq = -1;
  #unreadable = 0;
  #tooLarge = 0;
  #isWithheld = false;
  #eventsFrom = Infinity;
  #playedFrom: number | null = null;
  #playable = new Playable();
  #size = 0;
  readonly #addresses = new Set<string>();
  readonly #devices = new Set<string>();
  readonly #parts: { fromSeq: number; isPlayed: boolean }[] = [];

  constructor(readonly recording: string) {}

  see(batch: StoredBatch): void {
    this.#batches += 1;
    if (batch.lacks === 'withheld') this.#isWithheld = true;
    else if (batch.lacks === 'too-large') this.#tooLarge += 1;
    else if (batch.events === null) this.#unreadable += 1;
    if (batch.device !== null) name(this.#devices, batch.device);
    if (batch.startedAt !== null) this.#span(Date.parse(batch.startedAt));
    this.#plan(batch);
    this.#lastSeq = batch.seq;
    const addresses = (batch.events ?? []).map(addressOf).filter((address) => address !== null);
    for (const address of addresses.length > 0 ? addresses : [batch.address]) {
      if (address !== null) name(this.#addresses, address);
    }
  }

  summary(number: number): RecordingSummary {
    const [first, played] = [this.#eventsFrom, this.#playedFrom];
    return {
      number,
      recording: this.recording,
      batches: this.#batches,
      lost: Math.max(0, this.#lastSeq + 1 - this.#batches),
      unreadable: this.#unreadable,
      tooLarge: this.#tooLarge,
      isWithheld: this.#isWithheld,
      startedAt: momentOf(this.startsAt),
      endedAt: momentOf(this.#endsAt),
      playedFrom: played === null || played - first < 1_000 ? null : momentOf(played),
      addresses: this.#addresses,
      devices: this.#devices,
      parts: this.#parts,
    };
  }

  /** Looks what of the batch can be played, in which part of the recording. */
  #plan({ seq, json, events }: StoredBatch): void {
    if (events === null || seq !== this.#lastSeq + 1) this.#playable.interrupt();
    const told = events ?? [];
    const part = this.#partOf(seq, events === null ? 0 : (json?.length ?? 0), told.some(isPicture));
    for (const { timestamp } of told) {
      this.#span(timestamp);
      this.#eventsFrom = Math.min(this.#eventsFrom, timestamp);
    }
    const shown = this.#playable.take(told);
    this.#playedFrom ??= shown.find(isPicture)?.timestamp ?? null;
    if (shown.length > 0) part.isPlayed = true;
  }

  /** The part that a batch of so many characters belongs to: a new one where the last is full. */
  #partOf(seq: number, size: number, hasPicture: boolean): { isPlayed: boolean } {
    const last = this.#parts.at(-1);
    const isFull = this.#size > 0 && this.#size + size > (hasPicture ? ENOUGH : MOST);
    if (last !== undefined && !isFull) {
      this.#size += size;
      return last;
    }
    const part = { fromSeq: seq, isPlayed: false };
    this.#parts.push(part);
    this.#playable = new Playable();
    this.#size = size;
    return part;
  }

  #span(at: number): void {
    this.startsAt = Math.min(this.startsAt, at);
    this.#endsAt = Math.max(this.#endsAt, at);
  }
}

function name(names: Set<string>, one: string): void {
  if (names.size < MOST_NAMED) names.add(beginningOf(one, LONGEST_NAME));
}

function isPicture({ type }: RecordedEvent): boolean {
  return type === EVENT.fullSnapshot;
}

function addressOf({ type, data }: RecordedEvent): string | null {
  const { href } = membersOf(data);
  return type === EVENT.meta && typeof href === 'string' ? href : null;
}

function momentOf(at: number): Moment | null {
  return Number.isFinite(at) ? new Date(at).toISOString() : null;
}
