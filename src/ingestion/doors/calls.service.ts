import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Bodies, Config } from '../../platform/index.js';
import { readCall, type SentCall } from '../records/payload.js';
import { rememberCall } from './answers.js';

/** Reads the calls of the ways in. */
@Injectable()
export class Calls {
  constructor(
    private readonly bodies: Bodies,
    private readonly config: Config,
  ) {}

  /**
   * What was sent, its records still unread; the answer goes by its fields from here on.
   * @throws HabeasError what `Bodies.textOrGzip` does
   */
  async receive(request: Request): Promise<SentCall> {
    const call = readCall(await this.bodies.textOrGzip(request, this.config.values.IMPORT_LIMIT_BYTES), request.query);
    rememberCall(request, call);
    return call;
  }
}
