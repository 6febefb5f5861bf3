import { Test } from '@nestjs/testing';
import { ActiveHolds } from '../../holds/index.js';
import { Clock, Config, HabeasError, type Lease, Leases, PrismaService } from '../../platform/index.js';
import {
  Identities,
  type Subject,
  type RequestRow,
  SubjectCounts,
  UnresolvedSubjects,
} from '../../request-model/index.js';
import { DeletionFailures } from './deletion-failures.service.js';
import { DeletionStaging } from './deletion-staging.service.js';
import { FollowUps } from './follow-ups.service.js';
import { StagingFindings } from './staging-findings.service.js';

const NOW = new Date('2026-03-09T10:00:00Z');
const BEFORE = new Date('2026-03-09T09:59:59Z');
const AFTER = new Date('2026-03-09T10:00:01Z');

const READY: Partial<RequestRow> = {
  id: 'deletion-1',
  projectId: 1,
  kind: 'deletion',
  status: 'PENDING',
  approvalNeeded: false,
  approvedAt: null,
  afterRequestId: null,
  onlyCollections: [],
  graceUntil: BEFORE,
};

const person = (ordinal: number, fault?: string): Subject => ({
  ordinal,
  asked: `subject-${ordinal}`,
  ids: fault === undefined ? [`subject-${ordinal}`, `alias-${ordinal}`] : [],
  ambiguous: [],
  ...(fault === undefined ? {} : { fault }),
});

class StandingClock extends Clock {
  override now(): Date {
    return NOW;
  }
}

/** One request, and how often a transaction was begun; what is written in it is for the tests with a database. */
class OneRequest {
  transactions = 0;
  trouble: Error | null = null;
  constructor(private readonly row: Partial<RequestRow> | null) {}

  readonly request = { findUnique: async () => this.row, updateMany: async () => ({ count: 0 }) };

  /** What was set aside of its project: nothing. */
  async $queryRaw(): Promise<[]> {
    return [];
  }

  async $transaction(): Promise<void> {
    this.transactions++;
    if (this.trouble) throw this.trouble;
  }
}

/** Has one lease a name. */
class LeasesInMemory {
  constructor(private readonly requests: OneRequest) {}

  readonly held = new Set<string>();
  readonly given: string[] = [];
  async acquire(name: string): Promise<Lease | null> {
    if (this.held.has(name)) return null;
    this.held.add(name);
    this.given.push(name);
    const release = async () => void this.held.delete(name);
    return { name, fence: 1, lost: new AbortController().signal, release };
  }

  async guarded(): Promise<void> {
    await this.requests.$transaction();
  }
}

/** What was asked about subjects, in order, and what goes wrong with a question. */
class Questions {
  readonly asked: string[] = [];
  readonly trouble = new Map<string, Error>();
  subjects: readonly Subject[] = [person(0), person(1)];

  private ask<T>(question: string, about: string, answer: T): T {
    this.asked.push(`${question}${about}`);
    const error = this.trouble.get(question);
    if (error) throw error;
    return answer;
  }

  readonly identities = { resolve: async () => this.ask('who is meant', '', this.subjects) };
  readonly holds = {
    among: async (_projectId: number, subjects: readonly Subject[]) =>
      this.ask('who is held', `: ${subjects.map(({ ordinal }) => ordinal).join(' ')}`, new Map()),
  };
  readonly counts = {
    of: async (_projectId: number, keys: readonly { readonly distinctId: string }[]) =>
      this.ask('what is there', `: ${keys.map(({ distinctId }) => distinctId).join(' ')}`, []),
  };
}

class NotedFailures {
  readonly settled: { readonly ids: readonly string[]; readonly error: unknown }[] = [];
  async settle(ids: readonly string[], error: unknown): Promise<void> {
    this.settled.push({ ids, error });
  }
}

/** Moves a deletion that follows an export to what the test says. */
class Following {
  next: Partial<RequestRow> = {};
  async lookAt(row: RequestRow): Promise<RequestRow> {
    return { ...row, ...this.next };
  }
}

/** Whatever else staging is made of: it does nothing. */
const idle = () => new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : async () => undefined) });

async function stagingOf(row: Partial<RequestRow> | null) {
  const requests = new OneRequest(row);
  const fakes = {
    requests,
    leases: new LeasesInMemory(requests),
    questions: new Questions(),
    failures: new NotedFailures(),
    following: new Following(),
  };
  const { identities, holds, counts } = fakes.questions;
  const module = await Test.createTestingModule({
    providers: [
      DeletionStaging,
      StagingFindings,
      UnresolvedSubjects,
      { provide: Config, useValue: { values: { SWEEP_SCHEDULE: '0 2 * * *' } } },
      { provide: PrismaService, useValue: fakes.requests },
      { provide: Leases, useValue: fakes.leases },
      { provide: Identities, useValue: identities },
      { provide: ActiveHolds, useValue: holds },
      { provide: SubjectCounts, useValue: counts },
      { provide: DeletionFailures, useValue: fakes.failures },
      { provide: FollowUps, useValue: fakes.following },
      { provide: Clock, useValue: new StandingClock() },
    ],
  })
    .useMocker(idle)
    .compile();
  return { ...fakes, stage: () => module.get(DeletionStaging).stage('deletion-1') };
}

describe('the staging of a deletion', () => {
  it('finds out who is meant, who of them is held and what is there of all their ids, and writes it in one transaction', async () => {
    const { stage, questions, requests, leases, failures } = await stagingOf(READY);
    await stage();
    expect(questions.asked).toEqual([
      'who is meant',
      'who is held: 0 1',
      'what is there: subject-0 alias-0 subject-1 alias-1',
    ]);
    expect(requests.transactions).toBe(1);
    expect(leases.given).toEqual(['stage:deletion-1']);
    expect([leases.held.size, failures.settled]).toEqual([0, []]);
  });

  it.each<[string, Partial<RequestRow> | null]>([
    ['a request that is not there', null],
    ['an export', { ...READY, kind: 'export' }],
    ['a deletion that was revoked', { ...READY, status: 'REVOKED' }],
    ['a deletion that is staged already', { ...READY, status: 'STAGING' }],
    ['a deletion that a sweep has begun', { ...READY, status: 'STARTED' }],
    ['a deletion that nobody has approved', { ...READY, approvalNeeded: true }],
    ['a deletion whose grace is not over', { ...READY, graceUntil: AFTER }],
    ['a deletion whose export is under way', { ...READY, afterRequestId: 'export-1', graceUntil: null }],
  ])('asks nothing about the subjects of %s', async (_, row) => {
    const { stage, questions, requests, leases } = await stagingOf(row);
    await stage();
    expect([questions.asked, leases.given, requests.transactions]).toEqual([[], [], 0]);
  });

  it('goes by what has become of a deletion that follows an export, not by what it was', async () => {
    const row = { ...READY, afterRequestId: 'export-1', graceUntil: null };
    const { stage, following, requests } = await stagingOf(row);
    following.next = { graceUntil: NOW };
    await stage();
    expect(requests.transactions).toBe(1);
  });

  it('is left to another worker that is at it', async () => {
    const { stage, questions, leases, failures } = await stagingOf(READY);
    leases.held.add('stage:deletion-1');
    await stage();
    expect([questions.asked, failures.settled]).toEqual([[], []]);
    expect(leases.held.has('stage:deletion-1')).toBe(true);
  });

  it.each(['who is meant', 'who is held', 'what is there'])(
    'is settled with its error and let go of where nobody can say %s',
    async (question) => {
      const { stage, questions, requests, leases, failures } = await stagingOf(READY);
      const error = new HabeasError('unavailable', 'store-away', 'The store does not answer.');
      questions.trouble.set(question, error);
      await stage();
      expect(failures.settled).toEqual([{ ids: ['deletion-1'], error }]);
      expect([requests.transactions, leases.held.size]).toEqual([0, 0]);
    },
  );

  it('is settled with its error and let go of where it could not be written', async () => {
    const { stage, requests, leases, failures } = await stagingOf(READY);
    requests.trouble = new HabeasError('unavailable', 'lease-lost', 'It was taken over.');
    await stage();
    expect(failures.settled).toEqual([{ ids: ['deletion-1'], error: requests.trouble }]);
    expect(leases.held.size).toBe(0);
  });

  it('goes on without a subject of whom it is not known who is meant, and fails where there is no other', async () => {
    const some = await stagingOf(READY);
    some.questions.subjects = [person(0, 'closure-too-large'), person(1)];
    await some.stage();
    expect(some.questions.asked.slice(1)).toEqual(['who is held: 1', 'what is there: subject-1 alias-1']);
    const none = await stagingOf(READY);
    none.questions.subjects = [person(0, 'closure-too-large')];
    await none.stage();
    expect(none.questions.asked).toEqual(['who is meant']);
    expect(none.failures.settled).toMatchObject([{ ids: ['deletion-1'], error: { code: 'closure-too-large' } }]);
  });
});
