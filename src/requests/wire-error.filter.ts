import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { asHabeasError, HTTP_STATUS, type HabeasError } from '../platform/index.js';
import type { WireError } from './wire.dto.js';

/** One body each, so that an answer does not tell which projects and tokens exist. */
const SAME_FOR_ALL: Partial<Record<HabeasError['kind'], string>> = {
  unauthenticated: 'Credentials are missing, wrong, expired or revoked.',
  forbidden: 'There is no such project, or you are not an owner or admin of its organization.',
};

/** Errors in the wire's words: `{"status":"error","error":…}`. */
@Catch()
export class WireErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('wire');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const known = asHabeasError(error);
    if (!known) this.logger.error(error instanceof Error ? error.stack : 'unknown error');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (known?.details.retryAfter !== undefined) response.setHeader('Retry-After', String(known.details.retryAfter));
    if (known?.kind === 'not-allowed') response.setHeader('Allow', 'GET');
    const body: WireError = {
      status: 'error',
      error: known ? textOf(known) : 'Something went wrong here; it was logged.',
    };
    response.status(known ? HTTP_STATUS[known.kind] : 500).json(body);
  }
}

function textOf(error: HabeasError): WireError['error'] {
  const { extra } = error.details;
  if (error.code === 'ids-under-deletion') {
    return {
      conflicting_distinct_ids: extra?.['conflictingDistinctIds'] as string[],
      conflicting_task_ids: extra?.['conflictingRequestIds'] as string[],
      error: error.message,
    };
  }
  return SAME_FOR_ALL[error.kind] ?? error.message;
}
