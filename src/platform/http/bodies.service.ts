import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Config } from '../config/config.js';
import { Stopping } from '../core/stopping.service.js';
import { BytesInFlight, type Hold } from './bytes-in-flight.js';
import { clientOf } from './client-address.js';
import { gunzipped, isGzip, isGzipCoding, isPackedTwice, packedAnew } from './gunzipped.js';
import { assertKnownCharset, textOf } from './read-text.js';
import { receive } from './receive.js';

/** Reads every body of this process, whatever its Content-Type says, within the bounds of bytes in flight and of time. */
@Injectable()
export class Bodies {
  private readonly flight: BytesInFlight;
  private readonly holds = new WeakMap<Request, Hold>();

  constructor(
    private readonly config: Config,
    private readonly stopping: Stopping,
  ) {
    this.flight = new BytesInFlight(config.flightBounds);
  }

  /** Of bodies that are arriving or being worked on. */
  get bytesInFlight(): number {
    return this.flight.bytes;
  }

  /** Client addresses they are from. */
  get addressesInFlight(): number {
    return this.flight.addresses;
  }

  /**
   * @param limit bytes, also of what was decoded
   * @throws HabeasError what `receive` does, `server-busy` (503), `address-busy` (429), `charset-unsupported` (415),
   * `body-not-utf8` (400)
   */
  async text(request: Request, limit: number): Promise<string> {
    assertKnownCharset(request.headers['content-type']);
    return textOf(await this.bytes(request, limit));
  }

  /**
   * As `text`, of a body that may be gzip without a header that says so.
   * @throws HabeasError what `text` does
   */
  async textOrGzip(request: Request, limit: number): Promise<string> {
    assertKnownCharset(request.headers['content-type']);
    const bytes = await this.bytes(request, limit);
    if (!isGzip(bytes)) return textOf(bytes);
    const text = await gunzipped(bytes, limit);
    this.holds.get(request)?.take(text.length);
    return textOf(text);
  }

  /**
   * @param limit bytes, also of what was decoded
   * @throws HabeasError what `receive` does, `server-busy` (503), `address-busy` (429)
   */
  async bytes(request: Request, limit: number): Promise<Buffer> {
    return this.receive(request, limit, false);
  }

  /**
   * As `bytes`, but gzip stays packed, whether or not Content-Encoding says so. What was packed otherwise for the way, or once more, is
   * packed anew: a few bytes on the way are never many that are kept.
   * @throws HabeasError what `bytes` does, `body-not-gzip` (400)
   */
  async packed(request: Request, limit: number): Promise<Buffer> {
    const bytes = await this.receive(request, limit, true);
    const coding = request.headers['content-encoding'];
    if (coding === undefined || (isGzipCoding(coding) && !(await isPackedTwice(bytes, limit)))) return bytes;
    const packed = await packedAnew(bytes, limit);
    this.holds.get(request)?.take(packed.length);
    return packed;
  }

  /** To be called when nobody works on the body any more: it is out of memory then, or as soon as the answer is out. */
  letGo(request: Request, response: Response): void {
    const hold = this.holds.get(request);
    if (hold === undefined) return;
    if (response.closed || response.destroyed) hold.release();
    else response.once('close', () => hold.release());
  }

  private async receive(request: Request, limit: number, keepsGzip: boolean): Promise<Buffer> {
    const hold = this.flight.open(clientOf(request.ip));
    const { BODY_TIMEOUT: timeout } = this.config.values;
    try {
      const body = await receive(request, {
        limit,
        timeout,
        keepsGzip,
        stopping: this.stopping,
        take: (bytes) => hold.take(bytes),
      });
      this.holds.set(request, hold);
      return body;
    } catch (error) {
      hold.release();
      throw error;
    }
  }
}
