import { Injectable } from '@nestjs/common';
import { HabeasError, type Prisma, PrismaService, type Transaction } from '../../platform/index.js';
import { type Actor, type Initiator, mayHandleRequests, type Role, type PersonActor } from './actor.js';

/** Says which role somebody has in an organization, from the database at every question: a role lost is lost at once. */
@Injectable()
export class MembershipRoles {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Null where the actor does not belong to the organization, or comes by a token that it no longer takes. A project's secret
   * has no role, and its token none anywhere.
   */
  async roleIn(actor: Actor, organizationId: string, client: Transaction = this.prisma): Promise<Role | null> {
    if (actor.kind === 'project-secret' || actor.kind === 'project-token') return null;
    if (actor.kind === 'service-account') return actor.organizationId === organizationId ? actor.role : null;
    const member = await client.member.findFirst({ where: { organizationId, ...membershipsOf(actor) } });
    return (member?.role as Role | undefined) ?? null;
  }

  /** The organizations an actor belongs to, with the role in each. */
  async rolesOf(actor: Actor): Promise<Map<string, Role>> {
    if (actor.kind === 'project-secret' || actor.kind === 'project-token') return new Map();
    if (actor.kind === 'service-account') return new Map([[actor.organizationId, actor.role]]);
    const members = await this.prisma.member.findMany({ where: membershipsOf(actor) });
    return new Map(members.map((member) => [member.organizationId, member.role as Role]));
  }

  /**
   * Lets owners and admins through, or owners alone; the operator always.
   * @throws HabeasError 404 `organization-not-found` to strangers, 403 `role-too-low` to members
   */
  async require(
    by: Initiator,
    organizationId: string,
    least: 'admin' | 'owner',
    client: Transaction = this.prisma,
  ): Promise<void> {
    if (by === 'operator') {
      if (!(await client.organization.findUnique({ where: { id: organizationId } }))) throw organizationNotFound();
      return;
    }
    const role = await this.roleIn(by, organizationId, client);
    if (role === null) throw organizationNotFound();
    if (role === 'owner' || (least === 'admin' && mayHandleRequests(role))) return;
    const who = least === 'owner' ? 'Only owners may do this' : 'Only owners and admins may do this';
    throw new HabeasError('forbidden', 'role-too-low', `${who}: ask an owner of the organization.`);
  }
}

/** A token opens nothing of an organization that revoked it, though it may be good in others. */
function membershipsOf(actor: PersonActor): Prisma.MemberWhereInput {
  const { userId } = actor;
  if (actor.via === 'session') return { userId };
  return { userId, organization: { revocations: { none: { tokenId: actor.tokenId } } } };
}

export function organizationNotFound(): HabeasError {
  return new HabeasError('not-found', 'organization-not-found', 'There is no such organization that you belong to.');
}
