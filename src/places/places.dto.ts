import { z } from 'zod';

export const placeSourcesAnswer = z.object({
  results: z
    .array(
      z.object({
        name: z.string(),
        description: z.string(),
        builtAt: z.iso.datetime(),
        credit: z
          .object({ text: z.string(), url: z.string() })
          .nullable()
          .describe('The line that the licence of the data asks for; null where it asks for none.'),
      }),
    )
    .describe('The databases that places come from; none where no address is looked up.'),
});
export type PlaceSourcesAnswer = z.output<typeof placeSourcesAnswer>;
