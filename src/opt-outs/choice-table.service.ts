import { Injectable } from '@nestjs/common';
import { Clock, Ids, type Transaction } from '../platform/index.js';
import { SubjectHmac } from '../subject-data/index.js';
import type { LiftedId } from '../suppression/index.js';
import { ChoiceIds } from './choice-ids.service.js';

/** How a choice came: by the API, by a person in the console, by an SDK's `$opt_in`, by a browser's `Sec-GPC: 1`. */
export const CHOICE_WAYS = ['api', 'console', 'sdk', 'gpc'] as const;
export type ChoiceWay = (typeof CHOICE_WAYS)[number];

/** By what a choice came, and who at the company made it known; nobody where a browser spoke for itself. */
export interface Teller {
  readonly how: ChoiceWay;
  readonly by: string | null;
  readonly label: string | null;
}

/** A choice that stands. */
export interface StandingChoice {
  readonly id: string;
  readonly how: ChoiceWay;
  readonly at: Date;
}

/** A choice of an id, about to be kept. */
interface NewChoice {
  readonly id: string;
  readonly distinctId: string;
}

/** The rows of choices: kept, found, ended. Whoever calls holds the project's arrivals. */
@Injectable()
export class ChoiceTable {
  constructor(
    private readonly choiceIds: ChoiceIds,
    private readonly hmac: SubjectHmac,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** The choice of each of the ids that stands, the company's word before a browser's; none where there is none. */
  async standing(
    transaction: Transaction,
    projectId: number,
    distinctIds: readonly string[],
    choice: 'out' | 'in',
    ways: readonly ChoiceWay[] = CHOICE_WAYS,
  ): Promise<Map<string, StandingChoice>> {
    const hmacs = distinctIds.map((id) => this.hmac.hexOf(projectId, id));
    const rows = await transaction.$queryRaw<(StandingChoice & { hmac: string })[]>`
      SELECT id, how, at, encode(id_hmac, 'hex') AS hmac FROM privacy_choices
      WHERE project_id = ${projectId}::int AND ended_at IS NULL AND choice = ${choice} AND how = ANY (${[...ways]}::text[])
        AND id_hmac = ANY (SELECT decode(hmac, 'hex') FROM unnest(${hmacs}::text[]) AS hmac)
      ORDER BY how = 'gpc' DESC, at DESC`;
    const byHmac = new Map(rows.map(({ hmac, id, how, at }) => [hmac, { id, how, at }]));
    return new Map(
      distinctIds.flatMap((id, place) => {
        const found = byHmac.get(hmacs[place] ?? '');
        return found === undefined ? [] : [[id, found] as const];
      }),
    );
  }

  /** Keeps a choice for each of the ids, but where the same one stands. Returns the ids of those kept, by the id they are about. */
  async keep(
    transaction: Transaction,
    projectId: number,
    distinctIds: readonly string[],
    choice: 'out' | 'in',
    { how, by, label }: Teller,
  ): Promise<Map<string, StandingChoice>> {
    if (distinctIds.length === 0) return new Map();
    const at = this.clock.now();
    const fresh = distinctIds.map((distinctId): NewChoice => ({ id: this.ids.next(), distinctId }));
    const sealed = fresh.map(({ id, distinctId }) => this.choiceIds.seal(id, projectId, distinctId));
    const kept = await transaction.$queryRaw<{ id: string }[]>`
      INSERT INTO privacy_choices
        (id, project_id, choice, how, id_hmac, id_ciphertext, wrapped_id_key, "by", by_label, at)
      SELECT id, ${projectId}::int, ${choice}, ${how}, decode(hmac, 'hex'), decode(sealed, 'hex'), decode(key, 'hex'),
        ${by}, ${label}, ${at}::timestamptz
      FROM unnest(
        ${fresh.map(({ id }) => id)}::uuid[],
        ${fresh.map(({ distinctId }) => this.hmac.hexOf(projectId, distinctId))}::text[],
        ${sealed.map((each) => each.sealed.toString('hex'))}::text[],
        ${sealed.map((each) => each.wrappedKey.toString('hex'))}::text[]
      ) AS fresh (id, hmac, sealed, key)
      ORDER BY hmac
      ON CONFLICT DO NOTHING RETURNING id`;
    const written = new Set(kept.map(({ id }) => id));
    return new Map(
      fresh.filter(({ id }) => written.has(id)).map(({ id, distinctId }) => [distinctId, { id, how, at }]),
    );
  }

  /** Ends the standing choices of these ids. Returns the ids of the choices. */
  async end(
    transaction: Transaction,
    projectId: number,
    ids: readonly LiftedId[],
    { choice, ways = CHOICE_WAYS }: Ended,
    { how, by, label }: Teller,
  ): Promise<string[]> {
    const rows = await transaction.$queryRaw<{ id: string }[]>`
      UPDATE privacy_choices
      SET ended_at = ${this.clock.now()}::timestamptz, ended_how = ${how}, ended_by = ${by}, ended_by_label = ${label}
      FROM unnest(${ids.map(({ hmac }) => hmac)}::text[], ${ids.map(({ until }) => until)}::timestamptz[]) AS ended (hmac, until)
      WHERE project_id = ${projectId}::int AND id_hmac = decode(hmac, 'hex') AND ended_at IS NULL AND choice = ${choice}
        AND how = ANY (${[...ways]}::text[]) AND at <= coalesce(until, 'infinity')
      RETURNING id`;
    return rows.map(({ id }) => id);
  }

  /** Takes data of these ids in also where everybody is opted out by default. `covered`: HMACs in hex, by the id of the choice. */
  async letIn(
    transaction: Transaction,
    projectId: number,
    covered: readonly { readonly choiceId: string; readonly hmacs: readonly string[] }[],
  ): Promise<void> {
    if (covered.length === 0) return;
    await transaction.$executeRaw`
      INSERT INTO opted_in (project_id, id_hmac, choice_id)
      SELECT ${projectId}::int, decode(hmac, 'hex') AS id_hmac, choice_id
      FROM unnest(${covered.map(({ choiceId }) => choiceId)}::uuid[], ${covered.map(({ hmacs }) => hmacs.join(' '))}::text[])
        AS covered (choice_id, hmacs), unnest(string_to_array(hmacs, ' ')) AS hmac
      ORDER BY id_hmac, choice_id
      ON CONFLICT DO NOTHING`;
  }

  /** Takes the opt-ins of these choices, and those of these ids, back. */
  async shutOut(
    transaction: Transaction,
    projectId: number,
    choiceIds: readonly string[],
    hmacs: readonly string[],
  ): Promise<void> {
    await transaction.$executeRaw`
      DELETE FROM opted_in
      WHERE project_id = ${projectId}::int AND (choice_id = ANY (${[...choiceIds]}::uuid[])
        OR id_hmac = ANY (SELECT decode(hmac, 'hex') FROM unnest(${[...hmacs]}::text[]) AS hmac))`;
  }
}

/** Which choices end. */
interface Ended {
  readonly choice: 'out' | 'in';
  readonly ways?: readonly ChoiceWay[];
}
