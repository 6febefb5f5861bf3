import { Controller, Get, Query, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { Described, schemaPipe } from '../platform/index.js';
import { approvalsAnswer, approvalsQuerySchema, type ApprovalsPage, type ApprovalsQuery } from './dto/approvals.dto.js';
import { ApprovalsReader } from './queries/approvals-reader.service.js';

/** What waits for a second person. */
@ApiTags('Requests')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/approvals')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class ApprovalsController {
  constructor(private readonly approvals: ApprovalsReader) {}

  @Get()
  @Described({
    summary: 'List the deletions that wait for a second person, and who may approve each',
    description: 'What is due first comes first.',
    answer: approvalsAnswer,
    errors: {
      400: 'The input does not fit; `errors` names the places.',
      401: 'Credentials are missing or not valid.',
      403: 'The role is too low.',
      404: 'There is nothing there that you may know of.',
    },
  })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: approvalsQuerySchema }) query: ApprovalsQuery,
  ): Promise<ApprovalsPage> {
    return this.approvals.list(actor, query);
  }
}
