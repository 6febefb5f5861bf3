import { byProject, firstAhead, togetherOrApart } from './together.js';

const of = (projectId: number, subjects: number) => ({ projectId, subjects });

describe('requests that are worked on together', () => {
  it('are of one project, and have 25,000 subjects at the most unless one alone has more', () => {
    const requests = [of(1, 15_000), of(2, 50_000), of(1, 10_000), of(1, 1), of(2, 1)];
    expect(byProject(requests, ({ subjects }) => subjects)).toEqual([
      [of(1, 15_000), of(1, 10_000)],
      [of(2, 50_000)],
      [of(1, 1)],
      [of(2, 1)],
    ]);
  });

  it('are worked on apart where one of them is poisoned, and only that one is settled', async () => {
    const settled: [string, unknown][] = [];
    const asked: string[] = [];
    const poison = new Error('poisoned');
    const done = await togetherOrApart(
      ['a', 'b', 'c'],
      async (some) => {
        asked.push(some.join(''));
        if (some.includes('b')) throw poison;
        return [...some];
      },
      async (item, error) => void settled.push([item, error]),
    );
    expect(done).toEqual(['a', 'c']);
    expect(settled).toEqual([['b', poison]]);
    expect(asked).toEqual(['abc', 'a', 'b', 'c']);
  });

  it('are left alone once nobody may go on', async () => {
    const asked: string[] = [];
    const gone = togetherOrApart(
      ['a', 'b'],
      async (some) => {
        asked.push(some.join(''));
        throw new Error('lost');
      },
      async (_, error) => {
        throw error;
      },
    );
    await expect(gone).rejects.toThrow('lost');
    expect(asked).toEqual(['ab', 'a']);
  });
});

describe('work of which the first goes ahead', () => {
  const told: string[] = [];
  const freed = () => {
    let free = (): void => undefined;
    return { wait: new Promise<void>((resolve) => (free = resolve)), free: () => free() };
  };
  beforeEach(() => void told.splice(0));

  it('begins all others at once when the first lets them, and hands out the results in order', async () => {
    const [first, others] = [freed(), freed()];
    const results = await firstAhead(['first', 'long', 'last'], async (name, next) => {
      told.push(`${name} begins`);
      await Promise.resolve();
      if (name === 'first') {
        told.push('first lets them begin');
        next();
        await first.wait;
      }
      if (name === 'long') await others.wait;
      if (name === 'last') others.free();
      told.push(`${name} ends`);
      if (name === 'long') first.free();
      return name;
    });
    expect(told).toEqual([
      'first begins',
      'first lets them begin',
      'long begins',
      'last begins',
      'last ends',
      'long ends',
      'first ends',
    ]);
    expect(results).toEqual(['first', 'long', 'last']);
  });

  it('begins the others when the first has ended without a word', async () => {
    await firstAhead(['first', 'other'], async (name) => {
      told.push(`${name} begins`);
      await Promise.resolve();
      told.push(`${name} ends`);
    });
    expect(told).toEqual(['first begins', 'first ends', 'other begins', 'other ends']);
  });

  it('fails as the first that failed, when all have begun', async () => {
    const work = firstAhead(['fails', 'goes on'], async (name) => {
      told.push(name);
      if (name === 'fails') throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(told).toEqual(['fails', 'goes on']);
  });
});
