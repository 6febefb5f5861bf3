import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { finalize, type Observable } from 'rxjs';
import { Config } from '../config/config.js';
import { Bodies } from './bodies.service.js';
import { parseJson } from './read-text.js';

/** The wire and the ways in read their own bodies, whatever the Content-Type says. */
const OWN_API = /^\/api\/v1(?:\/|$)/i;

/**
 * Reads the JSON that is sent to `/api/v1`, after the guard has let its sender in, and lets go of every body when its handler has
 * ended: an answer may be over before the work is, where the client has gone.
 */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  constructor(
    private readonly bodies: Bodies,
    private readonly config: Config,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    try {
      if (OWN_API.test(request.path) && typeof request.is('application/json') === 'string')
        request.body = await this.json(request);
    } catch (error) {
      this.bodies.letGo(request, response);
      throw error;
    }
    return next.handle().pipe(finalize(() => this.bodies.letGo(request, response)));
  }

  private async json(request: Request): Promise<unknown> {
    const text = await this.bodies.text(request, this.config.values.BODY_LIMIT_BYTES);
    return text === '' ? {} : parseJson(text);
  }
}
