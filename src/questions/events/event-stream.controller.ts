import { Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor, CurrentActor, type Actor, type GuardedRequest } from '../../access/index.js';
import { Described } from '../../platform/index.js';
import { QuestionCalls } from '../doors/question-calls.service.js';
import { QuestionErrorFilter } from '../doors/question-error.filter.js';
import { questionError } from '../doors/questions.dto.js';
import { EventAnswers } from './event-answers.service.js';
import { idsIn, readDays, whereIn } from './event-order.js';
import { streamAnswer } from './events.dto.js';

const JSON_LIST = {
  type: 'application/json; charset=utf-8',
  begin: '{"status":"ok","results":{"events":[',
  between: ',',
  after: '',
  end: ']}}',
  inMilliseconds: false,
} as const;

/** The events of some people, as tools that answer access requests by Mixpanel's activity feed fetch them. */
@ApiTags('Mixpanel queries')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@Controller(['api/2.0/stream/query', 'api/query/stream/query'])
@AccessFor('questions')
@UseFilters(QuestionErrorFilter)
export class EventStreamController {
  constructor(
    private readonly calls: QuestionCalls,
    private readonly answers: EventAnswers,
  ) {}

  @Get()
  @ApiQuery({ name: 'project_id', required: false, description: 'Needed but with an API secret.' })
  @ApiQuery({
    name: 'distinct_ids',
    description: 'JSON array of ids. Of these alone: links between ids are not followed.',
  })
  @ApiQuery({ name: 'from_date', required: false, description: 'First day, `YYYY-MM-DD`, in UTC; since ever.' })
  @ApiQuery({ name: 'to_date', required: false, description: 'Last day; until ever.' })
  @Described({
    summary: 'Show the events of some ids',
    description: 'Streamed and audited as the raw export is.',
    answer: streamAnswer,
    errors: {
      400: '`distinct-ids-invalid`, and what the raw export says of days.',
      401: 'Credentials are missing or not valid.',
      403: 'There is no such project that you may read, or its API secret may not ask.',
      429: 'Too many requests, or `too-many-readings`. See Retry-After.',
      503: 'The store does not answer, or `reading-too-slow`.',
    },
    errorAnswer: questionError,
  })
  async query(@CurrentActor() actor: Actor, @Req() request: GuardedRequest, @Res() response: Response): Promise<void> {
    const call = await this.calls.enter(actor, request);
    const { first, last, from, until } = readDays(call.fields, this.answers.today(call.project));
    const question = {
      route: 'stream-query',
      days: { first, last },
      selection: { from, until, names: null, distinctIds: idsIn(call.fields) },
      where: whereIn(call.fields),
      limit: null,
    } as const;
    await this.answers.send({ request, response }, call, question, JSON_LIST);
  }
}
