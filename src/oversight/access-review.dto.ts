import { z } from 'zod';
import { DOMAIN_ROLES, ROLES } from '../access/index.js';

const moment = z.iso.datetime();
const role = z.enum(ROLES);
export const idSchema = z.uuid();

export const newReviewSchema = z.strictObject({
  note: z
    .string()
    .trim()
    .max(500)
    .refine((text) => !/[\0\p{Surrogate}]/u.test(text), 'holds a character that is no text')
    .default('')
    .describe('What was found and done. It stays in the audit for good: it must name no subject.'),
  seen: z
    .string()
    .max(100)
    .optional()
    .describe('The `version` that was looked through: where something else is there by now, nothing is marked (409).'),
});
export type NewReviewBody = z.output<typeof newReviewSchema>;

const letInBy = z
  .string()
  .nullable()
  .describe('E-mail of who let them in, or `operator`; null where nobody wrote it down.');
const lastUsedAt = moment.nullable();

export const reviewAnswer = z.object({ at: moment, by: z.string(), note: z.string() });
export type ReviewView = z.output<typeof reviewAnswer>;

export const accessReviewAnswer = z.object({
  people: z.array(
    z.object({
      id: z.uuid(),
      email: z.string(),
      name: z.string(),
      emailVerified: z.boolean(),
      role,
      since: moment,
      letInBy,
      lastUsedAt,
    }),
  ),
  serviceAccounts: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      role,
      prefix: z.string(),
      createdAt: moment,
      expiresAt: moment.nullable(),
      letInBy,
      lastUsedAt,
    }),
  ),
  apiSecrets: z.array(
    z.object({
      projectId: z.int(),
      project: z.string(),
      prefix: z.string().nullable(),
      madeAt: moment,
      letInBy,
      endsAt: moment.nullable().describe('When it ends, since there is a newer one.'),
      opensRequests: z.boolean().describe('Whether it may open and see privacy requests.'),
      readsData: z.boolean().describe('Whether it may read profiles and events; without either it sends data alone.'),
      permittedBy: z.string().nullable().describe('E-mail of who let it open requests, or `operator`.'),
      lastUsedAt,
    }),
  ),
  tokens: z.array(
    z.object({
      id: z.uuid(),
      userId: z.uuid(),
      email: z.string(),
      name: z.string(),
      prefix: z.string(),
      createdAt: moment,
      expiresAt: moment,
      lastUsedAt,
    }),
  ),
  invitations: z.array(
    z.object({ id: z.uuid(), email: z.string(), role, letInBy: z.string(), createdAt: moment, expiresAt: moment }),
  ),
  signInDomains: z
    .array(
      z.object({
        id: z.uuid(),
        domain: z.string(),
        role: z.enum(DOMAIN_ROLES),
        allowedBy: z.string(),
        inEffect: z.boolean().describe('Whether who allowed it is still an owner; else it lets nobody in.'),
        createdAt: moment,
      }),
    )
    .describe('Domains whose people come in by the identity provider without an invitation.'),
  dataViews: z
    .array(
      z.object({
        projectId: z.int(),
        project: z.string(),
        roles: z.array(role),
        serviceAccounts: z.array(z.string()).describe('Names of those that are good.'),
        oauthTokens: z.array(z.object({ name: z.string(), of: z.string().nullable() })),
        apiSecret: z.boolean(),
      }),
    )
    .describe('Of each project who is shown what is sensitive.'),
  version: z.string().describe('Names all of this but the last uses and the last review, for `seen` of a mark.'),
  lastReview: reviewAnswer.nullable().describe('When somebody last marked this as reviewed.'),
});
export type AccessReviewView = z.output<typeof accessReviewAnswer>;
/** What there is to look through. */
export type Reviewed = Omit<AccessReviewView, 'lastReview' | 'version'>;
