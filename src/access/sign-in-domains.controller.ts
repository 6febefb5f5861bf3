import { Body, Controller, Delete, Get, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { schemaPipe } from '../platform/index.js';
import { idSchema, listOf } from './access.dto.js';
import type { Actor } from './authorization/actor.js';
import { CurrentActor } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';
import { type SignInDomain, SignInDomains } from './identity-provider/sign-in-domains.service.js';
import { newSignInDomainSchema, signInDomainAnswer, type NewSignInDomainBody } from './provider-sign-in.dto.js';

/** Domains whose people come in by the company's identity provider without an invitation; for owners. */
@ApiTags('organizations')
@Controller('api/v1/organizations/:organizationId/sign-in-domains')
@AccessFor('session')
@UsePipes(schemaPipe)
export class SignInDomainsController {
  constructor(private readonly domains: SignInDomains) {}

  @Get()
  @ApiOperation({ summary: 'List the domains whose people may come in by the identity provider (owners)' })
  @ApiOkResponse({ standardSchema: listOf(signInDomainAnswer) })
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`organization-not-found`' })
  async list(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
  ): Promise<{ results: SignInDomain[] }> {
    return { results: await this.domains.list(actor, organizationId) };
  }

  @Post()
  @ApiOperation({
    summary: 'Let the people of a domain in by the identity provider (owners)',
    description:
      'Whoever has no account and comes with a confirmed address of this domain becomes a member with this role, and counts as let in by ' +
      'you. A domain that is allowed already has this role from now on. It lets nobody in once you are no owner any more.',
  })
  @ApiCreatedResponse({ standardSchema: signInDomainAnswer })
  @ApiForbiddenResponse({ description: '`role-too-low`, `domain-not-yours`' })
  @ApiNotFoundResponse({ description: '`organization-not-found`' })
  @ApiConflictResponse({ description: '`too-many-domains`' })
  @ApiUnprocessableEntityResponse({ description: '`domain-malformed`, `domain-public`' })
  async allow(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Body({ schema: newSignInDomainSchema }) { domain, role }: NewSignInDomainBody,
  ): Promise<SignInDomain> {
    return this.domains.allow(actor, organizationId, domain, role);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let nobody further in by a domain; who came stays (owners)' })
  @ApiNoContentResponse()
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`organization-not-found`, `sign-in-domain-not-found`' })
  async remove(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    await this.domains.remove(actor, organizationId, id);
  }
}
