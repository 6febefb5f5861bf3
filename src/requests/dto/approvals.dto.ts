import { z } from 'zod';
import { listQuerySchema, summary } from './requests.dto.js';

export const approvalsQuerySchema = listQuerySchema.pick({
  projectId: true,
  organizationId: true,
  cursor: true,
  limit: true,
});
export type ApprovalsQuery = z.output<typeof approvalsQuerySchema>;

const waitingApproval = z.object({
  ...summary,
  mayApprove: z.boolean().describe('Whether whoever asks may approve it.'),
  refusal: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('Why they may not; what `approve` would answer.'),
  approvers: z.array(z.string()).describe('Who may, by their addresses.'),
});
export type WaitingApproval = z.output<typeof waitingApproval>;

export const approvalsAnswer = z.object({ results: z.array(waitingApproval), nextCursor: z.string().nullable() });
export type ApprovalsPage = z.output<typeof approvalsAnswer>;
