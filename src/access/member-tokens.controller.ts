import { Controller, Delete, Get, HttpCode, Param, UsePipes } from '@nestjs/common';
import {
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { schemaPipe } from '../platform/index.js';
import { idSchema, listOf, tokenAnswer } from './access.dto.js';
import { MemberCredentials } from './accounts/member-credentials.service.js';
import type { OauthTokenRecord } from './accounts/oauth-tokens.service.js';
import type { Actor } from './authorization/actor.js';
import { CurrentActor } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';

/** Tokens are their person's own; what one opens in an organization, its owners see and end. */
@ApiTags('GDPR OAuth tokens')
@Controller('api/v1/organizations/:organizationId/members/:userId/oauth-tokens')
@AccessFor('session')
@UsePipes(schemaPipe)
export class MemberTokensController {
  constructor(private readonly credentials: MemberCredentials) {}

  @Get()
  @ApiOperation({
    summary: 'List the GDPR OAuth tokens of a member (owners)',
    description: '`revokedAt` says since when one opens nothing in this organization.',
  })
  @ApiOkResponse({ standardSchema: listOf(tokenAnswer) })
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`organization-not-found`, `member-not-found`' })
  async list(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Param('userId', { schema: idSchema }) userId: string,
  ): Promise<{ results: OauthTokenRecord[] }> {
    return { results: await this.credentials.listTokens(actor, organizationId, userId) };
  }

  @Delete(':tokenId')
  @HttpCode(204)
  @ApiOperation({
    summary: 'End a member’s GDPR OAuth token in this organization, for good (owners)',
    description: 'Where its person belongs to another organization too, it stays good there.',
  })
  @ApiNoContentResponse()
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`organization-not-found`, `member-not-found`, `token-not-found`' })
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Param('userId', { schema: idSchema }) userId: string,
    @Param('tokenId', { schema: idSchema }) tokenId: string,
  ): Promise<void> {
    await this.credentials.revokeToken(actor, organizationId, userId, tokenId);
  }
}
