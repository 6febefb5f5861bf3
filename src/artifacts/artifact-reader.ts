import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { decryptSegments, SEGMENT_BYTES } from './artifact-cipher.js';
import { damaged } from './artifact-damage.js';
import { checkEntryPath } from './artifact-name.js';
import type { ArtifactStore } from './artifact-store.port.js';
import type { Packed } from './packed-file.js';
import type { PartLocation, PartProof } from './part-writer.js';
import { SegmentReader } from './segment-reader.js';
import { type PackedFile, ZipImage } from './zip-image.js';

/** A part as it is on record. */
export interface StoredPart extends PartLocation {
  readonly folder: string;
  /** SHA-256 of its plaintext, 32 bytes. */
  readonly sha256: Uint8Array;
  readonly files: readonly StoredFile[];
}

export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  /** Left out where the part was written as a ZIP of its own, as parts were at first. */
  readonly packed?: Packed;
}

/** A small file that is not stored in a part but put behind them, such as the manifest of what is left. */
export interface ExtraFile {
  readonly path: string;
  readonly content: string;
}

/** Under which path a part's file stands in a ZIP. */
export type NameInZip = (part: StoredPart, path: string) => string;

/**
 * Reads one artifact. Every byte given out was authenticated first; a stream that meets a damaged or missing piece fails with
 * HabeasError `artifact-damaged` or `artifact-missing` (`gone`) instead of ending.
 */
export class ArtifactReader {
  constructor(
    private readonly store: ArtifactStore,
    private readonly name: string,
  ) {}

  /**
   * Looks at what can be known before anything is given out: that the blob is there, as long as it was written, and that the
   * part opens.
   * @throws HabeasError `artifact-damaged` or `artifact-missing`
   */
  async check(bytes: number, part: PartLocation): Promise<void> {
    if ((await this.store.size(this.name)) !== bytes) throw damaged();
    await this.#source(part).read(0, 1);
  }

  /** One ZIP of all the parts and files, to be read while it is sent: one segment (1 MiB) is held at a time. */
  async zip(
    parts: Iterable<StoredPart>,
    nameOf: NameInZip,
    extraFiles: readonly ExtraFile[],
    writtenAt: Date,
  ): Promise<ZipImage> {
    const files: PackedFile[] = [];
    const open = this.#openParts();
    const identity: Uint8Array[] = [];
    for (const part of parts) {
      files.push(...(await this.#filesOf(part, nameOf, open)));
      identity.push(part.sha256);
    }
    files.push(...extraFiles.map(packed));
    return new ZipImage(files, writtenAt, identity);
  }

  /**
   * Reads a part back to its end and compares it with what was written. `givenUp`: ends the reading with its reason.
   * @throws HabeasError `artifact-damaged` or `artifact-missing`
   */
  async verifyPart(part: PartLocation & PartProof, givenUp?: AbortSignal): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const segment of this.#plain(part)) {
      givenUp?.throwIfAborted();
      hash.update(segment);
      bytes += segment.length;
    }
    if (bytes !== part.plainBytes || !hash.digest().equals(part.sha256)) throw damaged();
  }

  async #filesOf(part: StoredPart, nameOf: NameInZip, open: OpenPart): Promise<PackedFile[]> {
    const places = await this.#placesOf(part);
    return part.files.map((file) => {
      const place = file.packed ?? places.get(`${part.folder}/${file.path}`);
      if (place === undefined) throw damaged();
      const { at, bytes: packedBytes, crc32: check } = place;
      const read = (start: number, end: number): AsyncIterable<Buffer> => slice(open(part), at + start, at + end);
      return { path: nameOf(part, file.path), bytes: file.bytes, packedBytes, crc32: check, read };
    });
  }

  /** Asked for where the record does not say where the files lie. */
  async #placesOf(part: StoredPart): Promise<ReadonlyMap<string, Packed>> {
    if (part.files.every(({ packed: place }) => place !== undefined)) return new Map();
    const { filesOfZip } = await import('./zipped-part.js');
    return filesOfZip(this.#source(part));
  }

  /** Files are read in their order, so that the segment where one ends and the next begins is read once. */
  #openParts(): OpenPart {
    let opened: { readonly part: PartLocation; readonly reader: SegmentReader } | null = null;
    return (part) => {
      if (opened?.part !== part) opened = { part, reader: this.#source(part) };
      return opened.reader;
    };
  }

  #plain(part: PartLocation): AsyncGenerator<Buffer> {
    const end = part.offset + part.length;
    return decryptSegments(this.store.read(this.name, { start: part.offset, end }), part.dataKey);
  }

  #source(part: PartLocation): SegmentReader {
    const fetch = async (start: number, end: number): Promise<Buffer> => {
      const range = { start: part.offset + start, end: part.offset + end };
      const chunks: Buffer[] = [];
      for await (const chunk of this.store.read(this.name, range)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    };
    return new SegmentReader(fetch, part.length, part.dataKey);
  }
}

type OpenPart = (part: PartLocation) => SegmentReader;

/** Plaintext bytes [start, end) of a part, a segment at a time. */
async function* slice(reader: SegmentReader, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    const next = Math.min(end, (Math.floor(at / SEGMENT_BYTES) + 1) * SEGMENT_BYTES);
    yield await reader.read(at, next);
    at = next;
  }
}

function packed({ path, content }: ExtraFile): PackedFile {
  checkEntryPath(path);
  const plain = Buffer.from(content, 'utf8');
  const bytes = deflateRawSync(plain);
  async function* read(start: number, end: number): AsyncGenerator<Buffer> {
    yield bytes.subarray(start, end);
  }
  return { path, bytes: plain.length, packedBytes: bytes.length, crc32: crc32(plain), read };
}
