/**
 * Habeas' own tables in which a subject's HMAC or ciphertext, or the key to one, was deleted or replaced. They hold no id a
 * person could read, and what was destroyed in them must not stand in their files either.
 */
export const OWN_SCRUBBED_TABLES = [
  'requests',
  'request_subjects',
  'request_identities',
  'request_decisions',
  'request_events',
  'artifacts',
  'artifact_parts',
  'holds',
  'suppressions',
  'shared_identities',
].map((table) => `public.${table}`);

/** Where BullMQ keeps the queue when PostgreSQL does. */
export const QUEUE_SCHEMA = 'queue';
