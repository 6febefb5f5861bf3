import { z } from 'zod';
import { MOST_ON_PAGE } from './profile-question.js';

const ids = z.array(z.string());

/** For the document alone: what comes is read by `readProfileQuestion`, whatever its form. */
export const profileQuery = z.object({
  project_id: z.int().optional().describe('Of a service account or an OAuth token; an API secret has one project.'),
  where: z.string().optional().describe('`properties["$email"] == "ana@example.com"`'),
  distinct_id: z.string().optional(),
  distinct_ids: ids.optional(),
  output_properties: ids.optional().describe('Properties that are shown; else all.'),
  page: z.int().optional().describe('From 0; behind the first with its `session_id`.'),
  session_id: z.string().optional(),
  page_size: z.int().optional().describe(`Up to ${MOST_ON_PAGE}.`),
  limit: z.int().optional().describe('Profiles on all pages together.'),
});

export const profilesFound = z.object({
  page: z.int(),
  page_size: z.int(),
  results: z.array(z.object({ $distinct_id: z.string(), $properties: z.record(z.string(), z.unknown()) })),
  session_id: z.string().describe('For the other pages, half an hour long.'),
  status: z.literal('ok'),
  total: z.int().describe('Of all pages, on every page.'),
});
