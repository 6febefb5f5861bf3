import { Body, Controller, Delete, Get, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  listOf,
  newServiceAccountAnswer,
  newServiceAccountSchema,
  serviceAccountAnswer,
  type NewServiceAccountBody,
} from './access.dto.js';
import type { Actor } from './authorization/actor.js';
import { CurrentActor } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';
import { schemaPipe } from '../platform/index.js';
import { ServiceAccountsService, type ServiceAccountRecord } from './accounts/service-accounts.service.js';

@ApiTags('service accounts')
@Controller('api/v1/organizations/:organizationId/service-accounts')
@AccessFor('session')
@UsePipes(schemaPipe)
export class ServiceAccountsController {
  constructor(private readonly accounts: ServiceAccountsService) {}

  @Post()
  @ApiOperation({
    summary: 'Make a service account for a year at the most: its secret is shown once (owners and admins)',
  })
  @ApiCreatedResponse({ standardSchema: newServiceAccountAnswer })
  async create(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Body({ schema: newServiceAccountSchema }) body: NewServiceAccountBody,
  ): Promise<ServiceAccountRecord & { secret: string }> {
    const { serviceAccount, secret } = await this.accounts.create(actor, organizationId, body);
    return { ...serviceAccount, secret };
  }

  @Get()
  @ApiOperation({ summary: 'List the service accounts (owners and admins)' })
  @ApiOkResponse({ standardSchema: listOf(serviceAccountAnswer) })
  async list(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
  ): Promise<{ results: ServiceAccountRecord[] }> {
    return { results: await this.accounts.list(actor, organizationId) };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a service account (owners and admins; only owners revoke an owner)' })
  @ApiNoContentResponse()
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    await this.accounts.revoke(actor, organizationId, id);
  }
}
