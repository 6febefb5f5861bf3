import 'reflect-metadata';
import { createApplication } from './application.js';
import { prepareFirstStart } from './demo/index.js';
import { HabeasError, openGround, type Config } from './platform/index.js';

/** A second signal within these milliseconds is the same Ctrl-C, which npm and the terminal both pass on. */
const SAME_SIGNAL = 2_000;

type Closing = () => Promise<unknown>;

/** Runs this process until it is told to end: opens what it needs in order, and closes it in the opposite order. */
export async function run(read: () => Config): Promise<void> {
  const closings: Closing[] = [];
  closeOnSignal(closings);
  try {
    const config = read();
    const ground = await openGround(config, say);
    closings.push(() => ground.close());
    const application = await createApplication(ground);
    closings.push(() => application.close());
    if (config.values.ROLE !== 'worker') await prepareFirstStart(application, ground, say);
    await application.listen(config.values.PORT, config.values.HOST);
    say(`Habeas is ready at ${config.baseUrl}`);
  } catch (error) {
    complain(error);
    await closeAll(closings);
    process.exit(1);
  }
}

function closeOnSignal(closings: Closing[]): void {
  let told: number | null = null;
  const leave = (): void => {
    const now = performance.now();
    if (told !== null) {
      if (now - told > SAME_SIGNAL) process.exit(130);
      return;
    }
    told = now;
    say('Stopping: work under way comes to a safe place first (once more to stop at once)');
    closeAll(closings).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', leave);
  process.on('SIGTERM', leave);
}

async function closeAll(closings: Closing[]): Promise<void> {
  for (const close of closings.splice(0).reverse()) {
    await close().catch((error: unknown) => complain(error));
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(error: unknown): void {
  const text = error instanceof HabeasError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
}
