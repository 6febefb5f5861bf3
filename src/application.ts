import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiModule } from './api.module.js';
import { serveConsoleAssets } from './console/index.js';
import { Draining, draining, HttpAdapter, PlainLogger, securityHeaders, type AppContext } from './platform/index.js';
import { waysInCors } from './ingestion/index.js';
import { serveDocs } from './openapi.js';
import { WorkerModule } from './worker.module.js';

/** Builds the application of this process's ROLE; `listen` is the caller's. */
export async function createApplication(ground: AppContext): Promise<INestApplication> {
  const { ROLE, LOG_LEVEL, TRUST_PROXY } = ground.config.values;
  const root = ROLE === 'worker' ? WorkerModule.register(ground) : ApiModule.register(ground, ROLE === 'all');
  const application = await NestFactory.create<NestExpressApplication>(root, new HttpAdapter(ground.config), {
    bodyParser: false,
    logger: new PlainLogger(LOG_LEVEL),
    abortOnError: false,
  });
  application.disable('x-powered-by');
  if (TRUST_PROXY !== null) application.set('trust proxy', TRUST_PROXY);
  application.use(draining(application.get(Draining)), securityHeaders(ground.config.baseUrl));
  if (ROLE !== 'worker') {
    application.enableCors(waysInCors);
    serveDocs(application);
    serveConsoleAssets(application);
  }
  return application;
}
