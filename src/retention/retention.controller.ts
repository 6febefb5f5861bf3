import { Body, Controller, Get, HttpCode, Param, Patch, Post, UsePipes } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, Authorizer, CurrentActor, type Actor } from '../access/index.js';
import { dayOrMoment, Described, schemaPipe } from '../platform/index.js';
import * as dto from './retention.dto.js';
import type { RetentionOrder } from './windows/change-order.js';
import { RetentionSettings } from './windows/retention-settings.service.js';
import { type RetentionView, TableViews } from './windows/table-views.service.js';

const ERRORS = { 401: 'Nobody signed in.', 403: '`role-too-low`', 404: '`project-not-found`' };

/** How long what a project holds is kept. */
@ApiTags('retention')
@ApiCookieAuth('session')
@Controller('api/v1/projects/:projectId/retention')
@AccessFor('session')
@UsePipes(schemaPipe)
export class RetentionController {
  constructor(
    private readonly settings: RetentionSettings,
    private readonly views: TableViews,
    private readonly authorizer: Authorizer,
  ) {}

  @Get()
  @Described({
    summary: 'Show how long what a project holds is kept, and why (owners and admins)',
    answer: dto.retentionAnswer,
    errors: ERRORS,
  })
  async show(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
  ): Promise<RetentionView> {
    await this.authorizer.project(actor, projectId);
    return this.views.show(projectId);
  }

  @Patch()
  @Described({
    summary: 'Change how long it is kept; the rest stays (owners and admins; the plan and its dates owners alone)',
    description:
      'What is lengthened counts at once. What is shortened takes effect `RETENTION_GRACE` later (seven days) and can be taken back until ' +
      'then; a preview tells what would go. Any change of the plan, to a larger one too, makes it 24 months for events.',
    answer: dto.retentionAnswer,
    errors: {
      400: 'The input does not fit; `errors` names the places.',
      ...ERRORS,
      409: '`made-at-set`: when it was made is said once.',
      422: '`plan-unknown`, `made-at-unfit`, `basis-missing` (longer than the rule says), `beyond-plan` (recordings)',
    },
  })
  async change(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
    @Body({ schema: dto.retentionChangeSchema }) body: dto.RetentionChangeBody,
  ): Promise<RetentionView> {
    await this.authorizer.project(actor, projectId);
    await this.settings.change(actor, projectId, orderOf(body));
    return this.views.show(projectId);
  }

  @Post('changes/:changeId/take-back')
  @HttpCode(200)
  @Described({
    summary:
      'Put a window back that was shortened and has not taken effect (owners and admins; of a plan owners alone)',
    answer: dto.retentionAnswer,
    errors: {
      ...ERRORS,
      404: '`project-not-found`, `change-not-found`',
      409: '`change-in-effect`, `change-followed` by another one, `change-not-chosen`: it is what the rule says; `map-decides`: of a table',
    },
  })
  async takeBack(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
    @Param('changeId', { schema: dto.changeIdSchema }) changeId: string,
  ): Promise<RetentionView> {
    await this.authorizer.project(actor, projectId);
    await this.settings.takeBack(actor, projectId, changeId);
    return this.views.show(projectId);
  }
}

function orderOf({ madeAt, subscriptionEndsAt, ...others }: dto.RetentionChangeBody): RetentionOrder {
  return {
    ...others,
    ...(madeAt !== undefined && { madeAt: dayOrMoment(madeAt) }),
    ...(subscriptionEndsAt !== undefined && {
      subscriptionEndsAt: subscriptionEndsAt === null ? null : dayOrMoment(subscriptionEndsAt),
    }),
  };
}
