import { jsonObject } from './json-object.js';

async function* listed<T>(...rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}

async function textOf(members: Parameters<typeof jsonObject>[0]): Promise<string> {
  let text = '';
  for await (const piece of jsonObject(members)) text += piece;
  return text;
}

describe('a JSON document that is written as it is read', () => {
  it('is JSON, whatever its members are', async () => {
    const at = new Date('2026-03-09T22:28:55.078Z');
    const text = await textOf([
      ['name', 'a "quoted"\nname'],
      ['nothing', null],
      ['at', at],
      ['list', [1, 2]],
      ['read', listed({ id: 9007199254740993n }, { id: 2n, detail: { a: 'b' } })],
      ['empty', listed()],
    ]);
    expect(JSON.parse(text)).toEqual({
      name: 'a "quoted"\nname',
      nothing: null,
      at: at.toISOString(),
      list: [1, 2],
      read: [{ id: '9007199254740993' }, { id: '2', detail: { a: 'b' } }],
      empty: [],
    });
  });

  it('is an object without members where there are none', async () => {
    expect(JSON.parse(await textOf([]))).toEqual({});
  });
});
