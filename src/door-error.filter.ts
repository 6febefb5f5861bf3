import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request } from 'express';
import { FormErrorFilter, ImportErrorFilter, RecordErrorFilter } from './ingestion/index.js';
import { MixpanelErrorFilter } from './mixpanel-api/index.js';
import { ProblemFilter } from './platform/index.js';
import { QuestionErrorFilter } from './questions/index.js';

/** Errors that no controller is asked about (an unknown address, a wrong method, bad percent-encoding), in the shape of their door. */
@Catch()
export class DoorErrorFilter implements ExceptionFilter {
  private readonly doors: readonly (readonly [RegExp, ExceptionFilter])[] = [
    [/^\/api\/app(?:\/|$)/i, new MixpanelErrorFilter()],
    [/^\/api\/(?:2\.0|query)(?:\/|$)/i, new QuestionErrorFilter()],
    [/^\/(?:import|flags|settings)(?:\/|$)/i, new ImportErrorFilter()],
    [/^\/record(?:\/|$)/i, new RecordErrorFilter()],
    [/^\/(?:track|engage|groups)(?:\/|$)/i, new FormErrorFilter()],
  ];
  private readonly others = new ProblemFilter();

  catch(error: unknown, host: ArgumentsHost): void {
    const { path } = host.switchToHttp().getRequest<Request>();
    const [, filter] = this.doors.find(([door]) => door.test(path)) ?? [null, this.others];
    filter.catch(error, host);
  }
}
