import { Injectable } from '@nestjs/common';
import type { Actor, ProjectRecord } from '../../access/index.js';
import { EVERYTHING, exportWindow } from '../../compliance/index.js';
import { ActiveHolds, type Held } from '../../holds/index.js';
import { Clock, Config, earliestOf, foreseen, iso, latestOf, PrismaService } from '../../platform/index.js';
import { SubjectData, untilText, type Collection } from '../../subject-data/index.js';
import {
  assertAmbiguous,
  DecidedBefore,
  type EarlierDecision,
  filingOf,
  MOST_DECISIONS,
  withDecisions,
  groupByOrdinal,
  Identities,
  keysOf,
  SubjectCounts,
  type CollectionTally,
  type RecordedDecision,
  type Subject,
} from '../../request-model/index.js';
import type { ApprovalReason } from '../intake/approval-rule.js';
import { assertLawful, limitsOf, type RequestOrder } from '../intake/order.js';
import { OrderRules } from '../intake/order-rules.service.js';
import { KeptCounts, type Kept } from './kept-counts.service.js';
import type { PreviewAnswer } from '../dto/requests.dto.js';

/** Says what a request would find, by the same closure, window and predicate, and stores nothing. */
@Injectable()
export class Preview {
  constructor(
    private readonly identities: Identities,
    private readonly holds: ActiveHolds,
    private readonly counts: SubjectCounts,
    private readonly kept: KeptCounts,
    private readonly subjectData: SubjectData,
    private readonly decidedBefore: DecidedBefore,
    private readonly rules: OrderRules,
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** How many subjects of an order nothing is known of; null where a store does not say it now, which keeps nobody from opening it. */
  async unknownOf(project: ProjectRecord, order: RequestOrder): Promise<number | null> {
    try {
      return (await this.look(project, order)).unknown;
    } catch (error) {
      if (foreseen(error) === null) throw error;
      return null;
    }
  }

  async of(actor: Actor, project: ProjectRecord, order: RequestOrder): Promise<PreviewAnswer> {
    const found = await this.look(project, order);
    const reason = erases(order)
      ? await this.rules.approvalReason(this.prisma, actor, project, order, this.clock.now())
      : null;
    return { ...found, approval: reason && approvalOf(reason) };
  }

  private async look(project: ProjectRecord, order: RequestOrder): Promise<Omit<PreviewAnswer, 'approval'>> {
    const now = this.clock.now();
    assertLawful(order, now, limitsOf(project, this.config.values.DELETION_LIMIT));
    const { kind, regime, disclosure } = order;
    const { timezone: timeZone, ccpaWindow } = project;
    const window =
      kind === 'export' ? exportWindow(regime, order.receivedAt ?? now, { timeZone, ccpaWindow }) : EVERYTHING;
    this.rules.assertComparable(project, order);
    const decisions = await this.rules.decided(project.id, order);
    const resolved = await this.identities.subjectsOf(project.id, [...order.distinctIds.entries()]);
    assertAmbiguous(resolved, decisions);
    const subjects = withDecisions(resolved, decisions);
    // A hold keeps nobody from being told what is held about them.
    const held = erases(order) ? await this.holds.among(project.id, subjects) : new Map<number, Held>();
    const keys = keysOf(await filingOf(this.prisma, project.id), subjects);
    const tallies = await this.counts.of(project.id, keys, window);
    const kept = erases(order) ? await this.kept.of(project.id, keys, tallies, now) : new Map<string, Kept>();
    const talliesOf = groupByOrdinal(tallies);
    const before = await this.decidedBefore.among(project.id, [...new Set(subjects.flatMap(undecidedOf))]);
    const decidedOf = (person: Subject) => decidedFor(person, decisions, order.distinctIds, before);
    return {
      projectId: project.id,
      kind,
      regime,
      disclosure,
      window: { from: iso(window.from), until: iso(window.until) },
      duplicateCount: order.duplicateCount,
      ambiguousSubjects: subjects.filter(({ ambiguous }) => ambiguous.length > 0).length,
      heldSubjects: held.size,
      rows: sumOf(tallies),
      ...knownAmong(subjects, talliesOf),
      subjects: subjects.map((person) => {
        const { ordinal, asked, ids, ambiguous, contested = [], tiedTo = [], devicesLeftOut, fault } = person;
        return {
          distinctId: asked,
          linkedIds: ids.length,
          ambiguousIds: ambiguous.length,
          contestedIds: contested.length,
          undecided: undecidedOf(person),
          decided: decidedOf(person),
          tiedTo: tiedTo.length > 0,
          devicesLeftOut: devicesLeftOut === true,
          fault: fault ?? null,
          held: held.get(ordinal)?.basis ?? null,
          rows: sumOf(talliesOf.get(ordinal) ?? []),
        };
      }),
      collections: this.subjectData.collectionsOf(project.id).map((collection) =>
        summarize(
          collection,
          tallies.filter((tally) => tally.collection === collection.name),
          kept.get(collection.name) ?? null,
        ),
      ),
    };
  }
}

type Previewed = PreviewAnswer['subjects'][number];

/** The ids about which it may be said whose they are. */
function undecidedOf({ ambiguous, contested = [] }: Subject): string[] {
  return [...ambiguous, ...contested].slice(0, MOST_DECISIONS);
}

/** Those of them that this order gives to another of its people, or that an earlier request gave to somebody. */
function decidedFor(
  person: Subject,
  decisions: readonly RecordedDecision[],
  asked: readonly string[],
  before: ReadonlyMap<string, EarlierDecision>,
): Previewed['decided'] {
  return undecidedOf(person).flatMap((distinctId): Previewed['decided'] => {
    const here = decisions.find((decision) => decision.distinctId === distinctId);
    if (here) return [{ distinctId, belongsTo: asked[here.ordinal] ?? null, requestId: null, decidedAt: null }];
    const earlier = before.get(distinctId);
    if (!earlier) return [];
    const { requestId, decidedAt, belongsTo } = earlier;
    return [{ distinctId, belongsTo, requestId, decidedAt: decidedAt.toISOString() }];
  });
}

/** Whether somebody is erased in the end. */
function erases({ kind, followUp }: RequestOrder): boolean {
  return kind === 'deletion' || followUp !== undefined;
}

function approvalOf(reason: ApprovalReason): PreviewAnswer['approval'] {
  const limit = reason.because === 'count' ? reason.limit : reason.share;
  return { because: reason.because, limit, earlier: reason.earlier ?? 0 };
}

/** How many of the subjects nothing is known of, and what is to be said about it. */
function knownAmong(
  subjects: readonly Subject[],
  talliesOf: ReadonlyMap<number, readonly CollectionTally[]>,
): Pick<PreviewAnswer, 'unknown' | 'warnings'> {
  const unknown = subjects.filter(
    ({ ordinal, ids, ambiguous, contested = [], tiedTo = [], fault }) =>
      fault === undefined &&
      ids.length + ambiguous.length + contested.length + tiedTo.length <= 1 &&
      sumOf(talliesOf.get(ordinal) ?? []) === 0,
  ).length;
  if (unknown === 0) return { unknown, warnings: [] };
  const every = unknown === subjects.length;
  const message = every
    ? 'Nothing is held under any of these ids: look whether they are ids of this project, and the right column of a file.'
    : `Nothing is held under ${unknown} of the ${subjects.length} ids.`;
  return { unknown, warnings: [{ code: every ? 'every-id-unknown' : 'ids-unknown', message }] };
}

function summarize(
  collection: Collection,
  tallies: readonly CollectionTally[],
  kept: Kept | null,
): PreviewAnswer['collections'][number] {
  const { name, title, policy, partsOf } = collection;
  return {
    collection: name,
    title,
    policy: policy.kind,
    basis: policy.kind === 'keep' ? policy.basis : null,
    kept: kept && { until: untilText(policy), rows: kept.rows, dueAt: iso(kept.dueAt) },
    rows: sumOf(tallies),
    recordings: partsOf === undefined ? null : tallies.reduce((sum, { wholes = 0 }) => sum + wholes, 0),
    subjects: tallies.filter(({ rows }) => rows > 0).length,
    earliest: earliestOf(tallies.map((tally) => tally.earliest)),
    latest: latestOf(tallies.map((tally) => tally.latest)),
  };
}

function sumOf(tallies: readonly CollectionTally[]): number {
  return tallies.reduce((sum, { rows }) => sum + rows, 0);
}
