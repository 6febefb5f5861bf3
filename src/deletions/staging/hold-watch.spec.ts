import { Logger } from '@nestjs/common';
import { HabeasError } from '../../platform/index.js';
import { HoldWatch } from './hold-watch.service.js';

interface Somebody {
  readonly ordinal: number;
  readonly fault?: string;
}

/** One deletion with held subjects; nobody is held any more. */
function watchOf(subjects: readonly Somebody[]) {
  const asked: unknown[] = [];
  const told: number[][] = [];
  const trouble: { error: Error | null } = { error: null };
  const time = { now: new Date('2026-03-01T00:00:00Z') };
  const requestSubject = {
    findMany: async () => subjects,
    updateManyAndReturn: async ({ where }: { where: { ordinal: { in: number[] } } }) =>
      where.ordinal.in.map((ordinal) => ({ ordinal })),
  };
  const prisma = {
    requestSubject,
    request: { findMany: async () => [{ id: 'request-1', projectId: 1 }] },
    $queryRaw: async (_parts: unknown, _now: Date, since: Date | null) => {
      asked.push(since);
      return [{ id: 1 }];
    },
    $transaction: async (work: (transaction: unknown) => Promise<void>) => work(prisma),
  };
  const resolve = async () => {
    if (trouble.error) throw trouble.error;
    return subjects;
  };
  const tell = async (_transaction: unknown, { detail }: { detail: { subjects: number[] } }) =>
    void told.push(detail.subjects);
  const fakes: unknown[] = [prisma, { resolve }, { among: async () => new Map() }, { tell }, { now: () => time.now }];
  const watch = new HoldWatch(...(fakes as ConstructorParameters<typeof HoldWatch>));
  return { watch, asked, told, trouble, time };
}

describe('the look for holds that ended', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('goes back to before one that could not tell', async () => {
    const { watch, asked, told, trouble, time } = watchOf([{ ordinal: 0 }]);
    trouble.error = new HabeasError('unavailable', 'store-unavailable', 'The store does not answer.');
    await watch.look();
    expect(told).toEqual([]);
    trouble.error = null;
    time.now = new Date('2026-03-02T00:00:00Z');
    await watch.look();
    await watch.look();
    expect(told[0]).toEqual([0]);
    expect(asked).toEqual([null, null, new Date('2026-03-01T23:59:00Z')]);
  });

  it('says of nobody that they are free who could not be resolved', async () => {
    const { watch, told } = watchOf([{ ordinal: 0, fault: 'closure-too-large' }, { ordinal: 1 }]);
    await watch.look();
    expect(told).toEqual([[1]]);
  });
});
