import { Writable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isAbsent, unavailable } from './artifact-failure.s3.js';

/** There are two in memory. A bucket takes 10,000 parts, so that an artifact may have 80 GiB. */
const PART_BYTES = 8 << 20;

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

/**
 * A multipart upload: one part is sent while the next one fills. The upload is there from the first moment, so that one whose
 * process was killed is found by listing; what ends before `finish` is aborted, and its parts with it.
 */
export class MultipartUpload extends Writable {
  readonly #gone = new AbortController();
  readonly #sent: CompletedPart[] = [];
  #uploadId: string | undefined;
  #part = Buffer.allocUnsafe(PART_BYTES);
  #other = Buffer.allocUnsafe(PART_BYTES);
  #filled = 0;
  #sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: S3Client,
    private readonly place: Place,
  ) {
    super({ highWaterMark: 1 << 20 });
  }

  override _construct(done: (error?: Error | null) => void): void {
    this.#begin().then(() => done(), fail(done));
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#take(chunk).then(() => done(), fail(done));
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#complete().then(() => done(), fail(done));
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#gone.abort();
    this.#abort().then(
      () => done(error),
      (failure: unknown) => done(error ?? unavailable(failure)),
    );
  }

  async #begin(): Promise<void> {
    const { UploadId } = await this.client.send(
      new CreateMultipartUploadCommand({ ...this.place, ContentType: 'application/octet-stream' }),
    );
    if (UploadId === undefined) throw new Error('The bucket began an upload without a name.');
    this.#uploadId = UploadId;
  }

  async #take(chunk: Buffer): Promise<void> {
    for (let start = 0; start < chunk.length;) {
      const copied = chunk.copy(this.#part, this.#filled, start);
      this.#filled += copied;
      start += copied;
      if (this.#filled === PART_BYTES) await this.#hand();
    }
  }

  /** Waits for the part before, whose memory is then free for the next. A part that failed is told here, or at the end. */
  async #hand(): Promise<void> {
    await this.#sending;
    const body = this.#part.subarray(0, this.#filled);
    [this.#part, this.#other] = [this.#other, this.#part];
    this.#filled = 0;
    this.#sending = this.#send(body, this.#sent.length + 1);
    this.#sending.catch(() => undefined);
  }

  /** The SDK sends a part again that met an error of the network or of the server. */
  async #send(body: Buffer, number: number): Promise<void> {
    const { ETag } = await this.client.send(
      new UploadPartCommand({ ...this.place, UploadId: this.#uploadId, PartNumber: number, Body: body }),
      { abortSignal: this.#gone.signal },
    );
    this.#sent.push({ ETag, PartNumber: number });
  }

  async #complete(): Promise<void> {
    if (this.#filled > 0) await this.#hand();
    await this.#sending;
    if (this.#sent.length === 0) {
      // An upload has one part at least.
      await this.client.send(new PutObjectCommand({ ...this.place, Body: '', ContentLength: 0 }));
      return;
    }
    const MultipartUpload = { Parts: this.#sent };
    await this.client.send(
      new CompleteMultipartUploadCommand({ ...this.place, UploadId: this.#uploadId, MultipartUpload }),
    );
    this.#uploadId = undefined;
  }

  async #abort(): Promise<void> {
    await this.#sending.catch(() => undefined);
    if (this.#uploadId === undefined) return;
    await abortUpload(this.client, this.place, this.#uploadId);
  }
}

/** Removes an upload with all its parts; no error where there is none. */
export async function abortUpload(client: S3Client, place: Place, uploadId: string): Promise<void> {
  try {
    await client.send(new AbortMultipartUploadCommand({ ...place, UploadId: uploadId }));
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}

const fail =
  (done: (error: Error) => void) =>
  (error: unknown): void =>
    done(unavailable(error));
