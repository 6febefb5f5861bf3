import 'reflect-metadata';
import { runBench } from './run.js';
import { readOptions, USAGE, type Options } from './options.js';

let options: Options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
  process.exit(2); // Nothing was opened yet.
}
// What was measured may have left sockets and timers behind; all that matters has been closed by now.
process.exit(await runBench(options));
