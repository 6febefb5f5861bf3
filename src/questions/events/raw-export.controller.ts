import { Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor, CurrentActor, type Actor, type GuardedRequest } from '../../access/index.js';
import { Described } from '../../platform/index.js';
import { QuestionCalls } from '../doors/question-calls.service.js';
import { QuestionErrorFilter } from '../doors/question-error.filter.js';
import { questionError } from '../doors/questions.dto.js';
import { EventAnswers } from './event-answers.service.js';
import { readExport, whereIn } from './event-order.js';

const LINES = { type: 'text/plain; charset=utf-8', begin: '', between: '\n', after: '\n', end: '' } as const;

/** All events of some days, as warehouses fetch them by Mixpanel's raw export. */
@ApiTags('Mixpanel queries')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@Controller('api/2.0/export')
@AccessFor('questions')
@UseFilters(QuestionErrorFilter)
export class RawExportController {
  constructor(
    private readonly calls: QuestionCalls,
    private readonly answers: EventAnswers,
  ) {}

  @Get()
  @ApiQuery({ name: 'project_id', required: false, description: 'Needed but with an API secret.' })
  @ApiQuery({ name: 'from_date', description: 'First day, `YYYY-MM-DD`, in UTC.' })
  @ApiQuery({ name: 'to_date', description: 'Last day, not later than today.' })
  @ApiQuery({ name: 'event', required: false, description: 'JSON array of the names of events.' })
  @ApiQuery({ name: 'where', required: false, description: 'An expression such as `properties["plan"] == "Pro"`.' })
  @ApiQuery({ name: 'limit', required: false, description: 'Events at the most, up to 100,000.' })
  @ApiQuery({ name: 'time_in_ms', required: false, description: '`true`: times in milliseconds.' })
  @Described({
    summary: 'Export the events of some days, one a line',
    description:
      'Streamed, gzipped where `Accept-Encoding` takes it; where it breaks off, the connection does. The order is not said. Whoever is suppressed or being erased is left out; what whoever asks is not shown is named as there. The audit keeps who read which days and how many events.',
    answer: 'text/plain',
    errors: {
      400: '`date-missing`, `date-invalid`, `date-later-than-today`, `dates-reversed`, `limit-invalid`, `parameter-invalid`, `parameter-unsupported`, `property-withheld`, `property-sensitive`, `where-malformed` and its kin, `project-id-missing`.',
      401: 'Credentials are missing or not valid.',
      403: 'There is no such project that you may read, or its API secret may not ask.',
      429: 'Too many requests, or `too-many-readings`: two exports of the project are under way. See Retry-After.',
      503: 'The store does not answer, or `reading-too-slow`.',
    },
    errorAnswer: questionError,
  })
  async export(@CurrentActor() actor: Actor, @Req() request: GuardedRequest, @Res() response: Response): Promise<void> {
    const call = await this.calls.enter(actor, request);
    const { inMilliseconds, ...order } = readExport(call.fields, this.answers.today(call.project));
    const question = { route: 'raw-export', where: whereIn(call.fields), ...order } as const;
    await this.answers.send({ request, response }, call, question, { ...LINES, inMilliseconds });
  }
}
