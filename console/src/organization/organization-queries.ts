import { queryOptions } from '@tanstack/react-query';
import { api, must } from '../api/client';
import type { paths } from '../api/openapi';

type Of = '/api/v1/organizations/{organizationId}';
type Got<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } };
}
  ? Answer
  : never;

export type Member = Got<`${Of}/members`>['results'][number];
export type Invitation = Got<`${Of}/invitations`>['results'][number];
export type ServiceAccount = Got<`${Of}/service-accounts`>['results'][number];
export type MemberToken = Got<`${Of}/members/{userId}/oauth-tokens`>['results'][number];
export type AccessReview = Got<`${Of}/access-review`>;
export type AuditEntry = Got<`${Of}/audit`>['results'][number];

export const ROLES = ['owner', 'admin', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** What is asked anew after something of an organization was changed. */
export const organizationKey = (organizationId: string) => ['organization', organizationId] as const;

const of = (organizationId: string) => ({ params: { path: { organizationId } } });

export const membersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...organizationKey(organizationId), 'members'],
    queryFn: async () =>
      (await must(api.GET('/api/v1/organizations/{organizationId}/members', of(organizationId)))).results,
  });

export const invitationsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...organizationKey(organizationId), 'invitations'],
    queryFn: async () =>
      (await must(api.GET('/api/v1/organizations/{organizationId}/invitations', of(organizationId)))).results,
  });

export const serviceAccountsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...organizationKey(organizationId), 'service-accounts'],
    queryFn: async () =>
      (await must(api.GET('/api/v1/organizations/{organizationId}/service-accounts', of(organizationId)))).results,
  });

export const memberTokensQuery = (organizationId: string, userId: string) =>
  queryOptions({
    queryKey: [...organizationKey(organizationId), 'member-tokens', userId],
    queryFn: async () => {
      const params = { path: { organizationId, userId } };
      const path = '/api/v1/organizations/{organizationId}/members/{userId}/oauth-tokens';
      return (await must(api.GET(path, { params }))).results;
    },
  });

export const accessReviewQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [...organizationKey(organizationId), 'access-review'],
    queryFn: () => must(api.GET('/api/v1/organizations/{organizationId}/access-review', of(organizationId))),
  });
