import { staggered } from './staggered.js';

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
