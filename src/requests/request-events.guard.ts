import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';
import type { GuardedRequest } from '../access/index.js';
import { RequestStreams } from './request-streams.service.js';

/** Refuses a stream before it begins: once it has, no status and no problem can be answered any more. Stands behind the door of every route. */
@Injectable()
export class RequestEventsGuard implements CanActivate {
  constructor(private readonly streams: RequestStreams) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp().getRequest<GuardedRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    if (http.actor === undefined) return false;
    await this.streams.admit(http.actor, { http, response, requestId: String(http.params['id']) });
    return true;
  }
}
