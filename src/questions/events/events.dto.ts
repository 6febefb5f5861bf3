import { z } from 'zod';

const event = z.object({
  event: z.string(),
  properties: z
    .looseObject({
      time: z.int().describe('Seconds since 1970, in UTC.'),
      distinct_id: z.string(),
      $insert_id: z.string(),
    })
    .describe('What was sent, as it was sent.'),
});

export const streamAnswer = z.object({
  status: z.literal('ok'),
  results: z.object({ events: z.array(event) }),
});

export const annotationsAnswer = z.object({
  status: z.literal('ok'),
  results: z.array(z.never()).describe('There are none here.'),
});
export type Annotations = z.output<typeof annotationsAnswer>;
