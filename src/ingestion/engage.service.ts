import { Injectable } from '@nestjs/common';
import { IngestRateLimit, ProjectsService } from '../access/index.js';
import { HeldProfiles } from '../holds/index.js';
import type { Transaction } from '../platform/index.js';
import { IngestStore, type IdentityLink } from '../subject-data/index.js';
import { Suppression } from '../suppression/index.js';
import { applyUpdate, readUpdate, removesAnything, type ProfileUpdate } from './engage.js';
import type { SentRecord } from './payload.js';
import { Refusal } from './refusal.js';

export interface EngageOutcome {
  /** Updates that passed; that some are of suppressed subjects is not told. */
  readonly taken: number;
  /** What was wrong with the first of those that did not pass; null when all did. */
  readonly error: string | null;
}

interface PlacedUpdate extends ProfileUpdate {
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
  ) {}

  /** @throws HabeasError `ingest-rate-limited` (429), `ingest-timed-out` (503) */
  async engage(records: readonly SentRecord[]): Promise<EngageOutcome> {
    const errors: string[] = records.length === 0 ? ['The request holds no update.'] : [];
    const byToken = new Map<string, ProfileUpdate[]>();
    records.forEach((record, index) => {
      try {
        const update = updateOf(record);
        const others = byToken.get(update.token);
        if (others) others.push(update);
        else byToken.set(update.token, [update]);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        errors.push(`Update ${index}: ${error.message}.`);
      }
    });
    const byProject = new Map<number, readonly ProfileUpdate[]>();
    for (const [token, updates] of byToken) {
      const project = await this.projects.byToken(token);
      if (project) byProject.set(project.id, updates);
      else errors.push('$token is the token of no project.');
    }
    // Counted before any is applied: what is refused for its rate is sent again as a whole.
    for (const [projectId, updates] of byProject) this.rate.take(projectId, updates.length);
    let taken = 0;
    for (const [projectId, updates] of byProject) taken += await this.apply(projectId, updates);
    return { taken, error: errors[0] ?? null };
  }

  private async apply(projectId: number, updates: readonly ProfileUpdate[]): Promise<number> {
    const placed = await this.place(projectId, updates);
    await this.suppression.admit(
      projectId,
      placed,
      ({ distinctId, subject }) => (distinctId === subject ? [subject] : [distinctId, subject]),
      async (admitted, limit, transaction) => {
        const allowed = await this.allowed(transaction, projectId, admitted);
        const changes = allowed.map((update) => ({
          distinctId: update.subject,
          change: (current: Readonly<Record<string, unknown>> | null) => applyUpdate(current, update),
        }));
        if (changes.length > 0) await this.store.changeProfiles(projectId, changes, limit);
        await this.held.tell(transaction, projectId, admitted.length - allowed.length);
      },
    );
    return updates.length;
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

  private async place(projectId: number, updates: readonly ProfileUpdate[]): Promise<PlacedUpdate[]> {
    const named = new Set(updates.filter((update) => !update.ignoreAlias).map((update) => update.distinctId));
    const persons = personsBehind(named.size === 0 ? [] : await this.store.linksOf(projectId, [...named]));
    return updates.map((update) => ({
      ...update,
      subject: update.ignoreAlias ? update.distinctId : (persons.get(update.distinctId) ?? update.distinctId),
    }));
  }
}

function updateOf(record: SentRecord): ProfileUpdate {
  if ('malformed' in record) throw new Refusal('update', record.malformed);
  return readUpdate(record.value);
}

/** Alias to person. An alias of two persons, and one that has aliases itself, stands for itself. */
function personsBehind(links: readonly IdentityLink[]): Map<string, string> {
  const aliases = links.filter((link) => link.kind === 'alias');
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
