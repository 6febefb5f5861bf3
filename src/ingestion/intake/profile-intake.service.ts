import { Injectable } from '@nestjs/common';
import { HeldProfiles } from '../../holds/index.js';
import { Stopping, Turns, type Transaction } from '../../platform/index.js';
import { IngestStore, isTrusted, type IdentityLink } from '../../subject-data/index.js';
import { IncomingCounts, TAKEN } from '../incoming/incoming-counts.service.js';
import type { SentRecord } from '../records/payload.js';
import { ProfileFold, type SentUpdate } from '../records/profile-fold.js';
import { readUpdate, removesAnything, type ProfileUpdate } from '../records/profile-update.js';
import type { RecordFault } from '../records/record-fault.js';
import { refusalCode } from '../records/refusal-code.js';
import { Refusal } from '../records/refusal.js';
import type { Delivery } from './delivery.js';
import { Gate } from './gate.service.js';
import { grouped } from './grouped.js';
import { LinkIntake } from './link-intake.service.js';
import { WantedRecords, type WantedOfCall } from './wanted-records.service.js';

export interface UpdatesTaken {
  /** Updates that passed; that some are of suppressed subjects, or of profiles that are full, is not told. */
  readonly passed: number;
  readonly faults: readonly RecordFault[];
}

/** What it may have cost to find out that an update cannot be taken. */
const BYTES_OF_A_REFUSAL = 5_000;

interface Applied {
  readonly refused: readonly RecordFault[];
  readonly suppressed: number;
}

const NONE: Applied = { refused: [], suppressed: 0 };

interface PlacedUpdate extends SentUpdate {
  /** Whose profile is changed: the person, where an alias was named. */
  readonly subject: string;
}

/** Takes profile updates in: those that pass are applied in their order, whatever becomes of the others. */
@Injectable()
export class ProfileIntake {
  constructor(
    private readonly store: IngestStore,
    private readonly gate: Gate,
    private readonly held: HeldProfiles,
    private readonly links: LinkIntake,
    private readonly counts: IncomingCounts,
    private readonly stopping: Stopping,
    private readonly wanted: WantedRecords,
  ) {}

  /** @throws HabeasError `ingest-timed-out`, `stopping` (503) */
  async take(delivery: Delivery, records: readonly SentRecord[]): Promise<UpdatesTaken> {
    const turns = new Turns(this.stopping);
    const wanted = this.wanted.of(delivery);
    const { updates, faults } = await readUpdates(records, wanted, turns);
    const { refused, suppressed } = updates.length === 0 ? NONE : await this.apply(delivery, updates, wanted, turns);
    this.counts.add(delivery, TAKEN, updates.length - refused.length - suppressed);
    this.counts.addAll(
      delivery,
      'refused',
      [...faults, ...refused].map(({ reason }) => reason),
    );
    // That a profile is full is counted and not told: of who is refused it never is, and anybody may ask who knows the token.
    return { passed: updates.length, faults };
  }

  /** Returns what was wrong with those that were not applied, and how many are of people who are refused. */
  private async apply(
    delivery: Delivery,
    updates: readonly SentUpdate[],
    wanted: WantedOfCall,
    turns: Turns,
  ): Promise<Applied> {
    const { projectId } = delivery;
    const placed = await this.place(projectId, updates);
    const { result, refused } = await this.gate.admit(delivery, placed, async (admitted, limit, transaction) => {
      await this.wanted.settle(delivery, [wanted], transaction);
      const allowed = await this.allowed(transaction, projectId, admitted);
      const bySubject = grouped(allowed, (update) => update.subject);
      const folds = [...bySubject].map(([subject, its]) => new ProfileFold(subject, its, turns));
      // First, as with events: no profile stands whose device could not be found.
      const links = admitted.flatMap((update) => update.links);
      await this.links.write(delivery, links, limit, transaction);
      if (folds.length > 0) await this.store.changeProfiles(projectId, folds, limit);
      await this.held.tell(transaction, projectId, admitted.length - allowed.length);
      return folds.flatMap((fold) => fold.faults);
    });
    return { refused: result, suppressed: refused };
  }

  /** Without the removals of held persons' profiles. */
  private async allowed(
    transaction: Transaction,
    projectId: number,
    updates: readonly PlacedUpdate[],
  ): Promise<readonly PlacedUpdate[]> {
    const removed = new Set(updates.filter(removesAnything).map(({ subject }) => subject));
    const held = await this.held.among(transaction, projectId, [...removed]);
    return held.size === 0 ? updates : updates.filter((each) => !(held.has(each.subject) && removesAnything(each)));
  }

  private async place(projectId: number, updates: readonly SentUpdate[]): Promise<PlacedUpdate[]> {
    const named = new Set(updates.filter((update) => !update.ignoreAlias).map((update) => update.distinctId));
    const persons = personsBehind(named.size === 0 ? [] : await this.store.linksOf(projectId, [...named]));
    return updates.map((update) => {
      const subject = update.ignoreAlias ? update.distinctId : (persons.get(update.distinctId) ?? update.distinctId);
      return { ...update, subject, ids: [...new Set([...update.ids, subject])] };
    });
  }
}

async function readUpdates(
  records: readonly SentRecord[],
  wanted: WantedOfCall,
  turns: Turns,
): Promise<{ updates: SentUpdate[]; faults: RecordFault[] }> {
  const updates: SentUpdate[] = [];
  const faults: RecordFault[] = [];
  for (const record of records) {
    const { index } = record;
    const read = updateOf(record, wanted);
    if (read instanceof Refusal) faults.push({ index, fault: read.message, reason: refusalCode(read.field) });
    else updates.push({ ...read, index });
    if (turns.areOver(read instanceof Refusal ? BYTES_OF_A_REFUSAL : read.bytes)) await turns.give();
  }
  return { updates, faults };
}

function updateOf(record: SentRecord, wanted: WantedOfCall): ProfileUpdate | Refusal {
  try {
    return 'malformed' in record ? new Refusal('update', record.malformed) : readUpdate(wanted.update(record.value));
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Alias to person, by the links that are believed. An alias of two persons, and one that has aliases itself, stands for itself. */
function personsBehind(links: readonly IdentityLink[]): Map<string, string> {
  const aliases = links.filter(({ kind, origin }) => kind === 'alias' && isTrusted(origin));
  const persons = new Set(aliases.map((link) => link.distinctId));
  const behind = new Map<string, string>();
  const contested = new Set<string>();
  for (const { distinctId, linkedId } of aliases) {
    if (behind.has(linkedId) || persons.has(linkedId)) contested.add(linkedId);
    behind.set(linkedId, distinctId);
  }
  for (const alias of contested) behind.delete(alias);
  return behind;
}
