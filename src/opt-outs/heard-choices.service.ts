import { Injectable } from '@nestjs/common';
import { lockArrivals, PrismaService, type Transaction } from '../platform/index.js';
import { isDeviceId } from '../subject-data/index.js';
import { Suppression, WHATEVER_COMES, type LiftedId, type SuppressionReason } from '../suppression/index.js';
import { CHOICE_WAYS, ChoiceTable, type ChoiceWay, type Teller } from './choice-table.service.js';
import { choosingId, coveredBeside, CoveredBy, type CoveredIds } from './covered-ids.service.js';

/** Among the counts of what was refused: an opt-in that did not lift what stands against the ids it names. */
const UNHEARD = 'opt-in';

/** An event that opts in. */
export interface HeardOptIn {
  /** All ids it names. */
  readonly ids: readonly string[];
  /** When it happened; a choice that was made later outlives it. */
  readonly at: Date;
}

/** What an opt-in that came with data is worth. */
export interface HeardRules {
  /** Of the credential it came with; null for the public project token. */
  readonly teller: string | null;
  readonly publicOptIn: 'devices' | 'lifts-opt-outs';
  /** Opt-ins are kept: the project is opted out by default, or heeds `Sec-GPC`. */
  readonly keepsOptIns: boolean;
}

/** What may be lifted, and for whom an opt-in speaks. */
interface Power {
  readonly reasons: readonly SuppressionReason[];
  readonly ways: readonly ChoiceWay[];
  /** For a device alone, or also for whoever else it names, with everything that stands for them. */
  readonly devicesAlone: boolean;
}

const OF_TRUST: Power = { reasons: ['deleted', 'opt-out', 'gpc'], ways: CHOICE_WAYS, devicesAlone: false };
const OF_THE_PROJECT: Power = { reasons: ['opt-out', 'gpc'], ways: CHOICE_WAYS, devicesAlone: false };
const OF_A_BROWSER: Power = { reasons: ['gpc'], ways: ['gpc'], devicesAlone: true };

/** What comes in with the data: opt-ins of SDKs, the signal of browsers, and which further ids an opt-out is about. */
@Injectable()
export class HeardChoices {
  constructor(
    private readonly prisma: PrismaService,
    private readonly table: ChoiceTable,
    private readonly coveredBy: CoveredBy,
    private readonly suppression: Suppression,
  ) {}

  /**
   * Opts in whom the events speak for, as far as their credential and the project let them. The public token can be had by
   * anybody: with it a device speaks for itself, since its id stands in that browser alone, and nobody for anybody else.
   */
  async optIns(projectId: number, heard: readonly HeardOptIn[], rules: HeardRules): Promise<void> {
    if (heard.length === 0) return;
    if (!rules.keepsOptIns && !(await this.suppression.any(projectId))) return;
    const power = powerOf(rules);
    const until = latest(heard, power, rules.teller !== null);
    const teller: Teller = { how: 'sdk', by: rules.teller, label: rules.teller };
    await this.prisma.$transaction(async (transaction) => {
      await lockArrivals(transaction, projectId, 'shared');
      const covered = await this.covered(projectId, [...until.keys()]);
      const ids = [...until].flatMap(([id, at]): LiftedId[] =>
        (covered.get(id)?.withRecordings ?? []).map((hmac) => ({ hmac, until: at })),
      );
      const choices = await this.table.end(transaction, projectId, ids, { choice: 'out', ways: power.ways }, teller);
      await this.suppression.lift(transaction, projectId, { choices, ids, reasons: power.reasons });
      await this.letIn(transaction, projectId, { heard, until, covered, teller }, rules.keepsOptIns);
    });
  }

  /** Opts devices out whose browser sent `Sec-GPC: 1`; nobody else, since anybody can send it with another's id. */
  async signalled(transaction: Transaction, projectId: number, ids: readonly string[]): Promise<void> {
    const devices = [...new Set(ids.filter(isDeviceId).map(choosingId))];
    if (devices.length === 0) return;
    const known = await this.table.standing(transaction, projectId, devices, 'out', ['gpc']);
    const fresh = devices.filter((device) => !known.has(device));
    const kept = await this.table.keep(transaction, projectId, fresh, 'out', { how: 'gpc', by: null, label: null });
    const covered = this.coveredBy.alone(projectId, [...kept.keys()]);
    await this.suppression.suppress(
      transaction,
      projectId,
      'gpc',
      [...kept].map(([id, { id: requestId }]) => ({ requestId, hmacs: covered.get(id)?.hmacs ?? [] })),
    );
  }

  /**
   * Lets opt-outs cover what was linked since, once the links that dropped records tell of are stored.
   * @param dropped the ids of each record, and which of them are opted out
   * @returns whether they cover more than before
   */
  async cover(
    transaction: Transaction,
    projectId: number,
    dropped: readonly { readonly ids: readonly string[]; readonly optedOut: readonly string[] }[],
  ): Promise<boolean> {
    // A tie leads down, not up: whose device is opted out is not opted out by it.
    const people = dropped
      .filter(({ ids, optedOut }) => optedOut.length < ids.length)
      .flatMap(({ optedOut }) => optedOut.filter((id) => !isDeviceId(id)));
    if (people.length === 0) return false;
    const covered = await this.coveredBy.closureOf(projectId, [...new Set(people)]);
    return this.suppression.extend(transaction, projectId, coveredBeside(covered));
  }

  /** A device's opt-in is the device's; a person's is everything's that stands for them. */
  private async covered(projectId: number, ids: readonly string[]): Promise<Map<string, CoveredIds>> {
    const people = ids.filter((id) => !isDeviceId(id));
    const ofPeople = people.length === 0 ? [] : await this.coveredBy.closureOf(projectId, people);
    return new Map([...this.coveredBy.alone(projectId, ids.filter(isDeviceId)), ...ofPeople]);
  }

  private async letIn(
    transaction: Transaction,
    projectId: number,
    said: {
      readonly heard: readonly HeardOptIn[];
      readonly until: ReadonlyMap<string, Date | null>;
      readonly covered: ReadonlyMap<string, CoveredIds>;
      readonly teller: Teller;
    },
    keeps: boolean,
  ): Promise<void> {
    const { heard, until, covered, teller } = said;
    const named = new Set(heard.flatMap(({ ids }) => ids.flatMap((id) => [id, choosingId(id)])));
    const { reasons } = await this.suppression.standingOf(transaction, projectId, () => named, WHATEVER_COMES);
    const isHeard = ({ ids }: HeardOptIn) =>
      ids.every((id) => !reasons.has(id)) && (!keeps || ids.some((id) => until.has(choosingId(id))));
    const unheard = heard.filter((each) => !isHeard(each)).length;
    if (unheard > 0) await this.suppression.countRefused(transaction, projectId, UNHEARD, unheard);
    const allowed = [...until.keys()].filter((id) => !reasons.has(id));
    if (!keeps || allowed.length === 0) return;
    const kept = await this.table.keep(transaction, projectId, allowed, 'in', teller);
    const choices = new Map([...(await this.table.standing(transaction, projectId, allowed, 'in')), ...kept]);
    await this.table.letIn(
      transaction,
      projectId,
      [...choices].map(([id, { id: choiceId }]) => ({ choiceId, hmacs: covered.get(id)?.hmacs ?? [] })),
    );
  }
}

function powerOf({ teller, publicOptIn }: HeardRules): Power {
  if (teller !== null) return OF_TRUST;
  return publicOptIn === 'lifts-opt-outs' ? OF_THE_PROJECT : OF_A_BROWSER;
}

/** Clocks of phones and servers differ. */
const CLOCKS_DIFFER = 10 * 60_000;

/**
 * For whom the events speak, and what was chosen until when they lift. An import of old events must bring nobody back; of a browser
 * the last word is the one that came last, whatever its clock says.
 */
function latest(heard: readonly HeardOptIn[], { devicesAlone }: Power, byTime: boolean): Map<string, Date | null> {
  const until = new Map<string, Date | null>();
  for (const { ids, at } of heard) {
    for (const id of ids.map(choosingId)) {
      if (devicesAlone && !isDeviceId(id)) continue;
      const before = until.get(id);
      const last = Math.max(at.getTime() + CLOCKS_DIFFER, before?.getTime() ?? Number.NEGATIVE_INFINITY);
      until.set(id, byTime ? new Date(last) : null);
    }
  }
  return until;
}
