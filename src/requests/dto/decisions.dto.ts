import { z } from 'zod';
import { DENIAL_CODES, DENIALS } from '../../compliance/index.js';
import { lineOfText } from '../../platform/index.js';

const MOST_NOTE_CHARACTERS = 500;

export const denialCode = z.enum(DENIAL_CODES);

export const denySchema = z.strictObject({
  code: denialCode.describe(DENIAL_CODES.map((code) => `\`${code}\`: ${DENIALS[code].meaning}`).join(' ')),
  note: z
    .string()
    .trim()
    .min(1)
    .max(MOST_NOTE_CHARACTERS)
    .refine((text) => !/[\0\p{Surrogate}]/u.test(text), 'holds what is no text')
    .optional()
    .describe("For the record; holds no subject's id."),
  unlessApproved: z
    .boolean()
    .optional()
    .describe('True: is refused (409 `already-approved`) where somebody has approved the deletion meanwhile.'),
});
export type Deny = z.output<typeof denySchema>;

/** The reason of a denial as a request shows it. */
export const denialAnswer = z.object({
  code: denialCode,
  meaning: z.string(),
  articles: z.array(z.string()).describe('Where the law of the request allows it.'),
});

export const extensionSchema = z.strictObject({
  reason: lineOfText(500, 'must say why').describe(
    'Why more time is needed, as the person is told. Must not hold an id of the request’s subjects.',
  ),
});
export type ExtensionBody = z.output<typeof extensionSchema>;
