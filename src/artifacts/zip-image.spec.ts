import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { ZipImage, type PackedFile } from './zip-image.js';

const at = new Date('2026-03-09T12:00:00Z');
const GIB = 2 ** 30;

function fileOf(path: string, content: string): PackedFile {
  const plain = Buffer.from(content);
  const packed = deflateRawSync(plain);
  async function* read(start: number, end: number): AsyncGenerator<Buffer> {
    yield packed.subarray(start, end);
  }
  return { path, bytes: plain.length, packedBytes: packed.length, crc32: crc32(plain), read };
}

/** One of which nothing is ever read. */
function claimed(path: string, bytes: number, packedBytes: number): PackedFile {
  const read = (): AsyncIterable<Buffer> => {
    throw new Error('Nobody asked for this.');
  };
  return { path, bytes, packedBytes, crc32: 1, read };
}

async function bytesOf(zip: ZipImage, start = 0, end = zip.bytes): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of zip.read({ start, end })) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

interface StreamedEntry {
  readonly path: string;
  readonly flags: number;
  readonly extra: number;
  readonly text: string;
}

/** Reads entries from the front on, as a reader does that has no end to seek to. */
function streamed(zip: Buffer): StreamedEntry[] {
  const entries: StreamedEntry[] = [];
  for (let start = 0; zip.readUInt32LE(start) === 0x04034b50;) {
    const [nameLength, extra, packed] = [start + 26, start + 28, start + 18];
    const name = start + 30;
    const content = name + zip.readUInt16LE(nameLength) + zip.readUInt16LE(extra);
    const next = content + zip.readUInt32LE(packed);
    const text = inflateRawSync(zip.subarray(content, next));
    expect([text.length, crc32(text)]).toEqual([zip.readUInt32LE(start + 22), zip.readUInt32LE(start + 14)]);
    entries.push({
      path: zip.toString('latin1', name, name + zip.readUInt16LE(nameLength)),
      flags: zip.readUInt16LE(start + 6),
      extra: zip.readUInt16LE(extra),
      text: text.toString(),
    });
    start = next;
  }
  return entries;
}

describe('ZipImage', () => {
  it('says every size before the bytes, without a descriptor and without Zip64, above 256 KiB as below', async () => {
    const long = 'a line of some length\n'.repeat(50_000);
    const zip = await bytesOf(
      new ZipImage([fileOf('small.json', '{}'), fileOf('long.jsonl', long), fileOf('none', '')], at),
    );
    const plain = { flags: 0, extra: 0 };
    expect(streamed(zip)).toEqual([
      { path: 'small.json', ...plain, text: '{}' },
      { path: 'long.jsonl', ...plain, text: long },
      { path: 'none', ...plain, text: '' },
    ]);
    expect(zip.includes('PK\x06\x06')).toBe(false);
    expect(zip.subarray(-22, -18).toString('latin1')).toBe('PK\x05\x06');
    expect(zip.readUInt16LE(zip.length - 12)).toBe(3);
  });

  it('uses Zip64 for what is larger than 32 bits can say, and for that alone', async () => {
    const files = [claimed('large', 5 * GIB, GIB), claimed('small', 10, 12), claimed('packed', 6 * GIB, 5 * GIB)];
    const zip = new ZipImage(files, at);
    const first = await bytesOf(zip, 0, 30 + 5 + 20);
    expect([first.readUInt16LE(4), first.readUInt32LE(18), first.readUInt32LE(22)]).toEqual([
      45, 0xffffffff, 0xffffffff,
    ]);
    expect([first.readUInt16LE(35), first.readBigUInt64LE(39), first.readBigUInt64LE(47)]).toEqual([
      1,
      BigInt(5 * GIB),
      BigInt(GIB),
    ]);
    const second = 55 + GIB;
    const plain = await bytesOf(zip, second, second + 35);
    expect([plain.readUInt16LE(4), plain.readUInt32LE(18), plain.readUInt16LE(28)]).toEqual([20, 12, 0]);
    const directory = second + 35 + 12 + 30 + 6 + 20 + 5 * GIB;
    const end = await bytesOf(zip, directory);
    expect(end.readUInt32LE(0)).toBe(0x02014b50);
    expect(end.subarray(-98, -94).toString('latin1')).toBe('PK\x06\x06');
    expect(end.readBigUInt64LE(end.length - 98 + 48)).toBe(BigInt(directory));
    expect(end.readUInt32LE(end.length - 6)).toBe(0xffffffff);
  });

  it('counts more than 65,535 entries in Zip64', async () => {
    const empty = fileOf('0.json', '');
    const files = Array.from({ length: 66_000 }, (_, index) => ({ ...empty, path: `${index}.json` }));
    const image = new ZipImage(files, at);
    const zip = await bytesOf(image, image.bytes - 98);
    expect(zip.readUInt16LE(zip.length - 12)).toBe(0xffff);
    expect(zip.readBigUInt64LE(zip.length - 98 + 32)).toBe(66_000n);
  });

  it('is the same to the byte for the same files and time, whatever zone the process has', async () => {
    const zip = (): ZipImage => new ZipImage([fileOf('a', 'x')], at);
    expect(await bytesOf(zip())).toEqual(await bytesOf(zip()));
    const time = (await bytesOf(zip())).readUInt16LE(10);
    expect([time >> 11, (time >> 5) & 63]).toEqual([12, 0]);
    expect(zip().tag).toBe(zip().tag);
    expect(new ZipImage([fileOf('a', 'y')], at).tag).not.toBe(zip().tag);
    expect(new ZipImage([fileOf('a', 'x')], at, [Buffer.of(1)]).tag).not.toBe(zip().tag);
  });
});
