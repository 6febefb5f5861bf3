import { Controller, Get, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor, CurrentActor, ProjectRateLimit, type Actor, type GuardedRequest } from '../../access/index.js';
import { Described } from '../../platform/index.js';
import { QuestionCalls } from '../doors/question-calls.service.js';
import { QuestionErrorFilter } from '../doors/question-error.filter.js';
import { questionError } from '../doors/questions.dto.js';
import { sendText } from '../doors/send-text.js';
import { answerOf } from './profile-answer.js';
import { profileQuery, profilesFound } from './profile-query.dto.js';
import { readProfileQuestion } from './profile-question.js';
import { ProfileQuestions } from './profile-questions.service.js';
import { QuestionTurns } from './question-turns.service.js';

const DESCRIPTION = {
  summary: 'Look up profiles, as clients of Mixpanel’s query API do',
  description:
    'Parameters come in the query, a form or a JSON body, for GET too; those of the body come first. `where` is the subset that `docs/questions.md` names. Each call is written down in the audit log, without the values of `where`; whoever is suppressed or being erased is left out, and what the view of the project does not show you is named and not shown.',
  answer: profilesFound,
  errors: {
    400: 'A parameter does not fit or is not supported; `where-malformed`, `where-too-long`, `where-too-deep`, `where-too-many-terms`, `where-no-condition`, `property-withheld`, `property-sensitive`, `session-over` and others in `code`.',
    401: 'Credentials are missing or not valid.',
    403: 'Not a project you may act on, or one whose API secret may not read.',
    413: 'The body is too large.',
    429: 'Later; see Retry-After.',
    503: '`search-too-slow`: there is more than can be looked through in time.',
  },
  errorAnswer: questionError,
};

/** Under the addresses of Mixpanel's query API, whose clients look for people by what their profiles say. */
@ApiTags('Mixpanel queries')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@Controller()
@AccessFor('questions')
@UseFilters(QuestionErrorFilter)
export class ProfileQueryController {
  constructor(
    private readonly calls: QuestionCalls,
    private readonly questions: ProfileQuestions,
    private readonly rateLimit: ProjectRateLimit,
    private readonly turns: QuestionTurns,
  ) {}

  @Get(['api/2.0/engage', 'api/2.0/engage/query', 'api/query/engage', 'api/query/engage/query'])
  @Described(DESCRIPTION)
  async queryByGet(
    @CurrentActor() actor: Actor,
    @Req() request: GuardedRequest,
    @Res() response: Response,
  ): Promise<void> {
    await this.query(actor, request, response);
  }

  @Post(['api/2.0/engage', 'api/2.0/engage/query', 'api/query/engage', 'api/query/engage/query'])
  @HttpCode(200)
  @Described({ ...DESCRIPTION, body: profileQuery })
  async query(@CurrentActor() actor: Actor, @Req() request: GuardedRequest, @Res() response: Response): Promise<void> {
    const { project, fields } = await this.calls.enter(actor, request);
    const question = readProfileQuestion(fields);
    // The pages behind the first were paid for with it.
    if (question.page === 0) this.rateLimit.take(project.id);
    const end = await this.turns.take(project.id);
    try {
      const page = await this.questions.ask(actor, project, question);
      await sendText(request, response, { type: 'application/json', lines: answerOf(page, question.shown) });
    } finally {
      end();
    }
  }
}
