import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { schemaPipe } from '../platform/index.js';
import { idSchema, listOf } from './access.dto.js';
import type { Actor } from './authorization/actor.js';
import { CurrentActor } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';
import type { InvitationRecord } from './account-links/invitation-record.js';
import {
  invitationAnswer,
  newInvitationAnswer,
  newInvitationSchema,
  type NewInvitationBody,
} from './invitations.dto.js';
import { InvitationsService } from './account-links/invitations.service.js';

@ApiTags('invitations')
@Controller('api/v1/organizations/:organizationId/invitations')
@AccessFor('session')
@UsePipes(schemaPipe)
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Post()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Invite somebody (owners and admins; only owners invite owners)',
    description:
      'Makes a link that is good once, for 7 days, and ends an older one of the same address. Where mail is sent it goes to ' +
      'the address; else the answer shows it, this once.',
  })
  @ApiCreatedResponse({ standardSchema: newInvitationAnswer })
  async invite(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Body({ schema: newInvitationSchema }) body: NewInvitationBody,
  ): Promise<InvitationRecord & { link: string | null }> {
    return this.invitations.invite(actor, organizationId, body);
  }

  @Get()
  @ApiOperation({ summary: 'List the invitations (owners and admins)' })
  @ApiOkResponse({ standardSchema: listOf(invitationAnswer) })
  async list(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
  ): Promise<{ results: InvitationRecord[] }> {
    return { results: await this.invitations.list(actor, organizationId) };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an invitation (owners and admins; only owners revoke an owner’s)' })
  @ApiNoContentResponse()
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    await this.invitations.revoke(actor, organizationId, id);
  }
}
