import { z } from 'zod';
import { givenMoment } from '../../platform/index.js';

/** A download that came to its end, by somebody who signed in. */
export const BY_DOWNLOAD = 'download';
/** A followed link; it proves nothing by itself, since mail scanners and polling tools follow links. */
export const BY_LINK = 'link';

/** Manners that Habeas writes down itself and nobody else. */
const OWN: readonly string[] = [BY_DOWNLOAD, BY_LINK];
const MANNER_CHARACTERS = 60;

const manner = z
  .string()
  .trim()
  .min(1)
  .max(MANNER_CHARACTERS)
  .refine((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text), 'must be one line of text')
  .refine(
    (text) => !OWN.includes(text.toLowerCase()),
    `must not be ${OWN.join(' or ')}, which are recorded by themselves`,
  )
  .describe(
    'How: `e-mail`, `post`, `account` … Must not hold an id of a subject: it is kept when the ids are destroyed.',
  );

export const handOverSchema = z.strictObject({
  manner,
  ordinal: z
    .int()
    .min(0)
    .nullable()
    .optional()
    .describe("The subject's number in the request, of an export alone; left out, the answer as a whole."),
  at: givenMoment.optional().describe('When; default now, not before the request ended and not in the future.'),
});
export type GivenHandOver = z.output<typeof handOverSchema>;

export const handOverAnswer = z.object({
  id: z.uuid(),
  ordinal: z.int().nullable().describe('Null is the answer as a whole.'),
  at: z.iso.datetime(),
  manner: z
    .string()
    .describe('`download`, `link` (once, and no proof: mail scanners follow links), or what was recorded.'),
  by: z.string(),
});
export type HandOverView = z.output<typeof handOverAnswer>;

export const handOversAnswer = z.object({ results: z.array(handOverAnswer).describe('The newest 500, newest first.') });
