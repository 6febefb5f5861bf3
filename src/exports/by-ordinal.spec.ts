import { ByOrdinal } from './by-ordinal.js';

async function* items(...ordinals: number[]): AsyncGenerator<{ ordinal: number; at: number }> {
  for (const [at, ordinal] of ordinals.entries()) yield { ordinal, at };
}

async function taken(stream: ByOrdinal<{ ordinal: number; at: number }>, ordinal: number): Promise<number[]> {
  const found: number[] = [];
  for await (const { at } of stream.take(ordinal)) found.push(at);
  return found;
}

describe('a stream read by ordinal', () => {
  it('hands out each ordinal its own items, and nothing to one that has none', async () => {
    const stream = new ByOrdinal(items(0, 0, 2, 5, 5));
    expect(await taken(stream, 0)).toEqual([0, 1]);
    expect(await taken(stream, 1)).toEqual([]);
    expect(await taken(stream, 2)).toEqual([2]);
    expect(await taken(stream, 5)).toEqual([3, 4]);
    expect(await taken(stream, 6)).toEqual([]);
  });

  it('passes over ordinals that nobody took', async () => {
    const stream = new ByOrdinal(items(0, 1, 2));
    expect(await taken(stream, 2)).toEqual([2]);
  });
});
