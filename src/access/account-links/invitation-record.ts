import type { Role } from '../authorization/actor.js';
import { isOver } from '../accounts/token-life.js';

/** An invitation as owners and admins see it: without its link. */
export interface InvitationRecord {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly state: 'pending' | 'accepted' | 'revoked' | 'expired';
  /** `failed`: the mail server has not taken the mail; invite again. */
  readonly delivery: 'mail' | 'shown' | 'failed';
  /** E-mail of who invited, or `operator`. */
  readonly invitedBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly delivery: string;
  readonly invitedByLabel: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly sentAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

export function invitationRecord(row: InvitationRow, now: Date): InvitationRecord {
  const { id, email, role, invitedByLabel: invitedBy, createdAt, expiresAt } = row;
  const delivery = row.delivery === 'shown' ? 'shown' : row.sentAt === null ? 'failed' : 'mail';
  return { id, email, role: role as Role, state: stateOf(row, now), delivery, invitedBy, createdAt, expiresAt };
}

function stateOf({ acceptedAt, revokedAt, expiresAt }: InvitationRow, now: Date): InvitationRecord['state'] {
  if (acceptedAt !== null) return 'accepted';
  if (revokedAt !== null) return 'revoked';
  return isOver(expiresAt, now) ? 'expired' : 'pending';
}
