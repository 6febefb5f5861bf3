import { z } from 'zod';

export const questionError = z.object({
  status: z.literal('error'),
  error: z.string(),
  message: z.string().describe('The same.'),
  code: z.string().describe('Stable.'),
});
