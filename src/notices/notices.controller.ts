import { Body, Controller, Get, Put, UsePipes } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessFor, CurrentPerson, type PersonActor } from '../access/index.js';
import { schemaPipe } from '../platform/index.js';
import { NoticeChoices, type NoticeChoice } from './notice-choices.service.js';
import { choiceAnswer, choiceSchema, type ChoiceBody } from './notices.dto.js';

/** What people want to be told of by mail. */
@ApiTags('your account')
@Controller('api/v1/session/notices')
@AccessFor('session')
@UsePipes(schemaPipe)
export class NoticesController {
  constructor(private readonly choices: NoticeChoices) {}

  @Get()
  @ApiOperation({ summary: 'What you are told of by mail' })
  @ApiOkResponse({ standardSchema: choiceAnswer })
  async show(@CurrentPerson() { userId }: PersonActor): Promise<NoticeChoice> {
    return this.choices.show(userId);
  }

  @Put()
  @ApiOperation({
    summary: 'Choose what you are told of by mail',
    description: 'Mails name a request by the beginning of its id, and nobody it is about.',
  })
  @ApiOkResponse({ standardSchema: choiceAnswer })
  async choose(
    @CurrentPerson() { userId }: PersonActor,
    @Body({ schema: choiceSchema }) { wanted }: ChoiceBody,
  ): Promise<NoticeChoice> {
    return this.choices.choose(userId, wanted);
  }
}
