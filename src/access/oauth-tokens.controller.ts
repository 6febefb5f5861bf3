import { Body, Controller, Delete, Get, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  idSchema,
  listOf,
  newTokenAnswer,
  newTokenSchema,
  rotationSchema,
  ownTokenAnswer,
  type NewToken,
  type Rotation,
} from './access.dto.js';
import type { PersonActor } from './authorization/actor.js';
import { CurrentPerson } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';
import { OauthTokensService, type OauthTokenRecord, type OwnTokenRecord } from './accounts/oauth-tokens.service.js';
import { schemaPipe } from '../platform/index.js';

@ApiTags('GDPR OAuth tokens')
@Controller('api/v1/oauth-tokens')
@AccessFor('session')
@UsePipes(schemaPipe)
export class OauthTokensController {
  constructor(private readonly tokens: OauthTokensService) {}

  @Post()
  @ApiOperation({ summary: 'Make a GDPR OAuth token: shown once, valid one year' })
  @ApiCreatedResponse({ standardSchema: newTokenAnswer })
  async create(
    @CurrentPerson() actor: PersonActor,
    @Body({ schema: newTokenSchema }) { name }: NewToken,
  ): Promise<OauthTokenRecord & { token: string }> {
    const { token, secret } = await this.tokens.create(actor, actor.userId, name);
    return { ...token, token: secret };
  }

  @Get()
  @ApiOperation({ summary: 'List your GDPR OAuth tokens' })
  @ApiOkResponse({ standardSchema: listOf(ownTokenAnswer) })
  async list(@CurrentPerson() actor: PersonActor): Promise<{ results: OwnTokenRecord[] }> {
    return { results: await this.tokens.list(actor.userId) };
  }

  @Post(':id/rotate')
  @ApiOperation({
    summary: 'Make a GDPR OAuth token in the place of one of yours: shown once, valid one year',
    description:
      'It has the same name. The old one ends after `overlapDays`, so that whoever uses it can take the new one.',
  })
  @ApiCreatedResponse({ standardSchema: newTokenAnswer })
  @ApiNotFoundResponse({ description: '`token-not-found`' })
  @ApiConflictResponse({ description: '`token-over`, `token-replaced`' })
  async rotate(
    @CurrentPerson() actor: PersonActor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: rotationSchema }) { overlapDays }: Rotation,
  ): Promise<OauthTokenRecord & { token: string }> {
    const { token, secret } = await this.tokens.rotate(actor, actor.userId, id, overlapDays);
    return { ...token, token: secret };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke one of your GDPR OAuth tokens' })
  @ApiNoContentResponse()
  async revoke(@CurrentPerson() actor: PersonActor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.tokens.revoke(actor, actor.userId, id);
  }
}
