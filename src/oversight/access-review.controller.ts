import { Body, Controller, Get, Param, Post, UsePipes } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { Described, schemaPipe } from '../platform/index.js';
import { AccessReviews } from './access-review.service.js';
import * as dto from './access-review.dto.js';

const ERRORS = { 401: 'Nobody signed in.', 403: '`role-too-low`', 404: '`organization-not-found`' };

/** Who could do what. */
@ApiTags('audit')
@ApiCookieAuth('session')
@Controller('api/v1/organizations/:organizationId/access-review')
@AccessFor('session')
@UsePipes(schemaPipe)
export class AccessReviewController {
  constructor(private readonly reviews: AccessReviews) {}

  @Get()
  @Described({
    summary:
      'Show who could do what: people, domains that let people in, service accounts, API secrets and tokens that are good, and who is shown what is sensitive (owners and admins)',
    description: 'Each with who let them in, since when, and the last use.',
    answer: dto.accessReviewAnswer,
    errors: ERRORS,
  })
  async show(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: dto.idSchema }) organizationId: string,
  ): Promise<dto.AccessReviewView> {
    return this.reviews.show(actor, organizationId);
  }

  @Post()
  @Described({
    summary: 'Mark it as reviewed, with a note (owners and admins)',
    description: 'An entry of the audit log, with the counts of what there was.',
    status: 201,
    answer: dto.reviewAnswer.nullable(),
    errors: {
      400: 'The note is too long.',
      ...ERRORS,
      409: '`review-changed`: it is no more what `seen` names. Nothing was marked.',
    },
  })
  async mark(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: dto.idSchema }) organizationId: string,
    @Body({ schema: dto.newReviewSchema }) { note, seen }: dto.NewReviewBody,
  ): Promise<dto.ReviewView | null> {
    return this.reviews.mark(actor, organizationId, note, seen);
  }
}
