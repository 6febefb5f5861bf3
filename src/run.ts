import 'reflect-metadata';
import { once } from 'node:events';
import type { INestApplication } from '@nestjs/common';
import { createApplication } from './application.js';
import { prepareFirstStart } from './demo/index.js';
import { openAppContext, startFailure, type Config } from './platform/index.js';
import { assertWaitsFit } from './deletions/index.js';

/** A second signal within these milliseconds is the same Ctrl-C, which npm and the terminal both pass on. */
const SAME_SIGNAL = 2_000;

type Closing = () => Promise<unknown>;

/** Runs this process until it is told to end: opens what it needs in order, and closes it in the opposite order. */
export async function run(read: () => Config): Promise<void> {
  const told = whenTold();
  const closings: Closing[] = [];
  let code = 0;
  let config: Config | null = null;
  try {
    config = read();
    const ready = await open(config, closings, told);
    if (ready) await once(told, 'abort');
  } catch (error) {
    if (!told.aborted) complain(startFailure(error, config));
    code = told.aborted ? 0 : 1;
  }
  for (const close of closings.reverse())
    await close().catch((error: unknown) => complain(startFailure(error, config)));
  // Drivers may keep a socket or a timer; everything that matters has been closed in its order by now.
  process.exit(code);
}

/** False where it was told to end meanwhile; a step that has begun comes to its end, so that nothing is left half open. */
async function open(config: Config, closings: Closing[], told: AbortSignal): Promise<boolean> {
  assertWaitsFit(config);
  const ground = await openAppContext(config, say);
  closings.push(() => ground.close());
  if (told.aborted) return false;
  const application: INestApplication = await createApplication(ground);
  closings.push(() => application.close());
  if (told.aborted) return false;
  if (config.values.ROLE !== 'worker') await prepareFirstStart(application, ground, say);
  if (told.aborted) return false;
  await application.listen(config.values.PORT, config.values.HOST);
  say(`Habeas is ready at ${config.baseUrl}`);
  return true;
}

function whenTold(): AbortSignal {
  const told = new AbortController();
  let since: number | null = null;
  const leave = (): void => {
    const now = performance.now();
    if (since !== null && now - since > SAME_SIGNAL) process.exit(130); // Told a second time: the person does not want to wait.
    if (since !== null) return;
    since = now;
    say('Stopping: work under way comes to a safe place first (once more to stop at once)');
    told.abort();
  };
  process.on('SIGINT', leave);
  process.on('SIGTERM', leave);
  return told.signal;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
