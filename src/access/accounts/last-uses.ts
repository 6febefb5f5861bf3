import type { Transaction } from '../../platform/index.js';

/**
 * When each member of an organization last used Habeas, by user: the newest of what the audit says of them, sign-ins among it, and of
 * the uses of their tokens. Each is found by an index. Who never did is absent.
 */
export async function lastUsesOf(client: Transaction, organizationId: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await client.$queryRaw<{ user_id: string; at: Date }[]>`
    SELECT user_id, at FROM members
    CROSS JOIN LATERAL (
      SELECT greatest(
        (SELECT max(last_used_at) FROM oauth_tokens WHERE oauth_tokens.user_id = members.user_id),
        (SELECT max(at) FROM audit_entries WHERE actor = 'user:' || members.user_id)
      ) AS at
    ) AS used
    WHERE organization_id = ${organizationId}::uuid AND at IS NOT NULL`;
  return new Map(rows.map(({ user_id, at }) => [user_id, at]));
}
