import './small-heap.js';
import { Config, readConfig } from './platform/index.js';
import { run } from './run.js';

// The program of `main` as a worker, for those who prefer a file to ROLE=worker.
await run(() => new Config({ ...readConfig().values, ROLE: 'worker' }));
