import { Injectable } from '@nestjs/common';
import { EVERYTHING } from '../../compliance/index.js';
import { ActiveHolds } from '../../holds/index.js';
import { HabeasError, PrismaService, type Transaction } from '../../platform/index.js';
import {
  filingsOf,
  Identities,
  IdentityRecords,
  isForAPerson,
  keysOf,
  SubjectCounts,
  UnresolvedSubjects,
  type CollectionTally,
  type Subject,
  type RequestRow,
} from '../../request-model/index.js';
import { SubjectData } from '../../subject-data/index.js';
import { aheadIn, SweepAhead } from './sweep-ahead.service.js';

/** Who is meant by a deletion, how many of them are on hold, and what is stored about them. */
export interface Findings {
  readonly subjects: readonly Subject[];
  readonly held: number;
  readonly tallies: readonly CollectionTally[];
}

/** Looks a deletion's subjects up before its sweep, and keeps what was found on record. */
@Injectable()
export class StagingFindings {
  constructor(
    private readonly prisma: PrismaService,
    private readonly identities: Identities,
    private readonly identityRecords: IdentityRecords,
    private readonly holds: ActiveHolds,
    private readonly subjectData: SubjectData,
    private readonly counts: SubjectCounts,
    private readonly ahead: SweepAhead,
    private readonly faults: UnresolvedSubjects,
  ) {}

  /** @throws HabeasError `closure-too-large` where nobody can be told */
  async of(request: RequestRow): Promise<Findings> {
    const subjects = this.faults.soundOf(await this.identities.resolve(request));
    const held = await this.holds.among(request.projectId, subjects);
    const filingFor = await filingsOf(this.prisma, request.projectId, [request.id]);
    const keys = keysOf(filingFor(request.id), subjects);
    const { onlyCollections: only } = request;
    const all = await this.counts.of(request.projectId, keys, EVERYTHING, isRefusal);
    const tallies = only.length === 0 ? all : all.filter(({ collection }) => only.includes(collection));
    return { subjects, held: held.size, tallies };
  }

  async record(transaction: Transaction, request: RequestRow, { subjects, tallies }: Findings): Promise<void> {
    await this.identityRecords.record(transaction, request, subjects);
    await this.counts.record(transaction, request.id, tallies);
    for (const collection of this.subjectData.collectionsOf(request.projectId)) {
      const seen = tallies.filter((tally) => tally.collection === collection.name);
      await this.ahead.note(transaction, collection, aheadIn(new Map([[request.id, seen]])));
    }
  }
}

/** A collection that its store refuses to count is passed over: the sweep meets it again, and the others go on. */
function isRefusal(error: unknown): boolean {
  return error instanceof HabeasError && isForAPerson(error.code);
}
