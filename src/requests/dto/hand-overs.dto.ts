import { z } from 'zod';
import { givenDayOrMoment, lineOfText } from '../../platform/index.js';
import { LOOKS } from '../../request-model/index.js';

const MANNER_CHARACTERS = 60;

const manner = lineOfText(MANNER_CHARACTERS)
  .refine(
    (text) => !LOOKS.includes(text.toLowerCase()),
    `must not be ${LOOKS.join(' or ')}, which are looks, recorded by themselves`,
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
    .describe("The subject's `ordinal`, from 0, of an export alone; left out, the answer as a whole."),
  at: givenDayOrMoment
    .optional()
    .describe(
      'When; default now, not before the request ended and not in the future. A day is one of the time zone of the project, and its last moment that has been.',
    ),
});
export type GivenHandOver = z.output<typeof handOverSchema>;

export const handOverAnswer = z.object({
  id: z.uuid(),
  ordinal: z.int().nullable().describe('Null is the answer as a whole.'),
  at: z.iso.datetime(),
  manner: z.string().describe('What was recorded; of a look `download` or `link` (the first time alone).'),
  by: z.string(),
  sensitive: z
    .boolean()
    .describe('Whether values were in it that are classified as sensitive; as it was when it was written.'),
});
export type HandOverView = z.output<typeof handOverAnswer>;

export const handOversAnswer = z.object({ results: z.array(handOverAnswer).describe('The newest 500, newest first.') });

export function viewOf(row: {
  readonly id: string;
  readonly ordinal: number | null;
  readonly at: Date;
  readonly manner: string;
  readonly by: string;
  readonly sensitive: boolean;
}): HandOverView {
  const { id, ordinal, at, manner, by, sensitive } = row;
  return { id, ordinal, at: at.toISOString(), manner, by, sensitive };
}
