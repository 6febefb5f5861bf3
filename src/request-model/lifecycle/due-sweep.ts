import type { Transaction } from '../../platform/index.js';

/** Whether deletions wait for nothing but a sweep. */
export async function isSweepDue(db: Transaction, now: Date): Promise<boolean> {
  const [{ due }] = await db.$queryRaw<[{ due: boolean }]>`
    SELECT EXISTS (
      SELECT FROM requests
      WHERE kind = 'deletion' AND status IN ('STAGING', 'STARTED') AND next_attempt_at <= ${now}
    ) AS due`;
  return due;
}
