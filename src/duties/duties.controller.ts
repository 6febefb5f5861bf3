import { Body, Controller, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, actorLabel, actorName, CurrentActor, type Actor } from '../access/index.js';
import { Described, schemaPipe } from '../platform/index.js';
import * as dto from './duties.dto.js';
import { DutyDecisions } from './duty-decisions.service.js';
import { DutyReader } from './duty-reader.service.js';

const ERRORS = {
  400: 'The input does not fit; `errors` names the places.',
  401: 'Credentials are missing or not valid.',
  403: 'The role is too low.',
  404: 'There is nothing there that you may know of.',
};
const DECIDED = {
  ...ERRORS,
  405: '`duty-ended`: nothing is owed any more, and `earlier` says what somebody decided before; `duty-of-a-file`: the file of an export expires by itself; `duty-of-an-end`: what is left of a project that is gone is found by no request.',
  409: '`duty-held`: the person is held; `duty-under-way`: a deletion carries it out already, and `earlier` says who had it; `project-closed`.',
};

/** What is still to be erased, once law or a hold lets it. Who decides about it must have signed in. */
@ApiTags('Duties')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/duties')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class DutiesController {
  constructor(
    private readonly reader: DutyReader,
    private readonly decisions: DutyDecisions,
  ) {}

  @Get()
  @Described({
    summary: 'List what is owed, and what was, the newest first',
    answer: dto.pageAnswer,
    errors: ERRORS,
  })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: dto.listQuerySchema }) query: dto.ListQuery,
  ): Promise<dto.DutyPage> {
    return this.reader.list(actor, query);
  }

  @Get(':id')
  @Described({ summary: 'Show a duty', answer: dto.dutyAnswer, errors: ERRORS })
  async show(@CurrentActor() actor: Actor, @Param('id', { schema: dto.idSchema }) id: string): Promise<dto.DutyView> {
    await this.reader.expectVisible(actor, id);
    return this.reader.show(id);
  }

  @Post(':id/carry-out')
  @HttpCode(200)
  @AccessFor('session')
  @Described({
    summary: 'Have a duty carried out before its time (owners)',
    description:
      'By the next sweep, since the basis is gone. Rows that a policy keeps are released by it. Somebody held is freed by lifting the hold instead.',
    answer: dto.dutyAnswer,
    errors: DECIDED,
  })
  async carryOut(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: dto.idSchema }) id: string,
    @Body({ schema: dto.carryOutSchema }) { reason }: dto.CarryOutBody,
  ): Promise<dto.DutyView> {
    await this.reader.expectOwner(actor, id);
    await this.decisions.carryOut(id, { name: actorName(actor), label: actorLabel(actor) }, reason);
    return this.reader.show(id);
  }

  @Post(':id/give-up')
  @HttpCode(200)
  @AccessFor('session')
  @Described({
    summary: 'Give a duty up: the data is kept on another basis from now on (owners)',
    description: 'Its ids are destroyed, so that it cannot be taken up again: a new request erases them.',
    answer: dto.dutyAnswer,
    errors: DECIDED,
  })
  async giveUp(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: dto.idSchema }) id: string,
    @Body({ schema: dto.giveUpSchema }) body: dto.GiveUpBody,
  ): Promise<dto.DutyView> {
    await this.reader.expectOwner(actor, id);
    await this.decisions.giveUp(id, { name: actorName(actor), label: actorLabel(actor) }, body);
    return this.reader.show(id);
  }
}
