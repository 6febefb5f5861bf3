import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/index.js';
import type { CompletionRecord } from './record-format.js';
import { ProjectClasses } from '../data-views/index.js';
import { type Collection, untilText } from '../subject-data/index.js';
import { stepsIn, type Cleaner, type RequestRow } from '../request-model/index.js';

export type Counted = Pick<
  CompletionRecord,
  'outcomes' | 'collections' | 'kept' | 'held' | 'withheld' | 'notCopied' | 'recipientsToNotify'
>;

type Recorded = CompletionRecord['collections'][number];

interface Tallied {
  readonly collection: string;
  readonly rows: bigint;
  readonly subjects: bigint;
  /** Rows of subjects that no hold kept, but for those that the policy keeps on. */
  readonly free: bigint;
  /** Rows that the policy keeps on, and of how many subjects. */
  readonly kept: bigint;
  readonly keptOf: bigint;
  readonly dueAt: Date | null;
  readonly notCopied: bigint;
  readonly notCopiedBytes: bigint;
}

/** A collection as the record tells of it, with what the data map says of it now. */
interface Told {
  readonly recorded: Recorded;
  readonly described: Collection | undefined;
  readonly free: number;
  /** Rows of a kept collection that are kept on, of how many subjects, and when the first of them are to be erased. */
  readonly kept: { readonly rows: number; readonly subjects: number; readonly dueAt: Date | null };
  /** Values that an export could not copy, and their bytes. */
  readonly notCopied: { readonly values: number; readonly bytes: number };
}

/** Counts what a finished request did, by outcome and by collection, out of what was recorded while it was done. */
@Injectable()
export class CompletionCounts {
  constructor(private readonly classes: ProjectClasses) {}

  async of(transaction: Transaction, request: RequestRow, clean: Cleaner): Promise<Counted> {
    const outcomes = await this.outcomes(transaction, request.id, clean);
    const told = await this.collections(transaction, request);
    const deletion = request.kind === 'deletion';
    return {
      outcomes,
      collections: told.map(({ recorded }) => recorded),
      kept: deletion ? told.flatMap(keptIn) : [],
      held: outcomes
        .filter(({ outcome }) => outcome === 'held')
        .map(({ detail: basis, subjects }) => ({ basis, subjects })),
      withheld: deletion || request.disclosure !== 'Data' ? [] : told.flatMap(withheldIn),
      notCopied: deletion ? [] : told.flatMap(notCopiedIn),
      recipientsToNotify: deletion ? recipientsOf(told) : [],
    };
  }

  private async outcomes(transaction: Transaction, requestId: string, clean: Cleaner): Promise<Counted['outcomes']> {
    const groups = await transaction.requestSubject.groupBy({
      by: ['outcome', 'outcomeDetail'],
      where: { requestId, NOT: { outcome: null } },
      _count: { _all: true },
      orderBy: [{ outcome: 'asc' }, { outcomeDetail: 'asc' }],
    });
    return groups.map(({ outcome, outcomeDetail, _count }) => ({
      outcome: outcome ?? '',
      // A hold's basis was written by somebody; every other detail is the data map's or a code.
      detail: outcome === 'held' ? clean.written(outcomeDetail) : clean.composed(outcomeDetail),
      subjects: _count._all,
    }));
  }

  private async collections(transaction: Transaction, request: RequestRow): Promise<Told[]> {
    const tallies = await transaction.$queryRaw<Tallied[]>`
      SELECT tally.collection, sum(tally.rows)::bigint AS rows, count(*) AS subjects,
             coalesce(sum(tally.rows - coalesce(tally.kept_rows, 0))
               FILTER (WHERE subject.outcome IS DISTINCT FROM 'held'), 0)::bigint AS free,
             sum(coalesce(tally.kept_rows, tally.rows))::bigint AS kept,
             count(*) FILTER (WHERE coalesce(tally.kept_rows, tally.rows) > 0) AS "keptOf", min(tally.kept_due_at) AS "dueAt",
             sum(tally.not_copied)::bigint AS "notCopied", sum(tally.not_copied_bytes)::bigint AS "notCopiedBytes"
      FROM request_tallies tally
      JOIN request_subjects subject ON subject.request_id = tally.request_id AND subject.ordinal = tally.ordinal
      WHERE tally.request_id = ${request.id}::uuid AND tally.rows > 0
      GROUP BY tally.collection`;
    const steps = await transaction.requestCollection.findMany({ where: { requestId: request.id } });
    const tallyOf = new Map(tallies.map((tally) => [tally.collection, tally]));
    const stepsOf = new Map(steps.map((step) => [step.collection, step]));
    const collections = await this.classes.collectionsOf(request.projectId, transaction);
    const described = new Map(collections.map((each) => [each.name, each]));
    return [...new Set([...tallyOf.keys(), ...stepsOf.keys()])].sort().map((collection) => {
      const tally = tallyOf.get(collection);
      const recorded: Recorded = {
        collection,
        title: described.get(collection)?.title ?? collection,
        rows: Number(tally?.rows ?? 0),
        subjects: Number(tally?.subjects ?? 0),
        ...stepsIn(stepsOf.get(collection)),
      };
      const notCopied = { values: Number(tally?.notCopied ?? 0), bytes: Number(tally?.notCopiedBytes ?? 0) };
      return {
        ...{ recorded, described: described.get(collection), free: Number(tally?.free ?? 0) },
        ...{ kept: keptOf(tally), notCopied },
      };
    });
  }
}

function keptOf(tally: Tallied | undefined): Told['kept'] {
  if (tally === undefined) return { rows: 0, subjects: 0, dueAt: null };
  return { rows: Number(tally.kept), subjects: Number(tally.keptOf), dueAt: tally.dueAt };
}

function keptIn({ recorded, described, kept }: Told): CompletionRecord['kept'] {
  if (recorded.policy !== 'keep' || kept.rows === 0 || described?.policy.kind !== 'keep') return [];
  const { policy } = described;
  const { rows, subjects, dueAt } = kept;
  const due = dueAt === null ? {} : { dueAt: dueAt.toISOString() };
  return [{ collection: recorded.collection, basis: policy.basis, until: untilText(policy), rows, subjects, ...due }];
}

function withheldIn({ recorded, described }: Told): CompletionRecord['withheld'] {
  const headers = described === undefined ? [] : withheldNamesOf(described);
  return recorded.rows === 0 || headers.length === 0 ? [] : [{ collection: recorded.collection, headers }];
}

/** Headers, and of properties what the data map and the project say by name or pattern. */
function withheldNamesOf({ headers, propertiesColumn, classes = [], projectClasses = [] }: Collection): string[] {
  const said = propertiesColumn === null ? [] : [...classes, ...projectClasses];
  const names = said.filter((rule) => rule.class === 'withheld').map(({ name }) => name);
  return [...new Set([...headers.filter(({ withhold }) => withhold).map(({ name }) => name), ...names])];
}

function notCopiedIn({
  recorded: { collection },
  notCopied,
}: Told): { collection: string; values: number; bytes: number }[] {
  return notCopied.values === 0 ? [] : [{ collection, ...notCopied }];
}

/** Those who hold a copy of what was erased, and are to be told (GDPR Art. 19; 11 CCR §7022(b)(2)-(3)). */
function recipientsOf(told: readonly Told[]): CompletionRecord['recipientsToNotify'] {
  const touched = told.filter(({ recorded, free }) => recorded.hiddenAt !== null && free > 0);
  const collectionsOf = new Map<string, string[]>();
  for (const { recorded, described } of touched) {
    for (const recipient of described?.recipients ?? []) {
      collectionsOf.set(recipient, [...(collectionsOf.get(recipient) ?? []), recorded.collection]);
    }
  }
  return [...collectionsOf]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([recipient, collections]) => ({
      recipient,
      collections,
    }));
}
