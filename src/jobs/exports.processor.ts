import { Processor } from '@nestjs/bullmq';
import { EXPORTS_QUEUE } from '../request-model/index.js';
import { QueueWorker } from './queue-worker.js';
import { WORKER_OPTIONS } from './worker-options.js';

@Processor(EXPORTS_QUEUE, { ...WORKER_OPTIONS, concurrency: 4 })
export class ExportsProcessor extends QueueWorker {}
