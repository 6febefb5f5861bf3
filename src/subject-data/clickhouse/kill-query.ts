import { setTimeout as pause } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';

const ATTEMPTS = 30;
const PAUSE = 500;
const ANSWER = 1500;
/** What was sent just before it was given up may begin after it was asked for once. */
const TIMES_GONE = 2;

/** Where a statement may run: ` ON CLUSTER …` or '', and `system.processes` of all servers or of this one. */
export interface Servers {
  readonly onCluster: string;
  readonly processes: string;
}

/**
 * Ends a statement on whatever server it runs, and waits until it does not run; for a minute, where nobody answers or the
 * server obeys neither KILL nor `max_execution_time`. `id`: a UUID.
 */
export async function killQuery(client: ClickHouseClient, id: string, servers: Servers): Promise<void> {
  const which = `query_id = '${id}' OR initial_query_id = '${id}'`;
  let gone = 0;
  for (let attempt = 0; attempt < ATTEMPTS && gone < TIMES_GONE; attempt++) {
    if (attempt > 0) await pause(PAUSE);
    const running = await killed(client, which, servers).catch(() => null);
    gone = running === 0 ? gone + 1 : 0;
  }
}

/** Whether the server said itself that a statement failed, so that it does not run any more. */
export function isAnswer(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^\d+$/.test(code); // that of an AbortSignal is a number
}

/** How many of the statements run yet. */
async function killed(client: ClickHouseClient, which: string, { onCluster, processes }: Servers): Promise<number> {
  const abort_signal = AbortSignal.timeout(ANSWER);
  // Without the right to kill it is waited for all the same.
  await client
    .command({
      query: `KILL QUERY${onCluster} WHERE ${which} ASYNC`,
      clickhouse_settings: { distributed_ddl_task_timeout: '0' },
      abort_signal,
    })
    .catch(() => undefined);
  const query = `SELECT count() AS running FROM ${processes} WHERE ${which}`;
  const result = await client.query({ query, format: 'JSONEachRow', abort_signal });
  const [row] = await result.json<{ running: string }>();
  return Number(row?.running ?? Number.NaN);
}
