import { byProject, staggered, togetherOrApart } from './together.js';

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

describe('work that begins staggered', () => {
  it('begins a piece when the one before lets it or has ended, and hands out the results in order', async () => {
    const told: string[] = [];
    let free = (): void => undefined;
    const freed = new Promise<void>((resolve) => (free = resolve));
    const results = await staggered(['long', 'ends', 'last'], async (name, next) => {
      told.push(`${name} begins`);
      await Promise.resolve();
      if (name === 'long') {
        told.push('long lets the next begin');
        next();
        await freed;
      }
      if (name === 'last') free();
      told.push(`${name} ends`);
      return name;
    });
    expect(told).toEqual([
      'long begins',
      'long lets the next begin',
      'ends begins',
      'ends ends',
      'last begins',
      'last ends',
      'long ends',
    ]);
    expect(results).toEqual(['long', 'ends', 'last']);
  });

  it('fails as the first that failed, when all have begun', async () => {
    const begun: string[] = [];
    const work = staggered(['fails', 'goes on'], async (name) => {
      begun.push(name);
      if (name === 'fails') throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(begun).toEqual(['fails', 'goes on']);
  });
});
