import { z } from 'zod';
import { isStorable, UNSTORABLE_WORDS } from '../../platform/index.js';
import { PROPERTY_CLASSES } from '../../subject-data/index.js';
import { SIGNS } from './suggestions.js';

const MOST_CHANGES = 200;

export const projectIdSchema = z.coerce.number().int().positive();

const name = z.string().min(1).max(255).refine(isStorable, UNSTORABLE_WORDS);
const propertyClass = z.enum(PROPERTY_CLASSES);

const rule = z.object({
  name: z
    .string()
    .describe('A name, a way of names (`address.street`), or a pattern in which `*` stands for any letters.'),
  class: propertyClass,
});

export const changesSchema = z.strictObject({
  changes: z
    .array(
      z.strictObject({
        name: name.describe('As in `rules`. It holds in every collection, at every depth of objects and lists.'),
        class: propertyClass.nullable().describe('Null takes the rule back.'),
      }),
    )
    .min(1)
    .max(MOST_CHANGES),
});
export type ChangesBody = z.output<typeof changesSchema>;

export const classificationAnswer = z.object({
  rules: z.array(rule).readonly().describe('What the project says. A name counts before a pattern.'),
  dataMap: z
    .array(rule.extend({ collection: z.string() }))
    .readonly()
    .describe('What the data map says, which counts where it is stricter.'),
});
export type ClassificationView = z.output<typeof classificationAnswer>;

export const suggestionsAnswer = z.object({
  results: z
    .array(
      z.object({
        name: z.string(),
        class: propertyClass,
        sign: z.enum(SIGNS).describe('What it looks like.'),
        by: z.enum(['name', 'values']).describe('What says so. No value is shown, logged or kept.'),
        collections: z.array(z.string()).readonly(),
      }),
    )
    .describe('What looks as if it were not everybody’s to see, and of which nothing is said yet.'),
  notLookedAt: z.array(z.string()).describe('Collections of which no row could be read.'),
});
export type SuggestionsView = z.output<typeof suggestionsAnswer>;
