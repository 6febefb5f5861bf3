import { z } from 'zod';
import { RECEIPT_FIELDS } from '../compliance/index.js';
import { name, storable } from './access.dto.js';

/** What is left out stays as it is; whether a value is fit, `ProjectsService` says. */
export const projectSettingsSchema = z
  .strictObject({
    name: name.exactOptional(),
    timezone: storable.max(100).exactOptional().describe('IANA name, such as Europe/Berlin.'),
    deletionGraceSeconds: z
      .int()
      .nullable()
      .exactOptional()
      .describe("How long a deletion can be revoked, up to 21 days; null takes the instance's own."),
    deletionLimit: z
      .int()
      .nullable()
      .exactOptional()
      .describe("Subjects that one deletion may name, up to 2000; null takes the instance's own (500)."),
    ccpaWindow: z.enum(['twelve-months', 'since-2022']).exactOptional().describe('What a CCPA export covers.'),
    suppressAfterDeletion: z.boolean().exactOptional().describe('Refuses what still arrives of deleted people.'),
    allowApiSecret: z.boolean().exactOptional().describe('Lets the API secret open privacy requests.'),
    requiredReceipt: z
      .array(z.enum(RECEIPT_FIELDS))
      .max(RECEIPT_FIELDS.length)
      .exactOptional()
      .describe('Fields that an order must carry; orders of the wire are exempt.'),
    holidays: z.array(z.iso.date()).exactOptional().describe('Public holidays, `YYYY-MM-DD`.'),
    approvalCount: z
      .int()
      .nullable()
      .exactOptional()
      .describe('A deletion of more subjects than this waits for a second person; null asks for none. Owners only.'),
    approvalShare: z
      .number()
      .nullable()
      .exactOptional()
      .describe("The same for a share of the project's profiles, 0 to 1. Owners only."),
  })
  .refine((settings) => Object.keys(settings).length > 0, 'holds no setting to change');
export type ProjectSettingsBody = z.output<typeof projectSettingsSchema>;

export const projectIdSchema = z.coerce.number().int().positive();
