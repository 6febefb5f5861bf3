import { setTimeout as wait } from 'node:timers/promises';
import type { Bar } from './tour-screen.js';
import { whole, type Finding, type Tour } from './tour-stop.js';

/** Time for a sweep after the grace is over: it is asked for every second. */
const SWEEP_MILLISECONDS = 2_000;

/** A deletion that is thought better of during its grace. */
export async function revokeDeletion(tour: Tour): Promise<Finding> {
  const { client, screen, checks, people } = tour;
  screen.title('A deletion that is revoked during its grace');
  const before = await client.preview(people.spared);
  const id = await client.open('data-deletions', { distinct_ids: people.spared, compliance_type: 'GDPR' });
  const { graceUntil, waitingFor } = await client.show(id);
  checks.same(waitingFor, 'grace', 'The deletion says what it waits for');
  checks.same(await client.cancel(id), 204, 'The client takes it back');
  checks.same((await client.poll('data-deletions', id)).status, 'REVOKED', 'It stands as REVOKED');
  checks.same(await client.cancel(id), 204, 'Taking it back twice is the same as once');
  const bar = screen.open('Past its grace');
  await waitUntil(new Date(graceUntil ?? 0).getTime() + SWEEP_MILLISECONDS, bar, tour.signal);
  bar.end('the time at which it would have erased is over');
  const after = await client.preview(people.spared);
  checks.same(after, before, 'Nothing of the people in it has changed');
  checks.same((await client.show(id)).erasedAt, null, 'It erased nothing');
  const rows = `${whole(before.rows)} rows`;
  return {
    request: 'Deletion, revoked',
    subjects: people.spared.length,
    found: rows,
    erased: '0',
    verified: rows,
    untouched: 'all',
  };
}

async function waitUntil(end: number, bar: Bar, signal: AbortSignal): Promise<void> {
  const clock = (): number => performance.timeOrigin + performance.now();
  const total = Math.max(end - clock(), 0);
  for (let left = total; left > 0; left = end - clock()) {
    bar.show({ phase: `${Math.ceil(left / 1000)} s`, done: total - left, total });
    await wait(Math.min(left, 200), undefined, { signal });
  }
}
