import { Injectable } from '@nestjs/common';
import {
  AccountMakers,
  type Actor,
  ApiSecrets,
  InvitationsService,
  MembersService,
  MembershipRoles,
  permitOf,
  ServiceAccountsService,
  STANDING,
} from '../access/index.js';
import { Clock, HabeasError, iso, PrismaService, versionOf } from '../platform/index.js';
import type { AccessReviewView, Reviewed, ReviewView } from './access-review.dto.js';
import { ReviewGrants } from './review-grants.service.js';
import { ReviewMarks } from './review-marks.service.js';

/** Who could do what in an organization at this moment, since when and by whom, and when they last did anything. */
@Injectable()
export class AccessReviews {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly standing: MembershipRoles,
    private readonly members: MembersService,
    private readonly serviceAccounts: ServiceAccountsService,
    private readonly invitations: InvitationsService,
    private readonly secrets: ApiSecrets,
    private readonly makers: AccountMakers,
    private readonly grants: ReviewGrants,
    private readonly marks: ReviewMarks,
  ) {}

  /** @throws HabeasError 403 `role-too-low`, 404 `organization-not-found` */
  async show(by: Actor, organizationId: string): Promise<AccessReviewView> {
    const lastReview = await this.marks.last(organizationId);
    const reviewed = await this.reviewed(by, organizationId);
    return { ...reviewed, version: versionOf(withoutUses(reviewed)), lastReview };
  }

  /**
   * Says that what there is was looked through.
   * @param seen the version that was; undefined: the caller did not say
   * @throws HabeasError as `show`, and 409 `review-changed`
   */
  async mark(by: Actor, organizationId: string, note: string, seen?: string): Promise<ReviewView | null> {
    const reviewed = await this.reviewed(by, organizationId);
    if (seen !== undefined && seen !== versionOf(withoutUses(reviewed))) throw reviewChanged();
    await this.marks.mark(by, organizationId, note, reviewed);
    return this.marks.last(organizationId);
  }

  private async reviewed(by: Actor, organizationId: string): Promise<Reviewed> {
    await this.standing.require(by, organizationId, 'admin');
    const [people, serviceAccounts, apiSecrets, tokens, invitations, signInDomains, dataViews] = await Promise.all([
      this.peopleOf(by, organizationId),
      this.toolsOf(by, organizationId),
      this.secretsOf(organizationId),
      this.tokensOf(organizationId),
      this.invitationsOf(by, organizationId),
      this.grants.domainsOf(organizationId),
      this.grants.viewsOf(organizationId),
    ]);
    return { people, serviceAccounts, apiSecrets, tokens, invitations, signInDomains, dataViews };
  }

  private async peopleOf(by: Actor, organizationId: string): Promise<AccessReviewView['people']> {
    const members = await this.members.list(by, organizationId);
    const makers = await this.makers.labels(
      organizationId,
      members.map(({ id }) => `user:${id}`),
    );
    return members.map(({ id, email, name, emailVerified, role, createdAt, lastUsedAt }) => ({
      ...{ id, email, name, emailVerified, role },
      since: createdAt.toISOString(),
      letInBy: makers.get(`user:${id}`) ?? null,
      lastUsedAt: iso(lastUsedAt),
    }));
  }

  private async toolsOf(by: Actor, organizationId: string): Promise<AccessReviewView['serviceAccounts']> {
    const now = this.clock.now();
    const tools = await this.serviceAccounts.list(by, organizationId);
    const live = tools.filter(
      ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > now),
    );
    return live.map(({ id, name, role, prefix, createdAt, expiresAt, createdBy, lastUsedAt }) => ({
      ...{ id, name, role, prefix },
      createdAt: createdAt.toISOString(),
      expiresAt: iso(expiresAt),
      letInBy: createdBy,
      lastUsedAt: iso(lastUsedAt),
    }));
  }

  private async secretsOf(organizationId: string): Promise<AccessReviewView['apiSecrets']> {
    const projects = await this.prisma.project.findMany({
      where: { organizationId, ...STANDING },
      orderBy: { id: 'asc' },
    });
    const secrets = await this.secrets.listOf(projects.map(({ id }) => id));
    const permits = await this.makers.labels(
      organizationId,
      projects.map(({ id }) => permitOf(id)),
    );
    return projects.flatMap(({ id: projectId, name: project, allowApiSecret, allowSecretQuestions }) =>
      secrets
        .filter((secret) => secret.projectId === projectId)
        .map(({ prefix, madeAt, madeBy, endsAt, lastUsedAt }) => ({
          ...{ projectId, project, prefix },
          madeAt: madeAt.toISOString(),
          letInBy: madeBy,
          endsAt: iso(endsAt),
          opensRequests: allowApiSecret,
          readsData: allowSecretQuestions,
          permittedBy: allowApiSecret ? (permits.get(permitOf(projectId)) ?? null) : null,
          lastUsedAt: iso(lastUsedAt),
        })),
    );
  }

  /** GDPR OAuth tokens of members that are good here. */
  private async tokensOf(organizationId: string): Promise<AccessReviewView['tokens']> {
    const rows = await this.prisma.oauthToken.findMany({
      where: {
        revokedAt: null,
        expiresAt: { gt: this.clock.now() },
        user: { memberships: { some: { organizationId } } },
        revocations: { none: { organizationId } },
      },
      include: { user: true },
      orderBy: [{ user: { email: 'asc' } }, { createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ id, userId, user, name, prefix, createdAt, expiresAt, lastUsedAt }) => ({
      ...{ id, userId, email: user.email, name, prefix },
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: iso(lastUsedAt),
    }));
  }

  private async invitationsOf(by: Actor, organizationId: string): Promise<AccessReviewView['invitations']> {
    const invitations = await this.invitations.list(by, organizationId);
    const pending = invitations.filter(({ state }) => state === 'pending');
    return pending.map(({ id, email, role, invitedBy, createdAt, expiresAt }) => ({
      ...{ id, email, role },
      letInBy: invitedBy,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }));
  }
}

/** Whoever uses what they may changes nothing about what they may. */
function withoutUses(reviewed: Reviewed): unknown {
  return JSON.parse(JSON.stringify(reviewed, (name, value: unknown) => (name === 'lastUsedAt' ? undefined : value)));
}

function reviewChanged(): HabeasError {
  return new HabeasError(
    'conflict',
    'review-changed',
    'Who could do what has changed since you looked. Nothing was marked: look through it again.',
  );
}
