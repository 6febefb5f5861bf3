import { z } from 'zod';

export const extensionSchema = z.strictObject(
  {
    reason: z
      .string()
      .trim()
      .min(1, 'must say why')
      .max(500)
      .refine((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text), 'must be one line of text')
      .describe('Why more time is needed, as the person is told. Must not hold an id of the request’s subjects.'),
  },
  { error: ({ code }) => (code === 'unrecognized_keys' ? 'has a key that is not known here' : undefined) },
);
export type ExtensionBody = z.output<typeof extensionSchema>;
