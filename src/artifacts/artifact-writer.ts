import { type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { HabeasError } from '../platform/index.js';
import { checkEntryPath } from './artifact-name.js';
import type { ArtifactStore } from './artifact-store.port.js';
import { PartWriter } from './part-writer.js';

/**
 * Writes one artifact: a blob of encrypted parts one after the other, each under a data key of its own, so that a part can be given
 * out alone and destroyed alone (by forgetting its key).
 */
export class ArtifactWriter {
  readonly #sink: Writable;
  #failure: Error | null = null;
  #written = 0;
  #part: PartWriter | null = null;

  constructor(store: ArtifactStore, name: string) {
    this.#sink = store.write(name);
    this.#sink.on('error', (error) => {
      this.#failure = error;
    });
  }

  /**
   * Begins the next part; the one before must be sealed or abandoned.
   * `folder` is put before every file's path in it ('' for none): opaque, never a subject's id.
   */
  async openPart(folder: string): Promise<PartWriter> {
    if (folder !== '') checkEntryPath(folder);
    this.#refuseOpenPart();
    this.#part = new PartWriter(folder, this.#written, (bytes) => this.#write(bytes));
    return this.#part;
  }

  /** Makes the artifact durable. Until then nothing can be read of it. `bytes`: length of the blob. */
  async seal(): Promise<{ readonly bytes: number }> {
    this.#refuseOpenPart();
    if (this.#failure !== null) throw this.#failure;
    this.#sink.end();
    await finished(this.#sink);
    return { bytes: this.#written };
  }

  /** Leaves nothing behind. Harmless after `seal` and when repeated. */
  async abort(): Promise<void> {
    this.#part?.abandon();
    if (this.#sink.closed) return;
    await new Promise<void>((resolve) => {
      this.#sink.once('close', resolve);
      this.#sink.destroy();
    });
  }

  #refuseOpenPart(): void {
    if (this.#part?.isOpen) {
      throw new HabeasError('conflict', 'artifact-part-open', 'Seal or abandon the open part of the artifact first.');
    }
  }

  async #write(bytes: Buffer): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    this.#written += bytes.length;
    await new Promise<void>((resolve, reject) => {
      this.#sink.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }
}
