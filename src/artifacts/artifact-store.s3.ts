import { Readable, type Writable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  S3Client,
  type MultipartUpload as Upload,
  type ListMultipartUploadsCommandInput,
} from '@aws-sdk/client-s3';
import type { OnApplicationShutdown } from '@nestjs/common';
import { HabeasError, type S3Settings } from '../platform/index.js';
import { failureOf, isBehindTheEnd, reasonOf } from './artifact-failure.s3.js';
import { checkArtifactName, isPlainPath } from './artifact-name.js';
import { ArtifactStore, type ByteRange, type StoredArtifact } from './artifact-store.port.js';
import { abortUpload, MultipartUpload } from './artifact-upload.s3.js';

/** Where in the bucket artifacts are; what is beside it is never looked at. */
const FOLDER = 'artifacts/';
/** A read asks for this much at a time: a slow reader holds no connection, and what breaks off is asked for again. */
const PIECE_BYTES = 4 << 20;
const MOST_TRIES = 3;

/** Blobs in a bucket of their own, of S3 or of anything that speaks its protocol. */
export class S3ArtifactStore extends ArtifactStore implements OnApplicationShutdown {
  readonly #client: S3Client;
  readonly #bucket: string;

  private constructor({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3Settings) {
    super();
    this.#bucket = bucket;
    this.#client = new S3Client({
      region,
      credentials: { accessKeyId, secretAccessKey },
      ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
      // Not every server knows the trailers of the newer checksums; each segment of an artifact has a tag of its own.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
    });
  }

  /** @throws HabeasError `artifact-bucket` where the bucket cannot be listed with these settings */
  static async open(settings: S3Settings): Promise<S3ArtifactStore> {
    const store = new S3ArtifactStore(settings);
    try {
      await store.#client.send(new ListObjectsV2Command({ Bucket: settings.bucket, Prefix: FOLDER, MaxKeys: 1 }));
      return store;
    } catch (cause) {
      store.onApplicationShutdown();
      const where = `"${settings.bucket}" at ${settings.endpoint ?? settings.region}`;
      throw new HabeasError(
        'invalid',
        'artifact-bucket',
        `The bucket ${where} cannot be used for artifacts (${reasonOf(cause)}): make it, let these keys read, write and list ` +
          'it, or correct the S3_… settings.',
        { cause },
      );
    }
  }

  onApplicationShutdown(): void {
    this.#client.destroy();
  }

  write(name: string): Writable {
    return new MultipartUpload(this.#client, this.#place(name));
  }

  async size(name: string): Promise<number> {
    const place = this.#place(name);
    const { ContentLength } = await this.#client.send(new HeadObjectCommand(place)).catch(rethrow);
    return ContentLength ?? 0;
  }

  read(name: string, range?: ByteRange): Readable {
    checkArtifactName(name);
    return Readable.from(this.#pieces(name, range), { objectMode: false });
  }

  async remove(name: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#place(name))).catch(rethrow);
  }

  async *list(prefix: string): AsyncIterable<StoredArtifact> {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket, Prefix: FOLDER + prefix });
    try {
      for await (const { Contents = [] } of pages) {
        for (const { Key, Size, LastModified } of Contents) {
          const name = nameOf(Key);
          if (name !== null) yield { name, bytes: Size ?? 0, storedAt: LastModified ?? new Date(0) };
        }
      }
    } catch (error) {
      rethrow(error);
    }
  }

  async removeUnfinished(before: Date): Promise<number> {
    let removed = 0;
    for await (const { Key, UploadId, Initiated } of this.#uploads()) {
      const name = nameOf(Key);
      if (name === null || !UploadId || !Initiated || Initiated >= before) continue;
      await abortUpload(this.#client, this.#place(name), UploadId).catch(rethrow);
      removed++;
    }
    return removed;
  }

  /** Asked for without a prefix, since MinIO takes one for a whole name. */
  async *#uploads(): AsyncGenerator<Upload> {
    const next: Pick<ListMultipartUploadsCommandInput, 'KeyMarker' | 'UploadIdMarker'> = {};
    for (let more = true; more;) {
      const page = await this.#client
        .send(new ListMultipartUploadsCommand({ Bucket: this.#bucket, ...next }))
        .catch(rethrow);
      yield* page.Uploads ?? [];
      next.KeyMarker = page.NextKeyMarker;
      next.UploadIdMarker = page.NextUploadIdMarker;
      more = page.IsTruncated === true;
    }
  }

  async *#pieces(name: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const { start, end } = range ?? { start: 0, end: await this.size(name) };
    for (let at = start, stop = end; at < stop;) {
      const piece = await this.#piece(this.#place(name), at, Math.min(at + PIECE_BYTES, stop));
      if (piece === null) return;
      yield piece.bytes;
      at += piece.bytes.length;
      stop = Math.min(stop, piece.total);
    }
  }

  /** Bytes [start, end) cut to what there is, and how long the blob is; null where it ends before `start`. */
  async #piece(
    place: { Bucket: string; Key: string },
    start: number,
    end: number,
    tries = 1,
  ): Promise<{ readonly bytes: Uint8Array; readonly total: number } | null> {
    try {
      const command = new GetObjectCommand({ ...place, Range: `bytes=${start}-${end - 1}` });
      const { Body, ContentRange } = await this.#client.send(command);
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      const total = Number(/\/(\d+)$/.exec(ContentRange ?? '')?.[1]);
      if (bytes.length === 0 || Number.isNaN(total)) throw new Error('The bucket does not know ranges.');
      return { bytes, total };
    } catch (error) {
      if (isBehindTheEnd(error)) return null;
      const failure = failureOf(error);
      if (!failure.retryable || tries === MOST_TRIES) throw failure;
      return this.#piece(place, start, end, tries + 1);
    }
  }

  #place(name: string): { Bucket: string; Key: string } {
    checkArtifactName(name);
    return { Bucket: this.#bucket, Key: FOLDER + name };
  }
}

/** Null for what cannot be a blob of ours. */
function nameOf(key: string | undefined): string | null {
  const name = key?.startsWith(FOLDER) ? key.slice(FOLDER.length) : '';
  return isPlainPath(name) ? name : null;
}

function rethrow(error: unknown): never {
  throw error instanceof HabeasError ? error : failureOf(error);
}
