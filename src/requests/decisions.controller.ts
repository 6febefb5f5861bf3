import { Body, Controller, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { schemaPipe, Described } from '../platform/index.js';
import { Approvals } from './actions/approvals.service.js';
import { denySchema, extensionSchema, type Deny, type ExtensionBody } from './dto/decisions.dto.js';
import { Denials } from './actions/denials.service.js';
import { Retries } from './actions/retries.service.js';
import { Extensions } from './actions/extensions.service.js';
import { RequestReader } from './queries/request-reader.service.js';
import { summaryAnswer, type RequestSummary } from './dto/requests.dto.js';

const ERRORS = {
  401: 'Credentials are missing or not valid.',
  404: 'There is nothing there that you may know of.',
};

/** What people decide about requests: to let a large deletion go on, to refuse one as a whole, to take more time, or
 * to have one looked at again. */
@ApiTags('Requests')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/requests/:id')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class DecisionsController {
  constructor(
    private readonly approvals: Approvals,
    private readonly denials: Denials,
    private readonly extensions: Extensions,
    private readonly retries: Retries,
    private readonly reader: RequestReader,
  ) {}

  @Post('approve')
  @HttpCode(200)
  @Described({
    summary: 'Approve a deletion that waits for a second person',
    description:
      'By a person who was an owner or admin before it was opened, and is independent of who opened it: neither let the other in ' +
      'or made the account, by whatever steps. `approvers` of the refusal names who may.',
    answer: summaryAnswer,
    errors: {
      ...ERRORS,
      403: 'The role is too low, you opened it, are no person, came later than it, or are not independent of who opened it.',
      409: 'It needs no approval, has it already, or has ended; `earlier` says what was decided, by whom and when.',
    },
  })
  async approve(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RequestSummary> {
    const { request, project } = await this.reader.find(actor, id);
    await this.approvals.approve(actor, project, request.id);
    return this.show(actor, id);
  }

  @Post('deny')
  @HttpCode(200)
  @Described({
    summary: 'Deny a whole request that has not started',
    description: 'With a reason the law knows. Nothing is disclosed or erased; the ids may be asked for again.',
    answer: summaryAnswer,
    errors: {
      400: 'The input does not fit, or the note holds an id of a subject.',
      ...ERRORS,
      403: 'The role is too low.',
      405: 'The request has started, or has ended; `earlier` says what was decided, by whom and when.',
      409: 'Somebody has approved it meanwhile, and `unlessApproved` was asked for; `earlier` says who and when.',
    },
  })
  async deny(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: denySchema }) body: Deny,
  ): Promise<RequestSummary> {
    const { request } = await this.reader.find(actor, id);
    await this.denials.deny(actor, request, body);
    return this.show(actor, id);
  }

  @Post('extend')
  @HttpCode(200)
  @Described({
    summary: 'Extend the deadline of a request, once',
    description:
      'By two further months (GDPR Art. 12(3)) or 45 further days (11 CCR §7021(b)), while the first deadline lasts. The company tells the person of it, with the reason; Habeas records it.',
    answer: summaryAnswer,
    errors: {
      400: 'There is no reason, or it holds an id of a subject.',
      ...ERRORS,
      403: 'The role is too low.',
      409: 'It was extended before, has ended, or its deadline has passed.',
    },
  })
  async extend(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: extensionSchema }) { reason }: ExtensionBody,
  ): Promise<RequestSummary> {
    const { request, project } = await this.reader.find(actor, id);
    return this.reader.summary(await this.extensions.extend(actor, project, request, reason));
  }

  @Post('retry')
  @HttpCode(200)
  @Described({
    summary: 'Have a request looked at again at once',
    description:
      'When somebody has put right what `attention` or `failure` names. It is tried again by itself too, an hour later at the most.',
    answer: summaryAnswer,
    errors: {
      ...ERRORS,
      403: 'The role is too low.',
      405: 'The request has ended.',
      409: 'No attempt of it has failed.',
    },
  })
  async retry(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RequestSummary> {
    const { request, project } = await this.reader.find(actor, id);
    await this.retries.retry(actor, project, request.id);
    return this.show(actor, id);
  }

  private async show(actor: Actor, id: string): Promise<RequestSummary> {
    return this.reader.summary((await this.reader.find(actor, id)).request);
  }
}
