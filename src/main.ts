import './small-heap.js';
import { readConfig } from './platform/index.js';
import { run } from './run.js';

await run(readConfig);
