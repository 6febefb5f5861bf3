import { z } from 'zod';
import { LANGUAGES } from '../platform/index.js';

export const revisionQuerySchema = z.strictObject({
  revision: z.coerce.number().int().min(1).max(1_000_000).optional().describe('Default the newest.'),
});
export type RevisionQuery = z.output<typeof revisionQuerySchema>;

export const pageQuerySchema = revisionQuerySchema.extend({
  language: z.enum(LANGUAGES).optional().describe('Default the one of the request.'),
});
export type PageQuery = z.output<typeof pageQuerySchema>;

export const recordAnswer = z.object({
  revision: z.int(),
  revisions: z.int().describe('How many there are; older ones stay.'),
  document: z
    .looseObject({ format: z.string(), revision: z.int(), drawnUpAt: z.iso.datetime() })
    .describe('What the signed bytes say; docs/completion-record.md tells each field. It holds no id of a subject.'),
  keyId: z.string().describe('The first 16 hex digits of the SHA-256 of the public key (SPKI DER).'),
  signature: z.string().describe('Ed25519 over the signed bytes, 64 bytes in base64.'),
  signedBytes: z.string().describe('The exact bytes that were signed (RFC 8785 JSON), in base64.'),
});
export type RecordView = z.output<typeof recordAnswer>;

export const keysAnswer = z.object({
  results: z.array(
    z.object({
      keyId: z.string(),
      algorithm: z.literal('Ed25519'),
      publicKey: z.string().describe('SPKI PEM.'),
    }),
  ),
});
export type KeysView = z.output<typeof keysAnswer>;
