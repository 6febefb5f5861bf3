import { crc32, deflateRawSync } from 'node:zlib';
import { configure, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';

configure({ useWebWorkers: false });

/** One ZIP on its way out, by a library. `sink` takes each piece and resolves when the next may come. */
export class ZipArchive {
  readonly #zip: ZipWriter<unknown>;

  constructor(
    sink: (bytes: Uint8Array) => Promise<void>,
    private readonly at: Date,
  ) {
    this.#zip = new ZipWriter(new WritableStream<Uint8Array>({ write: sink }));
  }

  async add(path: string, pieces: readonly (string | Uint8Array)[]): Promise<void> {
    const content = Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array)));
    await this.#zip.add(path, new Uint8ArrayReader(deflateRawSync(content)), {
      passThrough: true,
      compressionMethod: 8,
      uncompressedSize: content.length,
      crc32: crc32(content),
      dataDescriptor: false,
      lastModDate: this.at,
    });
  }

  async finish(): Promise<void> {
    await this.#zip.close();
  }
}
