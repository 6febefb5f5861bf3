import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, UsePipes } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPreconditionFailedResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import {
  idSchema,
  listOf,
  memberAnswer,
  newProjectAnswer,
  organizationAnswer,
  organizationChangeSchema,
  projectAnswer,
  roleSchema,
  type OrganizationChange,
  type RoleBody,
} from './access.dto.js';
import type { Actor, PersonActor } from './authorization/actor.js';
import type { ProjectRecord } from './authorization/authorizer.port.js';
import { EarlierChanges } from './authorization/earlier-changes.service.js';
import { CurrentActor, CurrentPerson } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';
import { MembersService, type MemberRecord } from './accounts/members.service.js';
import { OrganizationsService, type Organization } from './accounts/organizations.service.js';
import { ProjectsService } from './accounts/projects.service.js';
import { newProjectSchema, type NewProjectBody } from './project-settings.dto.js';
import { problemAnswer, schemaPipe } from '../platform/index.js';
import { MembershipRoles } from './authorization/membership-roles.service.js';

@ApiTags('organizations')
@Controller('api/v1/organizations/:organizationId')
@AccessFor('session')
@UsePipes(schemaPipe)
export class OrganizationsController {
  constructor(
    private readonly organizations: OrganizationsService,
    private readonly members: MembersService,
    private readonly projects: ProjectsService,
    private readonly standing: MembershipRoles,
    private readonly earlier: EarlierChanges,
  ) {}

  @Patch()
  @ApiOperation({ summary: 'Ask a second factor of every member, or no longer (owners who have one)' })
  @ApiOkResponse({ standardSchema: organizationAnswer })
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`organization-not-found`' })
  @ApiConflictResponse({ description: '`second-factor-not-set`: set up your own first.' })
  async change(
    @CurrentPerson() actor: PersonActor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Body({ schema: organizationChangeSchema }) { requireSecondFactor }: OrganizationChange,
  ): Promise<Organization> {
    return this.organizations.requireSecondFactor(actor, organizationId, requireSecondFactor);
  }

  @Get('projects')
  @ApiOperation({ summary: 'List the projects (owners and admins)' })
  @ApiOkResponse({ standardSchema: listOf(projectAnswer) })
  async listProjects(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
  ): Promise<{ results: ProjectRecord[] }> {
    await this.standing.require(actor, organizationId, 'admin');
    return { results: await this.projects.list(organizationId) };
  }

  @Post('projects')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Create a project: its API secret is shown once (owners and admins)' })
  @ApiCreatedResponse({ standardSchema: newProjectAnswer })
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiConflictResponse({ description: '`token-taken`: another project has this token.' })
  @ApiUnprocessableEntityResponse({ description: '`setting-unfit`' })
  async createProject(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Body({ schema: newProjectSchema }) body: NewProjectBody,
  ): Promise<ProjectRecord & { apiSecret: string }> {
    const { project, apiSecret } = await this.projects.create(actor, organizationId, body);
    return { ...project, apiSecret };
  }

  @Get('members')
  @ApiOperation({ summary: 'List the members (owners and admins)' })
  @ApiOkResponse({ standardSchema: listOf(memberAnswer) })
  async listMembers(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
  ): Promise<{ results: MemberRecord[] }> {
    return { results: await this.members.list(actor, organizationId) };
  }

  @Patch('members/:userId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change a role (owners and admins; only owners make or change owners)' })
  @ApiNoContentResponse()
  @ApiPreconditionFailedResponse({
    description: '`changed-meanwhile`: the role is not `from` any more; `earlier` says who changed it, and when.',
    standardSchema: problemAnswer,
  })
  async changeRole(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Param('userId', { schema: idSchema }) userId: string,
    @Body({ schema: roleSchema }) { role, from }: RoleBody,
  ): Promise<void> {
    const change = { organizationId, actions: ['member.role-changed'], detail: { userId } };
    await this.earlier.toldOf(change, () => this.members.changeRole(actor, organizationId, userId, role, from));
  }

  @Delete('members/:userId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a member (owners and admins; only owners remove owners)' })
  @ApiNoContentResponse()
  async removeMember(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: idSchema }) organizationId: string,
    @Param('userId', { schema: idSchema }) userId: string,
  ): Promise<void> {
    await this.members.remove(actor, organizationId, userId);
  }
}
