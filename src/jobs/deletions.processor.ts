import { Processor } from '@nestjs/bullmq';
import { DELETIONS_QUEUE } from '../request-model/index.js';
import { QueueWorker } from './queue-worker.js';
import { WORKER_OPTIONS } from './worker-options.js';

@Processor(DELETIONS_QUEUE, { ...WORKER_OPTIONS, concurrency: 2 })
export class DeletionsProcessor extends QueueWorker {}
