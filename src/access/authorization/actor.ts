/**
 * Who is asking. A person signs in or holds a GDPR OAuth token; a service account and a project's secret are not persons. A
 * project's token is public: whoever shows it is nobody in particular, and may do nothing but send data.
 */
export type Actor =
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly email: string;
      readonly via: 'session';
      /** The hash under which the session is stored, in base64url; absent where what is done has no session of its own. */
      readonly session?: string;
      /** An organization asks for a second factor that they do not have: the session is good for enrolling, and nothing else. */
      readonly mustEnrol?: boolean;
      /** Until when a fresh sign-in at the identity provider stands for their password. */
      readonly provedUntil?: Date;
    }
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly email: string;
      readonly via: 'oauth-token';
      readonly tokenId: string;
    }
  | {
      readonly kind: 'service-account';
      readonly serviceAccountId: string;
      readonly name: string;
      readonly organizationId: string;
      readonly role: Role;
    }
  | { readonly kind: 'project-secret'; readonly projectId: number }
  | { readonly kind: 'project-token'; readonly projectId: number };

/** A person, whatever they came by. */
export type PersonActor = Actor & { kind: 'user' };

export const ROLES = ['owner', 'admin', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** Only owners and admins may open, see or revoke requests. */
export function mayHandleRequests(role: Role): boolean {
  return role === 'owner' || role === 'admin';
}

/** How an actor stands in audit entries and in `openedBy`. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'user') return `user:${actor.userId}`;
  if (actor.kind === 'service-account') return `service-account:${actor.serviceAccountId}`;
  return `project:${actor.projectId}`;
}

/** How an actor stands on the wire (`requesting_user`). */
export function actorLabel(actor: Actor): string {
  if (actor.kind === 'user') return actor.email;
  if (actor.kind === 'service-account') return actor.name;
  return `project ${actor.projectId}`;
}

/** Who changes something: an actor with a role, or the operator at the command line, who may everything. */
export type Initiator = Actor | 'operator';

/** How an initiator stands in audit entries. */
export function initiatorName(by: Initiator): string {
  return by === 'operator' ? 'habeas' : actorName(by);
}
