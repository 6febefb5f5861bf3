import type { Transaction } from '../../platform/index.js';
import { mayHandleRequests, type Role } from '../authorization/actor.js';

/** One change of an organization's members at a time, so that two owners cannot remove each other at once. */
export async function lockMembers(transaction: Transaction, organizationId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR UPDATE`;
}

/**
 * Until the transaction ends nobody gives the account another password or a second factor. What is made by either waits here for such a
 * change, and looks afterwards whether it still may.
 */
export async function holdCredentials(transaction: Transaction, userId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR SHARE`;
}

/** The other side of it: waits for what is being made, so that it is there to be ended. */
export async function lockCredentials(transaction: Transaction, userId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
}

/** Whether somebody of this role, null = no member, may let others in as `invited`: only owners make owners. */
export function mayInvite(role: Role | null, invited: Role): boolean {
  if (role === null) return false;
  return invited === 'owner' ? role === 'owner' : mayHandleRequests(role);
}

/** The member who has this address; null where nobody of the organization does. */
export async function memberWith(
  client: Transaction,
  organizationId: string,
  email: string,
): Promise<{ userId: string } | null> {
  return client.member.findFirst({ where: { organizationId, user: { email } }, select: { userId: true } });
}
