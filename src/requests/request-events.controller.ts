import { Controller, Param, Req, Res, Sse, UseGuards, type MessageEvent } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { AccessFor, type GuardedRequest } from '../access/index.js';
import { Described } from '../platform/index.js';
import { RequestEventsGuard } from './request-events.guard.js';
import { RequestStreams } from './request-streams.service.js';

/** A request as it goes on, without asking again and again. */
@ApiTags('Requests')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/requests')
@AccessFor('privacy')
export class RequestEventsController {
  constructor(private readonly streams: RequestStreams) {}

  @Sse(':id/events')
  @UseGuards(RequestEventsGuard)
  @Described({
    summary: 'Follow a request as server-sent events',
    description:
      'An event `changed` at the beginning, and within a second or two of each change: ask for the request then. Its id says how the ' +
      'request stands; who sends it as `Last-Event-ID`, as browsers do after a cut, is told `unchanged` first where nothing was missed. ' +
      'The stream ends with the role, session or token that opened it, and when the server is told to end.',
    answer: 'text/event-stream',
    errors: {
      401: 'Credentials are missing or not valid.',
      403: 'The role is too low.',
      404: 'There is nothing there that you may know of.',
      429: 'You, or all together, follow too many at once: ask for the request every few seconds instead.',
      503: 'The process is stopping: begin again, and another one will answer.',
    },
  })
  follow(
    @Param('id') requestId: string,
    @Req() http: GuardedRequest,
    @Res({ passthrough: true }) response: Response,
  ): Observable<MessageEvent> {
    return this.streams.of({ http, response, requestId });
  }
}
