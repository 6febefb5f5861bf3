import type { INestApplication } from '@nestjs/common';
import { InvitationAcceptance } from '../../src/access/account-links/invitation-acceptance.service.js';
import { InvitationsService } from '../../src/access/account-links/invitations.service.js';
import type { User, Role } from '../../src/access/index.js';

export interface Joining {
  readonly email: string;
  readonly role: Role;
  readonly name?: string;
  readonly password: string;
}

interface Doors {
  readonly invitations: InvitationsService;
  readonly acceptance: InvitationAcceptance;
}

/** The token at the end of a link. */
export function tokenOf(link: string | null): string {
  const token = link?.split('/').at(-1);
  if (token === undefined) throw new Error('No link was shown.');
  return token;
}

/** Somebody is invited by the operator, and accepts: where no mail is sent, with an account good in this organization. */
export async function join(
  { invitations, acceptance }: Doors,
  organizationId: string,
  { email, role, name = '', password }: Joining,
): Promise<User> {
  const { link } = await invitations.invite('operator', organizationId, { email, role });
  return (await acceptance.accept(tokenOf(link), { name, password }, '::1')).person;
}

/** The same in a whole application. */
export async function joinApp(app: INestApplication, organizationId: string, joining: Joining): Promise<User> {
  const doors = { invitations: app.get(InvitationsService), acceptance: app.get(InvitationAcceptance) };
  return join(doors, organizationId, joining);
}
