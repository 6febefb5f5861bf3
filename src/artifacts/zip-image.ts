import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ByteRange } from './artifact-store.port.js';

/** A file of a ZIP that is compressed already, by DEFLATE: its path in the ZIP, its sizes before and after, its CRC-32. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  readonly packedBytes: number;
  readonly crc32: number;
  /** Compressed bytes [start, end). */
  read(start: number, end: number): AsyncIterable<Buffer>;
}

/** Where something stands in the ZIP: bytes that are ready, or the compressed bytes of a file. */
interface Piece {
  readonly at: number;
  readonly length: number;
  readonly content: Buffer | PackedFile;
}

const MOST_32 = 0xffff_ffff;
const MOST_16 = 0xffff;
const DEFLATE = 8;
const PLAIN_VERSION = 20;
const ZIP64_VERSION = 45;

/**
 * A ZIP of which every byte is known before the first one is read, so that it can be read from any place. Sizes stand before
 * each file, no descriptor behind it, and Zip64 (APPNOTE.TXT 4.5.3) is used by what is larger than 32 bits can say and by nothing
 * else: readers that take a ZIP as a stream, and old ones, need no more. Names are ASCII; times are told in UTC.
 */
export class ZipImage {
  readonly bytes: number;
  /** Of two images with the same tag every byte is the same. base64url. */
  readonly tag: string;
  readonly #pieces: readonly Piece[];

  /** `identity`: what tells the contents of the files from those of others, beyond their sizes and CRC-32. */
  constructor(files: Iterable<PackedFile>, writtenAt: Date, identity: Iterable<Uint8Array> = []) {
    this.#pieces = piecesOf(files, dosTime(writtenAt));
    const last = this.#pieces.at(-1) as Piece;
    this.bytes = last.at + last.length;
    const hash = createHash('sha256');
    for (const { content } of this.#pieces) if (Buffer.isBuffer(content)) hash.update(content);
    for (const each of identity) hash.update(each);
    this.tag = hash.digest('base64url');
  }

  /** The bytes of the range, or all. Destroying the stream stops the reading. */
  read(range: ByteRange = { start: 0, end: this.bytes }): Readable {
    return Readable.from(this.#read(range), { objectMode: false });
  }

  async *#read({ start, end }: ByteRange): AsyncGenerator<Buffer> {
    for (const { at, length, content } of this.#pieces) {
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, length)];
      if (from >= to) continue;
      if (Buffer.isBuffer(content)) yield content.subarray(from, to);
      else yield* content.read(from, to);
    }
  }
}

function piecesOf(files: Iterable<PackedFile>, time: number): Piece[] {
  const pieces: Piece[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const add = (content: Buffer | PackedFile, length: number): void => {
    pieces.push({ at, length, content });
    at += length;
  };
  for (const file of files) {
    directory.push(directoryEntry(file, at, time));
    const header = localHeader(file, time);
    add(header, header.length);
    add(file, file.packedBytes);
  }
  const end = Buffer.concat([...directory, endOf(directory, at)]);
  add(end, end.length);
  return pieces;
}

function isLarge({ bytes, packedBytes }: PackedFile): boolean {
  return bytes >= MOST_32 || packedBytes >= MOST_32;
}

function localHeader(file: PackedFile, time: number): Buffer {
  const large = isLarge(file);
  const extra = large ? zip64Field([file.bytes, file.packedBytes]) : Buffer.alloc(0);
  const name = Buffer.from(file.path, 'latin1');
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(large ? ZIP64_VERSION : PLAIN_VERSION, 4);
  writeCommon(head, 6, file, time, large);
  head.writeUInt16LE(name.length, 26);
  head.writeUInt16LE(extra.length, 28);
  return Buffer.concat([head, name, extra]);
}

function directoryEntry(file: PackedFile, at: number, time: number): Buffer {
  const large = isLarge(file);
  const values = [...(large ? [file.bytes, file.packedBytes] : []), ...(at >= MOST_32 ? [at] : [])];
  const extra = values.length > 0 ? zip64Field(values) : Buffer.alloc(0);
  const name = Buffer.from(file.path, 'latin1');
  const version = values.length > 0 ? ZIP64_VERSION : PLAIN_VERSION;
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x0201_4b50, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(version, 6);
  writeCommon(head, 8, file, time, large);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(Math.min(at, MOST_32), 42);
  return Buffer.concat([head, name, extra]);
}

/** Flags (none), method, time, CRC-32 and sizes: the same in both headers. */
function writeCommon(head: Buffer, at: number, file: PackedFile, time: number, large: boolean): void {
  head.writeUInt16LE(DEFLATE, at + 2);
  head.writeUInt32LE(time, at + 4);
  head.writeUInt32LE(file.crc32, at + 8);
  head.writeUInt32LE(large ? MOST_32 : file.packedBytes, at + 12);
  head.writeUInt32LE(large ? MOST_32 : file.bytes, at + 16);
}

function endOf(directory: readonly Buffer[], at: number): Buffer {
  const length = directory.reduce((sum, entry) => sum + entry.length, 0);
  const count = directory.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Math.min(count, MOST_16), 8);
  end.writeUInt16LE(Math.min(count, MOST_16), 10);
  end.writeUInt32LE(Math.min(length, MOST_32), 12);
  end.writeUInt32LE(Math.min(at, MOST_32), 16);
  const isPlain = count < MOST_16 && length < MOST_32 && at < MOST_32;
  return isPlain ? end : Buffer.concat([zip64End(count, length, at), end]);
}

function zip64End(count: number, length: number, at: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x0606_4b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(ZIP64_VERSION, 12);
  record.writeUInt16LE(ZIP64_VERSION, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(length), 40);
  record.writeBigUInt64LE(BigInt(at), 48);
  record.writeUInt32LE(0x0706_4b50, 56);
  record.writeBigUInt64LE(BigInt(at + length), 64);
  record.writeUInt32LE(1, 72);
  return record;
}

function zip64Field(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return field;
}

/** MS-DOS date and time, to two seconds. */
function dosTime(at: Date): number {
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
