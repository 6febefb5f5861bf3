import { expectEqual, timed } from './harness.js';
import type { Habeas } from './habeas.js';
import type { Reporter } from './reporter.js';
import type { StoreWatch } from './store-watch.js';

/** Milliseconds of a sweep, and of what the stores did in it. */
export interface Swept {
  readonly total: number;
  /** Up to where nobody sees the rows any more and that was read back: all but waiting for their removal. */
  readonly hidden: number;
  /** Reading back alone, when nothing else is going on. */
  readonly verify: number;
}

/** Sweeps what was staged, and holds that it came to its end. */
export async function measureSweep(
  out: Reporter,
  habeas: Habeas,
  watch: StoreWatch,
  staged: readonly string[],
): Promise<Swept> {
  watch.read();
  const total = await timed(out, () => habeas.sweep());
  const verify = await watch.readBackAgain();
  const { spent, alone } = watch.read();
  const steps = Object.entries(spent).map(([step, time]) => `${step} ${time.toFixed(0)}`);
  out.say(
    `  sweep ${total.toFixed(0)} ms: ${steps.join(', ')}; nothing but purge ${alone.removeHidden.toFixed(0)}; read back again ${verify.toFixed(0)}`,
  );
  for (const id of staged) expectEqual('Status after the sweep', await habeas.statusOf(id), 'SUCCESS');
  return { total, hidden: total - alone.removeHidden, verify };
}
