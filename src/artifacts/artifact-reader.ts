import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ReadableStream as NodeReadableStream } from 'node:stream/web';
import { decryptSegments } from './artifact-cipher.js';
import { damaged } from './artifact-damage.js';
import { checkEntryPath } from './artifact-name.js';
import type { ArtifactStore } from './artifact-store.port.js';
import type { FileContent } from './encoded-chunks.js';
import type { PartLocation, PartProof } from './part-writer.js';
import { SegmentReader } from './segment-reader.js';
import { readZipFile, ZipArchive, type ZipSource } from './zip-archive.js';

/** A file that is not stored in a part but put beside them, such as the manifest of what is left. */
export interface ExtraFile {
  readonly path: string;
  /** Read when its turn comes, after all the parts. */
  readonly content: FileContent;
}

/**
 * Reads one artifact. Every byte given out was authenticated first; a stream that meets a damaged or missing piece fails with
 * HabeasError `artifact-damaged` or `artifact-missing` (`gone`) instead of ending.
 */
export class ArtifactReader {
  constructor(
    private readonly store: ArtifactStore,
    private readonly name: string,
  ) {}

  /** A part's own ZIP, as it was written. */
  openPart(part: PartLocation): Readable {
    return Readable.from(this.#plain(part), { objectMode: false });
  }

  /**
   * One ZIP of all the given parts and files, made while it is read: entries are copied compressed, one segment (1 MiB) is held
   * at a time, and destroying the stream stops the reading. `at` is the time written on the extra files.
   */
  openZip(
    parts: Iterable<PartLocation> | AsyncIterable<PartLocation>,
    extraFiles: Iterable<ExtraFile>,
    at: Date,
  ): Readable {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    this.#merge(new ZipArchive((bytes) => writer.write(bytes), at), parts, extraFiles)
      .then(() => writer.close())
      .catch((error: unknown) => writer.abort(error))
      .catch(() => undefined);
    return Readable.fromWeb(readable as NodeReadableStream);
  }

  /** One file of a part, held whole; null where the part has no such file. `path` begins with the part's folder. */
  async readFile(part: PartLocation, path: string): Promise<Buffer | null> {
    return readZipFile(this.#source(part), path);
  }

  /**
   * Reads a part back to its end and compares it with what was written.
   * @throws HabeasError `artifact-damaged` or `artifact-missing`
   */
  async verifyPart(part: PartLocation & PartProof): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const segment of this.#plain(part)) {
      hash.update(segment);
      bytes += segment.length;
    }
    if (bytes !== part.plainBytes || !hash.digest().equals(part.sha256)) throw damaged();
  }

  async #merge(
    zip: ZipArchive,
    parts: Iterable<PartLocation> | AsyncIterable<PartLocation>,
    extraFiles: Iterable<ExtraFile>,
  ): Promise<void> {
    for await (const part of parts) await zip.append(this.#source(part));
    for (const { path, content } of extraFiles) {
      checkEntryPath(path);
      await zip.add(path, content);
    }
    await zip.finish();
  }

  #plain(part: PartLocation): AsyncGenerator<Buffer> {
    const end = part.offset + part.length;
    return decryptSegments(this.store.read(this.name, { start: part.offset, end }), part.dataKey);
  }

  #source(part: PartLocation): ZipSource {
    const fetch = async (start: number, end: number): Promise<Buffer> => {
      const range = { start: part.offset + start, end: part.offset + end };
      const chunks: Buffer[] = [];
      for await (const chunk of this.store.read(this.name, range)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    };
    return new SegmentReader(fetch, part.length, part.dataKey);
  }
}
