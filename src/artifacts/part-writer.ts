import { createHash } from 'node:crypto';
import { HabeasError } from '../platform/index.js';
import { newDataKey, SegmentEncryptor } from './artifact-cipher.js';
import { checkEntryPath } from './artifact-name.js';
import type { FileContent } from './encoded-chunks.js';
import { packFile, type FileSummary } from './packed-file.js';

export interface SealedFile extends FileSummary {
  /** Path inside the part's folder, as it was given. */
  readonly path: string;
}

/** Where a part lies in its blob, and what opens it. */
export interface PartLocation {
  /** First byte in the blob. */
  readonly offset: number;
  /** Ciphertext bytes. */
  readonly length: number;
  /** 32 bytes. To be stored wrapped; once it is gone, so is the part. */
  readonly dataKey: Buffer;
}

/** What must be true of a part that is read back. */
export interface PartProof {
  /** Bytes of the plaintext. */
  readonly plainBytes: number;
  /** SHA-256 of the plaintext, 32 bytes. */
  readonly sha256: Buffer;
}

export interface SealedPart extends PartLocation, PartProof {
  readonly folder: string;
  readonly files: readonly SealedFile[];
}

/**
 * One part that is being written; made by `ArtifactWriter.openPart`. Its plaintext is the compressed files one after the other;
 * which they are is told by what `seal` returns, and stands in the database. Files come one at a time.
 */
export class PartWriter {
  readonly #dataKey = newDataKey();
  readonly #encryptor = new SegmentEncryptor(this.#dataKey);
  readonly #hash = createHash('sha256');
  readonly #paths = new Set<string>();
  readonly #files: SealedFile[] = [];
  #state: 'open' | 'writing' | 'broken' | 'closed' = 'open';
  #plainBytes = 0;
  #length = 0;

  constructor(
    private readonly folder: string,
    private readonly offset: number,
    private readonly write: (bytes: Buffer) => Promise<void>,
  ) {}

  get isOpen(): boolean {
    return this.#state !== 'closed';
  }

  /** Streams a file into the part. When it fails the part can only be abandoned; the artifact goes on. */
  async file(path: string, content: FileContent): Promise<SealedFile> {
    checkEntryPath(path);
    this.#expectOpen();
    if (this.#paths.has(path)) throw new RangeError('A part holds each file once.');
    this.#paths.add(path);
    this.#state = 'writing';
    try {
      const summary = await packFile(content, this.#plainBytes, (bytes) => this.#encrypt(bytes));
      const file = { path, ...summary };
      this.#files.push(file);
      this.#state = 'open';
      return file;
    } finally {
      if (this.#state === 'writing') this.#state = 'broken';
    }
  }

  /** Ends the part. It can be read as soon as the artifact is sealed. */
  async seal(): Promise<SealedPart> {
    this.#expectOpen();
    this.#state = 'broken';
    await this.#writeAll(this.#encryptor.end());
    this.#state = 'closed';
    return {
      folder: this.folder,
      offset: this.offset,
      length: this.#length,
      dataKey: this.#dataKey,
      plainBytes: this.#plainBytes,
      sha256: this.#hash.digest(),
      files: this.#files,
    };
  }

  /** Gives the part up and its key with it: what was written of it stays in the blob, readable by nobody. */
  abandon(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#dataKey.fill(0);
  }

  #expectOpen(): void {
    if (this.#state !== 'open') {
      throw new HabeasError(
        'conflict',
        'artifact-part-closed',
        'This part of the artifact takes no more files: open another one.',
      );
    }
  }

  async #encrypt(bytes: Uint8Array): Promise<void> {
    if (this.#state === 'closed') throw new HabeasError('conflict', 'artifact-part-closed', 'This part was abandoned.');
    this.#hash.update(bytes);
    this.#plainBytes += bytes.length;
    await this.#writeAll(this.#encryptor.push(bytes));
  }

  async #writeAll(pieces: Iterable<Buffer>): Promise<void> {
    for (const piece of pieces) {
      this.#length += piece.length;
      await this.write(piece);
    }
  }
}
