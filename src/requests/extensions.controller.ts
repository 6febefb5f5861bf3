import { Body, Controller, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { Clock, schemaPipe, Described } from '../platform/index.js';
import { extensionSchema, type ExtensionBody } from './dto/decisions.dto.js';
import { Extensions } from './actions/extensions.service.js';
import { RequestReader } from './queries/request-reader.service.js';
import { summaryOf } from './queries/request-views.js';
import { summaryAnswer, type RequestSummary } from './dto/requests.dto.js';

@ApiTags('Requests')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/requests')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class ExtensionsController {
  constructor(
    private readonly extensions: Extensions,
    private readonly reader: RequestReader,
    private readonly clock: Clock,
  ) {}

  @Post(':id/extend')
  @HttpCode(200)
  @Described({
    summary: 'Extend the deadline of a request, once',
    description:
      'By two further months (GDPR Art. 12(3)) or 45 further days (11 CCR §7021(b)), while the first deadline lasts. The company tells the person of it, with the reason; Habeas records it.',
    answer: summaryAnswer,
    errors: {
      400: 'There is no reason, or it holds an id of a subject.',
      401: 'Credentials are missing or not valid.',
      403: 'The role is too low.',
      404: 'There is nothing there that you may know of.',
      409: 'It was extended before, has ended, or its deadline has passed.',
    },
  })
  async extend(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: extensionSchema }) { reason }: ExtensionBody,
  ): Promise<RequestSummary> {
    const { request, project } = await this.reader.find(actor, id);
    return summaryOf(await this.extensions.extend(actor, project, request, reason), this.clock.now());
  }
}
