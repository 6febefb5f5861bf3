import { Controller, Get, Req, UseFilters } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { AccessFor, CurrentActor, type Actor } from '../../access/index.js';
import { Described } from '../../platform/index.js';
import { QuestionCalls } from '../doors/question-calls.service.js';
import { QuestionErrorFilter } from '../doors/question-error.filter.js';
import { questionError } from '../doors/questions.dto.js';
import { annotationsAnswer, type Annotations } from './events.dto.js';

/** Habeas keeps no annotations. Tools ask for them to see whether their credentials are good. */
@ApiTags('Mixpanel queries')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@Controller('api/2.0/annotations')
@AccessFor('questions')
@UseFilters(QuestionErrorFilter)
export class AnnotationsController {
  constructor(private readonly calls: QuestionCalls) {}

  @Get()
  @ApiQuery({ name: 'project_id', required: false, description: 'Needed but with an API secret.' })
  @Described({
    summary: 'Test credentials: there are no annotations',
    answer: annotationsAnswer,
    errors: {
      400: '`project-id-missing`',
      401: 'Credentials are missing or not valid.',
      403: 'There is no such project that you may read, or its API secret may not ask.',
    },
    errorAnswer: questionError,
  })
  async list(@CurrentActor() actor: Actor, @Req() request: Request): Promise<Annotations> {
    await this.calls.enter(actor, request);
    return { status: 'ok', results: [] };
  }
}
