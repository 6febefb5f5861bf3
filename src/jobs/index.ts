// What the clock and the queue start, and the loops and processors that start it.
export { JobsModule } from './jobs.module.js';
export { WorkersModule } from './workers.module.js';
