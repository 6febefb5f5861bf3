import { BUILT_IN_COLLECTIONS, CONTROL_STORE, HABEAS_STORE } from '../data-map/built-in-collections.js';
import type { Exemption } from '../data-map/data-map.js';

interface OwnTable {
  readonly table: string;
  /** Left out: the whole table, whatever is added to it. */
  readonly columns?: readonly string[];
  readonly reason: string;
}

/**
 * Habeas' own tables, their columns that look like subject data by name, and why no request is about them. Columns are named one
 * by one, so that a further one is looked at too; what they are filled with is not, since only Habeas writes there. Subject data
 * of Habeas' own belongs on the data map instead.
 */
export const OWN_TABLES: readonly OwnTable[] = [
  {
    table: 'public.users',
    columns: ['email', 'name'],
    reason: 'people who work with Habeas and sign in to it, who are not subjects',
  },
  { table: 'public.organizations', columns: [], reason: 'the companies and departments that work with Habeas' },
  { table: 'public.projects', columns: [], reason: 'projects and their settings' },
  { table: 'public.property_classes', columns: [], reason: 'names of properties, and who is shown them' },
  { table: 'public.data_views', columns: [], reason: 'roles and tools of those who work, of nobody else' },
  {
    table: 'public.api_secrets',
    columns: ['maker', 'maker_label'],
    reason: 'who of those who work made a secret, hashed',
  },
  { table: 'public.service_accounts', columns: [], reason: 'programs that work with Habeas, which are nobody' },
  { table: 'public.members', columns: ['user_id'], reason: 'which of them belongs to which organization' },
  {
    table: 'public.invitations',
    columns: ['email', 'invited_by', 'invited_by_label', 'accepted_by'],
    reason: 'who was asked to work with Habeas, and by whom; gone a month after it ended',
  },
  {
    table: 'public.account_makers',
    columns: ['account', 'maker', 'maker_label'],
    reason: 'who of those who work let whom in',
  },
  { table: 'public.account_links', columns: ['user_id'], reason: 'whose link it is, of those who work' },
  {
    table: 'public.sign_in_identities',
    columns: ['subject', 'user_id'],
    reason: "who those who work are at the company's identity provider",
  },
  {
    table: 'public.sign_in_domains',
    columns: ['allowed_by', 'allowed_by_label'],
    reason: 'domains whose people may work with Habeas, and who allowed it',
  },
  {
    table: 'public.second_factors',
    columns: ['user_id'],
    reason: 'whose second factor it is, of those who work; its secret is ciphertext',
  },
  { table: 'public.recovery_codes', columns: ['user_id'], reason: 'codes of those who work, hashed' },
  {
    table: 'public.oauth_tokens',
    columns: ['user_id', 'replaced_by'],
    reason: 'whose token it is, of those who work, and which took its place',
  },
  { table: 'public.sessions', columns: ['user_id', 'id_hash'], reason: 'sign-ins of those who work, hashed' },
  {
    table: 'public.requests',
    columns: ['opened_by', 'opened_by_label', 'approved_by', 'approved_by_label', 'requester'],
    reason: 'who opened and approved it at the company; the subjects stand in request_subjects',
  },
  {
    table: 'public.retention_changes',
    columns: ['by', 'by_label', 'taken_back_by'],
    reason: 'who at the company changed how long data is kept',
  },
  { table: 'public.retention_windows', columns: [], reason: 'how long the tables of the data map are kept' },
  { table: 'public.retention_runs', columns: ['ordered_by'], reason: 'what time did to data: counts and dates' },
  { table: 'public.retention_records', columns: [], reason: 'what time did to data: signed counts and dates' },
  { table: 'public.retention_steps', columns: [], reason: 'what time did to data: counts and dates' },
  {
    table: 'public.duties',
    columns: ['ended_by', 'ended_by_label'],
    reason: 'what is still to be erased, and who decided about it; whose it is stands in duty_ids',
  },
  {
    table: 'public.duty_ids',
    columns: ['id_hmac', 'id_ciphertext', 'spelling_hmac'],
    reason: 'a keyed HMAC, and ciphertext under a key of the duty, which is destroyed with it',
  },
  {
    table: 'public.project_endings',
    columns: ['ordered_by', 'ordered_by_label', 'project_name', 'restored_by', 'restored_by_label'],
    reason: 'who at the company ended a project, or brought it back',
  },
  { table: 'public.project_ending_steps', columns: [], reason: 'how far the end of a project got, in numbers' },
  { table: 'public.project_ending_records', columns: [], reason: 'the signed record of it, which names no subject' },
  {
    table: 'public.request_subjects',
    columns: ['id_hmac', 'id_ciphertext'],
    reason: 'a keyed HMAC, and ciphertext whose key RECORD_ID_RETENTION destroys: the record of the request itself',
  },
  {
    table: 'public.request_identities',
    columns: ['id_hmac', 'id_ciphertext', 'spelling_hmac'],
    reason: 'as request_subjects: the ids that stand for the same person',
  },
  {
    table: 'public.request_decisions',
    columns: ['id_hmac', 'id_ciphertext'],
    reason: 'as request_subjects: the ids of which an officer decided whose they are',
  },
  {
    table: 'public.holds',
    columns: ['id_hmac', 'id_ciphertext', 'placed_by', 'placed_by_label', 'lifted_by'],
    reason: 'a keyed HMAC and ciphertext of who must not be erased for now, and who at the company said so',
  },
  {
    table: 'public.privacy_choices',
    columns: ['id_hmac', 'id_ciphertext', 'by', 'by_label', 'ended_by', 'ended_by_label'],
    reason:
      'a keyed HMAC and ciphertext of who chose not to be collected, or to be, and who at the company made it known',
  },
  {
    table: 'public.opted_in',
    columns: ['id_hmac'],
    reason: 'a keyed HMAC of who opted in, without which nothing of theirs would be taken in',
  },
  {
    table: 'public.suppressions',
    columns: ['id_hmac'],
    reason: 'a keyed HMAC without which an erased or opted-out person would be collected again',
  },
  {
    table: 'public.shared_identities',
    columns: ['id_hmac'],
    reason: 'a keyed HMAC of a device, or a recording, without which its other user would be taken for the erased one',
  },
  {
    table: 'public.audit_entries',
    columns: ['actor', 'detail'],
    reason: 'ids of those who work and whom something was done to by others; no subject stands in the audit',
  },
  { table: 'public.sweeps', columns: ['subjects'], reason: 'how many, not who' },
  { table: 'public.scrubs', columns: ['ordered_by'], reason: 'who of those who work asked for it' },
  {
    table: 'public.request_events',
    columns: ['actor'],
    reason: 'what was done for a request, and who at the company did it',
  },
  {
    table: 'public.hand_overs',
    columns: ['actor', 'by'],
    reason: 'who at the company handed an answer over, as the record of the request says',
  },
  ...['request_tallies', 'request_collections', 'sweep_parts', 'sweep_partitions', 'scrub_targets', 'scrub_steps'].map(
    (table) => ({ table: `public.${table}`, columns: [], reason: 'how far work got in a collection, in numbers' }),
  ),
  {
    table: 'public.notices',
    columns: ['user_id'],
    reason: 'what those who work were told of by mail: the id of a request, its kind and its deadline',
  },
  { table: 'public.notice_choices', columns: ['user_id'], reason: 'what those who work want to be told of' },
  { table: 'public.notice_watch', columns: [], reason: 'since when mails are sent' },
  { table: 'public.oauth_token_revocations', columns: [], reason: 'which tokens of those who work ended' },
  { table: 'public.attempts', columns: [], reason: 'counts under hashed keys' },
  ...['dropped_counts', 'suppressed_counts', 'unbelieved_links', 'incoming_counts'].map((table) => ({
    table: `public.${table}`,
    columns: [],
    reason: 'counts by day, of nobody',
  })),
  ...['artifacts', 'artifact_parts'].map((table) => ({
    table: `public.${table}`,
    columns: [],
    reason: 'where the sealed files of exports lie, with the keys that their end destroys',
  })),
  {
    table: 'public.completion_records',
    columns: [],
    reason: 'the signed statement of what a request did, without the id of any subject',
  },
  {
    table: 'public.question_sessions',
    columns: [],
    reason: 'where the pages of an answer end, sealed, for some minutes',
  },
  { table: 'public.leases', columns: [], reason: 'which process leads what' },
  { table: 'public.master_key_check', columns: [], reason: 'a check value of the master key' },
  { table: 'public._prisma_migrations', columns: [], reason: 'which changes of its schema were made' },
  { table: 'queue.*', reason: 'jobs, which carry the id of a request and nothing else' },
];

/** They stand in the control database, which is the store of the built-in collections unless ClickHouse keeps those. */
export function ownExemptions(isControlApart: boolean): Exemption[] {
  const store = isControlApart ? CONTROL_STORE : HABEAS_STORE;
  const own = OWN_TABLES.map(({ table, columns = null, reason }) => ({
    store,
    table,
    columns,
    reason,
    namesAlone: true,
  }));
  if (!isControlApart) return own;
  const reason = 'the built-in collections are kept in ClickHouse, and these tables are left empty';
  const left = BUILT_IN_COLLECTIONS.map(({ schema, table }) => `${schema}.${table}`);
  return [...own, ...left.map((table) => ({ store, table, columns: null, reason, whileEmpty: true }))];
}
