import { HabeasError } from '../../platform/index.js';
import { Together } from './together.js';

/** Work that ends when the test says so, and remembers what was done together. */
class Slow {
  readonly done: string[][] = [];
  private readonly ends: (() => void)[] = [];

  constructor(private readonly failing: ReadonlyMap<string, Error> = new Map()) {}

  readonly work = async (calls: readonly string[]): Promise<number> => {
    this.done.push([...calls]);
    await new Promise<void>((resolve) => this.ends.push(resolve));
    const failed = calls.map((call) => this.failing.get(call)).find((error) => error !== undefined);
    if (failed) throw failed;
    return calls.length;
  };

  async endAll(): Promise<void> {
    while (this.ends.length > 0) {
      this.ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

describe('what is done together', () => {
  it('is what came meanwhile; alone nothing waits', async () => {
    const slow = new Slow();
    const together = new Together(slow.work, { most: 10, second: 10 });
    const results = ['a', 'b', 'c', 'd', 'e'].map((call) => together.add(call, 1));
    expect(slow.done).toEqual([['a']]);
    await slow.endAll();
    expect(await Promise.all(results)).toEqual([1, 4, 4, 4, 4]);
    expect(slow.done).toEqual([['a'], ['b', 'c', 'd', 'e']]);
  });

  it('is no more than a size, unless it is one alone', async () => {
    const slow = new Slow();
    const together = new Together(slow.work, { most: 10, second: 10 });
    const sizes = [1, 6, 3, 4, 50, 1];
    const results = sizes.map((size, at) => together.add(String(at), size));
    await slow.endAll();
    await Promise.all(results);
    expect(slow.done).toEqual([['0'], ['1', '2'], ['3'], ['4'], ['5']]);
  });

  it('begins beside what is being done where enough waits, twice at the most', async () => {
    const slow = new Slow();
    const together = new Together(slow.work, { most: 10, second: 4 });
    const results = [1, 3, 2, 1, 5, 10].map((size, at) => together.add(String(at), size));
    expect(slow.done).toEqual([['0'], ['1', '2']]);
    await slow.endAll();
    await Promise.all(results);
    expect(slow.done).toEqual([['0'], ['1', '2'], ['3', '4'], ['5']]);
  });

  it('is done each by itself where one of them cannot be done', async () => {
    const slow = new Slow(new Map([['bad', new Error('for what it holds')]]));
    const together = new Together(slow.work, { most: 10, second: 10 });
    const calls = ['x', 'y', 'good', 'bad', 'fine'].map((call) => together.add(call, 1));
    const settled = Promise.allSettled(calls);
    await slow.endAll();
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('fails together where nothing can be done now', async () => {
    const away = new HabeasError('unavailable', 'database-unavailable', 'away');
    const slow = new Slow(new Map([['one', away]]));
    const together = new Together(slow.work, { most: 10, second: 10 });
    const settled = Promise.allSettled(['x', 'y', 'one', 'other'].map((call) => together.add(call, 1)));
    await slow.endAll();
    expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    expect(slow.done).toEqual([['x'], ['y', 'one', 'other']]);
  });
});
