import { Injectable } from '@nestjs/common';
import { IngestRateLimit, ProjectsService } from '../../access/index.js';
import { HeldProfiles } from '../../holds/index.js';
import { Stopping, Turns, type Transaction } from '../../platform/index.js';
import { IngestStore, isTrusted, type IdentityLink } from '../../subject-data/index.js';
import { Suppression } from '../../suppression/index.js';
import { readUpdate, removesAnything, type ProfileUpdate } from '../records/profile-update.js';
import type { SentRecord } from '../records/payload.js';
import { ProfileFold, type SentUpdate, type UpdateFault } from '../records/profile-fold.js';
import { Refusal } from '../records/refusal.js';

export interface EngageOutcome {
  /** Updates that passed; that some are of suppressed subjects is not told. */
  readonly taken: number;
  /** What was wrong with the first of those that did not pass; null when all did. */
  readonly error: string | null;
}

/** What it may have cost to find out that an update cannot be taken. */
const BYTES_OF_A_REFUSAL = 5_000;

interface PlacedUpdate extends SentUpdate {
  /** Whose profile is changed: the person, where an alias was named. */
  readonly subject: string;
}

/** Takes profile updates in: those that pass are applied in their order, whatever becomes of the others. */
@Injectable()
export class EngageService {
  constructor(
    private readonly store: IngestStore,
    private readonly suppression: Suppression,
    private readonly held: HeldProfiles,
    private readonly projects: ProjectsService,
    private readonly rate: IngestRateLimit,
    private readonly stopping: Stopping,
  ) {}

  /** @throws HabeasError `ingest-rate-limited` (429), `ingest-timed-out`, `stopping` (503) */
  async engage(records: readonly SentRecord[]): Promise<EngageOutcome> {
    if (records.length === 0) return { taken: 0, error: 'The request holds no update.' };
    const turns = new Turns(this.stopping);
    const { updates, faults } = await readUpdates(records, turns);
    const byProject = new Map<number, readonly SentUpdate[]>();
    for (const [token, sent] of grouped(updates, (update) => update.token)) {
      const project = await this.projects.byToken(token);
      if (project) byProject.set(project.id, sent);
      else faults.push({ index: sent[0]?.index ?? 0, fault: '$token is the token of no project' });
    }
    // Counted before any is applied: what is refused for its rate is sent again as a whole.
    for (const [projectId, sent] of byProject) this.rate.take(projectId, sent.length);
    let taken = 0;
    for (const [projectId, sent] of byProject) {
      const refused = await this.apply(projectId, sent, turns);
      faults.push(...refused);
      taken += sent.length - refused.length;
    }
    return { taken, error: firstOf(faults) };
  }

  /** Returns what was wrong with those that were not applied. */
  private async apply(projectId: number, updates: readonly SentUpdate[], turns: Turns): Promise<UpdateFault[]> {
    const placed = await this.place(projectId, updates);
    const { result } = await this.suppression.admit(
      projectId,
      placed,
      ({ distinctId, subject }) => (distinctId === subject ? [subject] : [distinctId, subject]),
      async (admitted, limit, transaction) => {
        const allowed = await this.allowed(transaction, projectId, admitted);
        const bySubject = grouped(allowed, (update) => update.subject);
        const folds = [...bySubject].map(([subject, its]) => new ProfileFold(subject, its, turns));
        if (folds.length > 0) await this.store.changeProfiles(projectId, folds, limit);
        await this.held.tell(transaction, projectId, admitted.length - allowed.length);
        return folds.flatMap((fold) => fold.faults);
      },
    );
    return result;
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
    return updates.map((update) => ({
      ...update,
      subject: update.ignoreAlias ? update.distinctId : (persons.get(update.distinctId) ?? update.distinctId),
    }));
  }
}

async function readUpdates(
  records: readonly SentRecord[],
  turns: Turns,
): Promise<{ updates: SentUpdate[]; faults: UpdateFault[] }> {
  const updates: SentUpdate[] = [];
  const faults: UpdateFault[] = [];
  for (const [index, record] of records.entries()) {
    const read = updateOf(record);
    if (read instanceof Refusal) faults.push({ index, fault: read.message });
    else updates.push({ ...read, index });
    if (turns.areOver(read instanceof Refusal ? BYTES_OF_A_REFUSAL : read.bytes)) await turns.give();
  }
  return { updates, faults };
}

function updateOf(record: SentRecord): ProfileUpdate | Refusal {
  try {
    return 'malformed' in record ? new Refusal('update', record.malformed) : readUpdate(record.value);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The sentence about the first update that did not pass; null when all did. */
function firstOf(faults: readonly UpdateFault[]): string | null {
  const first = faults.reduce<UpdateFault | null>(
    (one, other) => (one && one.index <= other.index ? one : other),
    null,
  );
  return first && `Update ${first.index}: ${first.fault}.`;
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
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
