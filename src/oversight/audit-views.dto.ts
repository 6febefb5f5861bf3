import { z } from 'zod';
import { givenMoment } from '../platform/index.js';

const moment = z.iso.datetime();
export const idSchema = z.uuid();

const filters = {
  actor: z
    .string()
    .regex(
      /^(habeas|user:[0-9a-f-]{36}|service-account:[0-9a-f-]{36}|project:\d{1,10})$/,
      'must be an `actor` of an entry',
    )
    .optional()
    .describe(
      '`actor` of an entry: `user:<id>`, `service-account:<id>`, `project:<id>` (its API secret), or `habeas`.',
    ),
  action: z
    .string()
    .max(100)
    .regex(/^[a-z-]+\.(\*|[a-z-]+)$/, 'must be an action such as member.removed, or member.*')
    .optional()
    .describe('An action, such as `member.removed`, or all of a kind: `member.*`.'),
  projectId: z.coerce.number().int().positive().max(0x7fffffff).optional(),
  from: givenMoment.optional(),
  until: givenMoment.optional().describe('Before this.'),
};
export const auditFiltersSchema = z.strictObject(filters);
export type AuditFilters = z.output<typeof auditFiltersSchema>;

export const auditQuerySchema = z.strictObject({
  ...filters,
  cursor: z.string().max(100).optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.output<typeof auditQuerySchema>;

export const auditEntryAnswer = z.object({
  id: z.string(),
  at: moment,
  actor: z
    .string()
    .describe('Who did it: `user:<id>`, `service-account:<id>`, `project:<id>` (its API secret), or `habeas`.'),
  actorName: z.string().describe('E-mail or name of it as it is now; the `actor` itself where it is gone, or Habeas.'),
  action: z.string(),
  projectId: z.int().nullable(),
  requestId: z.uuid().nullable(),
  concerns: z.string().nullable().describe('E-mail or name of the member or service account it was done to.'),
  detail: z.record(z.string(), z.unknown()).describe('Ids, counts and settings; never anything of a subject.'),
});
export type AuditEntryView = z.output<typeof auditEntryAnswer>;

export const auditPageAnswer = z.object({ results: z.array(auditEntryAnswer), nextCursor: z.string().nullable() });
export type AuditPage = z.output<typeof auditPageAnswer>;
