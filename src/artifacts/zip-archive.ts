import { crc32, deflateRawSync } from 'node:zlib';
import { configure, Reader, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { damaged } from './artifact-damage.js';
import { EncodedChunks, type FileContent } from './encoded-chunks.js';

// The library lets only `maxWorkers` entries of the whole process be written at once, even where no worker is used: one slow
// export would hold up all the others.
configure({ useWebWorkers: false, maxWorkers: 1_000_000 });

/** Files up to here are compressed in one go, which needs neither a stream of their own nor Zip64 fields. */
const WHOLE_FILE_BYTES = 1 << 18;
const DEFLATE = 8;

export interface FileSummary {
  readonly bytes: number;
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
}

/** Something to read a stored zip from, at any place. */
export interface ZipSource {
  readonly plainBytes: number;
  read(start: number, end: number): Promise<Buffer>;
}

/** One ZIP on its way out. Entries come one after the other and never stay in memory; its directory does until `finish`. */
export class ZipArchive {
  readonly #zip: ZipWriter<unknown>;

  /**
   * `sink` takes each piece and resolves when the next may come; `at` is the time written on the entries.
   */
  constructor(
    sink: (bytes: Uint8Array) => Promise<void>,
    private readonly at: Date,
  ) {
    this.#zip = new ZipWriter(new WritableStream<Uint8Array>({ write: sink }));
  }

  /** Adds a file. After a failure the archive is of no more use. */
  async add(path: string, content: FileContent): Promise<FileSummary> {
    const encoded = new EncodedChunks(content);
    const chunks = encoded[Symbol.asyncIterator]();
    const head: Buffer[] = [];
    let ended = false;
    while (!ended && encoded.bytes <= WHOLE_FILE_BYTES) {
      const next = await chunks.next();
      if (next.done) ended = true;
      else head.push(next.value);
    }
    if (ended) await this.#addWhole(path, Buffer.concat(head));
    else await this.#addStream(path, head, chunks);
    return { bytes: encoded.bytes, sha256: encoded.digest() };
  }

  /** Copies every entry of a finished zip as it is, without decompressing. */
  async append(source: ZipSource): Promise<void> {
    await this.#zip.appendZip(new StoredZip(source));
  }

  async finish(): Promise<void> {
    await this.#zip.close();
  }

  async #addWhole(path: string, content: Buffer): Promise<void> {
    await this.#zip.add(path, new Uint8ArrayReader(deflateRawSync(content)), {
      passThrough: true,
      compressionMethod: DEFLATE,
      uncompressedSize: content.length,
      crc32: crc32(content),
      dataDescriptor: false,
      lastModDate: this.at,
    });
  }

  async #addStream(path: string, head: readonly Buffer[], rest: AsyncGenerator<Buffer>): Promise<void> {
    async function* all(): AsyncGenerator<Buffer> {
      yield* head;
      yield* rest;
    }
    try {
      await this.#zip.add(path, ReadableStream.from(all()), { lastModDate: this.at });
    } finally {
      await rest.return(undefined);
    }
  }
}

/** The content of one file of a stored zip, or null where it has no such file. For small files: it is held whole. */
export async function readZipFile(source: ZipSource, path: string): Promise<Buffer | null> {
  const zip = new ZipReader(new StoredZip(source));
  const entries = await zip.getEntries();
  const entry = entries.find(({ filename }) => filename === path);
  if (entry === undefined || entry.directory) return null;
  return Buffer.from(await entry.getData(new Uint8ArrayWriter(), { checkSignature: true }));
}

class StoredZip extends Reader<ZipSource> {
  constructor(private readonly source: ZipSource) {
    super(source);
    this.size = source.plainBytes;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const bytes = await this.source.read(index, index + length);
    if (bytes.length !== Math.min(length, this.source.plainBytes - index)) throw damaged();
    return bytes;
  }
}
