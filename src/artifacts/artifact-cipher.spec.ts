import { randomBytes } from 'node:crypto';
import {
  decryptSegments,
  HEADER_BYTES,
  newDataKey,
  SEALED_SEGMENT_BYTES,
  SEGMENT_BYTES,
  SegmentEncryptor,
  TAG_BYTES,
} from './artifact-cipher.js';
import { SegmentReader } from './segment-reader.js';

const seal = (plain: Buffer, dataKey: Buffer, step = plain.length || 1): Buffer => {
  const encryptor = new SegmentEncryptor(dataKey);
  const sealed: Buffer[] = [];
  for (let at = 0; at < plain.length; at += step) sealed.push(...encryptor.push(plain.subarray(at, at + step)));
  return Buffer.concat([...sealed, ...encryptor.end()]);
};

async function* inChunks(bytes: Buffer, step: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

const open = async (sealed: Buffer, dataKey: Buffer, step = 65_521): Promise<Buffer> => {
  const plain: Buffer[] = [];
  for await (const segment of decryptSegments(inChunks(sealed, step), dataKey)) plain.push(segment);
  return Buffer.concat(plain);
};

const readerOf = (sealed: Buffer, dataKey: Buffer, fetched: [number, number][] = []): SegmentReader =>
  new SegmentReader(
    async (start, end) => {
      fetched.push([start, end]);
      return sealed.subarray(start, end);
    },
    sealed.length,
    dataKey,
  );

const damaged = { kind: 'gone', code: 'artifact-damaged' };
const segmentAt = (index: number): number => HEADER_BYTES + index * SEALED_SEGMENT_BYTES;

describe('the segments of a part', () => {
  const key = newDataKey();
  const plain = randomBytes(3 * SEGMENT_BYTES + 1234);
  const sealed = seal(plain, key, 100_003);

  it.each([0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES])(
    'open to the %i bytes that were sealed',
    async (bytes) => {
      const short = plain.subarray(0, bytes);
      const ciphertext = seal(short, key, 700_001);
      const segments = Math.max(1, Math.ceil(bytes / SEGMENT_BYTES));
      expect(ciphertext).toHaveLength(HEADER_BYTES + bytes + segments * TAG_BYTES);
      expect((await open(ciphertext, key)).equals(short)).toBe(true);
      expect((await readerOf(ciphertext, key).read(0, bytes)).equals(short)).toBe(true);
    },
  );

  it.each([1, 17, 4 * SEGMENT_BYTES])('do not care that they arrive %i bytes at a time', async (step) => {
    const short = seal(plain.subarray(0, 5000), key);
    expect((await open(step === 1 ? short : sealed, key, step === 1 ? 1 : step * 997)).length).toBeGreaterThan(0);
    expect(await open(short, key, step)).toEqual(plain.subarray(0, 5000));
  });

  it('never look the same twice', () => {
    expect(seal(plain.subarray(0, 100), key)).not.toEqual(seal(plain.subarray(0, 100), key));
  });

  const flips = [
    0,
    4,
    5,
    HEADER_BYTES - 1,
    HEADER_BYTES,
    segmentAt(1) - 1,
    segmentAt(1),
    segmentAt(2) + 77,
    -1,
    -16,
    -17,
  ];
  it.each(flips)('are refused when the byte at %i was changed', async (place) => {
    const changed = Buffer.from(sealed);
    const index = place < 0 ? changed.length + place : place;
    changed[index] = (changed[index] as number) ^ 0x40;
    await expect(open(changed, key)).rejects.toMatchObject(damaged);
    await expect(readerOf(changed, key).read(0, plain.length)).rejects.toMatchObject(damaged);
  });

  const cuts = [
    0,
    5,
    HEADER_BYTES,
    HEADER_BYTES + 8,
    segmentAt(1),
    segmentAt(2),
    segmentAt(3),
    segmentAt(3) + 16,
    sealed.length - 1,
  ];
  it.each(cuts)('are refused when they end after %i bytes', async (bytes) => {
    const cut = sealed.subarray(0, bytes);
    await expect(open(cut, key)).rejects.toMatchObject(damaged);
    await expect((async () => readerOf(cut, key).read(0, plain.length))()).rejects.toMatchObject(damaged);
  });

  it('are refused when something follows them', async () => {
    await expect(open(Buffer.concat([sealed, Buffer.alloc(40)]), key)).rejects.toMatchObject(damaged);
    await expect(open(Buffer.concat([sealed, seal(plain, key)]), key)).rejects.toMatchObject(damaged);
  });

  it('are refused when two of them were swapped', async () => {
    const [first, second] = [sealed.subarray(segmentAt(0), segmentAt(1)), sealed.subarray(segmentAt(1), segmentAt(2))];
    const swapped = Buffer.concat([sealed.subarray(0, HEADER_BYTES), second, first, sealed.subarray(segmentAt(2))]);
    await expect(open(swapped, key)).rejects.toMatchObject(damaged);
    await expect(readerOf(swapped, key).read(0, 10)).rejects.toMatchObject(damaged);
  });

  it('are refused when one is missing or came from another part', async () => {
    const other = seal(plain, key);
    const without = Buffer.concat([sealed.subarray(0, segmentAt(1)), sealed.subarray(segmentAt(2))]);
    const mixed = Buffer.concat([sealed.subarray(0, segmentAt(1)), other.subarray(segmentAt(1))]);
    await expect(open(without, key)).rejects.toMatchObject(damaged);
    await expect(open(mixed, key)).rejects.toMatchObject(damaged);
  });

  it("are refused under another part's key, before anything is given out", async () => {
    const opened = decryptSegments(inChunks(sealed, 65_536), newDataKey());
    await expect(opened.next()).rejects.toMatchObject(damaged);
    await expect(readerOf(sealed, newDataKey()).read(0, 1)).rejects.toMatchObject(damaged);
  });
});

describe('SegmentReader', () => {
  const key = newDataKey();
  const plain = randomBytes(2 * SEGMENT_BYTES + 500);
  const sealed = seal(plain, key);

  it.each([
    [0, 10],
    [SEGMENT_BYTES - 5, SEGMENT_BYTES + 5],
    [SEGMENT_BYTES - 5, 2 * SEGMENT_BYTES + 5],
    [2 * SEGMENT_BYTES, 2 * SEGMENT_BYTES + 500],
    [2 * SEGMENT_BYTES + 490, 9 * SEGMENT_BYTES],
    [7, 7],
  ])('reads the plaintext from %i to %i', async (start, end) => {
    const read = await readerOf(sealed, key).read(start, end);
    expect(read.equals(plain.subarray(start, end))).toBe(true);
  });

  it('fetches only the segments it needs, and the last one once', async () => {
    const fetched: [number, number][] = [];
    const reader = readerOf(sealed, key, fetched);
    await reader.read(2 * SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES + 2);
    await reader.read(2 * SEGMENT_BYTES + 100, 2 * SEGMENT_BYTES + 200);
    expect(fetched).toEqual([
      [0, HEADER_BYTES],
      [segmentAt(2), sealed.length],
    ]);
  });

  it('fetches a small part in one go', async () => {
    const small = seal(plain.subarray(0, 3000), key);
    const fetched: [number, number][] = [];
    const reader = readerOf(small, key, fetched);
    await reader.read(2900, 3000);
    await reader.read(0, 3000);
    expect(fetched).toEqual([[0, small.length]]);
  });
});
