import { once } from 'node:events';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ArtifactStore } from '../../src/artifacts/index.js';

/** What every adapter of the port must do. `make` gives an empty store each time. */
export function describeArtifactStore(make: () => Promise<ArtifactStore>): void {
  let store: ArtifactStore;

  beforeEach(async () => {
    store = await make();
  });

  const put = (name: string, ...chunks: (string | Buffer)[]): Promise<void> =>
    pipeline(
      chunks.map((chunk) => Buffer.from(chunk)),
      store.write(name),
    );
  const textOf = async (stream: Readable): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  };
  const namesOf = async (prefix: string): Promise<string[]> => {
    const names: string[] = [];
    for await (const { name } of store.list(prefix)) names.push(name);
    return names.sort();
  };

  it('gives back what was written, whole and by range', async () => {
    await put('request-1/1.bin', 'hello ', 'artifact');
    expect(await store.size('request-1/1.bin')).toBe(14);
    expect(await textOf(store.read('request-1/1.bin'))).toBe('hello artifact');
    expect(await textOf(store.read('request-1/1.bin', { start: 6, end: 9 }))).toBe('art');
  });

  it('cuts a range to what there is', async () => {
    await put('a', 'hello');
    expect(await textOf(store.read('a', { start: 3, end: 99 }))).toBe('lo');
    expect(await textOf(store.read('a', { start: 5, end: 9 }))).toBe('');
    expect(await textOf(store.read('a', { start: 2, end: 2 }))).toBe('');
  });

  it('keeps an empty blob', async () => {
    await put('empty');
    expect(await store.size('empty')).toBe(0);
    expect(await textOf(store.read('empty'))).toBe('');
  });

  it('keeps many megabytes byte for byte', async () => {
    const chunk = Buffer.from(Array.from({ length: 700_001 }, (_, index) => index % 251));
    await put('large', ...Array.from({ length: 20 }, () => chunk));
    expect(await store.size('large')).toBe(20 * chunk.length);
    const middle: Buffer[] = [];
    const range = { start: 7 * chunk.length, end: 8 * chunk.length };
    for await (const piece of store.read('large', range)) middle.push(piece as Buffer);
    expect(Buffer.concat(middle).equals(chunk)).toBe(true);
  });

  it('shows nothing under the name before the end, and nothing ever after an abort', async () => {
    const sink = store.write('aborted/1.bin');
    await new Promise<void>((resolve, reject) => sink.write('half', (error) => (error ? reject(error) : resolve())));
    expect(await namesOf('')).toEqual([]);
    sink.destroy();
    await once(sink, 'close');
    expect(await namesOf('')).toEqual([]);
    await expect(store.size('aborted/1.bin')).rejects.toMatchObject({ code: 'artifact-missing' });
  });

  it('replaces a blob only when the new one is finished', async () => {
    await put('a', 'old');
    const sink = store.write('a');
    await new Promise<void>((resolve, reject) => sink.write('new', (error) => (error ? reject(error) : resolve())));
    expect(await textOf(store.read('a'))).toBe('old');
    sink.end();
    await once(sink, 'close');
    expect(await textOf(store.read('a'))).toBe('new');
  });

  it('fails with artifact-missing where there is no blob', async () => {
    const missing = { kind: 'gone', code: 'artifact-missing' };
    await expect(store.size('nothing')).rejects.toMatchObject(missing);
    await expect(textOf(store.read('nothing'))).rejects.toMatchObject(missing);
    await expect(textOf(store.read('nothing', { start: 0, end: 1 }))).rejects.toMatchObject(missing);
  });

  it('removes a blob for good, and once more without complaint', async () => {
    await put('request-1/1.bin', 'one');
    await put('request-1/2.bin', 'two');
    await store.remove('request-1/1.bin');
    await store.remove('request-1/1.bin');
    expect(await namesOf('')).toEqual(['request-1/2.bin']);
    await store.remove('request-1/2.bin');
    await put('request-1/3.bin', 'three');
    expect(await namesOf('')).toEqual(['request-1/3.bin']);
  });

  it('lists by prefix with sizes', async () => {
    await put('request-1/1.bin', 'one');
    await put('request-1/12.bin', 'three');
    await put('request-2/1.bin', 'two');
    expect(await namesOf('request-1/')).toEqual(['request-1/1.bin', 'request-1/12.bin']);
    expect(await namesOf('request-1/12')).toEqual(['request-1/12.bin']);
    expect(await namesOf('request-')).toHaveLength(3);
    expect(await namesOf('nothing/')).toEqual([]);
    for await (const stored of store.list('request-2/')) {
      expect(stored).toMatchObject({ name: 'request-2/1.bin', bytes: 3 });
      expect(stored.storedAt.getTime()).toBeGreaterThan(0);
    }
  });

  it('removes what an interrupted writer left, and not what is younger', async () => {
    const sink = store.write('interrupted');
    await new Promise<void>((resolve, reject) => sink.write('half', (error) => (error ? reject(error) : resolve())));
    expect(await store.removeUnfinished(new Date('2000-01-01'))).toBe(0);
    expect(await store.removeUnfinished(new Date('2999-01-01'))).toBe(1);
    sink.destroy();
    await once(sink, 'close');
  });

  it.each([
    '',
    '/etc/passwd',
    '../outside',
    'a/../../outside',
    'a//b',
    'a/',
    './a',
    '.unfinished/x',
    'a\\b',
    'a\0b',
    'C:',
    'ä',
    'a b',
    'x'.repeat(129),
  ])('refuses the name %j everywhere', async (name) => {
    const refused = { kind: 'invalid', code: 'artifact-name' };
    expect(() => store.write(name)).toThrow(expect.objectContaining(refused) as Error);
    expect(() => store.read(name)).toThrow(expect.objectContaining(refused) as Error);
    await expect(store.size(name)).rejects.toMatchObject(refused);
    await expect(store.remove(name)).rejects.toMatchObject(refused);
  });
}
